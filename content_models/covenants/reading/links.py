"""Links inside a covenant's text: to its own articles, to its defined terms, to passages of law. Pure.

Nothing of the text changes: the pieces of a paragraph, put together, are the paragraph. References to own articles
are those of `internal_references`, so that the reader's links and the editor's are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..articles import slug
from ..internal_references import Reference, references
from ..provisions import Article, Covenant, Line, Part
from .law import LawDocument, Library
from .law_mentions import LawMention, law_mentions
from .mentions import Mention, mentions
from .terms import defined_terms, defines_terms, first_uses

_TO_LAW = (" của ", " thuộc ", " trong ", " tại ", " ", ", ")


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `href` is "" for plain text. `kind`: "", "article", "term" or "law"."""

    text: str
    href: str = ""
    kind: str = ""


@dataclass(frozen=True)
class LinkedLine:
    """A paragraph with its links; `line` says what it is in its article (None in a preamble)."""

    pieces: tuple[Piece, ...]
    line: Line | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class LinkedPart:
    """A part with its paragraphs; headings and tables have none."""

    part: Part
    lines: tuple[LinkedLine, ...] = ()

    @property
    def anchor(self) -> str:
        return self.part.anchor

    @property
    def article(self) -> Article | None:
        return self.part.article


@dataclass(frozen=True)
class _Link:
    start: int
    end: int
    href: str
    kind: str


def linked_parts(covenant: Covenant, library: Library) -> tuple[LinkedPart, ...]:
    """All parts in reading order. Links within the text are fragments ("#dieu-5-khoan-2"); of two that overlap the
    reference to an own article wins, then the law, then the term."""
    own = {
        anchor: list(found)
        for anchor, found in groupby(
            sorted(references(covenant), key=lambda reference: reference.anchor), key=lambda reference: reference.anchor
        )
    }
    terms = defined_terms(covenant)
    anchors = _anchors(covenant)
    return tuple(_linked(part, own.get(part.anchor, []), terms, anchors, library) for part in covenant.parts)


def pieces_of(text: str, links: Sequence[tuple[int, int, str, str]]) -> tuple[Piece, ...]:
    """The text cut at ordered, non-overlapping (start, end, href, kind)."""
    pieces, position = [], 0
    for start, end, href, kind in links:
        if start > position:
            pieces.append(Piece(text[position:start]))
        pieces.append(Piece(text[start:end], href, kind))
        position = end
    if position < len(text) or not pieces:
        pieces.append(Piece(text[position:]))
    return tuple(pieces)


def law_links(text: str, library: Library) -> tuple[Piece, ...]:
    """A paragraph that belongs to no covenant, with its links to passages of law."""
    return pieces_of(text, _ordered(_to_law(text, library)))


def _anchors(covenant: Covenant) -> frozenset[str]:
    """Anchors of all clauses and points."""
    return frozenset(line.anchor for article in covenant.articles for line in article.lines if line.anchor)


def _linked(
    part: Part, own: Sequence[Reference], terms: Mapping[str, str], anchors: frozenset[str], library: Library
) -> LinkedPart:
    article, used = part.article, set[str]()
    if article is None or defines_terms(article):
        terms = {}
    lines = []
    for start, text, line in _paragraphs(part):
        links = [*_to_own(text, start, own), *_to_this(text, article, anchors), *_to_law(text, library)]
        links += [_Link(first, end, f"#{anchor}", "term") for first, end, anchor in first_uses(text, terms, used)]
        lines.append(LinkedLine(pieces_of(text, _ordered(links)), line))
    return LinkedPart(part, tuple(lines))


def _paragraphs(part: Part) -> Iterator[tuple[int, str, Line | None]]:
    """Where each paragraph begins in the part's text as `internal_references` counts, its words, its line."""
    found: list[tuple[str, Line | None]] = [(raw, None) for raw in part.text.split("\n")]
    if part.article:
        found = [(line.raw, line) for line in part.article.lines]
    offset = 0
    for raw, line in found:
        text = line.text if line else raw.strip()
        if text or line:
            yield offset + len(raw.rstrip()) - len(text), text, line
        offset += len(raw) + 1


def _ordered(links: Iterable[_Link]) -> list[tuple[int, int, str, str]]:
    """By place; of two that overlap the one named first."""
    kept: list[_Link] = []
    for link in links:
        if all(link.end <= other.start or link.start >= other.end for other in kept):
            kept.append(link)
    return sorted((link.start, link.end, link.href, link.kind) for link in kept)


def _to_own(text: str, start: int, own: Sequence[Reference]) -> Iterator[_Link]:
    for reference in own:
        first, end = reference.start - start, reference.end - start
        if reference.target_anchor and first >= 0 and end <= len(text):
            yield _Link(first, end, f"#{reference.target_anchor}", "article")


def _to_this(text: str, article: Article | None, anchors: frozenset[str]) -> Iterator[_Link]:
    """ "khoản 2 Điều này": a clause of the article in which it stands."""
    for mention in mentions(text) if article else ():
        target = _anchor(article.anchor, mention) if article and not mention.article else ""
        if target in anchors:
            yield _Link(mention.start, mention.end, f"#{target}", "article")


def _to_law(text: str, library: Library) -> Iterator[_Link]:
    """Mentions of one list belong to the law that follows the last of them."""
    laws = law_mentions(text, library)
    taken: set[int] = set()
    for _group, listed in groupby(mentions(text) if laws else (), key=lambda mention: mention.group):
        group = list(listed)
        law = next((law for law in laws if text[group[-1].end : law.start] in _TO_LAW), None)
        if law and all(mention.article for mention in group):
            taken.add(law.start)
            yield from _to_articles(group, law)
    for law in laws:
        if law.start not in taken and law.document:
            yield _Link(law.start, law.end, law.document.url, "law")


def _to_articles(group: Sequence[Mention], law: LawMention) -> Iterator[_Link]:
    document = law.document
    if document is None:
        return
    if len(group) == 1:
        yield _Link(group[0].start, law.end, _law_href(document, group[0]), "law")
        return
    for mention in group:
        yield _Link(mention.start, mention.end, _law_href(document, mention), "law")
    yield _Link(law.start, law.end, document.url, "law")


def _law_href(document: LawDocument, mention: Mention) -> str:
    if not document.article(mention.article):
        return document.url
    exact = mention.clause or mention.point
    return document.article_url(mention.article) + (f"#{_anchor(_base(mention), mention)}" if exact else "")


def _base(mention: Mention) -> str:
    return f"dieu-{slug(mention.article)}"


def _anchor(base: str, mention: Mention) -> str:
    clause = f"-khoan-{mention.clause}" if mention.clause else ""
    point = f"-diem-{slug(mention.point)}" if mention.point else ""
    return f"{base}{clause}{point}"
