"""Which code page a piece of text is in: the font proposes, the words decide. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .code_pages import CODE_PAGE_NAMES, CodePage, convert, is_unicode
from .syllables import marked_words, plausibility

_CLEARLY = 0.3  # by this much more of the words must be Vietnamese before a font's name is not believed
_ENOUGH = 0.7  # share of Vietnamese words that makes a text Vietnamese
_FEW = 2  # words with marks, below which a text without an old font is left as it is


@dataclass(frozen=True)
class Decoded:
    """The Unicode text, the code page it was in ("" for none), and a sentence when that is not certain."""

    text: str
    page: CodePage = ""
    doubt: str = ""


def decode(text: str, page: CodePage) -> Decoded:
    """Text whose font says `page`. Only words with marks can tell; without them nothing changes."""
    if not page:
        return Decoded(text)
    if is_unicode(text):
        mixed = any(word for word in marked_words(text) if not is_unicode(word) and plausibility(word) == 0)
        note = "Có phông chữ cũ nhưng chữ đã là Unicode, được giữ nguyên."
        return Decoded(text, "", note if mixed else "")
    if not marked_words(text) and "\u00ad" not in text:
        return Decoded(text)
    converted = convert(text, page)
    if plausibility(text) >= plausibility(converted) + _CLEARLY and plausibility(text) >= _ENOUGH:
        name = CODE_PAGE_NAMES[page]
        return Decoded(text, "", f"Phông chữ ghi là {name} nhưng chữ đọc được như Unicode, nên được giữ nguyên.")
    return Decoded(converted, page)


def decode_by_words(text: str) -> Decoded:
    """Text in an ordinary font, or pasted without fonts: converted only when it is garbled as it stands and
    clearly Vietnamese in an old code page."""
    if len(marked_words(text)) < _FEW or is_unicode(text):
        return Decoded(text)
    now = plausibility(text)
    pages: tuple[CodePage, ...] = ("tcvn3", "vni")
    page = max(pages, key=lambda candidate: plausibility(convert(text, candidate)))
    converted = convert(text, page)
    if plausibility(converted) < max(_ENOUGH, now + _CLEARLY):
        return Decoded(text)
    name = CODE_PAGE_NAMES[page]
    return Decoded(converted, page, f"Phông chữ không ghi là {name} nhưng chữ theo bảng mã ấy; đã chuyển sang Unicode.")
