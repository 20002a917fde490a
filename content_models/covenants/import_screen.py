"""What the screen of an import shows: the tree and the source side by side, doubts at their places in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .docx_import.result import Doubt, ReadDocument, SourceLine
from .provisions import Part

MOST_SAMPLES = 12
ROLE_NAMES = {
    "head": "phần đầu, không lấy",
    "title": "tên văn bản",
    "signature": "phần chữ ký",
    "contents": "mục lục, không lấy",
    "page": "số trang, không lấy",
    "left": "không lấy",
    "other": "văn bản khác, không lấy",
}


@dataclass(frozen=True)
class ShownLine:
    """A line of the source with its doubts. `role_name` is empty for what went into the tree."""

    line: SourceLine
    role_name: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class ShownPart:
    """A part of the tree, where it came from, and its doubts."""

    number: int
    part: Part
    first_line: int
    doubts: tuple[Doubt, ...]


def shown_lines(read: ReadDocument) -> list[ShownLine]:
    """Every line that is not blank."""
    by_line: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in read.doubts:
        for number in doubt.lines:
            by_line[number].append(doubt)
    return [
        ShownLine(line, ROLE_NAMES.get(line.role, ""), tuple(by_line[line.number])) for line in read.lines if line.text
    ]


def shown_parts(read: ReadDocument) -> list[ShownPart]:
    """Every part. A doubt that names no part belongs to the one that its first line went into."""
    first: dict[int, int] = {}
    for line in read.lines:
        first.setdefault(line.block, line.number)
    block_of = {line.number: line.block for line in read.lines}
    by_block: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in read.doubts:
        at = doubt.block if doubt.block >= 0 else block_of.get(doubt.lines[0], -1) if doubt.lines else -1
        by_block[at].append(doubt)
    return [
        ShownPart(number, part, first.get(number, 0), tuple(by_block[number]))
        for number, part in enumerate(read.covenant.parts)
    ]


def found_in_words(read: ReadDocument) -> str:
    """ "2 chương, 14 điều, 31 khoản"."""
    parts = read.covenant.parts
    clauses = sum(len(article.clauses) for article in read.covenant.articles)
    counts = (
        (sum(part.kind == "chapter" for part in parts), "chương"),
        (sum(part.kind == "section" for part in parts), "mục"),
        (len(read.covenant.articles), "điều"),
        (clauses, "khoản"),
        (sum(part.kind == "table" for part in parts), "bảng"),
    )
    return ", ".join(f"{count} {name}" for count, name in counts if count) or "không thấy phần nào"


def samples(read: ReadDocument) -> Sequence[object]:
    """Some of the converted lines, the longest first: they hold the most letters to judge by."""
    return sorted(read.conversions, key=lambda found: -len(found.after))[:MOST_SAMPLES]
