"""Vietnamese names to addresses. Django's `slugify` loses đ ("Đông" → "ong"), so the site has its own."""

import re
import unicodedata

from django.utils.text import slugify

DEFAULT_SLUG = "trang"


def vietnamese_slug(text: str) -> str:
    """ASCII slug of a Vietnamese name: "Ấp Đông Hưng" → "ap-dong-hung". Never empty."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_text = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return slugify(re.sub(r"[_/]+", " ", ascii_text)) or DEFAULT_SLUG
