"""The words before the names of places, long and short, with and without accents. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .normalise import fold, nfc, tokens

Class = Literal["province", "district", "commune", "hamlet"]

# Kinds as the register writes them ("xa"); units of before 2025 by their folded kind word ("thi tran").
_KINDS: dict[str, tuple[Class, str]] = {
    "tỉnh": ("province", "tinh"),
    "huyện": ("district", "huyen"),
    "thị xã": ("district", "thi xa"),
    "thành phố": ("district", "thanh pho"),
    "h": ("district", "huyen"),
    "tx": ("district", "thi xa"),
    "tp": ("district", "thanh pho"),
    "xã": ("commune", "xa"),
    "phường": ("commune", "phuong"),
    "thị trấn": ("commune", "thi tran"),
    "x": ("commune", "xa"),
    "p": ("commune", "phuong"),
    "tt": ("commune", "thi tran"),
    "ấp": ("hamlet", "ap"),
    "khóm": ("hamlet", "khom"),
    "thôn": ("hamlet", "ap"),
    "khu phố": ("hamlet", "khom"),
    "tổ dân phố": ("hamlet", "khom"),
    "kp": ("hamlet", "khom"),
    "tdp": ("hamlet", "khom"),
}
_WORDS = {tuple(word.split()): meaning for word, meaning in _KINDS.items()}
_FOLDED = {tuple(fold(part) for part in words): meaning for words, meaning in _WORDS.items()}
_GLUED = re.compile(r"([^\W\d_]+)0*([0-9]{1,3})")

_FORMER = (("cũ",), ("trước", "đây"), ("ngày", "trước"), ("hồi", "xưa"))
FORMER_WORDS = frozenset({*_FORMER, *(tuple(map(fold, words)) for words in _FORMER)})  # after a name that is no more
JOINING = frozenset({"thuoc", "cua", "o", "tai"})  # between the names of one place (folded)


@dataclass(frozen=True)
class KindWord:
    """A kind word that ends before the query's word `end`: its class and kind, and the number glued to it."""

    end: int
    of: Class
    kind: str
    number: str = ""


def kind_word_at(accented: Sequence[str], folded: Sequence[str], at: int) -> KindWord | None:
    """The longest kind word that begins at a word; typed without accents, or with the right ones."""
    for length in (3, 2, 1):
        meaning = _meaning(tuple(accented[at : at + length]))
        if meaning and at + length <= len(folded):
            return KindWord(at + length, *meaning)
    match = _GLUED.fullmatch(accented[at])
    meaning = _meaning((match[1],)) if match else None
    return KindWord(at + 1, *meaning, match[2]) if match and meaning else None


def _meaning(said: tuple[str, ...]) -> tuple[Class, str] | None:
    return _WORDS.get(said) or _FOLDED.get(said)


def split_kind(full_name: str) -> tuple[str, str]:
    """Kind and name: "Thị trấn Ngan Dừa" → ("thi tran", "ngan dừa"). Without a kind word the kind is empty."""
    words = [token.accented for token in tokens(nfc(full_name))]
    for length in (3, 2, 1):
        meaning = _WORDS.get(tuple(words[:length]))
        if meaning and len(words) > length:
            return meaning[1], " ".join(words[length:])
    return "", " ".join(words)
