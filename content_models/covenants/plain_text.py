"""A whole covenant as plain text, typed or pasted, read into the blocks of the editor. Pure.

Takes what people really write: "Chương I" with its title on the next line or after a dot, "CHƯƠNG 1:",
"Mục 1.", "Điều 5. Tên", "Điều 5: Tên", an article without a title, "| a | b |" rows as a table. Nothing is
dropped and no letter is changed: every line of the source is in some block, and what is odd is reported in
Vietnamese. Lines of hyphens between table rows are the only ones without text of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .provisions import clean_text, number_blocks, roman_value

LONGEST_HEADING = 200  # characters; a longer one is a paragraph. The editor takes 250.
_PREAMBLE = re.compile(r"^(lời nói đầu|lời mở đầu|mở đầu)\s*[:.]?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(chương|mục|điều)\s+((?-i:[IVXLCDM]+)|[0-9]{1,3}[a-zđ]?)(?!\w)(\s*[.:)](?!\d)|\s[–—-]|[–—-](?=\s))?\s*(.*)$",
    re.IGNORECASE,
)
_KINDS = {"chương": "chapter", "mục": "section", "điều": "article"}
_ROW = re.compile(r"^\|(.+)\|$")
_CLAUSE = re.compile(r"^\(?[0-9]{1,3}\s*[.)]\s")  # "Điều 5. 1. Mọi người…": an untitled article
_RULE = re.compile(r"^\|(\s*:?-{3,}:?\s*\|)+$")


@dataclass
class ReadResult:
    """Blocks (`{"type", "value"}`, without ids) and sentences about what was odd."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Heading:
    kind: str
    number: str
    title: str


def read_covenant(text: str, *, keep_printed: bool = False) -> ReadResult:
    """Read a covenant. With `keep_printed` (a text from paper) a number that differs from its position is stored
    as printed; without it numbers go by position, and the result says so when that changes them."""
    reader = _Reader()
    for line in clean_text(text).split("\n"):
        reader.take(line)
    reader.finish()
    blocks, problems = reader.blocks, reader.problems
    problems += [problem.message for problem in number_blocks(blocks).problems]
    renumbered = _drop_positions(blocks, keep_printed)
    if renumbered and not keep_printed:
        problems.append(f"Đánh số lại theo thứ tự: {'; '.join(renumbered)}.")
    return ReadResult(blocks, problems)


class _Reader:
    """Takes a covenant line by line. `open` says where a line without a number belongs."""

    def __init__(self) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self.open = "head"  # head, preamble, title (awaited), titled, body, article
        self._lines: list[str] = []  # of the open text
        self._tables: list[list[str]] = []  # rows as written, since the last line of text
        self._articles = 0

    def take(self, line: str) -> None:
        if not line:
            self._tables += [[]] if self._tables and self._tables[-1] else []
            self.open = "body" if self.open == "titled" else self.open
        elif _ROW.match(line):
            self._tables = self._tables or [[]]
            self._tables[-1].append(line)
        elif _PREAMBLE.match(line) and self._begin_preamble(line):
            return
        elif heading := self._heading_of(line):
            self._begin(heading)
        elif self._takes_title(line):
            self._add_title(line)
        else:
            self._add_text(line)

    def finish(self) -> None:
        self._close()
        if not self._articles:
            self.problems.append("Không thấy điều nào. Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng.")

    def _heading_of(self, line: str) -> _Heading | None:
        """Without a dot or colon only when it cannot be a sentence ("Điều 5 của Quy ước này…")."""
        match = _NUMBERED.match(line)
        if not match:
            return None
        kind, number, sign, title = _KINDS[match[1].lower()], match[2], match[3], match[4]
        if sign or not title:
            return _Heading(kind, number, title)
        if kind != "article":
            return _Heading(kind, number, title) if title.isupper() else None
        if number == str(self._articles + 1) and title[0].isupper():
            self.problems.append(f"Thiếu dấu chấm sau “{match[1]} {number}”: được đọc là đầu một điều.")
            return _Heading(kind, number, title)
        return None

    def _begin_preamble(self, line: str) -> bool:
        """False when there is a preamble already: then the line is ordinary text."""
        if self.open == "preamble" or any(block["type"] == "preamble" for block in self.blocks):
            return False
        if self.open == "head":
            self._lines += [row for table in self._tables for row in table]
            self._tables = []
            if self._lines:
                first = self._lines[0][:60]
                self.problems.append(f"Dòng đứng trước Lời nói đầu được giữ ở đầu lời nói đầu: “{first}”.")
        else:
            self._close()
        if "nói" not in line.lower():
            self.problems.append(f"“{line}” được ghi là Lời nói đầu.")
        self.open = "preamble"
        return True

    def _begin(self, heading: _Heading) -> None:
        self._close()
        is_title = len(heading.title) <= LONGEST_HEADING and not _CLAUSE.match(heading.title)
        title = heading.title if is_title else ""
        value = {"title": title, "printed_number": heading.number}
        if heading.kind == "article":
            self._articles += 1
            value = {"heading": title, "body": "", "printed_number": heading.number}
        self.blocks.append({"type": heading.kind, "value": value})
        self.open = "article" if heading.kind == "article" else "titled" if title else "title"
        if title != heading.title:
            self._add_text(heading.title)

    def _takes_title(self, line: str) -> bool:
        """A short line under "Chương I"; then further lines in capitals, as long titles are set."""
        if self._tables or self.open not in ("title", "titled"):
            return False
        if self.open == "title":
            return len(line) <= LONGEST_HEADING
        title = self.blocks[-1]["value"]["title"]
        return line.isupper() and title.isupper() and len(f"{title} {line}") <= LONGEST_HEADING

    def _add_title(self, line: str) -> None:
        value = self.blocks[-1]["value"]
        value["title"] = f"{value['title']} {line}".strip()
        self.open = "titled"

    def _add_text(self, line: str) -> None:
        """A paragraph. Tables before it stay at their place, as lines of the same text."""
        if self.open in ("title", "titled"):
            self.open = "body"
        if self._tables and (self._lines or self.open == "article"):
            self.problems.append(f"{self._where()}: bảng nằm giữa các đoạn, được giữ thành dòng chữ “| … |”.")
            self._lines += [row for table in self._tables for row in table]
            self._tables = []
        elif self._tables:
            self._close_tables()
        if self.open == "article" and _is_shouted(line):
            self.problems.append(f"{self._where()}: dòng viết hoa “{line[:60]}” có thể là tên chương hoặc phần chữ ký.")
        self._lines.append(line)

    def _close(self) -> None:
        if self.open == "article":
            self._close_article()
        elif self._lines:
            self._close_loose()
        self._close_tables()
        self._lines, self.open = [], "body"

    def _close_article(self) -> None:
        value = self.blocks[-1]["value"]
        if value["heading"] and not self._lines and not any(self._tables):
            value["body"], value["heading"] = value["heading"], ""
            self.problems.append(f"{self._where()}: chỉ có một dòng, được đọc là nội dung chứ không phải tên điều.")
            return
        value["body"] = "\n".join(self._lines)

    def _close_loose(self) -> None:
        """Text outside every article: the preamble, or paragraphs for which the law's forms have no place."""
        if self.open in ("head", "preamble"):
            if self.open == "head":
                self.problems.append("Đoạn đầu văn bản không có tên “Lời nói đầu”, được đọc là lời nói đầu.")
            self.blocks.append({"type": "preamble", "value": "\n".join(self._lines)})
            return
        self.problems.append(f"Đoạn này không thuộc điều nào, được giữ như một bảng một cột: “{self._lines[0][:60]}”.")
        self.blocks.append({"type": "table", "value": {"caption": "", "rows": [[line] for line in self._lines]}})

    def _close_tables(self) -> None:
        for table in self._tables:
            rows = [[cell.strip() for cell in row[1:-1].split("|")] for row in table if not _RULE.match(row)]
            if rows:
                self.blocks.append({"type": "table", "value": {"caption": "", "rows": rows}})
        self._tables = []

    def _where(self) -> str:
        if self.open == "article":
            return f"Điều {self.blocks[-1]['value']['printed_number']}"
        return "Lời nói đầu" if self.open in ("head", "preamble") else "Ngoài các điều"


def _is_shouted(line: str) -> bool:
    return line.isupper() and len(line.split()) > 1 and not line.startswith("|")


def _drop_positions(blocks: Sequence[dict[str, Any]], keep_printed: bool) -> list[str]:
    """Empty each printed number that says what its position says (all of them without `keep_printed`).

    Returns "Điều 9 thành Điều 10" for the first of each kind whose number another one takes the place of."""
    bare = [{**block, "value": _without_number(block["value"])} for block in blocks]
    changed: dict[str, str] = {}
    for block, part in zip(blocks, number_blocks(bare).parts, strict=True):
        if part.kind in ("preamble", "table"):
            continue
        printed = block["value"]["printed_number"]
        if not keep_printed or printed == part.number:
            block["value"]["printed_number"] = ""
        if not _same_number(printed, part.number):
            name = {"chapter": "Chương", "section": "Mục", "article": "Điều"}[part.kind]
            changed.setdefault(part.kind, f"{name} {printed} thành {name} {part.number}")
    return list(changed.values())


def _without_number(value: Any) -> Any:
    return value | {"printed_number": ""} if isinstance(value, dict) else value


def _same_number(printed: str, position: str) -> bool:
    """ "1", "01" and "I" are the same number."""
    return _digits(printed) == _digits(position)


def _digits(number: str) -> str:
    value = roman_value(number)
    return str(value) if value else number.lstrip("0")
