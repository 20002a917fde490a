"""A text that was read from a Word file, between the screen where it is checked and the draft that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core import signing

from content_models.places.models import Place

from .blocks import plain_blocks
from .docx_import.read import understand
from .docx_import.result import ReadDocument
from .docx_import.source import Source, from_json, to_json
from .docx_import.words import folded
from .drafting import Draft, begin, page_of, title_for
from .models import CovenantKind, CovenantPage, Writing

SALT = "covenants.import"
SECONDS = 6 * 60 * 60  # how long a read text may be looked at before it must be read again
STALE = "Bản đọc đã quá lâu hoặc bị thay đổi. Hãy chọn lại tệp; chưa có gì được lưu."


class StaleState(Exception):
    """The text that travelled in the form is too old, another person's, or not what was sent."""


def packed(source: Source, hamlet: Place, by: Any) -> str:
    """The read lines as a signed, packed string for the form: nothing is stored before the person agrees."""
    return signing.dumps({"for": [hamlet.pk, by.pk], **to_json(source)}, salt=SALT, compress=True)


def unpacked(state: str, hamlet: Place, by: Any) -> Source:
    """What `packed` gave to the same person for the same hamlet. Raises StaleState."""
    try:
        data = signing.loads(state, salt=SALT, max_age=SECONDS)
        if data["for"] != [hamlet.pk, by.pk]:
            raise StaleState(STALE)
        return from_json(data)
    except (signing.BadSignature, KeyError, TypeError, ValueError) as problem:
        raise StaleState(STALE) from problem


def read_again(source: Source, wanted: int | None, *, convert: bool) -> ReadDocument:
    """The tree of the chosen document, with letters converted or as they stood in the file."""
    if not convert:
        lines = tuple(
            replace(line, text=line.before, page="", before="") if line.page else line for line in source.lines
        )
        source = replace(source, lines=lines)
    return understand(source, wanted)


def proposed_title(read: ReadDocument, hamlet: Place) -> str:
    """The title as found; one in capitals in small letters, with the names of the place as the register has them."""
    kind = read.kind or CovenantKind.HUONG_UOC
    if not read.title:
        return title_for(hamlet, kind)
    title = " ".join(read.title.split())
    if not title.isupper():
        return title[:255]
    title = title.lower()
    for place in (hamlet, hamlet.parent):
        title = _with_name(title, place.name) if place else title
    return (title[:1].upper() + title[1:])[:255]


def store(hamlet: Place, read: ReadDocument, *, title: str, kind: str, by: Any, replacing: bool) -> CovenantPage:
    """The read text becomes the hamlet's draft. Raises as `drafting.begin`; an older draft stays in the history."""
    page = page_of(hamlet)
    old = plain_blocks(list(page.body.raw_data)) if page else []
    blocks = with_identities(read.blocks, old)
    draft = Draft(Writing.Beginning.WORD, title, kind, blocks)
    return begin(hamlet, draft, by=by, replacing=replacing)


def with_identities(blocks: Sequence[Mapping[str, Any]], old: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """An article whose title, or else whose text, stands once in the old text and once in the new one is that
    article still: it keeps its id, and a comparison shows what changed in it."""
    known: dict[str, str] = {}
    for key in (_by_heading, _by_body):
        theirs, ours = _once(old, key), _once(blocks, key)
        for name, block in ours.items():
            found = theirs.get(name)
            if found is not None and found["id"] not in known.values():
                known.setdefault(str(id(block)), found["id"])
    return [{**block, "id": known.get(str(id(block)), "")} for block in blocks]


def _once(blocks: Sequence[Mapping[str, Any]], key: Any) -> dict[str, Mapping[str, Any]]:
    """Articles by what is theirs alone."""
    names = [(key(block["value"]), block) for block in blocks if block["type"] == "article"]
    counted = [name for name, _ in names]
    return {name: block for name, block in names if name and counted.count(name) == 1}


def _by_heading(value: Mapping[str, Any]) -> str:
    return folded(value.get("heading") or "")


def _by_body(value: Mapping[str, Any]) -> str:
    return folded(value.get("body") or "")


def _with_name(title: str, name: str) -> str:
    at = title.find(name.lower())
    return title if at < 0 else f"{title[:at]}{name}{title[at + len(name) :]}"
