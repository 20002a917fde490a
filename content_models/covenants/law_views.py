"""Passages of law for readers of covenants: what a reference leads to. No database."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .articles import parse_article, slug
from .reading import LawArticle, LawDocument, Library

_HOME = {"label": "Trang đầu", "url": "/"}
_LAWS = {"label": "Văn bản pháp luật", "url": "/luat/"}


def index(request: HttpRequest) -> HttpResponse:
    """All documents that are held."""
    library = Library.shipped()
    context = {"breadcrumbs": [_HOME], "documents": library.documents, "source": library.source}
    return render(request, "covenants/law_index.html", context)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """A law's articles that are held, by their headings."""
    law = _document(slug)
    return render(request, "covenants/law_document.html", _context(law, [_HOME, _LAWS]))


def article(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One article, clauses and points with anchors like those of a covenant."""
    law = _document(slug)
    found = law.article(number)
    if found is None:
        raise Http404("Không có điều này trong phần trích của văn bản.")
    before, after = _neighbours(law, found)
    context = _context(law, [_HOME, _LAWS, {"label": f"{law.kind} {law.number}", "url": law.url}])
    context |= {
        "law_article": found,
        "article": parse_article(found.number, found.heading, found.text, anchor=_anchor(found)),
        "previous": before and {"label": before.label, "url": law.article_url(before.number)},
        "next": after and {"label": after.label, "url": law.article_url(after.number)},
    }
    return render(request, "covenants/law_article.html", context)


def _document(slug: str) -> LawDocument:
    found = Library.shipped().of_slug(slug)
    if found is None:
        raise Http404("Không có văn bản này ở đây.")
    return found


def _context(law: LawDocument, breadcrumbs: list[dict[str, str]]) -> dict[str, Any]:
    return {"law": law, "breadcrumbs": breadcrumbs, "source": Library.shipped().source}


def _neighbours(law: LawDocument, article: LawArticle) -> tuple[LawArticle | None, LawArticle | None]:
    position = law.articles.index(article)
    before = law.articles[position - 1] if position else None
    after = law.articles[position + 1] if position + 1 < len(law.articles) else None
    return before, after


def _anchor(article: LawArticle) -> str:
    return f"dieu-{slug(article.number)}"
