"""Text at the door: what is typed, pasted from Word or read out of a file becomes plain Unicode. Pure."""

from __future__ import annotations

import re
import unicodedata

# Letters that look like đ and are another letter: old code pages wrote them into Vietnamese texts.
_LETTERS = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
# Bullets of Word's Symbol and Wingdings fonts, which no other font shows.
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf076", "-")
_BREAKS = dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_REPLACED = _LETTERS | _BULLETS | _BREAKS | {"\t": " ", "\n": "\n"}
_DROPPED = ("Cc", "Cf", "Cs")  # control, invisible (soft hyphen, zero width, direction), lone surrogates


def clean_text(text: str) -> str:
    """Plain lines: NFC, single ordinary spaces, line feeds, no invisible characters. Idempotent.

    No letter is lost; only đ written with a look-alike (Ð, ð) becomes đ.
    """
    text = text.replace("\r\n", "\n")
    text = text.translate({ord(character): _plain(character) for character in set(text)})
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(re.sub(r" {2,}", " ", line).strip(" ") for line in lines)


def _plain(character: str) -> str:
    if character in _REPLACED:
        return _REPLACED[character]
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return "" if category in _DROPPED else character
