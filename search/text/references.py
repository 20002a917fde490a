"""Legal references in a text, and the keywords by which a question and a passage meet. Pure.

The same reader serves what a citizen types ("k2 đ5 nđ61"), what a passage is ("Điều 5 Nghị định 61/2023/NĐ-CP") and
what it cites. Keywords: "a:5" (an article 5), "d:nd-61/2023" (is or cites the decree), "a:5@nd-61/2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from .legal_documents import LegalDocument
from .normalise import nfc, tokens
from .reference_parts import Part, parts

NEAR = 200  # characters of a text short enough for an article and a document that stand apart to belong together
MANY = 40  # combinations of one group that are told apart: more is an enumeration, not a reference

# What may stand between two parts of one reference.
_GAP = re.compile(
    r"[\s,;:.()–—\"“”'-]{0,4}"
    r"(?:(?:của|cua|tại|tai|thuộc|thuoc|theo|trong|ở|o|và|va|hoặc|hoac|đến|den|quy định|quy dinh|số|so)\b"
    r"[\s,:]{0,3}){0,3}",
    re.IGNORECASE,
)
_COVENANT_AFTER = re.compile(
    r"[\s,.]{0,3}(?:của|cua|trong)?\s{0,3}(?:hương|huong|quy)\s{1,3}(?:ước|uoc)", re.IGNORECASE
)


@dataclass(frozen=True)
class Reference:
    """A reference at [start, end) of the NFC text (`normalise.nfc`).

    `article` and `clause` are numbers as written ("5", "12a"), `point` a letter ("a", "đ"). `documents` holds one
    document, or all versions of a law that was named without its year (newest first), or none.
    """

    start: int
    end: int
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    documents: tuple[LegalDocument, ...] = ()

    @property
    def document(self) -> str | None:
        """Canonical form of the (newest) document: "61/2023/nd-cp", "nd:61/2023", "nd:61"; None without one."""
        return self.documents[0].canonical if self.documents else None

    def keywords(self) -> tuple[str, ...]:
        """All keywords of a passage that is, or cites, what this names; most exact first."""
        names = _exact_first([document.names() for document in self.documents])
        return _keywords(self.article, names, bare=True)


def find(text: str) -> tuple[Reference, ...]:
    """All references of a text, in order. Positions are those of `nfc(text)`; never raises."""
    clean = nfc(text)
    found: list[Reference] = []
    for group in _groups(clean, list(parts(clean, tokens(clean)))):
        found += _read(group)
    return tuple(_joined_from_afar(clean, found) if len(clean) <= NEAR else found)


def query_keywords(reference: Reference) -> tuple[str, ...]:
    """Keywords by which a question's reference looks for passages, most exact first; alternatives, not all needed."""
    names = _exact_first([document.asked() for document in reference.documents])
    return _keywords(reference.article, names, bare=not names)


def passage_keywords(texts: Sequence[str]) -> frozenset[str]:
    """Keywords of a passage that is, or cites, what these texts name ("Điều 10 Nghị định 61/2023/NĐ-CP")."""
    return frozenset(keyword for text in texts for reference in find(text) for keyword in reference.keywords())


def _exact_first(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The first name of each document, then the second of each."""
    return tuple(dict.fromkeys(name for rank in zip_longest(*names) for name in rank if name))


def _keywords(article: str | None, names: tuple[str, ...], *, bare: bool) -> tuple[str, ...]:
    exact = tuple(f"a:{article}@{name}" for name in names) if article else ()
    alone = (f"a:{article}",) if article and bare else ()
    return (*exact, *(f"d:{name}" for name in names), *alone)


def _groups(text: str, found: list[Part]) -> Iterator[list[Part]]:
    """Parts that stand together, without those that alone mean nothing."""
    group: list[Part] = []
    for part in found:
        if group and not _GAP.fullmatch(text, group[-1].end, part.start):
            yield from _meaningful(group)
            group = []
        group.append(part)
    yield from _meaningful(group)


def _meaningful(group: list[Part]) -> Iterator[list[Part]]:
    if any(part.strong for part in group) or len({part.kind for part in group}) > 1:
        yield _without_repeats(group)


def _without_repeats(group: list[Part]) -> list[Part]:
    """ "Luật Trẻ em số 102/2016/QH13": the number says which version the name means."""
    kept: list[Part] = []
    for part in group:
        last = kept[-1] if kept else None
        if last and last.kind == part.kind == "document" and (same := _same(last, part)):
            kept[-1] = replace(last, end=part.end, documents=same)
        else:
            kept.append(part)
    return kept


def _same(one: Part, other: Part) -> tuple[LegalDocument, ...]:
    for first, second in ((one, other), (other, one)):
        names = {name for document in first.documents for name in document.names()}
        agreeing = tuple(document for document in second.documents if names & set(document.asked()))
        if agreeing:
            return agreeing
    return ()


def _read(group: list[Part]) -> Iterator[Reference]:
    """References of one group: articles take the next document, or the one before when the group begins with it."""
    documents = [index for index, part in enumerate(group) if part.kind == "document"]
    leads = bool(documents) and documents[0] == 0
    bounds = [*documents, len(group)] if leads else [0, *(index + 1 for index in documents), len(group)]
    last: Part | None = None
    for start, end in pairwise(bounds):
        span = group[start:end]
        if not span:
            continue
        document = next((part for part in span if part.kind == "document"), last)
        yield from _with_document([part for part in span if part.kind != "document"], document)
        last = document


def _with_document(provisions: list[Part], document: Part | None) -> Iterator[Reference]:
    held = document.documents if document else ()
    if not provisions:
        if document:
            yield Reference(document.start, document.end, documents=held)
        return
    for reference in _provisions(provisions):
        if reference.article is None and not document:
            continue
        start = min(reference.start, document.start) if document else reference.start
        end = max(reference.end, document.end) if document else reference.end
        yield replace(reference, start=start, end=end, documents=held)


def _provisions(group: list[Part]) -> Iterator[Reference]:
    """Articles with their clauses and points, said downwards ("điều 5 khoản 2") or upwards ("khoản 2 điều 5")."""
    downwards = group[0].kind == "article"
    units: list[list[Part]] = [[]]
    for part in group:
        if downwards and part.kind == "article" and units[-1]:
            units.append([])
        units[-1].append(part)
        if not downwards and part.kind == "article":
            units.append([])
    for unit in units:
        if unit:
            yield from _combined(unit)


def _combined(unit: list[Part]) -> Iterator[Reference]:
    articles: list[str | None] = [value for part in unit if part.kind == "article" for value in part.values]
    clauses: list[str | None] = [value for part in unit if part.kind == "clause" for value in part.values]
    point = next((part.values[0] for part in unit if part.kind == "point"), None)
    start, end = unit[0].start, unit[-1].end
    pairs = [(article, clause) for article in articles[:MANY] or [None] for clause in clauses[:MANY] or [None]]
    for article, clause in pairs[:MANY]:
        yield Reference(start, end, article, clause, point)


def _joined_from_afar(text: str, found: list[Reference]) -> list[Reference]:
    """In a short text with one document, its articles are of it: "điều 8 quy định gì trong luật hôn nhân"."""
    documents = {reference.documents for reference in found if reference.documents}
    if len(documents) != 1:
        return found
    (only,) = documents
    return [
        reference
        if reference.documents or _COVENANT_AFTER.match(text, reference.end)
        else replace(reference, documents=only)
        for reference in found
    ]
