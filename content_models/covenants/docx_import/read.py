"""From the lines of a file to a covenant with its doubts. Pure; `read_docx` is the way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from content_models.cleaning import clean_text

from ..export.docx_styles import NOT_THE_TEXT, TABLE_TITLE
from ..plain_text import CovenantReader, Origin, drop_positions
from . import refusals
from .doubts import numbering_doubts, order_doubts
from .head import Head, kind_by_words, read_head
from .headings import hint, learn
from .limits import MAX_CHARACTERS, MAX_LINES
from .lines import plain_line
from .refusals import Refusal
from .result import Doubt, LineRole, ReadDocument, Signer, SourceLine
from .segments import Segment, choose, contents_lines, split
from .signers import find_block, missing, read_signers
from .source import Line, Note, Source
from .unwrap import Unwrapped, unwrap
from .word_file import read_source


def read_docx(data: bytes) -> ReadDocument:
    """Read a Word file. Raises Refusal, and for any bytes whatever nothing else.

    An untrusted file belongs in a child process: see `apart.read_docx_apart`.
    """
    return understand(read_source(data))


def read_pasted(text: str) -> ReadDocument:
    """Read a text pasted from Word: list numbers are in it, fonts are not. Raises Refusal."""
    return understand(paste_source(text))


def paste_source(text: str) -> Source:
    """A pasted text as lines. Raises Refusal when it is empty or endless."""
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise Refusal(refusals.TOO_LONG)
    if not any(letter.isalnum() for letter in text):
        raise Refusal(refusals.NO_TEXT)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\u2028", "\n").split("\n")
    return Source(tuple(plain_line(line) for line in lines))


def understand(source: Source, wanted: int | None = None) -> ReadDocument:
    """Find the covenant in the lines. `wanted` chooses among several documents (from 0)."""
    segments = split(source.lines)
    chosen = choose(segments, wanted)
    return _Understanding(source, segments, chosen).document()


class _Understanding:
    """One reading: gives every line a role, feeds the text to the reader of plain covenants, gathers doubts."""

    def __init__(self, source: Source, segments: Sequence[Segment], chosen: int) -> None:
        self.source, self.lines = source, source.lines
        self.segments, self.chosen = segments, chosen
        self.segment = segments[chosen]
        self.roles: list[LineRole] = ["text" if line.text else "blank" for line in self.lines]
        self.block_of = [-1] * len(self.lines)
        self.doubts: list[Doubt] = []
        self.notes: list[Note] = list(source.notes)
        self.reader = CovenantReader()

    def document(self) -> ReadDocument:
        head = self._frame()
        signers = self._signature()
        self._feed()
        title = clean_text(head.title)
        kind = head.kind or kind_by_words([self.lines[at].text for at in self._own()])
        if not title:
            self.doubts.append(Doubt("Không thấy tên văn bản ở đầu tệp. Hãy ghi tên ở trên."))
        doubts = tuple(sorted(self.doubts, key=lambda doubt: doubt.lines[:1] or (0,)))
        return ReadDocument(
            title, kind, self.reader.blocks, signers, tuple(self.notes), doubts, self._source_lines(doubts),
            tuple(segment.found for segment in self.segments), self.chosen, self.source,
        )  # fmt: skip

    def _own(self) -> range:
        return range(self.segment.start, self.segment.end)

    def _frame(self) -> Head:
        """Everything that is not the covenant's own text: other documents, contents, the head."""
        own = self._own()
        self._give((at for at in range(len(self.lines)) if at not in own), "other")
        self._give((at for at in contents_lines(self.lines) if at in own), "contents")
        if len(self.segments) > 1:
            names = "; ".join(f"{number}) {segment.label}" for number, segment in enumerate(self.segments, 1))
            first = tuple(segment.start + 1 for segment in self.segments)
            self.doubts.append(
                Doubt(f"Tệp có {len(self.segments)} văn bản: {names}. Đang đọc văn bản {self.chosen + 1}.", first)
            )
        self._give((at for at in own if self.lines[at].style in NOT_THE_TEXT), "other")
        head = read_head([self._visible(at) for at in range(len(self.lines))], own.start, own.stop)
        self._give(head.head, "head")
        self._give(head.title_lines, "title")
        for number, segment in enumerate(self.segments):
            if number != self.chosen:
                self._note(f"Văn bản khác trong tệp, không lấy vào: {segment.label}", range(segment.start, segment.end))
        self._note("Phần đầu văn bản, không lấy vào điều nào:", head.head)
        printed = [at for at in own if self.lines[at].style in NOT_THE_TEXT]
        self._note("Dòng do Đình in thêm, không thuộc lời văn:", printed)
        self._note("Mục lục, không lấy vào:", [at for at in own if self.roles[at] == "contents"])
        return head

    def _signature(self) -> tuple[Signer, ...]:
        own = self._own()
        start = find_block([self._visible(at) for at in range(len(self.lines))], own.start, own.stop)
        block = [at for at in range(start, own.stop) if self.lines[at].text and self.roles[at] == "text"]
        signers = read_signers(self.lines[at] for at in block)
        self._give(block, "signature")
        self._note("Phần chữ ký ở cuối, không lấy vào điều nào:", block)
        self.doubts += [Doubt(message, tuple(at + 1 for at in block[:1])) for message in missing(signers)]
        return signers

    def _feed(self) -> None:
        """Give the text line by line to the reader of plain covenants."""
        own = [at for at in self._own() if self.roles[at] in ("text", "blank")]
        unwrapped = unwrap(self.lines, own)
        self._report_unwrapping(unwrapped)
        garbled: dict[str, list[int]] = {}  # lines by what is uncertain about their letters
        learnt = learn([paragraph.line for paragraph in unwrapped.paragraphs])
        captions: dict[int, str] = {}  # by the number of the row below
        for number, paragraph in enumerate(unwrapped.paragraphs):
            line = paragraph.line
            below = unwrapped.paragraphs[number + 1 : number + 2]
            if line.style == TABLE_TITLE and below and below[0].line.text.startswith("|"):
                captions[number + 1] = line.text
                continue
            found = hint(line, self.reader, learnt)
            if found and found.doubt:
                self.doubts.append(Doubt(found.doubt, (paragraph.at[0] + 1,)))
            for doubt in line.doubts:
                garbled.setdefault(doubt, []).append(paragraph.at[0] + 1)
            if line.box and line.text and paragraph.at[0] - 1 >= 0 and not self.lines[paragraph.at[0] - 1].box:
                message = "Chữ trong khung (text box) được đặt ở đây; hãy xem có đúng chỗ không."
                self.doubts.append(Doubt(message, (paragraph.at[0] + 1,)))
            self.reader.take(line.text, number, found.heading if found else None)
        self.reader.finish()
        self.doubts += [Doubt(doubt, tuple(lines)) for doubt, lines in garbled.items()]
        places = [tuple(at + 1 for at in paragraph.at) for paragraph in unwrapped.paragraphs]
        self._settle(places)
        self._entitle(captions, places)

    def _settle(self, places: Sequence[tuple[int, ...]]) -> None:
        """Blocks are there: number them, say where every line went and what is odd."""
        blocks, origins = self.reader.blocks, self.reader.origins
        for block, origin in enumerate(origins):
            self._place(block, origin, places)
        left = [at for at in self._own() if self.roles[at] == "text" and self.block_of[at] < 0]
        self._give(left, "left")
        self._note("Không có chỗ trong văn bản, không lấy vào:", left)
        for message, number in self.reader.problems:
            lines = places[number][:1] if places else ()
            self.doubts.append(Doubt(message, lines, self._block_at(lines)))
        self.doubts += numbering_doubts(blocks, origins, places)
        drop_positions(blocks, keep_printed=False)
        self.doubts += order_doubts(blocks, origins, places)

    def _entitle(self, captions: Mapping[int, str], places: Sequence[tuple[int, ...]]) -> None:
        """Titles of tables in our own print. Where the table became lines of a text, its title does too."""
        for number, title in captions.items():
            block = self._block_at(places[number])
            value = self.reader.blocks[block]["value"]
            if self.reader.blocks[block]["type"] == "table":
                value["caption"] = title
            else:
                self.notes.append(Note("Tên bảng, không lấy vào điều nào:", title, places[number - 1][0]))
            for line in places[number - 1]:
                self.block_of[line - 1], self.roles[line - 1] = block, "table"

    def _place(self, block: int, origin: Origin, places: Sequence[tuple[int, ...]]) -> None:
        kind = self.reader.blocks[block]["type"]
        role: LineRole = "table" if kind == "table" else "text"
        for number in origin.lines:
            for line in places[number]:
                self.block_of[line - 1], self.roles[line - 1] = block, role
        for number in origin.heads:
            for line in places[number]:
                self.block_of[line - 1], self.roles[line - 1] = block, "heading"

    def _report_unwrapping(self, unwrapped: Unwrapped) -> None:
        self._give(unwrapped.pages, "page")
        self._note("Số trang, không lấy vào:", unwrapped.pages)
        if unwrapped.joined:
            message = f"Có {len(unwrapped.joined)} dòng bị ngắt giữa câu (thường do chép từ PDF), đã được nối lại."
            self.doubts.append(Doubt(message, tuple(at + 1 for at in unwrapped.joined)))
        for at in unwrapped.loose:
            self.doubts.append(Doubt("Dòng bắt đầu bằng chữ thường: có thể là phần tiếp của dòng trên.", (at + 1,)))

    def _source_lines(self, doubts: Sequence[Doubt]) -> tuple[SourceLine, ...]:
        doubtful = {line for doubt in doubts for line in doubt.lines}
        return tuple(
            SourceLine(at + 1, line.text, self.roles[at], self.block_of[at], line.before, line.page, at + 1 in doubtful)
            for at, line in enumerate(self.lines)
        )

    def _block_at(self, lines: tuple[int, ...]) -> int:
        return self.block_of[lines[0] - 1] if lines else -1

    def _visible(self, at: int) -> Line:
        return Line("") if self.roles[at] in ("contents", "other") else self.lines[at]

    def _give(self, positions: Iterable[int], role: LineRole) -> None:
        for at in positions:
            if self.roles[at] != "blank":
                self.roles[at] = role

    def _note(self, message: str, positions: Sequence[int] | range) -> None:
        texts = [(at, self.lines[at].text) for at in positions if self.lines[at].text]
        if texts:
            self.notes.append(Note(message, "\n".join(text for _, text in texts), texts[0][0] + 1))
