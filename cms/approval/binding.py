"""What binds an approval to a text.

A revision's id does not: autosave rewrites the latest revision in place. So the id goes together with
a hash of the whole stored content and its time; and, to tell whether the *text* changed between a return
and a new submission, with a hash of what the author wrote.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

_EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')
# Keys of a page's stored content that say where and when, not what it says.
NOT_TEXT = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "expired",
        "draft_title",
        "wagtail_admin_comments",
        "translation_key",
        "locale",
        "alias_of",
        "content_type",
    }
)


@dataclass(frozen=True)
class Binding:
    """A text under approval: the revision and the SHA-256 (hex) of everything stored in it."""

    revision_id: int
    sha256: str


def binding_of(revision: Revision) -> Binding:
    """The binding of a stored revision as it is now."""
    stored = {"content": revision.content, "at": revision.created_at.isoformat(timespec="microseconds")}
    return Binding(revision.pk, _sha256(stored))


def latest_binding(page: Page) -> Binding:
    """The binding of the page's latest revision, read fresh from the database."""
    return binding_of(latest_revision(page))


def latest_revision(page: Page) -> Revision:
    """Fresh from the database: `page.latest_revision` may be what this request read before the lock."""
    return Revision.objects.get(pk=Page.objects.values_list("latest_revision", flat=True).get(pk=page.pk))


def text_sha256(content: dict[str, Any]) -> str:
    """SHA-256 of what the author wrote, of a revision's content or `page.serializable_data()`."""
    return _sha256({key: _words(value) for key, value in content.items() if key not in NOT_TEXT})


def _words(value: Any) -> Any:
    """A stored value without what an editor writes differently at each save: the order of keys inside a body's
    JSON, line ends, and the keys that the rich text editor hangs on paragraphs."""
    if isinstance(value, dict):
        return {key: _words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_words(item) for item in value]
    if not isinstance(value, str):
        return value
    if value.startswith(("[", "{")):
        with contextlib.suppress(ValueError):
            return _words(json.loads(value))
    return _EDITOR_KEYS.sub("", value.replace("\r\n", "\n"))


def _sha256(value: Any) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
