"""A page as the engine takes it."""

from __future__ import annotations

from typing import Any

from content_models.documents import SearchContent
from content_models.places.models import Place
from search.engines.base import Document, Passage


def document_of(page: Any, version: int) -> Document:
    """The search document of a public page that says what it is searched by (`search_content`)."""
    content: SearchContent = page.search_content()
    place: Place = page.place
    _province, commune, hamlet = (*content.place_path, "", "", "")[:3]
    return Document(
        id=str(page.pk),
        version=version,
        kind=content.kind,
        title=content.title,
        passages=tuple(Passage(p.anchor, p.heading, p.body) for p in content.passages) or (Passage("", "", ""),),
        commune=commune,
        hamlet=hamlet,
        year=content.year,
        date=content.date,
        state=content.state,
        language=content.language,
        tags=(place.label, *content.tags),
    )


def is_searchable(page: Any) -> bool:
    """Sections are lists of documents; only what says something of its own is a document."""
    return hasattr(page, "search_content")
