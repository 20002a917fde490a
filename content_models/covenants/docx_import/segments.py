"""Several documents in one file: two covenants, a decision with its covenant, minutes at the end. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..plain_text import CovenantReader
from .result import FoundText
from .source import Line
from .words import is_issuer, is_national, is_other_title, is_place_date, is_rule, is_title

_CONTENTS = re.compile(r"^m[ụu]c\s+l[ụu]c\s*[:.]?$", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"(\.{3,}|…+|\s)\s*[0-9]{1,3}$")
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Segment:
    """Lines `start` to `end` (from 0, end not included) that are one document."""

    start: int
    end: int
    label: str
    articles: int
    is_covenant: bool

    @property
    def found(self) -> FoundText:
        return FoundText(self.label, self.start + 1, self.articles, self.is_covenant)


def split(lines: Sequence[Line]) -> list[Segment]:
    """The documents, in order. A new one begins where, after articles, a motto or a title stands over more text."""
    starts, articles = [0], 0
    skipped = contents_lines(lines)
    reader = CovenantReader()
    heads = [at not in skipped and _is_article(reader, line.text) for at, line in enumerate(lines)]
    for at, line in enumerate(lines):
        if articles and _begins(line) and _leads_to_articles(lines, heads, at):
            starts.append(_with_its_head(lines, at, starts[-1]))
            articles = 0
        articles += heads[at]
    ends = [*starts[1:], len(lines)]
    return [_segment(lines, heads, start, end) for start, end in zip(starts, ends, strict=True)]


def choose(segments: Sequence[Segment], wanted: int | None) -> int:
    """The wanted one, else the first covenant, else the one with most articles."""
    if wanted is not None and 0 <= wanted < len(segments):
        return wanted
    covenants = [at for at, one in enumerate(segments) if one.is_covenant and one.articles]
    most = max(range(len(segments)), key=lambda at: segments[at].articles)
    return covenants[0] if covenants else most


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Positions of a table of contents, made by Word or typed: its "Điều 1 ..... 3" are no articles."""
    found = {at for at, line in enumerate(lines) if line.contents}
    opened = False
    for at, line in enumerate(lines):
        if _CONTENTS.match(line.text):
            opened = True
            found.add(at)
        elif opened and line.text:
            opened = bool(_PAGE_AT_END.search(line.text)) or line.contents
            found |= {at} if opened else set()
    return found


def _is_article(reader: CovenantReader, text: str) -> bool:
    heading = reader.heading_of(text)
    return heading is not None and heading.kind == "article"


def _begins(line: Line) -> bool:
    shown = line.text.isupper() or line.bold or line.centred
    return is_national(line.text) or (shown and is_title(line.text)) or is_other_title(line.text)


def _leads_to_articles(lines: Sequence[Line], heads: Sequence[bool], at: int) -> bool:
    """Something like a document follows: more articles, or the motto itself stands here."""
    if is_national(lines[at].text):
        return True
    return any(heads[at:]) or is_other_title(lines[at].text)


def _with_its_head(lines: Sequence[Line], at: int, least: int) -> int:
    """Back over what belongs to the new document's head: its table, its issuer, blank lines."""
    cell = lines[at].cell
    while at > least + 1:
        line = lines[at - 1]
        in_same_table = bool(cell) and line.cell[:1] == cell[:1]
        is_head = not line.text or is_rule(line.text) or is_national(line.text)
        if not (in_same_table or is_head or (is_issuer(line.text) and not is_place_date(line.text))):
            return at
        at -= 1
    return at


def _segment(lines: Sequence[Line], heads: Sequence[bool], start: int, end: int) -> Segment:
    own = lines[start:end]
    before_articles = [line for line, head in zip(own, heads[start:end], strict=True) if not head]
    title = next((line.text for line in before_articles if _is_shown_title(line)), "")
    other = next((line.text for line in own[:40] if is_other_title(line.text)), "")
    first = next((line.text for line in own if line.text and not is_national(line.text)), "")
    is_other = bool(other) and not (title and _stands_first(own, title, other))
    label = other if is_other else title or other or first
    return Segment(start, end, label[:_LONGEST_LABEL], sum(heads[start:end]), not is_other)


def _is_shown_title(line: Line) -> bool:
    return is_title(line.text) and (line.text.isupper() or line.bold or line.centred)


def _stands_first(lines: Sequence[Line], title: str, other: str) -> bool:
    texts = [line.text for line in lines]
    return texts.index(title) < texts.index(other)
