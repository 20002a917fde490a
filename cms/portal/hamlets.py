"""A hamlet that came from others, or went into another: what its page says about their covenants.

The decree does not say whether a covenant outlives its hamlet. The page shows each text by its former area with
the commune's note, and says when there is none; it never concludes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content_models.covenants.models import CovenantPage, CovenantVersion, StandingNote
from content_models.covenants.standing import notes_of
from content_models.places.models import Place, Succession
from content_models.visibility import public

from .listings import current_versions


@dataclass(frozen=True)
class FormerArea:
    """A hamlet from which this one came, wholly or in part, with its covenant and what the commune says of it."""

    link: Succession
    version: CovenantVersion | None
    url: str
    note: StandingNote | None

    @property
    def place(self) -> Place:
        return self.link.predecessor


def relations(place: Place) -> dict[str, Any]:
    """`predecessors` (former areas), `successors` (Succession rows), `note` of the hamlet's own covenant. Queries
    do not grow with the number of hamlets."""
    before = list(place.succession_from.select_related("predecessor__page"))
    after = list(place.succession_to.select_related("successor__page", "successor__parent"))
    pages = _pages({link.predecessor_id for link in before} | ({place.pk} if after else set()))
    versions = current_versions(page.pk for page in pages.values()) if pages else {}
    notes = notes_of(page.pk for page in pages.values()) if pages else {}
    own = pages.get(place.pk)
    return {
        "predecessors": [_area(link, pages.get(link.predecessor_id), versions, notes) for link in before],
        "successors": after,
        "note": notes.get(own.pk) if own else None,
    }


def _pages(place_ids: Iterable[int]) -> dict[int, CovenantPage]:
    ids = list(place_ids)
    if not ids:
        return {}
    return {page.place_id: page for page in public(CovenantPage.objects.filter(place__in=ids)).defer("body")}


def _area(
    link: Succession,
    page: CovenantPage | None,
    versions: dict[int, CovenantVersion],
    notes: dict[int, StandingNote],
) -> FormerArea:
    if page is None:
        return FormerArea(link, None, "", None)
    return FormerArea(link, versions.get(page.pk), page.url, notes.get(page.pk))
