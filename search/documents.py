"""A page as the engine takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from content_models.documents import SearchContent, SearchPassage
from search.engines.base import Document, Passage
from search.text import references
from search.text.normalise import nfc

if TYPE_CHECKING:
    from content_models.places.models import Place

MOST_CITED = 500  # keywords of one passage: a list of laws is no passage about each of them


def document_of(page: Any, version: int) -> Document:
    """The search document of a public page that says what it is searched by (`search_content`).

    Texts are cleaned of what no engine stores (halves of surrogate pairs, NUL from broken PDF files).
    """
    content: SearchContent = page.search_content()
    place: Place = page.place
    _province, commune, hamlet = (*content.place_path, "", "", "")[:3]
    return Document(
        id=str(page.pk),
        version=version,
        kind=content.kind,
        title=nfc(content.title),
        passages=tuple(passage_of(passage, content.numbers) for passage in content.passages) or (Passage("", "", ""),),
        commune=commune,
        hamlet=hamlet,
        year=content.year,
        date=content.date,
        state=content.state,
        audiences=content.audiences,
        item=str(content.item or ""),
        topics=content.topics,
        language=content.language,
        tags=tuple(nfc(tag) for tag in (place.label, *content.tags)),
    )


def passage_of(passage: SearchPassage, numbers: tuple[str, ...]) -> Passage:
    """With the legal references that it is ("Điều 5." at the head, the document's number) and that it mentions."""
    heading, body = nfc(passage.heading), nfc(passage.body)
    own = heading.partition(".")[0]
    is_this = references.passage_keywords((own, *numbers))
    cites = references.passage_keywords((heading, body)) - is_this
    return Passage(passage.anchor, heading, body, tuple(sorted(is_this)), tuple(sorted(cites)[:MOST_CITED]))


def is_searchable(page: Any) -> bool:
    """Sections are lists of documents; only what says something of its own is a document."""
    return hasattr(page, "search_content")
