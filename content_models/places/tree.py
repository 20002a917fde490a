"""Pages and file folders of places. Used by the service (one place) and the installation (all of them)."""

from __future__ import annotations

from wagtail.models import Collection, Page

from .models import Place, PlacePage, Section, SectionPage
from .models.pages import SECTIONS_OF_LEVEL
from .models.register import Level


def add_collection(place: Place) -> Collection:
    """The folder of a unit's files. Those of communes do not lie below the province's, for rights on a
    folder reach everything below it, and the province does not read the communes' drafts."""
    below = place.parent if place.level == Level.HAMLET else None
    parent = below.collection if below else Collection.get_first_root_node()
    return parent.add_child(instance=Collection(name=place.label[:255]))


def add_pages(place: Place) -> PlacePage:
    """The place's page and its fixed sections, published at once."""
    parent = place.parent.page if place.parent else Page.get_first_root_node()
    page: PlacePage = parent.add_child(
        instance=PlacePage(title=place.full_name, slug=place.slug, place=place, locale=parent.locale)
    )
    for section in SECTIONS_OF_LEVEL[Level(place.level)]:
        page.add_child(
            instance=SectionPage(
                title=Section(section).label, slug=section, place=place, section=section, locale=page.locale
            )
        )
    return page
