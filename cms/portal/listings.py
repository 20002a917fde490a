"""What the public pages of places list. Every list goes through the one predicate; queries are constant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from content_models.covenants.history import state_of, wholes_of
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.disclosures.items import ITEMS
from content_models.disclosures.models import DisclosurePage
from content_models.documents import KIND_LABELS, STATE_LABELS
from content_models.materials.models import MaterialPage
from content_models.places.choosing import in_order
from content_models.places.models import Place
from content_models.visibility import public

LATEST = 8


@dataclass(frozen=True)
class Listed:
    """A document in a table of documents."""

    title: str
    url: str
    note: str
    date: dt.date | None
    state: str

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]


@dataclass(frozen=True)
class ListedCovenant:
    """A hamlet's text of today; `state` as in `STATE_LABELS`."""

    title: str
    url: str
    kind_label: str
    effective_on: dt.date
    recorded_from_paper: bool
    state: str


@dataclass(frozen=True)
class ListedHamlet:
    full_name: str
    url: str
    covenant: ListedCovenant | None


@dataclass(frozen=True)
class ListedItem:
    """One of the fourteen items, with the number of public disclosures."""

    number: int
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class ListedCommune:
    full_name: str
    url: str
    former: str
    hamlets: int
    covenants: int


def counts() -> dict[str, int]:
    """How much is public: covenants in force, disclosures, materials."""
    return {
        "covenants": public(CovenantPage.objects.all()).count(),
        "disclosures": public(DisclosurePage.objects.all()).count(),
        "materials": public(MaterialPage.objects.all()).count(),
    }


def latest() -> list[Listed]:
    """The newest documents of all kinds by their own dates, lists of persons left out."""
    found = [
        *_covenants(),
        *listed(disclosures().filter(names_persons=False)[:LATEST], with_place=True),
        *listed(materials()[:LATEST], with_place=True),
    ]
    return sorted(found, key=lambda row: row.date or dt.date.min, reverse=True)[:LATEST]


def communes() -> list[Place]:
    """Communes that exist, with their pages, by name."""
    return in_order(Place.objects.existing().communes().select_related("page").order_by())


def commune_table() -> list[ListedCommune]:
    """All communes with the units they came from and their numbers of hamlets and covenants."""
    places = Place.objects.existing().communes().select_related("page").prefetch_related("former_units")
    hamlets = _by_commune(Place.objects.existing().hamlets().values_list("parent", "pk"))
    covenants = _by_commune(public(CovenantPage.objects.all()).values_list("place__parent", "pk"))
    return [
        ListedCommune(
            full_name=place.full_name,
            url=place.page.url,
            former="; ".join(str(unit) for unit in place.former_units.all()),
            hamlets=hamlets.get(place.pk, 0),
            covenants=covenants.get(place.pk, 0),
        )
        for place in in_order(places.order_by())
    ]


def hamlets_of(commune: Place) -> list[ListedHamlet]:
    """The existing hamlets of a commune as people count them (Ấp 2 before Ấp 10), with their covenants."""
    hamlets = list(commune.children.existing().select_related("page"))
    pages = {page.place_id: page for page in public(CovenantPage.objects.filter(place__in=hamlets)).defer("body")}
    versions = current_versions(page.pk for page in pages.values())
    return [
        ListedHamlet(place.full_name, place.page.url, _covenant(pages.get(place.pk), versions))
        for place in sorted(hamlets, key=_natural)
    ]


def items_of(commune: Place, section_url: str) -> list[ListedItem]:
    """The fourteen items of Luật 10/2022/QH15 Đ.11 with the number of public disclosures of each."""
    pages = public(DisclosurePage.objects.filter(place=commune)).order_by()
    numbers = {row["item"]: row["n"] for row in pages.values("item").annotate(n=Count("pk"))}
    return [
        ListedItem(item.number, item.label, numbers.get(item.number, 0), f"{section_url}?khoan={item.number}")
        for item in ITEMS
    ]


def disclosures(place: Place | None = None) -> Any:
    """Public disclosures, newest first, of a commune or of all."""
    pages = DisclosurePage.objects.filter(place=place) if place else DisclosurePage.objects.all()
    return public(pages).select_related("place").defer("body").order_by("-decision_date", "-pk")


def materials(place: Place | None = None) -> Any:
    """Public materials, newest first, of a unit or of all."""
    pages = MaterialPage.objects.filter(place=place) if place else MaterialPage.objects.all()
    return public(pages).select_related("place").defer("body").order_by("-plan_year", "-first_published_at", "-pk")


def listed(pages: Iterable[Any], *, with_place: bool = False) -> list[Listed]:
    """Disclosures and materials as rows."""
    return [_listed(page, with_place) for page in pages]


def current_versions(page_ids: Iterable[int]) -> dict[int, CovenantVersion]:
    """The text of today of each covenant page, with its `state` (a key of `STATE_LABELS`), without its words."""
    today = timezone.localdate()
    shown = {page: state_of(*whole, today) for page, whole in wholes_of(page_ids).items()}
    versions = CovenantVersion.objects.filter(page__in=shown).select_related("decision").defer("text", "provisions")
    found = {}
    for version in versions:
        number, state = shown[version.page_id]
        if version.number == number:
            version.state = state
            found[version.page_id] = version
    return found


def _covenants() -> list[Listed]:
    """The covenants that came into force last. The database sorts: a province has fifteen hundred."""
    newer = CovenantVersion.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))
    pages = public(CovenantPage.objects.all()).order_by().values("pk")
    versions = CovenantVersion.objects.filter(~Exists(newer), page__in=pages).select_related("page__place__parent")
    latest_first = list(versions.defer("text", "provisions", "page__body").order_by("-effective_on", "-pk")[:LATEST])
    states = {pk: version.state for pk, version in current_versions(v.page_id for v in latest_first).items()}
    return [
        Listed(v.title, v.page.url, v.page.place.label, v.effective_on, states.get(v.page_id, "not_in_force"))
        for v in latest_first
    ]


def _listed(page: Any, with_place: bool) -> Listed:
    if isinstance(page, DisclosurePage):
        note, date, state = (
            page.law_item.label,
            page.decision_date,
            "posting_ended" if page.posting_ended else "posted",
        )
    else:
        published = page.first_published_at
        note, date, state = (
            page.get_material_type_display(),
            timezone.localdate(published) if published else None,
            "published",
        )
    if with_place:
        note = f"{KIND_LABELS[page.kind_key]}, {page.place.label}"
    return Listed(page.title, page.url, note, date, state)


def _covenant(page: CovenantPage | None, versions: dict[int, CovenantVersion]) -> ListedCovenant | None:
    version = versions.get(page.pk) if page else None
    if page is None or version is None:
        return None
    return ListedCovenant(
        version.title, page.url, version.kind_label, version.effective_on, version.recorded_from_paper, version.state
    )


def _by_commune(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for commune, _pk in pairs:
        found[commune] = found.get(commune, 0) + 1
    return found


def _natural(place: Place) -> tuple[str, int, str]:
    digits = "".join(letter for letter in place.name if letter.isdigit())
    return (place.kind, int(digits) if digits else 10_000, place.name)
