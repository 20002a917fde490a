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
    _read_places(page for group in by_type.values() for page in group)
    for page_type, group in by_type.items():
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
        shown = model._default_manager.filter(pk__in=ids).select_related("place__parent__parent")
        shown = shown.only("title", "url_path", *model.hit_fields, *_columns("place__"))
        pages |= {page.pk: page for page in shown}
    read_for_search(pages.values(), {anchor for found in anchors.values() for anchor in found})
    return pages


def _read_places(pages: Iterable[Any]) -> None:
    """Places up to the province for the pages that came without, in one query."""
    bare = [page for page in pages if "place" not in page._state.fields_cache]
    found = Place.objects.select_related("parent__parent").only(*_columns()).in_bulk({page.place_id for page in bare})
    for page in bare:
        page.place = found[page.place_id]


def _columns(before: str = "") -> list[str]:
    """What the names of a place and of those above it are made of."""
    levels = ("", "parent__", "parent__parent__")
    return [f"{before}ended_on", *(f"{before}{level}{name}" for level in levels for name in PLACE_FIELDS)]
