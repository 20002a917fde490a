"""Laws named in one paragraph: by number ("Nghị định số 61/2023/NĐ-CP", "NĐ 61/2023") or by name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .law import LawDocument, Library

_KINDS = (
    r"Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+định|Thông\s+tư(?:\s+liên\s+tịch)?|Nghị\s+quyết(?:\s+liên\s+tịch)?"
    r"|Quyết\s+định|Chỉ\s+thị|Hiến\s+pháp|NĐ|TT"
)
_SUFFIX = r"/[A-ZĐ][A-ZĐƯa-z0-9]{0,12}(?:[-–][A-ZĐƯ][A-ZĐƯa-z0-9]{0,12}){0,6}"
_BY_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:{_KINDS})\s{{1,2}}(?:số\s{{0,2}}:?\s{{0,2}})?)?(?P<full>[0-9]{{1,4}}/(?:19|20)[0-9]{{2}}{_SUFFIX})(?![\w/])"
    rf"|(?<!\w)(?:Nghị\s+định|NĐ|Luật|Thông\s+tư|TT)\s{{1,2}}(?:số\s{{0,2}}:?\s{{0,2}})?"
    r"(?P<short>[0-9]{1,4}/(?:19|20)[0-9]{2})(?![\w/])"
)
_AFTER_NAME = re.compile(
    r"\s{1,2}(?:\(?số\s{0,2}:?\s{0,2}(?P<number>[0-9]{1,4}/(?:19|20)[0-9]{2}/QH[0-9]{1,2})\)?|(?:năm\s{1,2})?(?P<year>(?:19|20)[0-9]{2})(?![\w/]))"
)


@dataclass(frozen=True)
class LawMention:
    """A document at [start, end); `document` is None for one that is not held."""

    start: int
    end: int
    document: LawDocument | None


def law_mentions(text: str, library: Library) -> tuple[LawMention, ...]:
    """All documents named, in order, none overlapping. A law's name followed by another number or year than the
    held one's is another version of it, and not held."""
    found = [*_by_number(text, library), *_by_name(text, library)]
    kept: list[LawMention] = []
    for one in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _by_number(text: str, library: Library) -> list[LawMention]:
    return [
        LawMention(match.start(), match.end(), library.of_number(match["full"] or match["short"]))
        for match in _BY_NUMBER.finditer(text)
    ]


def _by_name(text: str, library: Library) -> list[LawMention]:
    found = []
    for match in _names(library).finditer(text):
        document: LawDocument | None = library.names[" ".join(match[0].lower().split())]
        end = match.end()
        after = _AFTER_NAME.match(text, end)
        if after and document:
            end = after.end()
            document = document if _is_version(document, after["number"], after["year"]) else None
        found.append(LawMention(match.start(), end, document))
    return found


def _is_version(document: LawDocument, number: str | None, year: str | None) -> bool:
    """People name the year of a law's number, or that in which it came into force."""
    if number:
        return number == document.number
    return year in (document.number.split("/")[1], document.in_force_from[:4])


@lru_cache(maxsize=4)
def _names(library: Library) -> re.Pattern[str]:
    names = sorted(library.names, key=len, reverse=True)
    words = "|".join(r"\s{1,2}".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)", re.IGNORECASE)
