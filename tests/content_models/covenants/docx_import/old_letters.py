"""Vietnamese into TCVN3 and VNI, to make old files. Written from the standards' tables, apart from the importer's.

TCVN3 gives each letter one byte of Latin-1; VNI gives a vowel and a mark.
"""

from __future__ import annotations

import unicodedata

_TCVN3_BYTES = {
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "ă": 0xA8, "â": 0xA9, "ê": 0xAA,
    "ô": 0xAB, "ơ": 0xAC, "ư": 0xAD, "đ": 0xAE, "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ằ": 0xBB,
    "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "è": 0xCC,
    "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7,
    "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ồ": 0xE5,
    "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF,
    "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA,
    "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
}  # fmt: skip
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_PLAIN = {_ACUTE: "ù", _GRAVE: "ø", _HOOK: "û", _TILDE: "õ", _DOT: "ï", "": ""}
_UNDER_HAT = {_ACUTE: "á", _GRAVE: "à", _HOOK: "å", _TILDE: "ã", _DOT: "ä", "": "â"}
_UNDER_BREVE = {_ACUTE: "é", _GRAVE: "è", _HOOK: "ú", _TILDE: "ü", _DOT: "ë", "": "ê"}
_I = {_ACUTE: "í", _GRAVE: "ì", _HOOK: "æ", _TILDE: "ó", _DOT: "ò", "": "i"}


def to_tcvn3(text: str) -> str:
    """Capitals with a tone have no byte of their own: use small letters and a font of capitals for them."""
    made = []
    for letter in text:
        if letter in _TCVN3_BYTES:
            made.append(chr(_TCVN3_BYTES[letter]))
        elif letter.lower() in _TCVN3_BYTES:
            made.append(chr(_TCVN3_BYTES[letter.lower()]))
        else:
            made.append(letter)
    return "".join(made)


def to_vni(text: str) -> str:
    """Marks follow the case of their vowel."""
    return "".join(_vni(letter) for letter in unicodedata.normalize("NFC", text))


def _vni(letter: str) -> str:
    if letter in "đĐ":
        return "ñ" if letter == "đ" else "Ñ"
    base, *marks = unicodedata.normalize("NFD", letter)
    if not marks:
        return letter
    tone = next((mark for mark in marks if mark in _PLAIN), "")
    small = base.lower()
    if small == "i":
        made = _I[tone]
    elif small == "y" and tone == _DOT:
        made = "î"
    elif _HORN in marks:
        made = {"o": "ô", "u": "ö"}[small] + _PLAIN[tone]
    else:
        made = small + (_UNDER_HAT if _HAT in marks else _UNDER_BREVE if _BREVE in marks else _PLAIN)[tone]
    return made if base.islower() else made.upper()
