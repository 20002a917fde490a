"""A clause as words for the checks: lower case, one spelling for each word. Pure.

Southern and northern spellings of one word ("vô" and "vào", "ngàn" and "nghìn"), names for one thing ("xóm", "ấp")
and both places of the tone mark ("hoà", "hòa") become one, in texts and in cue lists alike: a cue is written once.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+"
_TOKEN = re.compile(rf"{_WORD}|[^\w\s]|\n")
_BREAKS = frozenset(".!?;\n…")  # a cue never reaches over one of these
_SAME_WORD = {
    "vô": "vào", "dô": "vào", "tới": "đến", "gởi": "gửi", "sanh": "sinh", "ngàn": "nghìn", "giựt": "giật",
    "hông": "không", "hổng": "không", "chẳng": "không", "chả": "không", "đờn": "đàn", "mướn": "thuê",
    "bịnh": "bệnh", "chánh": "chính", "nhơn": "nhân", "đương": "đang", "kêu": "gọi", "thâu": "thu", "kí": "ký",
    "kg": "ký", "hằng": "hàng", "thơ": "thư", "fb": "facebook", "phây": "facebook", "nhứt": "nhất",
    "quẳng": "quăng", "liệng": "quăng", "vứt": "quăng", "vất": "quăng", "ném": "quăng", "thảy": "quăng",
    "lợn": "heo", "kinh": "kênh", "cúp": "cắt", "ngắt": "cắt", "hình": "ảnh", "trễ": "muộn", "bẩy": "bảy",
    "thôn": "ấp", "khóm": "ấp", "bản": "ấp", "làng": "ấp", "xóm": "ấp", "phum": "ấp", "sóc": "ấp",
    "kỉ": "kỷ", "kĩ": "kỹ", "lí": "lý", "qui": "quy", "sỹ": "sĩ", "mĩ": "mỹ", "giùm": "giúp", "dùm": "giúp",
}  # fmt: skip
_LAST_VOWELS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign. `start`, `end` are places in the NFC text; `part` counts parts of it from 0."""

    word: str
    start: int
    end: int
    part: int


def tokens(text: str) -> list[Token]:
    """The words of an NFC text. A part ends with a full stop, semicolon, question or exclamation mark or line."""
    found: list[Token] = []
    part, ended = 0, False
    for match in _TOKEN.finditer(text):
        breaks = match[0] in _BREAKS
        part += ended and not breaks
        ended = breaks
        found.append(Token(same_word(match[0]), match.start(), match.end(), part))
    return found


@lru_cache(maxsize=16384)
def same_word(word: str) -> str:
    """The one spelling under which a word is compared."""
    word = unicodedata.normalize("NFC", word).lower()
    word = word[:-2] + _LAST_VOWELS.get(word[-2:], word[-2:]) if len(word) > 1 else word
    return _SAME_WORD.get(word, word)


def words(text: str) -> list[str]:
    """Only the words and numbers, each in its one spelling."""
    return [same_word(word) for word in re.findall(_WORD, unicodedata.normalize("NFC", text))]


def shingles(text: str, size: int = 5) -> Iterator[int]:
    """A 64-bit number for every `size` words in a row, the same in every process; none for a shorter text."""
    found = words(text)
    for start in range(len(found) - size + 1):
        data = " ".join(found[start : start + size]).encode()
        yield zlib.crc32(data) << 32 | zlib.adler32(data)
