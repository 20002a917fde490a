"""The search page: `/tim-kiem/?q=…`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from content_models.places.models import Place
from search.engines.base import EngineUnavailable, Request
from search.text.query import MAX_CHARACTERS

from .addresses import PAGE, QUERY, SORT, Address
from .facets import chosen, groups
from .filters import FILTERS
from .forms import LAST_PAGE, NEWEST, PAGE_SIZE, SORTS, SearchForm
from .nothing import nearest_places, related_questions, strange_words, what_to_drop
from .own_place import own_commune
from .service import Answer, answer, counts_without
from .suggesting.query_log import record
from .understanding import other_words, understood

RETRY_SECONDS = 30


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hits, filters and help. 400 with a sentence for a bad address; a page that offers browsing by place
    (503, so that no cache keeps it) when the engine does not answer."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", _bad_address(form), status=400)
    own = own_commune(request)
    asked = shown = form.request(near=own.id if own else "")
    found = answer(asked)
    if asked.sort == "date" and not found.total and not found.degraded:
        shown = replace(asked, sort="relevance")  # nothing holds every word: the nearest come first
        found = answer(shown)
    response = render(request, "search/search.html", _context(form, shown, found) | {"own": own})
    record(request, asked, found)
    patch_vary_headers(response, ["Cookie"])
    if own:
        patch_cache_control(response, private=True)
    if found.degraded:
        response.status_code = 503
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _bad_address(form: SearchForm) -> dict[str, Any]:
    """What is wrong, and the way out: the same words without anything else."""
    query = form.data["q"][:MAX_CHARACTERS].strip()
    return {
        "nav": "search",
        "query": query,
        "asked": True,
        "answer": Answer(),
        "sentences": form.sentences,
        "words_url": str(Address({QUERY: (query,)})) if query else "",
    }


def _context(form: SearchForm, asked: Request, found: Answer) -> dict[str, Any]:
    """What every search page shows; hits, or help when there are none, besides."""
    query = asked.query
    context = {
        "nav": "search",
        "query": query.typed,
        "asked": bool(query.typed),
        "answer": found,
        "sentences": _sentences(form, asked, found),
        "communes": Place.objects.existing().communes().select_related("page")
        if found.degraded or not query.typed
        else [],
    }
    if query.is_empty or found.degraded:
        return context
    address = form.address
    context |= {
        "understood": understood(asked, address),
        "chosen": chosen(address, asked.filters),
        "facets": groups(address, asked.filters, {**found.facets, "commune": _commune_counts(asked, found)}),
        "clear_url": str(address.without(one.name for one in FILTERS)),
        "feed_url": f"{reverse('search_feed')}?{address.without([PAGE, SORT]).parameters}",
    }
    return context | (_hits(form, asked, found) if found.total else _nothing(form, asked))


def _sentences(form: SearchForm, asked: Request, found: Answer) -> list[str]:
    query, sentences = asked.query, []
    if query.cut:
        sentences.append("Câu tìm quá dài: chỉ phần đầu được dùng.")
    if query.typed and query.is_empty:
        sentences.append(
            "Câu tìm chỉ có phần loại trừ. Hãy gõ thêm chữ cần tìm."
            if query.excluded
            else "Hãy gõ ít nhất một chữ hoặc một số."
        )
    if found.total and not found.hits and asked.page > (last := _pages(found)):
        sentences.append(f"Kết quả tìm được chỉ có {last} trang.")
    if asked.sort == "relevance" and form.cleaned_data.get("sap_xep") == NEWEST and found.total:
        sentences.append("Không văn bản nào có đủ các chữ đã gõ, nên văn bản gần nhất với câu tìm được xếp trước.")
    return sentences


def _hits(form: SearchForm, asked: Request, found: Answer) -> dict[str, Any]:
    address, page, pages = form.address, asked.page, _pages(found)
    sort = SORTS[0][0] if asked.sort == "relevance" else form.cleaned_data["sap_xep"]
    return {
        "sorts": [
            {"label": label, "url": str(address.but({SORT: [value]})), "chosen": value == sort}
            for value, label in SORTS
        ],
        "page_number": page,
        "pages": pages,
        "more_than_shown": found.total > LAST_PAGE * PAGE_SIZE,
        "previous_url": str(address.but({PAGE: [str(page - 1)]})) if page > 1 else "",
        "next_url": str(address.but({PAGE: [str(page + 1)]})) if page < pages else "",
    }


def _nothing(form: SearchForm, asked: Request) -> dict[str, Any]:
    return {
        "strange_words": strange_words(asked),
        "drops": what_to_drop(asked, form.address),
        "other_words": other_words(asked.query),
        "places": nearest_places(asked),
        "questions": related_questions(asked),
    }


def _pages(found: Answer) -> int:
    """Pages that can be seen."""
    return min(LAST_PAGE, max(1, -(-found.total // PAGE_SIZE)))


def _commune_counts(asked: Request, found: Answer) -> dict[str, int]:
    """Counts of communes without any filter by place. A chosen hamlet takes part in the engine's own counts of
    communes, so then it is asked once more."""
    if "hamlet" in asked.filters:
        try:
            return dict(counts_without(asked, "hamlet").get("commune", {}))
        except EngineUnavailable:
            return {}
    return dict(found.facets.get("commune", {}))
