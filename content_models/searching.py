"""What `search_content` of many pages needs, read in a few queries instead of several a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType

from content_models.places.models import Place
from content_models.visibility import public_pages

PLACE_FIELDS = ("level", "kind", "name", "parent")


def read_for_search(pages: Iterable[Any], anchors: Collection[str] | None = None) -> None:
    """Fill searchable pages (of any types) with their places, then with what each type names itself.

    A type that reads more than its own row in `search_content` has a class method `read_for_search(pages, anchors)`.
    With `anchors` only passages of those anchors are wanted, and no tags: what is needed to show hits.
    """
    by_type: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    ids = {page.place_id for group in by_type.values() for page in group}
    places = _places(ids)
    for page_type, group in by_type.items():
        for page in group:
            page.place = places[page.place_id]
        page_type.read_for_search(group, anchors)


def pages_for_hits(anchors: Mapping[int, Collection[str]]) -> dict[int, Any]:
    """Those of the pages that the public may see now, by id, ready for `search_content` and `url`.

    `anchors`: the found passages of each page. Only columns that a hit shows are read: a type names those of
    its own in `hit_fields`.
    """
    by_type: dict[type[Any], list[int]] = defaultdict(list)
    for pk, content_type in public_pages(anchors).items():
        if model := ContentType.objects.get_for_id(content_type).model_class():
            by_type[model].append(pk)
    pages: dict[int, Any] = {}
    for model, ids in by_type.items():
        shown = model._default_manager.filter(pk__in=ids).only("title", "url_path", "place", *model.hit_fields)
        pages |= {page.pk: page for page in shown}
    read_for_search(pages.values(), {anchor for found in anchors.values() for anchor in found})
    return pages


def _places(ids: Collection[int]) -> dict[int, Place]:
    """Places up to the province, with what their names are made of."""
    wanted = [f"{level}{name}" for level in ("", "parent__", "parent__parent__") for name in PLACE_FIELDS]
    return Place.objects.select_related("parent__parent").only(*wanted, "ended_on").in_bulk(ids)
