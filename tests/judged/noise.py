"""The same question as people type it: without diacritics, decomposed, in raw Telex, with one slip. Deterministic."""

from __future__ import annotations

import random
import re
import unicodedata

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}  # circumflex doubles its letter
_PLACED = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oẻ", "ỏe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
]


def variants(text: str, seed: int) -> dict[str, str]:
    """Variant → text; one that changes nothing equals the text."""
    slipped = _slip(text, random.Random(seed))
    return {
        "clean": text,
        "no_diacritics": bare(text),
        "nfd": unicodedata.normalize("NFD", text),
        "telex": " ".join(telex(word) for word in text.split(" ")),
        "typo": slipped,
        "typo_no_diacritics": bare(slipped),
        "tone": _other_placement(text),
    }


def bare(text: str) -> str:
    """No marks at all, đ → d."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def telex(word: str) -> str:
    """The keys of the Telex method: shapes at their letter, the tone at the end of the letters."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TONES[letter]
        elif letter in _SHAPES:
            keys += _SHAPES[letter] or keys[-1]
        else:
            keys += {"đ": "dd", "Đ": "DD"}.get(letter, letter)
    end = re.match(r"[^\W\d_]*", keys)
    at = end.end() if end else len(keys)
    return keys[:at] + tone + keys[at:]


def _slip(text: str, chance: random.Random) -> str:
    """One letter of one longer word doubled, dropped, or swapped with its neighbour."""
    words = unicodedata.normalize("NFC", text).split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return text
    index = chance.choice(long)
    word, at = words[index], chance.randrange(1, len(words[index]) - 1)
    words[index] = chance.choice(
        [
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def _other_placement(text: str) -> str:
    for new, old in _PLACED:
        text = re.sub(rf"(?<!q){old}(?!\w)", new, text) if old in text else text
    return text
