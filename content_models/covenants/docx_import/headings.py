"""Headings that words alone do not tell: by style, by bold type, by outline, by a slip of spelling. Pure.

Styles have whatever names people gave them, so a style is known by what stands in it: when most of its paragraphs
are "Điều 5. …", one without a number is an article too. Without any such heading the outline levels count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..plain_text import LONGEST_HEADING, CovenantReader, Heading
from .source import Line
from .words import folded

_MOST = 0.6  # share of a style's paragraphs that must be headings of one kind
_MARKED = re.compile(r"^(\(?[0-9]{1,3}[.)/]|\(?[a-zđ][.)/]|[-+–—•*])\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^(?P<number>[IVXLCDM]{1,7}|[0-9]{1,3})\s*[.)/:]?\s+(?P<title>.+)$")
_ROMAN = re.compile(r"^(?P<number>[IVX]{1,5})\s*[.)/:-]\s*(?P<title>\S.*)$")
_SLIP = re.compile(
    r"^(?P<word>đ[iì][eêếềểễệéèẻẽẹ]u|d[iì][eêếềểễệ]u|đi[eê]ù)\s*(?P<number>[0-9]{1,3})\s*[.:]\s*(?P<title>.*)$", re.I
)
_BOLD = re.compile(
    r"^(?P<kind>chương|mục|điều)\s+(?P<number>[IVXLCDM]{1,7}|[0-9]{1,3}[a-zđ]?)\s+(?P<title>\S.*)$", re.I
)
_KINDS = {"chương": "chapter", "mục": "section", "điều": "article"}
_NAMES = {"chapter": "chương", "section": "mục", "article": "điều"}


@dataclass(frozen=True)
class Hint:
    """A heading and the sentence that says why it was taken for one ("" when that is certain)."""

    heading: Heading
    doubt: str = ""


@dataclass(frozen=True)
class Learnt:
    """What the text's own headings teach: kind by style, kind by outline level, and whether Roman numerals alone
    begin the parts of a text that has no "Điều"."""

    styles: Mapping[str, str]
    levels: Mapping[int, str]
    roman: bool


def learn(lines: Sequence[Line]) -> Learnt:
    """Look at all lines once."""
    reader = CovenantReader()
    kinds = [(line, found.kind if (found := reader.heading_of(line.text)) else "") for line in lines if line.text]
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for line, kind in kinds:
        if line.style:
            seen[line.style][kind] += 1
    styles = {}
    for style, counts in seen.items():
        kind, count = counts.most_common(1)[0]
        if kind and count >= counts.total() * _MOST:
            styles[style] = kind
    used = {kind for _, kind in kinds}
    has_articles = "article" in used
    romans = [line for line in lines if _is_roman_part(line)]
    levels = {} if has_articles else _levels(lines)
    return Learnt(styles, levels, not has_articles and not levels and "chapter" not in used and len(romans) > 1)


def hint(line: Line, reader: CovenantReader, learnt: Learnt) -> Hint | None:
    """The heading that the line is by anything but its words; None when its words decide."""
    if not line.text or line.text.startswith("|") or _is_plain_heading(line.text):
        return None
    if folded(line.text.strip(" .:")) in ("loi noi dau", "loi mo dau", "mo dau"):
        return None  # whatever its style
    if found := _spelt_otherwise(line, reader):
        return found
    if reader.open in ("title", "titled") and reader.open == "title":
        return None  # the line below "Chương I" is its title, whatever its style
    leveled = learnt.levels.get(line.outline, "")
    kind = leveled or learnt.styles.get(line.style, "")
    is_clause = _MARKED.match(line.text) and not line.label and not leveled
    if kind and len(line.text) <= LONGEST_HEADING and not is_clause:
        return _by_style(line, kind, reader)
    if learnt.roman and _is_roman_part(line) and (match := _ROMAN.match(line.text)):
        message = f"Văn bản không dùng chữ “Điều”: phần “{match['number']}.” được đọc là một điều."
        return Hint(Heading("article", match["number"], match["title"]), message)
    return None


def _spelt_otherwise(line: Line, reader: CovenantReader) -> Hint | None:
    """ "Điêu 5." with a slip, or "Chương II Tên" in bold without a sign between."""
    slip = _SLIP.match(line.text)
    if slip and slip["word"].lower() != "điều" and folded(slip["word"]) == "dieu":
        message = f"“{slip['word']} {slip['number']}” viết sai chính tả, được đọc là đầu một điều."
        return Hint(Heading("article", slip["number"], slip["title"]), message)
    shown = line.bold or line.outline >= 0 or bool(line.label)
    bold = _BOLD.match(line.text)
    if not bold or not shown or len(line.text) > LONGEST_HEADING:
        return None
    kind = _KINDS[bold["kind"].lower()]
    if kind == "article" and bold["number"] != str(reader.next_article) and not line.label:
        return None
    doubt = (
        "" if line.label else f"Thiếu dấu chấm sau “{bold['kind']} {bold['number']}”: được đọc là tên {_NAMES[kind]}."
    )
    return Hint(Heading(kind, bold["number"], bold["title"]), doubt)


def _by_style(line: Line, kind: str, reader: CovenantReader) -> Hint | None:
    if reader.open == "titled" and kind in ("chapter", "section") and line.text.isupper():
        return None
    match = _NUMBER.match(line.text)
    number, title = (match["number"], match["title"]) if match else ("", line.text)
    return Hint(
        Heading(kind, number, title), f"Được đọc là {_NAMES[kind]} theo kiểu trình bày “{line.style}” của Word."
    )


def _levels(lines: Sequence[Line]) -> dict[int, str]:
    """Outline levels of a text without "Điều": the lowest is articles, the highest chapters."""
    used = sorted(
        {line.outline for line in lines if line.text and line.outline >= 0 and len(line.text) <= LONGEST_HEADING}
    )
    if not used or sum(line.outline == used[-1] for line in lines) < 2:
        return {}
    names = (
        ["article"]
        if len(used) == 1
        else ["chapter", "article"]
        if len(used) == 2
        else ["chapter", "section", "article"]
    )
    return dict(zip(used[-len(names) :], names, strict=True))


def _is_roman_part(line: Line) -> bool:
    match = _ROMAN.match(line.text)
    return bool(match) and len(line.text) <= LONGEST_HEADING and (line.bold or line.text.isupper() or line.outline >= 0)


def _is_plain_heading(text: str) -> bool:
    return CovenantReader().heading_of(text) is not None
