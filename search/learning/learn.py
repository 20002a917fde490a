"""Learning from the site's own texts: a word that occurs in one is never taken for a slip."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page

from content_models.documents import SearchContent
from content_models.places.models import FormerUnit, Place, PlaceName
from content_models.searching import read_for_search
from content_models.visibility import public
from search.sync.rebuild import searchable_ids
from search.text.knowledge import Knowledge

from .models import LearnedLanguage

BATCH = 200
ONLY_ROW = 1
NAMES_COUNT = 20  # what people ask for oftener than texts name it, against the law's "đạt" for "Đất Mũi"


def learn() -> None:
    """Count all public texts and all names of places, and keep the result. Pages are read in batches."""
    language = Knowledge.shipped().language.learned(_texts())
    LearnedLanguage.objects.update_or_create(pk=ONLY_ROW, defaults={"counts": language.to_bytes()})


def _texts() -> Iterator[str]:
    for place in Place.objects.select_related("parent"):
        yield from [place.label] * NAMES_COUNT
    for former in PlaceName.objects.all():
        yield former.full_name
    for unit in FormerUnit.objects.all():
        yield f"{unit.name}, {unit.district}"
    ids = searchable_ids()
    for start in range(0, len(ids), BATCH):
        pages = list(public(Page.objects.filter(pk__in=ids[start : start + BATCH])).specific())
        read_for_search(pages)
        for page in pages:
            yield from _texts_of(page.search_content())


def _texts_of(content: SearchContent) -> Iterator[str]:
    yield content.title
    for passage in content.passages:
        yield passage.heading
        yield passage.body
