"""What the public templates ask of the portal. `content_models` knows nothing of these lists."""

from __future__ import annotations

from typing import Any

from django import template

from cms.portal import listings
from content_models.places.models import Place, PlacePage, SectionPage

register = template.Library()


@register.simple_tag
def home(page: PlacePage) -> listings.Home:
    return listings.home()


@register.simple_tag
def commune(page: PlacePage) -> listings.Commune:
    return listings.commune(page.place)


@register.simple_tag
def hamlet(page: PlacePage) -> dict[str, Any]:
    """The covenant of a hamlet, its names, and what it came from and went into."""
    row = listings.hamlet_row(page.place)
    return {
        "version": row.version,
        "url": row.url,
        "versions": row.version.number if row.version else 0,
        "former_names": list(page.place.former_names.all()),
        "predecessors": list(page.place.succession_from.select_related("predecessor__page")),
        "successors": list(page.place.succession_to.select_related("successor__page")),
    }


@register.simple_tag(takes_context=True)
def section(context: dict[str, Any], page: SectionPage) -> listings.SectionList:
    query = context["request"].GET
    return listings.section_list(page, query.get("khoan", ""), query.get("trang", ""))


@register.simple_tag
def breadcrumb_places(place: Place, inclusive: bool = False) -> list[Place]:
    """Places above this one, outermost first; with `inclusive` the place too."""
    path = list(Place.objects.select_related("page").filter(pk__in=[p.pk for p in place.path]))
    path.sort(key=lambda p: ("province", "commune", "hamlet").index(p.level))
    return path if inclusive else path[:-1]
