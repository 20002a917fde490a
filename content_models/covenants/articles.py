"""An article's plain text as clauses (khoản) and points (điểm), with anchors. Pure.

One paragraph a line, as people write in Word: a clause begins with "1.", a point with "a)" ("1)", "1/", "a.",
"a/", "(a)", "Khoản 1." are taken too). Reading changes no letter: `render_article(parse_article(…)) == body`.
Numbering that is odd is kept as written and reported in Vietnamese.

Anchors are ASCII: `dieu-5`, `dieu-5-khoan-2`, `dieu-5-khoan-2-diem-a`; đ is written `dd` (`diem-dd`). A number
that occurs again gets `--2`, `--3`. Inside a number everything but letters and digits becomes `_`, so that no
printed number can look like the anchor of another provision.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# Vietnamese points are lettered without f, j, w, z and without the marked vowels (domain §2).
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
LineKind = Literal["intro", "clause", "point", "continuation"]

_CLAUSE = re.compile(r"^\s*(?:khoản\s+)?\(?([0-9]{1,3})\s*(?:[.)](?:\s+(?=\S)|(?=[^\W\d_]))|/\s+(?=\S))", re.IGNORECASE)
_POINT = re.compile(r"^\s*(?:điểm\s+)?\(?([^\W\d_])\s*(?:\)\s*(?=\S)|[./]\s+(?=\S))", re.IGNORECASE)
_DECIMAL = re.compile(r"^\s*([0-9]{1,2}(?:\.[0-9]{1,2})+)[.)]?\s+\S")


@dataclass(frozen=True)
class Problem:
    """Something odd in the numbering, in a Vietnamese sentence; the text is kept as written."""

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
class Provision:
    """A clause or a point: its own paragraphs (the numbered one first) and the points below it."""

    kind: LineKind
    number: str
    anchor: str
    lines: tuple[Line, ...]
    children: tuple[Provision, ...] = ()

    @property
    def text(self) -> str:
        """Its own paragraphs without the number, a line each."""
        return "\n".join(line.text for line in self.lines if line.text)

    def walk(self) -> Iterator[Provision]:
        """Itself, then everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


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
        """The text as it was written."""
        return render_article(self)

    @property
    def printed_lines(self) -> list[str]:
        """The paragraphs as they are printed: no blank ones, no spaces around."""
        return [line.raw.strip() for line in self.lines if line.raw.strip()]

    @property
    def intro(self) -> tuple[Line, ...]:
        """Paragraphs before the first clause or point."""
        return tuple(line for line in self.lines if line.kind == "intro")

    @property
    def clauses(self) -> tuple[Provision, ...]:
        """Clauses with their points; points stand here themselves in an article without clauses."""
        return _tree(tuple(line for line in self.lines if line.kind != "intro"))


@lru_cache(maxsize=4096)
def parse_article(number: str, heading: str, body: str, *, anchor: str = "", block_id: str = "") -> Article:
    """Read an article's plain text. Nothing is lost: `render_article` gives `body` back exactly.

    Remembered: recognised texts never change and are read again for each view and each hit.
    """
    reader = _Reader(number, anchor or f"dieu-{slug(number)}")
    for raw in body.split("\n"):
        reader.take(raw)
    if not body.strip():
        reader.report(reader.anchor, "chưa có nội dung.")
    return Article(number, heading, reader.anchor, tuple(reader.lines), block_id, tuple(reader.problems))


def render_article(article: Article) -> str:
    """The plain text that `parse_article` read."""
    return "\n".join(line.raw for line in article.lines)


def slug(number: str) -> str:
    """A number as part of an anchor: lower-case ASCII letters, digits and `_`; `x` when nothing is left."""
    folded = unicodedata.normalize("NFD", number.lower().replace("đ", "dd"))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_") or "x"


def unique(anchor: str, seen: dict[str, int]) -> str:
    """The anchor itself the first time, then `--2`, `--3`. A pair of hyphens occurs nowhere else in one."""
    seen[anchor] = seen.get(anchor, 0) + 1
    return anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}"


class _Reader:
    """Takes an article line by line and remembers where it stands."""

    def __init__(self, number: str, anchor: str) -> None:
        self.number, self.anchor = number, anchor
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self._seen: dict[str, int] = {}
        self._clause, self._clause_anchor, self._letter = 0, "", ""

    def take(self, raw: str) -> None:
        if clause := _CLAUSE.match(raw):
            self._take_clause(raw, clause)
        elif point := _POINT.match(raw):
            self._take_point(raw, point)
        else:
            self._take_paragraph(raw)

    def report(self, anchor: str, message: str) -> None:
        self.problems.append(Problem(anchor, f"Điều {self.number}: {message}"))

    def _take_clause(self, raw: str, match: re.Match[str]) -> None:
        number = int(match[1])
        anchor = unique(f"{self.anchor}-khoan-{number}", self._seen)
        self.lines.append(Line("clause", raw, raw[match.end() :].rstrip(), match[1], anchor))
        if message := _clause_problem(self._clause, number):
            self.report(anchor, message)
        self._clause, self._clause_anchor, self._letter = number, anchor, ""

    def _take_point(self, raw: str, match: re.Match[str]) -> None:
        letter = match[1].lower()
        anchor = unique(f"{self._clause_anchor or self.anchor}-diem-{slug(letter)}", self._seen)
        self.lines.append(Line("point", raw, raw[match.end() :].rstrip(), match[1], anchor))
        if message := _point_problem(self._letter, letter):
            self.report(anchor, message)
        if letter in POINT_LETTERS:
            self._letter = letter

    def _take_paragraph(self, raw: str) -> None:
        kind: LineKind = "continuation" if self._seen else "intro"
        self.lines.append(Line(kind, raw, raw.strip()))
        if decimal := _DECIMAL.match(raw):
            where = self._clause_anchor or self.anchor
            self.report(where, f"“{decimal[1]}” không phải số khoản hay chữ điểm, nên là một đoạn thường.")


def _clause_problem(last: int, number: int) -> str:
    if number == last + 1:
        return ""
    if number == last:
        return f"khoản {number} lặp lại."
    if number < last:
        return f"khoản {number} đứng sau khoản {last}."
    return f"thiếu khoản {last + 1} trước khoản {number}."


def _point_problem(last: str, letter: str) -> str:
    """`last` is the point before, "" for none; only letters of the list are ever `last`."""
    if letter not in POINT_LETTERS:
        return f"điểm “{letter}” không có trong thứ tự chữ của điểm (a, b, c, d, đ, e, g, h, i, k, l…)."
    position = POINT_LETTERS.index(letter)
    expected = POINT_LETTERS.index(last) + 1 if last else 0
    if position == expected:
        return ""
    if letter == last:
        return f"điểm {letter} lặp lại."
    if position < expected:
        return f"điểm {letter} đứng sau điểm {last}."
    return f"thiếu điểm {POINT_LETTERS[expected]} trước điểm {letter}."


def _tree(lines: tuple[Line, ...]) -> tuple[Provision, ...]:
    """Group lines, the first of which is numbered: points go under the clause before them."""
    if not lines:
        return ()
    starts = [i for i, line in enumerate(lines) if line.number]
    groups = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    tree: list[tuple[tuple[Line, ...], list[Provision]]] = []
    for group in groups:
        if group[0].kind == "point" and tree and tree[-1][0][0].kind == "clause":
            tree[-1][1].append(_provision(group))
        else:
            tree.append((group, []))
    return tuple(_provision(group, children) for group, children in tree)


def _provision(lines: tuple[Line, ...], children: Sequence[Provision] = ()) -> Provision:
    head = lines[0]
    return Provision(head.kind, head.number, head.anchor, lines, tuple(children))
