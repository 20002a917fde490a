"""The lines of a file of documents, one after the other, whatever stands in them. Pure but for the file.

Never more than one line is held, and of a line that is too long only its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_BYTES = 1024 * 1024  # a line; ten times the longest text of one document that is searched
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Refused(Exception):
    """Why a line is not taken, as a Vietnamese sentence for the person who mends the file."""


@dataclass(frozen=True)
class Line:
    """`number` counts from 1, blank lines too, as an editor does. `end`: bytes of the file read so far."""

    number: int
    data: bytes
    end: int
    too_long: bool = False

    def text(self) -> str:
        """The line as text. Raises Refused when it is too long or no UTF-8."""
        if self.too_long:
            raise Refused(f"Dòng dài quá {MAX_BYTES // 1024} KB. Hãy tách văn bản hoặc đính kèm tệp trong Đình.")
        try:
            return self.data.decode()
        except UnicodeDecodeError as problem:
            raise Refused(
                f"Dòng không phải UTF-8 (byte thứ {problem.start + 1}). Hãy lưu lại tệp bằng UTF-8."
            ) from None


def lines(file: BinaryIO) -> Iterator[Line]:
    """All lines that are not blank."""
    number = end = 0
    while data := file.readline(MAX_BYTES + 1):
        number += 1
        end += len(data)
        too_long = len(data) > MAX_BYTES and not data.endswith(b"\n")
        if too_long:
            data, end = b"", end + _skip_rest(file)
        if number == 1:
            data = data.removeprefix(BYTE_ORDER_MARK)
        if too_long or data.strip():
            yield Line(number, data, end, too_long)


def _skip_rest(file: BinaryIO) -> int:
    """Read on to the end of the line; gives the bytes that were left out."""
    skipped = 0
    while data := file.readline(MAX_BYTES):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped
