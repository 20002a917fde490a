"""The pages of places and their sections, as the public sees them.

`content_models` knows a place's page but not what is listed on it: the hook in `wagtail_hooks` serves these
pages through the functions here.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as NumberPage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content_models.breadcrumbs import breadcrumbs
from content_models.covenants.models import CovenantPage
from content_models.covenants.public.texts import versions_with_states
from content_models.disclosures.items import ITEM_BY_NUMBER
from content_models.places.models import Level, Place, PlacePage, Section, SectionPage
from content_models.visibility import public

from . import hamlets, listings

ROWS_A_PAGE = 20


def serve_place(request: HttpRequest, page: PlacePage) -> HttpResponse:
    """The home, a commune's page or a hamlet's."""
    place = _with_parents(page.place_id)
    build = {Level.PROVINCE: _province, Level.COMMUNE: _commune, Level.HAMLET: _hamlet}[Level(place.level)]
    context = {"page": page, "place": place, "breadcrumbs": breadcrumbs(place), **build(place)}
    return render(request, f"places/{place.level}.html", context)


def serve_section(request: HttpRequest, page: SectionPage) -> HttpResponse:
    """A commune's disclosures (on request those of one item) or a unit's materials."""
    place = _with_parents(page.place_id)
    item = (
        ITEM_BY_NUMBER.get(int(text)) if (text := request.GET.get("khoan", "")).isdecimal() and len(text) < 4 else None
    )
    documents = listings.materials(place)
    if page.section == Section.DISCLOSURES:
        documents = listings.disclosures(place).filter(**({"item": item.number} if item else {}))
    found = Paginator(documents, ROWS_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "place": place,
        "breadcrumbs": breadcrumbs(place, inclusive=True),
        "documents": listings.listed(found),
        "total": found.paginator.count,
        "pagination": _pagination(found, f"&khoan={item.number}" if item else ""),
        "nav": "materials" if place.level == Level.PROVINCE else "",
        "filtered": item is not None,
        "clear_url": page.url,
        "facets": _item_filter(place, page, item.number if item else None),
    }
    return render(request, "places/section_page.html", context)


def commune_list(request: HttpRequest) -> HttpResponse:
    """All communes, with the former ones for whoever looks for an old name."""
    context = {
        "nav": "communes",
        "breadcrumbs": [{"label": "Trang đầu", "url": "/"}],
        "communes": listings.commune_table(),
    }
    return render(request, "places/commune_list.html", context)


def _province(place: Place) -> dict[str, Any]:
    return {
        "nav": "home",
        "counts": listings.counts(),
        "latest": listings.latest(),
        "communes": listings.communes(),
        "materials_url": "/tai-lieu/",
    }


def _commune(place: Place) -> dict[str, Any]:
    sections = {section.section: section for section in place.sections.all()}
    disclosures_url = sections[Section.DISCLOSURES].url
    return {
        "hamlets": listings.hamlets_of(place),
        "items": listings.items_of(place, disclosures_url),
        "disclosures": listings.listed(listings.disclosures(place)[: listings.LATEST]),
        "materials": listings.listed(listings.materials(place)[: listings.LATEST]),
        "disclosures_url": disclosures_url,
        "materials_url": sections[Section.MATERIALS].url,
        "former_units": [f"{unit}{' (một phần)' if unit.partly else ''}" for unit in place.former_units.all()],
    }


def _hamlet(place: Place) -> dict[str, Any]:
    commune = place.parent
    page = public(CovenantPage.objects.filter(place=place)).first()
    disclosures = commune.sections.get(section=Section.DISCLOSURES)
    return {
        "commune": {
            "full_name": commune.full_name,
            "url": commune.page.url,
            "disclosures_url": disclosures.url,
        },
        "covenant": page.current_version if page else None,
        "covenant_url": page.url if page else "",
        "versions": versions_with_states(page) if page else [],
        "former_names": list(place.former_names.all()),
        **hamlets.relations(place),
    }


def _with_parents(place_id: int) -> Place:
    return Place.objects.select_related("page", "parent__page", "parent__parent__page").get(pk=place_id)


def _pagination(found: NumberPage[Any], kept: str) -> dict[str, Any]:
    return {
        "number": found.number,
        "count": found.paginator.num_pages,
        "previous_url": f"?trang={found.previous_page_number()}{kept}" if found.has_previous() else "",
        "next_url": f"?trang={found.next_page_number()}{kept}" if found.has_next() else "",
    }


def _item_filter(place: Place, page: SectionPage, chosen: int | None) -> list[dict[str, Any]]:
    """Links to the items of which something was disclosed."""
    if page.section != Section.DISCLOSURES:
        return []
    values = [
        {
            "facet": {
                "label": f"{item.number}. {item.label}",
                "count": item.count,
                "chosen": item.number == chosen,
            },
            "url": page.url if item.number == chosen else item.url,
        }
        for item in listings.items_of(place, page.url)
        if item.count
    ]
    return [{"title": "Nội dung theo Điều 11", "open": True, "values": values}] if values else []
