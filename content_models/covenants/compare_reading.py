"""A comparison for its page: one function from two texts to the context of the template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from .compare_forms import ALL_PAGES, BESIDE, INLINE
from .compare_sides import Side
from .comparison import BESIDE as BESIDE_EACH_OTHER
from .comparison import EDITED, ArticleChange, compare, kept_sentence, pages, shown_changes, summary
from .provisions import Covenant

PAGE_BYTES = 60_000  # of changes; with the frame a page stays below 100 KB
_REMEMBERED = 32  # comparisons of texts that never change


@dataclass(frozen=True)
class Look:
    """How a comparison is looked at: beside each other or in one column, with unchanged paragraphs, which page."""

    beside: bool = True
    whole: bool = False
    page: int | None = 1


@lru_cache(maxsize=_REMEMBERED)
def remembered(old: Covenant, new: Covenant, by_identity: bool) -> tuple[ArticleChange, ...]:
    """The comparison of two texts, made once."""
    return tuple(compare(old, new, by_identity))


def comparison(old: Side, new: Side, look: Look, address: str, *, by_number: bool = False) -> dict[str, Any] | None:
    """What the template needs; None when there is no such page. `address`: of the comparison, without its query;
    `by_number`: it names the texts by the numbers of their versions, not by their keys."""
    one_text = bool(old.page_id) and old.page_id == new.page_id
    voice = EDITED if one_text else BESIDE_EACH_OTHER
    changes = remembered(old.covenant, new.covenant, one_text)
    cut = pages(shown_changes(changes, whole=look.whole, voice=voice), PAGE_BYTES, beside=look.beside)
    if look.page and look.page > len(cut):
        return None
    links = _Links(address, old, new, by_number, look)
    return {
        "old": old,
        "new": new,
        "one_text": one_text,
        "look": look,
        "summary": summary(changes, voice),
        "shown": cut[look.page - 1] if look.page else [one for page in cut for one in page],
        "kept": kept_sentence(changes, "cũ" if one_text else "bản thứ nhất"),
        "names": ("Bản trước", "Bản sau") if one_text else ("Bản thứ nhất", "Bản thứ hai"),
        "links": links.all(len(cut)),
    }


@dataclass(frozen=True)
class _Links:
    """Addresses of the same comparison looked at in another way."""

    address: str
    old: Side
    new: Side
    by_number: bool
    look: Look

    def all(self, count: int) -> dict[str, Any]:
        look = self.look
        page = look.page or 1
        return {
            "beside": self.to(Look(True, look.whole)),
            "inline": self.to(Look(False, look.whole)),
            "whole": self.to(Look(look.beside, not look.whole)),
            "turned": self.to(Look(look.beside, look.whole), turned=True),
            "everything": self.to(Look(look.beside, look.whole, None)) if count > 1 and look.page else "",
            "number": page,
            "count": count if look.page else 1,
            "previous_url": self.to(Look(look.beside, look.whole, page - 1)) if page > 1 else "",
            "next_url": self.to(Look(look.beside, look.whole, page + 1)) if page < count else "",
        }

    def to(self, look: Look, *, turned: bool = False) -> str:
        first, second = (self.new, self.old) if turned else (self.old, self.new)
        query = {"a": self._key(first), "b": self._key(second), "kieu": BESIDE if look.beside else INLINE}
        if look.whole:
            query["day-du"] = "1"
        if look.page != 1:
            query["trang"] = str(look.page or ALL_PAGES)
        return f"{self.address}?{urlencode(query, safe=':')}"

    def _key(self, side: Side) -> str:
        return str(side.number) if self.by_number else side.key
