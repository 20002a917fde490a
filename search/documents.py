"""A page as the engine takes it."""

from __future__ import annotations

from typing import Any

from content_models.documents import SearchContent
from content_models.places.models import Place
from search.engines.base import Document, Passage
from search.text.normalise import nfc


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
        passages=tuple(Passage(p.anchor, nfc(p.heading), nfc(p.body)) for p in content.passages)
        or (Passage("", "", ""),),
        commune=commune,
        hamlet=hamlet,
        year=content.year,
        date=content.date,
        state=content.state,
        language=content.language,
        tags=tuple(nfc(tag) for tag in (place.label, *content.tags)),
    )


def is_searchable(page: Any) -> bool:
    """Sections are lists of documents; only what says something of its own is a document."""
    return hasattr(page, "search_content")
