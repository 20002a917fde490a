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
    r"^(chương|mục|điều)(?:\s+|(?=[0-9]))((?-i:[IVXLCDM]+)|[0-9]{1,3}[a-zđ]?)(?!\w)(\s*[.:)](?!\d)|\s[–—-]|[–—-](?=\s))?\s*(.*)$",
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
class Heading:
    """The head of a chapter, section or article. `kind` is the type of its block; `number` may be empty."""

    kind: str
    number: str
    title: str


@dataclass
class Origin:
    """Where a block came from, by the numbers given to `CovenantReader.take`: the lines of its heading, and one
    number for each line of its text or row of its table."""

    heads: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Kept:
    text: str
    source: int


def read_covenant(text: str, *, keep_printed: bool = False) -> ReadResult:
    """Read a covenant. With `keep_printed` (a text from paper) a number that differs from its position is stored
    as printed; without it numbers go by position, and the result says so when that changes them."""
    reader = CovenantReader()
    for line in clean_text(text).split("\n"):
        reader.take(line)
    reader.finish()
    blocks, problems = reader.blocks, [message for message, _ in reader.problems]
    problems += [problem.message for problem in number_blocks(blocks).problems]
    renumbered = drop_positions(blocks, keep_printed)
    if renumbered and not keep_printed:
        problems.append(f"Đánh số lại theo thứ tự: {'; '.join(renumbered)}.")
    return ReadResult(blocks, problems)


class CovenantReader:
    """Takes a covenant line by line. `open` says where a line without a number belongs.

    After `finish`: `blocks`; `origins`, one for each block; `problems` as (sentence, number of the line).
    """

    def __init__(self) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.origins: list[Origin] = []
        self.problems: list[tuple[str, int]] = []
        self.open = "head"  # head, preamble, title (awaited), titled, body, article
        self._lines: list[_Kept] = []  # of the open text
        self._tables: list[list[_Kept]] = []  # rows as written, since the last line of text
        self._articles = 0
        self._source = 0
        self._heads: list[int] = []  # of the preamble

    def take(self, line: str, source: int = 0, heading: Heading | None = None) -> None:
        """A cleaned line. `heading` is given by who knows more than the line says (a style, a list's number);
        otherwise the line is judged by its words. `source` is the line's number for origins and problems."""
        self._source = source
        if heading:
            self._begin(heading)
        elif not line:
            self._tables += [[]] if self._tables and self._tables[-1] else []
            self.open = "body" if self.open == "titled" else self.open
        elif _ROW.match(line):
            self._tables = self._tables or [[]]
            self._tables[-1].append(_Kept(line, source))
        elif _PREAMBLE.match(line) and self._begin_preamble(line):
            return
        elif found := self.heading_of(line):
            self._begin(found)
        elif self._takes_title(line):
            self._add_title(line)
        else:
            self._add_text(line)

    def finish(self) -> None:
        """The text has ended."""
        self._close()
        if not self._articles:
            self._report("Không thấy điều nào. Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng.")

    def heading_of(self, line: str) -> Heading | None:
        """Without a dot or colon only when it cannot be a sentence ("Điều 5 của Quy ước này…")."""
        match = _NUMBERED.match(line)
        if not match:
            return None
        kind, number, sign, title = _KINDS[match[1].lower()], match[2], match[3], match[4]
        if sign or not title:
            return Heading(kind, number, title)
        if kind != "article":
            return Heading(kind, number, title) if title.isupper() else None
        if number == str(self._articles + 1) and title[0].isupper():
            self._report(f"Thiếu dấu chấm sau “{match[1]} {number}”: được đọc là đầu một điều.")
            return Heading(kind, number, title)
        return None

    @property
    def next_article(self) -> int:
        """The number that the next article has by its position."""
        return self._articles + 1

    def _report(self, message: str, source: int | None = None) -> None:
        self.problems.append((message, self._source if source is None else source))

    def _begin_preamble(self, line: str) -> bool:
        """False when there is a preamble already: then the line is ordinary text."""
        if self.open == "preamble" or any(block["type"] == "preamble" for block in self.blocks):
            return False
        if self.open == "head":
            self._lines += [row for table in self._tables for row in table]
            self._tables = []
            if self._lines:
                first = self._lines[0]
                message = f"Dòng đứng trước Lời nói đầu được giữ ở đầu lời nói đầu: “{first.text[:60]}”."
                self._report(message, first.source)
        else:
            self._close()
        if "nói" not in line.lower():
            self._report(f"“{line}” được ghi là Lời nói đầu.")
        self.open, self._heads = "preamble", [self._source]
        return True

    def _begin(self, heading: Heading) -> None:
        self._close()
        is_title = len(heading.title) <= LONGEST_HEADING and not _CLAUSE.match(heading.title)
        title = heading.title if is_title else ""
        value = {"title": title, "printed_number": heading.number}
        if heading.kind == "article":
            self._articles += 1
            value = {"heading": title, "body": "", "printed_number": heading.number}
        self.blocks.append({"type": heading.kind, "value": value})
        self.origins.append(Origin([self._source]))
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
        self.origins[-1].heads.append(self._source)
        self.open = "titled"

    def _add_text(self, line: str) -> None:
        """A paragraph. Tables before it stay at their place, as lines of the same text."""
        if self.open in ("title", "titled"):
            self.open = "body"
        if self._tables and (self._lines or self.open == "article"):
            self._report(f"{self._where()}: bảng nằm giữa các đoạn, được giữ thành dòng chữ “| … |”.")
            self._lines += [row for table in self._tables for row in table]
            self._tables = []
        elif self._tables:
            self._close_tables()
        if self.open == "article" and _is_shouted(line):
            self._report(f"{self._where()}: dòng viết hoa “{line[:60]}” có thể là tên chương hoặc phần chữ ký.")
        self._lines.append(_Kept(line, self._source))

    def _close(self) -> None:
        if self.open == "article":
            self._close_article()
        elif self._lines:
            self._close_loose()
        elif self._heads:
            self._report("Lời nói đầu chỉ có tên, không có nội dung.", self._heads[0])
        self._heads = []
        self._close_tables()
        self._lines, self.open = [], "body"

    def _close_article(self) -> None:
        value, origin = self.blocks[-1]["value"], self.origins[-1]
        if value["heading"] and not self._lines and not any(self._tables):
            value["body"], value["heading"] = value["heading"], ""
            origin.lines = list(origin.heads[-1:])
            message = f"{self._where()}: chỉ có một dòng, được đọc là nội dung chứ không phải tên điều."
            self._report(message, origin.heads[0])
            return
        value["body"] = "\n".join(kept.text for kept in self._lines)
        origin.lines = [kept.source for kept in self._lines]

    def _close_loose(self) -> None:
        """Text outside every article: the preamble, or paragraphs for which the law's forms have no place."""
        first, lines = self._lines[0], [kept.text for kept in self._lines]
        self.origins.append(Origin(self._heads, [kept.source for kept in self._lines]))
        if self.open in ("head", "preamble"):
            if self.open == "head":
                message = "Đoạn đầu văn bản không có tên “Lời nói đầu”, được đọc là lời nói đầu."
                self._report(message, first.source)
            self.blocks.append({"type": "preamble", "value": "\n".join(lines)})
            return
        message = f"Đoạn này không thuộc điều nào, được giữ như một bảng một cột: “{first.text[:60]}”."
        self._report(message, first.source)
        self.blocks.append({"type": "table", "value": {"caption": "", "rows": [[line] for line in lines]}})

    def _close_tables(self) -> None:
        for table in self._tables:
            kept = [row for row in table if not _RULE.match(row.text)]
            rows = [[cell.strip() for cell in row.text[1:-1].split("|")] for row in kept]
            if rows:
                self.blocks.append({"type": "table", "value": {"caption": "", "rows": rows}})
                self.origins.append(Origin([], [row.source for row in kept]))
        self._tables = []

    def _where(self) -> str:
        if self.open == "article":
            return f"Điều {self.blocks[-1]['value']['printed_number']}".strip()
        return "Lời nói đầu" if self.open in ("head", "preamble") else "Ngoài các điều"


def _is_shouted(line: str) -> bool:
    return line.isupper() and len(line.split()) > 1 and not line.startswith("|")


def drop_positions(blocks: Sequence[dict[str, Any]], keep_printed: bool) -> list[str]:
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
        if printed and not same_number(printed, part.number):
            name = {"chapter": "Chương", "section": "Mục", "article": "Điều"}[part.kind]
            changed.setdefault(part.kind, f"{name} {printed} thành {name} {part.number}")
    return list(changed.values())


def _without_number(value: Any) -> Any:
    return value | {"printed_number": ""} if isinstance(value, dict) else value


def same_number(printed: str, position: str) -> bool:
    """ "1", "01" and "I" are the same number."""
    return _digits(printed) == _digits(position)


def _digits(number: str) -> str:
    value = roman_value(number)
    return str(value) if value else number.lstrip("0")
