"""A covenant's text as a tree of provisions: chương, mục, điều, khoản, điểm, with numbers and anchors. Pure.

An article's body is plain text, one paragraph a line, as people write it in Word: clauses begin with "1.",
points with "a)". Reading never changes a letter (`render_article(parse_article(…)) == body`); numbering that
is odd is kept as written and reported in Vietnamese.

Numbers of chapters, sections and articles go by position, unless a number as printed is stored (texts
recorded from paper). Anchors are ASCII: `dieu-5`, `dieu-5-khoan-2`, `dieu-5-khoan-2-diem-a`; the letter đ is
written `dd`; a number that occurs twice gets `--2`. Only articles have an identity through versions: the id of
their block.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

# Vietnamese points are lettered without f, j, w, z and without the marked vowels (domain §2).
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
LineKind = Literal["intro", "clause", "point", "continuation"]
PartKind = Literal["preamble", "chapter", "section", "article", "table"]

_CLAUSE = re.compile(r"^\s*(\d{1,3})\s*[.)]\s+(?=\S)")
_POINT = re.compile(r"^\s*([^\W\d_])\s*[).]\s+(?=\S)")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Problem:
    """Something odd in the numbering; the text is kept as written."""

    anchor: str
    message: str


@dataclass(frozen=True)
class Line:
    """One paragraph of an article. `raw` is the line as written; `text` is it without its number."""

    kind: LineKind
    raw: str
    text: str
    number: str = ""
    anchor: str = ""

    @property
    def marker(self) -> str:
        """The number with its sign as written: "1.", "1)", "a)". Empty for a line without one."""
        return self.raw.strip().removesuffix(self.text).rstrip()


@dataclass(frozen=True)
class Article:
    """An article with its lines. `block_id` is its identity through all versions (empty before saving)."""

    number: str
    heading: str
    anchor: str
    lines: tuple[Line, ...]
    block_id: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def label(self) -> str:
        """ "Điều 5. Giữ gìn vệ sinh", or "Điều 5" for an untitled article."""
        return f"Điều {self.number}. {self.heading}" if self.heading else f"Điều {self.number}"

    @property
    def body(self) -> str:
        return render_article(self)


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
        return [line for line in self.text.split("\n") if line.strip()]


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
        return tuple(part.article for part in self.parts if part.article)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for article in self.articles for problem in article.problems)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Preamble, articles and tables, each with its full text."""
        return tuple(_passages(self.parts))


def clean_text(text: str) -> str:
    """Text at the door: NFC, plain spaces and line ends, no soft hyphens or invisible marks. Idempotent."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _CONTROL.sub("", text.replace("\u00a0", " ").replace("\t", " "))
    return unicodedata.normalize("NFC", "\n".join(re.sub(r" {2,}", " ", line).rstrip() for line in text.split("\n")))


def parse_article(number: str, heading: str, body: str, *, anchor: str = "", block_id: str = "") -> Article:
    """Read an article's plain text. Nothing is lost: `render_article` gives `body` back exactly."""
    anchor = anchor or f"dieu-{_slug(number)}"
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    clause_anchor, last_clause, last_letter = "", 0, ""
    for raw in body.split("\n"):
        clause, point = _CLAUSE.match(raw), _POINT.match(raw)
        if clause:
            last_clause, message = _next_clause(last_clause, int(clause[1]))
            clause_anchor = _unique(f"{anchor}-khoan-{int(clause[1])}", seen)
            lines.append(Line("clause", raw, raw[clause.end() :].rstrip(), clause[1], clause_anchor))
            last_letter = ""
            problems += [Problem(clause_anchor, f"Điều {number}: {message}")] if message else []
        elif point:
            letter = point[1].lower()
            message = _point_problem(last_letter, letter)
            parent = clause_anchor or anchor
            point_anchor = _unique(f"{parent}-diem-{_slug(letter)}", seen)
            lines.append(Line("point", raw, raw[point.end() :].rstrip(), point[1], point_anchor))
            last_letter = letter
            problems += [Problem(point_anchor, f"Điều {number}: {message}")] if message else []
        else:
            kind: LineKind = "continuation" if clause_anchor or last_letter else "intro"
            lines.append(Line(kind, raw, raw.strip()))
    if not body.strip():
        problems.append(Problem(anchor, f"Điều {number} chưa có nội dung."))
    return Article(number, heading, anchor, tuple(lines), block_id, tuple(problems))


def render_article(article: Article) -> str:
    """The plain text that `parse_article` read."""
    return "\n".join(line.raw for line in article.lines)


def number_blocks(blocks: Sequence[Mapping[str, Any]]) -> Covenant:
    """Number a covenant by position. `blocks`: dicts with `type`, `id`, `value` as `blocks.plain_blocks` gives."""
    counts = {"chapter": 0, "section": 0, "article": 0, "table": 0}
    seen: dict[str, int] = {}
    parts: list[Part] = []
    chapter_anchor = ""
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind == "preamble":
            parts.append(Part("preamble", _unique("loi-noi-dau", seen), text=str(value)))
            continue
        counts[kind] += 1
        if kind == "chapter":
            counts["section"] = 0
            number = value.get("printed_number") or roman(counts[kind])
            chapter_anchor = _unique(f"chuong-{_slug(number)}", seen)
            parts.append(Part("chapter", chapter_anchor, number, value.get("title") or ""))
        elif kind == "section":
            number = value.get("printed_number") or str(counts[kind])
            prefix = f"{chapter_anchor}-" if chapter_anchor else ""
            anchor = _unique(f"{prefix}muc-{_slug(number)}", seen)
            parts.append(Part("section", anchor, number, value.get("title") or ""))
        elif kind == "table":
            rows = tuple(tuple(str(cell) for cell in row) for row in value.get("rows", []))
            parts.append(Part("table", _unique(f"bang-{counts[kind]}", seen), title=value.get("caption") or "", rows=rows))
        else:
            number = value.get("printed_number") or str(counts[kind])
            anchor = _unique(f"dieu-{_slug(number)}", seen)
            article = parse_article(
                number, value.get("heading") or "", value.get("body") or "", anchor=anchor, block_id=block.get("id") or ""
            )
            parts.append(Part("article", anchor, number, article.heading, article=article))
    return Covenant(tuple(parts))


def plain_text(covenant: Covenant) -> str:
    """The whole text as it would be printed, a line a paragraph."""
    return "\n".join(line for part in covenant.parts for line in _printed(part))


def text_sha256(covenant: Covenant, title: str) -> str:
    """SHA-256 (hex) of the title, a line feed and `plain_text`, in UTF-8 and NFC: what a reader reads."""
    return hashlib.sha256(unicodedata.normalize("NFC", f"{title}\n{plain_text(covenant)}").encode()).hexdigest()


def to_json(covenant: Covenant) -> list[dict[str, Any]]:
    """The text for an immutable version: what was written and which number it bore. See `from_json`."""
    return [_part_to_json(part) for part in covenant.parts]


def from_json(data: Iterable[Mapping[str, Any]]) -> Covenant:
    """The covenant that `to_json` stored, anchors included."""
    return Covenant(tuple(_part_from_json(entry) for entry in data))


def roman(number: int) -> str:
    """Roman numeral of 1–3999."""
    result = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        result += letters * count
    return result


def _part_to_json(part: Part) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": part.kind, "anchor": part.anchor, "number": part.number, "title": part.title}
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
    return Part(
        entry["kind"], entry["anchor"], entry["number"], entry["title"], entry.get("text", ""), article, rows
    )


def _printed(part: Part) -> list[str]:
    if part.article:
        return [part.label, *(line.raw.strip() for line in part.article.lines if line.raw.strip())]
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
            text = "\n".join(line.raw.strip() for line in part.article.lines if line.raw.strip())
            yield Passage(part.anchor, part.number, part.label, text)
        elif part.kind == "preamble":
            yield Passage(part.anchor, "", part.label, "\n".join(part.paragraphs))
        elif part.kind == "table":
            yield Passage(part.anchor, "", part.title or "Bảng", "\n".join(" ".join(row) for row in part.rows))


def _next_clause(last: int, number: int) -> tuple[int, str]:
    if number == last + 1:
        return number, ""
    if number <= last:
        return number, f"khoản {number} đứng sau khoản {last}."
    return number, f"thiếu khoản {last + 1} trước khoản {number}."


def _point_problem(last: str, letter: str) -> str:
    if letter not in POINT_LETTERS:
        return f"điểm “{letter}” không có trong thứ tự điểm tiếng Việt (a, b, c, d, đ, e, g, h, i, k, …)."
    position = POINT_LETTERS.index(letter)
    expected = POINT_LETTERS.index(last) + 1 if last and last in POINT_LETTERS else (0 if not last else position)
    if position == expected:
        return ""
    return f"sau điểm {last} phải là điểm {POINT_LETTERS[expected]}, không phải {letter}." if last and expected < len(
        POINT_LETTERS
    ) else f"điểm đầu tiên phải là a, không phải {letter}."


def _slug(number: str) -> str:
    text = unicodedata.normalize("NFD", number.lower().replace("đ", "dd"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if not unicodedata.combining(c))).strip("-") or "x"


def _unique(anchor: str, seen: dict[str, int]) -> str:
    """The anchor itself the first time, then `--2`, `--3`. A hyphen pair occurs in no other anchor."""
    seen[anchor] = seen.get(anchor, 0) + 1
    return anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}"
