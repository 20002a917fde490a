"""A whole covenant as plain text, typed or pasted, read into the blocks of the editor. Pure.

Takes what people really write: "Chương I" with its title on the next line or after a dot, "CHƯƠNG 1:",
"Mục 1.", "Điều 5. Tên", "Điều 5: Tên", an article without a title, "| a | b |" rows as a table. Nothing is
dropped: every line of the source is in some block, and what is odd is reported in Vietnamese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .provisions import clean_text, roman

_PREAMBLE = re.compile(r"^\s*lời\s+(?:nói|mở)\s+đầu\s*[:.]?\s*$", re.IGNORECASE)
_CHAPTER = re.compile(r"^\s*chương\s+([ivxlcdm]+|\d{1,2})\s*(?:[.:–-]\s*(.*))?$", re.IGNORECASE)
_SECTION = re.compile(r"^\s*mục\s+([ivxlcdm]+|\d{1,2})\s*(?:[.:–-]\s*(.*))?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^\s*điều\s+(\d{1,3}[a-zđ]?)\s*(?:[.:–-]\s*(.*))?$", re.IGNORECASE)
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
LONGEST_HEADING = 200


@dataclass
class ReadResult:
    """Blocks (`{"type", "value"}`, without ids) and sentences about what was odd."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_covenant(text: str, *, keep_printed: bool = False) -> ReadResult:
    """Read a covenant. With `keep_printed` a number that differs from its position is stored as printed."""
    reader = _Reader(keep_printed)
    for line in clean_text(text).split("\n"):
        reader.take(line)
    reader.close()
    return reader.result


class _Reader:
    def __init__(self, keep_printed: bool) -> None:
        self.keep_printed = keep_printed
        self.result = ReadResult()
        self.counts = {"chapter": 0, "section": 0, "article": 0}
        self.lines: list[str] = []  # text of the open preamble or article
        self.rows: list[list[str]] = []
        self.open: str = "start"  # start, preamble, title (awaited), article
        self.article: dict[str, str] = {}

    def take(self, line: str) -> None:
        row = _ROW.match(line)
        if row:
            self.rows.append([cell.strip() for cell in row[1].split("|")])
            return
        self._close_table()
        if _PREAMBLE.match(line):
            self._close_text()
            self.open = "preamble"
        elif chapter := _CHAPTER.match(line):
            self._heading("chapter", chapter, roman)
        elif section := _SECTION.match(line):
            self._heading("section", section, str)
        elif article := _ARTICLE.match(line):
            self._begin_article(article)
        elif self.open == "title" and line.strip():
            self._title(line.strip())
        elif line.strip() or self.lines:
            self.lines.append(line.strip())

    def close(self) -> None:
        self._close_table()
        self._close_text()
        if not self.counts["article"]:
            self.result.problems.append("Không thấy điều nào. Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng.")

    def _heading(self, kind: str, match: re.Match[str], position: Any) -> None:
        self._close_text()
        self.counts[kind] += 1
        if kind == "chapter":
            self.counts["section"] = 0
        value = {"title": (match[2] or "").strip(), "printed_number": ""}
        self._printed(value, match[1].upper(), position(self.counts[kind]), kind)
        self.result.blocks.append({"type": kind, "value": value})
        self.open = "body" if value["title"] else "title"

    def _title(self, line: str) -> None:
        """The line after "Chương I": its title, unless it is a whole paragraph."""
        if len(line) <= LONGEST_HEADING:
            self.result.blocks[-1]["value"]["title"] = line
        else:
            self.lines.append(line)
        self.open = "body"

    def _begin_article(self, match: re.Match[str]) -> None:
        self._close_text()
        self.counts["article"] += 1
        rest = (match[2] or "").strip()
        is_heading = len(rest) <= LONGEST_HEADING
        self.article = {"heading": rest if is_heading else "", "body": "", "printed_number": ""}
        self._printed(self.article, match[1], str(self.counts["article"]), "article")
        self.open = "article"
        if rest and not is_heading:
            self.lines.append(rest)

    def _printed(self, value: dict[str, str], printed: str, position: str, kind: str) -> None:
        as_position = printed if kind != "chapter" or not printed.isdigit() else roman(int(printed))
        if as_position == position:
            return
        word = {"chapter": "Chương", "section": "Mục", "article": "Điều"}[kind]
        self.result.problems.append(f"{word} in số {printed} nhưng đứng ở vị trí {position}.")
        if self.keep_printed:
            value["printed_number"] = printed

    def _close_text(self) -> None:
        text = "\n".join(self.lines).strip("\n")
        text = re.sub(r"\n{2,}", "\n", text)
        self.lines = []
        if self.open == "article":
            self.result.blocks.append({"type": "article", "value": self.article | {"body": text}})
        elif text:
            self._loose(text)
        self.open = "body"

    def _loose(self, text: str) -> None:
        """Text outside every article: the preamble, or lines that belong to no article."""
        first = not any(block["type"] in ("preamble", "article") for block in self.result.blocks)
        if first and self.result.blocks == []:
            self.result.blocks.append({"type": "preamble", "value": text})
            return
        self.result.problems.append(f"Đoạn này không thuộc điều nào: “{text[:60]}”.")
        self.result.blocks.append(
            {"type": "table", "value": {"caption": "", "rows": [[line] for line in text.split("\n")]}}
        )

    def _close_table(self) -> None:
        if not self.rows:
            return
        rows, self.rows = self.rows, []
        if self.open == "article":
            self._close_text()
        self.result.blocks.append({"type": "table", "value": {"caption": "", "rows": rows}})
