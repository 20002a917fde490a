"""What a query says that could be a filter: a year, a kind of document, the number of a document. Pure.

Offers are shown beside the results and are never forced.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .normalise import Token, fold
from .references import Reference

Facet = Literal["commune", "hamlet", "year", "kind", "document"]
FIRST_YEAR, LAST_YEAR = 1975, 2050

_KINDS = {
    "covenant": ("hương ước", "quy ước"),
    "disclosure": (
        "công khai",
        "quyết toán",
        "dự toán",
        "niêm yết",
        "thu chi ngân sách",
    ),
    "material": (
        "tài liệu",
        "tờ rơi",
        "tờ gấp",
        "áp phích",
        "poster",
        "infographic",
        "slide",
        "bài giảng",
        "video",
        "clip",
        "loa truyền thanh",
        "bài tuyên truyền",
        "hỏi đáp",
    ),
}
_PHRASES = {
    tuple(fold(word) for word in phrase.split()): (tuple(phrase.split()), kind)
    for kind, phrases in _KINDS.items()
    for phrase in phrases
}
_LENGTHS = sorted({len(words) for words in _PHRASES}, reverse=True)


@dataclass(frozen=True)
class Offer:
    """A filter that the query words [start, end) suggest: facet of the engine (or "document") and its value."""

    facet: Facet
    value: str
    start: int
    end: int


def find(words: Sequence[Token], references: Sequence[Reference] = ()) -> tuple[Offer, ...]:
    """Offers in the order of the words; the same filter once.

    `references` are those of the text that `words` are of: what belongs to one is no year ("Luật Đất đai 2024").
    """
    starts, ends = [word.start for word in words], [word.end for word in words]
    spans = [(ref, bisect_right(ends, ref.start), bisect_left(starts, ref.end)) for ref in references]
    taken = frozenset(at for _, start, end in spans for at in range(start, end))
    found = [*_documents(spans), *_kinds(words), *_years(words, taken)]
    first: dict[tuple[str, str], Offer] = {}
    for offer in sorted(found, key=lambda offer: offer.start):
        first.setdefault((offer.facet, offer.value), offer)
    return tuple(first.values())


def _documents(spans: list[tuple[Reference, int, int]]) -> Iterator[Offer]:
    for reference, start, end in spans:
        if reference.document and end > start:
            yield Offer("document", reference.document, start, end)


def _kinds(words: Sequence[Token]) -> Iterator[Offer]:
    at = 0
    while at < len(words):
        offer = _kind_at(words, at)
        if offer:
            yield offer
        at = offer.end if offer else at + 1


def _kind_at(words: Sequence[Token], at: int) -> Offer | None:
    """A phrase typed with all, some or none of its accents, but with no wrong one."""
    for length in _LENGTHS:
        said = words[at : at + length]
        phrase, kind = _PHRASES.get(tuple(word.folded for word in said), ((), ""))
        if kind and all(word.accented in (name, word.folded) for word, name in zip(said, phrase, strict=True)):
            return Offer("kind", kind, at, at + len(said))
    return None


def _years(words: Sequence[Token], taken: frozenset[int]) -> Iterator[Offer]:
    for at, word in enumerate(words):
        if at in taken or not (len(word.folded) == 4 and word.folded.isascii() and word.folded.isdigit()):
            continue
        if FIRST_YEAR <= int(word.folded) <= LAST_YEAR:
            start = at - 1 if at and words[at - 1].accented in ("năm", "nam") and at - 1 not in taken else at
            yield Offer("year", word.folded, start, at + 1)
