"""What a printed covenant holds, in the order in which it is printed. Pure.

The letters of the text are those of the database; only a title that the layout sets in capitals is capitalised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from content_models.covenants.provisions import Article, Covenant, Part

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
POSTED = "BẢN NIÊM YẾT LẤY Ý KIẾN"


@dataclass(frozen=True)
class Signer:
    """A person under the text. An empty name leaves room for it to be written by hand."""

    title: str
    name: str = ""


# NĐ 61/2023 Đ.6: the head of the hamlet, the head of the Front's work committee, two of the households.
SIGNERS = (
    Signer("Trưởng Ban công tác Mặt trận"),
    Signer("Trưởng ấp"),
    Signer("Đại diện hộ gia đình"),
    Signer("Đại diện hộ gia đình"),
)


@dataclass(frozen=True)
class CovenantPaper:
    """A covenant ready for print.

    `place` holds the lines of the left head, the larger unit first ("Xã Đất Mũi", "Ấp Rạch Tàu"). `recognition`
    is the sentence in brackets below the title. `address` is the version's short public address and `sha256` the
    hash of its text; a paper without them (a draft) has no QR. `marks` says in a sentence what became of the whole
    text ("") or of a provision (its anchor) by `day`. `stamp` is printed in the top left corner (`DRAFT`, `POSTED`).
    """

    title: str
    kind: str
    place: tuple[str, ...]
    covenant: Covenant
    signers: tuple[Signer, ...] = SIGNERS
    recognition: str = ""
    address: str = ""
    sha256: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None
    stamp: str = ""
    state: str = ""


@dataclass(frozen=True)
class Piece:
    """One printed thing: a heading with its level (1 the highest), a paragraph, a mark, or a table."""

    kind: str  # preamble, chapter, chapter_title, section, article, line, mark, caption, table
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    line: str = ""  # of a `line`: intro, clause, point, continuation; empty in the preamble

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text, "level": self.level, "rows": [list(row) for row in self.rows]}


def pieces(paper: CovenantPaper) -> Iterator[Piece]:
    """The text in print order, without head, title, signatures and foot."""
    levels = _Levels()
    for part in paper.covenant.parts:
        yield from _part(part, levels.of(part), paper.marks)


class _Levels:
    """Levels of headings without a gap: an article directly below a chapter is one below it (PDF/UA)."""

    def __init__(self) -> None:
        self._chapter = self._section = 0

    def of(self, part: Part) -> int:
        if part.kind == "preamble":
            return 1
        if part.kind == "chapter":
            self._chapter, self._section = 1, 0
            return 1
        if part.kind == "section":
            self._section = self._chapter + 1
            return self._section
        return max(self._chapter, self._section) + 1


def _part(part: Part, level: int, marks: Mapping[str, str]) -> Iterator[Piece]:
    if part.article:
        yield from _article(part.article, level, marks)
        return
    if part.kind == "table":
        if part.title:
            yield Piece("caption", part.title)
        if part.rows:
            yield Piece("table", rows=part.rows)
    elif part.kind == "preamble":
        yield Piece("preamble", "LỜI NÓI ĐẦU", level)
        yield from (Piece("line", paragraph) for paragraph in part.paragraphs)
    else:
        yield Piece(part.kind, part.label, level)
        if part.kind == "chapter" and part.title:
            yield Piece("chapter_title", part.title, level)
    yield from _mark(part.anchor, marks)


def _article(article: Article, level: int, marks: Mapping[str, str]) -> Iterator[Piece]:
    yield Piece("article", article.label, level)
    yield from _mark(article.anchor, marks)
    for line in article.lines:
        if line.raw.strip():
            yield Piece("line", line.raw.strip(), line=line.kind)
        if line.anchor:
            yield from _mark(line.anchor, marks)


def _mark(anchor: str, marks: Mapping[str, str]) -> Iterator[Piece]:
    if anchor and (sentence := marks.get(anchor)):
        yield Piece("mark", f"[{sentence}]")


def long_date(day: dt.date) -> str:
    """ "ngày 05 tháng 01 năm 2026": a zero only before days below 10 and months 1 and 2 (NĐ 30/2020, annex I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def foot_lines(paper: CovenantPaper) -> list[str]:
    """What stands beside the QR: where the text can be read today, and the hash that it must have."""
    if not paper.address:
        return []
    when = f" tại ngày {paper.day:%d/%m/%Y}" if paper.day else ""
    state = [f"Tình trạng{when}: {paper.state}."] if paper.state else []
    return [
        "Xem văn bản và tình trạng hiệu lực hiện nay tại địa chỉ:",
        paper.address,
        *state,
        f"Mã kiểm tra của lời văn (SHA-256): {paper.sha256}",
    ]
