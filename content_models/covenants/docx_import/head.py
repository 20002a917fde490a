"""The lines above the text: motto, issuer, title. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..plain_text import CovenantReader
from .source import Line
from .words import folded, is_issuer, is_national, is_other_title, is_rule, is_title

_LONGEST_TITLE = 250  # characters; the page's title takes 255
_PREAMBLE = re.compile(r"^(loi noi dau|loi mo dau|mo dau|can cu|de )\b")
_ISSUED = re.compile(r"^\(?\s*(ban hanh|kem theo|da duoc|duoc thong qua|du thao)")
_HEADING = re.compile(r"^(chương|mục|phần|điều)\s*([ivxlcdm]+|[0-9]+)\b|^[IVX]{1,5}\s*[.)/:-]\s", re.IGNORECASE)
_SENTENCE_END = (".", ";", ":", ",")


@dataclass
class Head:
    """Positions of head and title lines, and the title."""

    head: list[int] = field(default_factory=list)
    title_lines: list[int] = field(default_factory=list)
    title: str = ""
    kind: str = ""


def read_head(lines: Sequence[Line], start: int, end: int) -> Head:
    """Walk down to the preamble or the first heading. What is neither head nor title there is left to the text."""
    found, reader = Head(), CovenantReader()
    for at in range(start, end):
        line = lines[at]
        if not line.text:
            continue
        if reader.heading_of(line.text) or _HEADING.match(line.text) or _PREAMBLE.match(folded(line.text)):
            break
        if is_national(line.text) or is_rule(line.text) or (is_issuer(line.text) and not found.title_lines):
            found.head.append(at)
        elif (not found.title_lines and is_title(line.text) and _is_shown(line)) or (
            found.title_lines and _continues(lines, found.title_lines[-1], at)
        ):
            found.title_lines.append(at)
        elif _ISSUED.match(folded(line.text)) and (line.text.startswith("(") or line.centred):
            found.head.append(at)
        elif found.title_lines or not _is_head_like(line):
            break
        else:
            found.head.append(at)
    found.title = " ".join(lines[at].text for at in found.title_lines)
    found.kind = _kind(found.title)
    return found


def kind_by_words(texts: Sequence[str]) -> str:
    """The name that the text uses for itself more often, "" when neither or as often."""
    whole = folded(" ".join(texts))
    first, second = whole.count("huong uoc"), whole.count("quy uoc") + whole.count("qui uoc")
    return "" if first == second else "huong_uoc" if first > second else "quy_uoc"


def _kind(title: str) -> str:
    found = re.search(r"huong uoc|q[uy]+i? ?uoc", folded(title))
    return "" if not found else "huong_uoc" if found[0].startswith("huong") else "quy_uoc"


def _is_shown(line: Line) -> bool:
    return (
        line.text.isupper() or line.bold or line.centred or bool(line.cell) or line.outline >= 0 or len(line.text) < 60
    )


def _continues(lines: Sequence[Line], last: int, at: int) -> bool:
    """A further line of the title: set like the one above and no sentence."""
    line, above = lines[at], lines[last]
    if at - last > 3 or line.text.startswith("(") or is_other_title(line.text) or line.text.endswith(_SENTENCE_END):
        return False
    if line.outline >= 0 and line.outline != above.outline:
        return False
    whole = sum(len(lines[position].text) + 1 for position in (last, at))
    alike = line.text.isupper() or (line.centred and above.centred) or (line.bold and above.bold)
    return alike and whole <= _LONGEST_TITLE and len(line.text) < 120


def _is_head_like(line: Line) -> bool:
    """Something short in capitals or centred above the title: a name of a place, a motto of the hamlet."""
    return len(line.text) < 120 and (line.text.isupper() or line.centred) and not line.text.endswith(_SENTENCE_END)
