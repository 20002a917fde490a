"""TCVN3 (ABC) and VNI: Vietnamese from before Unicode, as Word keeps it, in Latin-1 characters. Pure.

TCVN3 has one character a letter and no capitals with tones; for those there are fonts that draw small letters as
capitals (.VnTimeH). VNI writes most marks as a second character after the vowel. Sources: the tables of the
standards TCVN 5712:1993 (VN3) and VNI for Windows.
"""

from __future__ import annotations

import re
from typing import Literal

CodePage = Literal["", "tcvn3", "vni"]
CODE_PAGE_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_SECOND = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
}
_VNI_SINGLE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI_PAIR = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[íìæóòôöîñÍÌÆÓÒÔÖÎÑ]")
# Vietnamese letters that no old code page could hold: where one stands, the text is Unicode already.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")


def from_tcvn3(text: str) -> str:
    """Unicode of a TCVN3 text. The soft hyphen (U+00AD) is the letter ư there."""
    return _from_symbol_area(text).translate({ord(old): new for old, new in _TCVN3.items()})


def from_vni(text: str) -> str:
    """Unicode of a VNI text. A mark after a capital makes a capital, whatever its own case."""
    return _VNI_PAIR.sub(_vni_letter, _from_symbol_area(text))


def convert(text: str, page: CodePage) -> str:
    """Unicode of a text in the code page; a text in none ("") stays."""
    return from_tcvn3(text) if page == "tcvn3" else from_vni(text) if page == "vni" else text


def is_unicode(text: str) -> bool:
    """True when a letter shows that the text cannot be in an old code page."""
    return bool(_UNICODE_ONLY.search(text))


def page_of_font(name: str) -> tuple[CodePage, bool]:
    """Code page that a font's name tells, and whether the font draws small letters as capitals.

    ".VnTime", ".VnArial NarrowH", "VNI-Times", "VNtimes New Roman"… The name is compared without case.
    """
    plain = name.strip().lower()
    if plain.startswith((".vn", "vn3", ".tmc")) or plain in ("vntime", "vntimeh", "vnarial", "vnarialh"):
        return "tcvn3", plain.endswith("h") and not plain.endswith("bach")
    if plain.startswith(("vni-", "vni ")) or plain in ("vni", "vnitimes", "vntimes new roman"):
        return "vni", False
    return "", False


def _vni_letter(found: re.Match[str]) -> str:
    pair = found[0]
    small = pair.lower()
    letter = _VNI_SINGLE[small] if len(pair) == 1 else _VNI_SECOND[small[0]].get(small[1], "")
    if not letter:  # a vowel before a mark that it cannot bear: two letters after all
        return "".join(_VNI_PAIR.sub(_vni_letter, one) for one in pair)
    return letter.upper() if pair[0].isupper() else letter


def _from_symbol_area(text: str) -> str:
    """Word keeps the characters of a font that it takes for a symbol font at U+F000 and up."""
    return "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text)
