"""The order in which Vietnamese people look for names. Pure.

Letters in the order of the Vietnamese alphabet (a ă â … d đ …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng);
numbers by their value, so that "Ấp 2" comes before "Ấp 10".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PIECE = re.compile(r"[0-9]+|.", re.DOTALL)
_NUMBER, _LETTER, _SIGN = 1, 2, 0

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


@lru_cache(maxsize=10_000)
def sort_key(text: str) -> Key:
    """The key of a name for `sorted`."""
    primary: list[tuple[int, int]] = []
    tones: list[int] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text).lower()):
        if piece.isascii() and piece.isdigit():
            primary.append((_NUMBER, int(piece)))
            continue
        letter, tone = _parted(piece)
        primary.append((_LETTER, _LETTERS[letter]) if letter in _LETTERS else (_SIGN, ord(letter[0])))
        tones.append(tone)
    return tuple(primary), tuple(tones), text


def given_name_key(full_name: str) -> tuple[Key, Key]:
    """The key of a person's name for `sorted`: by the given name, which stands last, then by the whole name."""
    return sort_key(full_name.split()[-1] if full_name.strip() else ""), sort_key(full_name)


def _parted(letter: str) -> tuple[str, int]:
    """A letter without its tone, and the tone: "ấ" → ("â", 4)."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) or letter, tone
