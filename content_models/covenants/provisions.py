"""A covenant's text in reading order: chương, mục, điều with numbers, anchors and a hash. Pure.

Numbers of chapters (Roman), sections (again from 1 in each chapter) and articles (through the whole text) go by
position, unless a number as printed is stored (texts recorded from paper). Only articles have an identity
through versions: the id of their block. Clauses and points are read by `articles`, which also says how anchors
are made.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from content_models.cleaning import clean_text

from .articles import (
    POINT_LETTERS,
    Article,
    Line,
    Problem,
    Provision,
    parse_article,
    render_article,
    slug,
    unique,
)

__all__ = [
    "Article", "Covenant", "Line", "Part", "Passage", "Problem", "Provision", "clean_text", "from_json",
    "number_blocks", "parse_article", "plain_text", "render_article", "roman", "roman_value", "text_sha256",
    "to_json",
]  # fmt: skip

PartKind = Literal["preamble", "chapter", "section", "article", "table"]
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A piece of the covenant in reading order. Exactly the fields of its `kind` are filled."""

    kind: PartKind
    anchor: str = ""
    number: str = ""
    title: str = ""
    text: str = ""
    article: Article | None = None
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def label(self) -> str:
        """The line that stands over the part in print."""
        if self.kind == "chapter":
            return f"Chương {self.number}"
        if self.kind == "section":
            return f"Mục {self.number}. {self.title}" if self.title else f"Mục {self.number}"
        if self.kind == "article" and self.article:
            return self.article.label
        return "Lời nói đầu" if self.kind == "preamble" else self.title

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of a preamble."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]


@dataclass(frozen=True)
class Passage:
    """A part that can be found and linked on its own."""

    anchor: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class Covenant:
    """The whole text in reading order."""

    parts: tuple[Part, ...] = field(default_factory=tuple)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in reading order."""
        return tuple(part.article for part in self.parts if part.article)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd in the order and numbering, in reading order."""
        return tuple(_problems(self.parts))

    def find(self, anchor: str) -> Part | Provision | None:
        """The part, clause or point at an anchor, or None."""
        for part in self.parts:
            if part.anchor == anchor:
                return part
            for clause in part.article.clauses if part.article else ():
                for provision in clause.walk():
                    if provision.anchor == anchor:
                        return provision
        return None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Preamble, articles and tables, each with its full text."""
        return tuple(_passages(self.parts))


def number_blocks(blocks: Sequence[Mapping[str, Any]]) -> Covenant:
    """Number a covenant by position.

    `blocks`: dicts with `type`, `id` (may be missing) and `value` as `blocks.plain_blocks` gives: a string for a
    preamble; `title`, `printed_number` for chapter and section; `heading`, `body`, `printed_number` for an
    article; `caption`, `rows` for a table. Raises KeyError for another type.
    """
    numbering = _Numbering()
    return Covenant(tuple(numbering.part(block["type"], block["value"], block.get("id") or "") for block in blocks))


class _Numbering:
    """Counts parts as they come and gives each its number and anchor."""

    def __init__(self) -> None:
        self._counts = {"preamble": 0, "chapter": 0, "section": 0, "article": 0, "table": 0}
        self._seen: dict[str, int] = {}
        self._chapter = ""

    def part(self, kind: PartKind, value: Any, block_id: str) -> Part:
        self._counts[kind] += 1
        if kind == "preamble":
            return Part("preamble", self._anchor("loi-noi-dau"), text=str(value))
        if kind == "table":
            return self._table(value)
        if kind == "article":
            return self._article(value, block_id)
        return self._heading(kind, value)

    def _heading(self, kind: PartKind, value: Mapping[str, Any]) -> Part:
        if kind == "section":
            number = self._number(kind, value)
            anchor = self._anchor(f"{self._chapter}muc-{slug(number)}")
            return Part("section", anchor, number, value.get("title") or "")
        self._counts["section"] = 0
        number = self._number(kind, value)
        anchor = self._anchor(f"chuong-{slug(number)}")
        self._chapter = f"{anchor}-"
        return Part("chapter", anchor, number, value.get("title") or "")

    def _article(self, value: Mapping[str, Any], block_id: str) -> Part:
        number, heading = self._number("article", value), value.get("heading") or ""
        anchor = self._anchor(f"dieu-{slug(number)}")
        article = parse_article(number, heading, value.get("body") or "", anchor=anchor, block_id=block_id)
        return Part("article", anchor, number, heading, article=article)

    def _table(self, value: Mapping[str, Any]) -> Part:
        rows = tuple(tuple(str(cell) for cell in row) for row in value.get("rows") or ())
        anchor = self._anchor(f"bang-{self._counts['table']}")
        return Part("table", anchor, title=value.get("caption") or "", rows=rows)

    def _number(self, kind: str, value: Mapping[str, Any]) -> str:
        position = self._counts[kind]
        printed = (value.get("printed_number") or "").strip()
        return printed or (roman(position) if kind == "chapter" else str(position))

    def _anchor(self, anchor: str) -> str:
        return unique(anchor, self._seen)


def plain_text(covenant: Covenant) -> str:
    """The whole text as it would be printed, a line a paragraph."""
    return "\n".join(line for part in covenant.parts for line in _printed(part))


def text_sha256(covenant: Covenant, title: str) -> str:
    """SHA-256 (hex) of the title, a line feed and `plain_text`, in NFC and UTF-8: every character that a reader
    reads, and nothing else. Spaces at the ends of paragraphs, blank lines, line ends of another system and ids of
    blocks do not change it; a number does, for references to it would."""
    text = unicodedata.normalize("NFC", f"{title}\n{plain_text(covenant)}")
    return hashlib.sha256(text.encode()).hexdigest()


def to_json(covenant: Covenant) -> list[dict[str, Any]]:
    """The text for an immutable version: what was written and which number it bore. See `from_json`."""
    return [_part_to_json(part) for part in covenant.parts]


def from_json(data: Iterable[Mapping[str, Any]]) -> Covenant:
    """The covenant that `to_json` stored, anchors included."""
    return Covenant(tuple(_part_from_json(entry) for entry in data))


def roman(number: int) -> str:
    """Roman numeral of 1–3999."""
    result = ""
    for value, letters in _NUMERALS:
        count, number = divmod(number, value)
        result += letters * count
    return result


def roman_value(numeral: str) -> int | None:
    """Value of a well-formed capital Roman numeral, else None."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    value, rest = 0, numeral
    for worth, letters in _NUMERALS:
        while rest.startswith(letters):
            value, rest = value + worth, rest.removeprefix(letters)
    return value


def _part_to_json(part: Part) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": part.kind,
        "anchor": part.anchor,
        "number": part.number,
        "title": part.title,
    }
    if part.article:
        return entry | {"id": part.article.block_id, "body": part.article.body}
    if part.kind == "table":
        return entry | {"rows": [list(row) for row in part.rows]}
    return entry | ({"text": part.text} if part.kind == "preamble" else {})


def _part_from_json(entry: Mapping[str, Any]) -> Part:
    article = None
    if entry["kind"] == "article":
        article = parse_article(
            entry["number"], entry["title"], entry["body"], anchor=entry["anchor"], block_id=entry["id"]
        )
    rows = tuple(tuple(row) for row in entry.get("rows", ()))
    return Part(entry["kind"], entry["anchor"], entry["number"], entry["title"], entry.get("text", ""), article, rows)


def _printed(part: Part) -> list[str]:
    if part.article:
        return [part.label, *part.article.printed_lines]
    if part.kind == "preamble":
        return ["LỜI NÓI ĐẦU", *part.paragraphs]
    if part.kind == "chapter":
        return [part.label, part.title.upper()] if part.title else [part.label]
    if part.kind == "table":
        return [*([part.title] if part.title else []), *(" | ".join(row) for row in part.rows)]
    return [part.label]


def _passages(parts: Iterable[Part]) -> Iterator[Passage]:
    for part in parts:
        if part.article:
            yield Passage(part.anchor, part.number, part.label, "\n".join(part.article.printed_lines))
        elif part.kind == "preamble":
            yield Passage(part.anchor, "", part.label, "\n".join(part.paragraphs))
        elif part.kind == "table":
            yield Passage(part.anchor, "", part.title or "Bảng", "\n".join(" ".join(row) for row in part.rows))


def _problems(parts: Sequence[Part]) -> Iterator[Problem]:
    last: dict[str, str] = {}
    for position, part in enumerate(parts):
        if part.kind == "preamble" and position:
            yield Problem(part.anchor, "Lời nói đầu không đứng đầu văn bản.")
        if part.kind == "chapter":
            last.pop("section", None)
        if part.number and (message := _order_problem(part, last.get(part.kind, ""))):
            yield Problem(part.anchor, message)
        last[part.kind] = part.number
        if part.kind in ("chapter", "section") and not part.title:
            yield Problem(part.anchor, f"{part.label} chưa có tên.")
        if part.kind == "chapter" and all(after.kind == "chapter" for after in parts[position + 1 : position + 2]):
            yield Problem(part.anchor, f"{part.label} không có điều nào.")
        yield from part.article.problems if part.article else ()


def _order_problem(part: Part, before: str) -> str:
    """Why a number does not follow the one before it ("" for the first), or ""."""
    name = {"chapter": "Chương", "section": "Mục", "article": "Điều"}[part.kind]
    number, last = _value(part.number), _value(before) if before else (0, 0)
    if part.number == before:
        return f"{name} {part.number} lặp lại."
    if number is None or last is None:
        return "" if number else f"{name} “{part.number}” không phải là số."
    if number[0] == last[0] + 1 or (number[0] == last[0] and number[1] > last[1]):
        return ""
    if number <= last:
        return (
            f"{name} {part.number} đứng sau {name} {before}." if before else f"{name} đầu tiên mang số {part.number}."
        )
    return f"Thiếu {name} {last[0] + 1} trước {name} {part.number}."


def _value(number: str) -> tuple[int, int] | None:
    """ "5" → (5, 0), "5a" → (5, 1), "5đ" → (5, 5), "V" → (5, 0); None for anything else."""
    if found := re.fullmatch(r"([0-9]{1,4})([a-zđ]?)", number, re.IGNORECASE):
        return int(found[1]), POINT_LETTERS.find(found[2].lower()) + 1 if found[2] else 0
    value = roman_value(number)
    return (value, 0) if value else None
