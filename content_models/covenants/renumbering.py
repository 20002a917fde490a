"""What a save does to references: they follow their articles, and those that lost theirs are remembered."""

from __future__ import annotations

from typing import Any

from .internal_references import PREAMBLE, Following, follow_renumbering
from .models import CovenantPage, Writing
from .provisions import Covenant


def follow(page: CovenantPage, before: Covenant) -> Following:
    """Let the references in the page's working text follow the change of numbers since `before`, in place; and
    let hints and lost references go with what they belong to. The page is saved by the caller."""
    writing = Writing.objects.filter(page_id=page.pk).first()
    following = follow_renumbering(before, page.numbered(), writing.lost_references if writing else ())
    if following.bodies:
        page.body = [_followed(block, following) for block in page.body.raw_data]
    _note(page, writing, following)
    return following


def _followed(block: dict[str, Any], following: Following) -> dict[str, Any]:
    key = PREAMBLE if block["type"] == "preamble" else block.get("id") or ""
    if key not in following.bodies:
        return block
    body = following.bodies[key]
    return block | {"value": body if block["type"] == "preamble" else block["value"] | {"body": body}}


def _note(page: CovenantPage, writing: Writing | None, following: Following) -> None:
    """Written only when something changed: an autosave comes twice a second."""
    writing = writing or Writing(page_id=page.pk)
    before = (writing.gone, writing.hints)
    writing.note_lost(list(following.gone))
    writing.keep_hints_of(list(page.body.raw_data))
    if (writing.gone, writing.hints) != before:
        writing.save()
