"""What was understood of a Word file: the covenant, and everything that a person must look at. Pure data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..provisions import Covenant, number_blocks
from .code_pages import CODE_PAGE_NAMES, CodePage
from .source import Note, Source

LineRole = Literal[
    "blank", "head", "title", "heading", "text", "table", "signature", "contents", "page", "left", "other"
]

SIGNER_NAMES = {
    "head": "Trưởng ấp, trưởng khóm",
    "front": "Trưởng Ban công tác Mặt trận",
    "household": "Đại diện hộ gia đình",
    "other": "Người ký khác",
}


@dataclass(frozen=True)
class Signer:
    """Who signed, as written. NĐ 61/2023 Đ.6: the head, the Front head, and two households."""

    role: str  # a key of SIGNER_NAMES
    title: str
    name: str

    @property
    def role_name(self) -> str:
        return SIGNER_NAMES[self.role]


@dataclass(frozen=True)
class Doubt:
    """Something uncertain. `lines` are numbers of source lines (from 1), `block` the place in the tree or -1."""

    message: str
    lines: tuple[int, ...] = ()
    block: int = -1


@dataclass(frozen=True)
class SourceLine:
    """A line of the source for the side-by-side view. `block` is where it went, -1 for nowhere in the tree."""

    number: int
    text: str
    role: LineRole
    block: int = -1
    before: str = ""
    page: CodePage = ""
    is_doubtful: bool = False


@dataclass(frozen=True)
class FoundText:
    """One of several documents in one file; `line` is where it begins."""

    label: str
    line: int
    articles: int
    is_covenant: bool


@dataclass(frozen=True)
class Conversion:
    """A sample of converted letters."""

    line: int
    page_name: str
    before: str
    after: str


@dataclass(frozen=True)
class ReadDocument:
    """A covenant as read. `blocks` have the form of `plain_text.read_covenant`; `kind` is "huong_uoc" or
    "quy_uoc", and "" when the text does not say."""

    title: str
    kind: str
    blocks: Sequence[dict[str, Any]]
    signers: tuple[Signer, ...] = ()
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    texts: tuple[FoundText, ...] = ()
    chosen: int = 0
    source: Source = field(default_factory=lambda: Source(()))

    @property
    def covenant(self) -> Covenant:
        """The tree with numbers and anchors."""
        return number_blocks(self.blocks)

    @property
    def source_lines(self) -> tuple[str, ...]:
        """The source as lines of text."""
        return tuple(line.text for line in self.lines)

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """Every line whose letters were converted from TCVN3 or VNI."""
        return tuple(
            Conversion(line.number, CODE_PAGE_NAMES[line.page], line.before, line.text)
            for line in self.lines
            if line.page and line.before != line.text
        )
