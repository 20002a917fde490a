"""The search page: `/tim-kiem/?q=…`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content_models.places.models import Place
from search.text.query import MAX_CHARACTERS

from .forms import FILTERS, PAGE_SIZE, SORTS, SearchForm
from .service import Answer, FacetValue, answer
from .suggesting.query_log import record

RETRY_SECONDS = 30
FACET_TITLES = {"kind": "Loại", "commune": "Xã, phường", "hamlet": "Ấp, khóm", "year": "Năm"}


def search(request: HttpRequest) -> HttpResponse:
    """Hits, filters and help. 400 with a sentence for a bad address; a page that offers browsing by place
    (503, so that no cache keeps it) when the engine does not answer."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return render(request, "search/search.html", _context(request, form, Answer(), sentences), status=400)
    asked = form.request()
    found = answer(asked)
    sentences = ["Câu tìm quá dài: chỉ phần đầu được dùng."] if asked.query.cut else []
    if asked.query.typed and asked.query.is_empty:
        sentences.append("Hãy gõ ít nhất một chữ hoặc một số.")
    if found.total and not found.hits and asked.page > (last := _pages(found)):
        sentences.append(f"Kết quả tìm được chỉ có {last} trang.")
    response = render(request, "search/search.html", _context(request, form, found, sentences))
    record(request, asked, found)
    if found.degraded:
        response.status_code = 503
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _context(request: HttpRequest, form: SearchForm, found: Answer, sentences: list[str]) -> dict[str, Any]:
    query = request.GET.get("q", "")[:MAX_CHARACTERS]
    page = form.cleaned_data.get("trang") or 1
    pages = _pages(found)
    chosen_sort = form.cleaned_data.get("sap_xep") or "lien-quan"
    return {
        "query": query,
        "asked": bool(query.strip()),
        "answer": found,
        "sentences": sentences,
        "facets": [_facet(request, name, facet, found) for name, facet in FILTERS.items() if found.facets.get(facet)],
        "sorts": [
            {
                "label": label,
                "url": _address(request, {"sap-xep": [value], "trang": []}),
                "chosen": value == chosen_sort,
            }
            for value, label in SORTS
        ],
        "page_number": page,
        "pages": pages,
        "previous_url": _address(request, {"trang": [str(page - 1)]}) if page > 1 else "",
        "next_url": _address(request, {"trang": [str(page + 1)]}) if page < pages else "",
        "communes": Place.objects.existing().communes().select_related("page") if found.degraded or not query else [],
        "clear_url": f"{request.path}?{urlencode({'q': query})}",
        "filtered": any(request.GET.getlist(name) for name in FILTERS),
    }


def _pages(found: Answer) -> int:
    return max(1, -(-found.total // PAGE_SIZE))


def _facet(request: HttpRequest, name: str, facet: str, found: Answer) -> dict[str, Any]:
    values = found.facets[facet]
    return {
        "title": FACET_TITLES[facet],
        "values": [{"facet": value, "url": _toggled(request, name, value)} for value in values],
        "open": any(value.chosen for value in values) or len(values) <= 12,
    }


def _toggled(request: HttpRequest, name: str, value: FacetValue) -> str:
    now = request.GET.getlist(name)
    then = [v for v in now if v != value.value] if value.chosen else [*now, value.value]
    return _address(request, {name: then, "trang": []})


def _address(request: HttpRequest, changes: dict[str, list[str]]) -> str:
    """This search's address with some parameters replaced (an empty list removes one)."""
    return f"{request.path}?{urlencode(dict(request.GET.lists()) | changes, doseq=True)}"
