"""What the public pages of places list. Every list goes through the one predicate; queries are constant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max

from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.disclosures.items import ITEM_BY_NUMBER, Item
from content_models.disclosures.models import DisclosurePage
from content_models.documents import KIND_LABELS, STATE_LABELS
from content_models.materials.models import MaterialPage
from content_models.places.models import Place, Section, SectionPage
from content_models.visibility import public

LATEST = 8
ROWS_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """A document in a list."""

    title: str
    url: str
    kind_label: str
    place: str
    date: dt.date | None
    state: str

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]


@dataclass(frozen=True)
class HamletRow:
    """A hamlet with its version in force, if any."""

    place: Place
    version: CovenantVersion | None
    url: str


@dataclass(frozen=True)
class ItemRow:
    """One of the fourteen items with what a commune disclosed of it."""

    item: Item
    count: int
    latest: DisclosurePage
    url: str


@dataclass(frozen=True)
class SectionList:
    """A page of a section's list."""

    rows: list[Row]
    number: int
    pages: int
    item: Item | None = None
    problem: str = ""
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Home:
    latest: list[Row]
    communes: list[Place]
    covenants: int


@dataclass(frozen=True)
class Commune:
    hamlets: list[HamletRow]
    disclosures: list[ItemRow]
    materials: list[Row]
    former_units: list[Any] = field(default_factory=list)


def home() -> Home:
    """Newest documents of all kinds, all communes, number of covenants in force."""
    pages = [
        *_newest(public(CovenantPage.objects.all())),
        *_newest(public(DisclosurePage.objects.filter(names_persons=False))),
        *_newest(public(MaterialPage.objects.all())),
    ]
    pages.sort(key=lambda page: page.last_published_at, reverse=True)
    return Home(
        latest=rows(pages[:LATEST]),
        communes=list(Place.objects.existing().communes().select_related("page").order_by("name")),
        covenants=public(CovenantPage.objects.filter(versions__isnull=False)).distinct().count(),
    )


def commune(place: Place) -> Commune:
    """Hamlets with their covenants, disclosures by item, newest materials."""
    materials = public(MaterialPage.objects.filter(place=place)).order_by("-first_published_at")
    return Commune(
        hamlets=hamlet_rows(place),
        disclosures=item_rows(place),
        materials=rows(_with_places(materials[:LATEST])),
        former_units=list(place.former_units.all()),
    )


def hamlet_rows(place: Place) -> list[HamletRow]:
    """The hamlets of a commune in the order people count them (Ấp 2 before Ấp 10)."""
    return _hamlet_rows(list(place.children.existing().select_related("page", "parent")))


def hamlet_row(place: Place) -> HamletRow:
    """One hamlet, existing or ended: its texts stay readable."""
    return _hamlet_rows([place])[0]


def _hamlet_rows(hamlets: list[Place]) -> list[HamletRow]:
    pages = {page.place_id: page for page in public(CovenantPage.objects.filter(place__in=hamlets))}
    current = _current_versions(page.pk for page in pages.values())
    found = []
    for hamlet in sorted(hamlets, key=_natural):
        page = pages.get(hamlet.pk)
        version = current.get(page.pk) if page else None
        found.append(HamletRow(hamlet, version, page.url if page and version else ""))
    return found


def item_rows(place: Place) -> list[ItemRow]:
    """Items with at least one public disclosure, in the order of the law."""
    pages = public(DisclosurePage.objects.filter(place=place))
    counts = {row["item"]: row["n"] for row in pages.order_by().values("item").annotate(n=Count("pk"))}
    latest: dict[int, DisclosurePage] = {}
    for page in pages.filter(item__in=counts).order_by("-decision_date", "-pk").defer("body"):
        latest.setdefault(page.item, page)
    section = place.sections.get(section=Section.DISCLOSURES)
    return [
        ItemRow(ITEM_BY_NUMBER[number], counts[number], latest[number], f"{section.url}?khoan={number}")
        for number in sorted(counts)
    ]


def section_list(page: SectionPage, item_text: str, page_text: str) -> SectionList:
    """Documents of a section, newest first; of disclosures on request one item only."""
    item, problem = _item(item_text)
    documents: Any = public(MaterialPage.objects.filter(place=page.place)).order_by("-first_published_at", "-pk")
    if page.section == Section.DISCLOSURES:
        documents = public(DisclosurePage.objects.filter(place=page.place)).order_by("-decision_date", "-pk")
        documents = documents.filter(item=item.number) if item else documents
    found = Paginator(_with_places(documents), ROWS_A_PAGE).get_page(page_text)
    kept = f"&khoan={item.number}" if item else ""
    return SectionList(
        rows=rows(found),
        number=found.number,
        pages=found.paginator.num_pages,
        item=item,
        problem=problem,
        previous=f"?trang={found.previous_page_number()}{kept}" if found.has_previous() else "",
        next=f"?trang={found.next_page_number()}{kept}" if found.has_next() else "",
    )


def rows(pages: Iterable[Any]) -> list[Row]:
    """Documents as rows. Their `place` should be loaded with its parent."""
    pages = list(pages)
    current = _current_versions(page.pk for page in pages if isinstance(page, CovenantPage))
    return [_row(page, current.get(page.pk)) for page in pages]


def _row(page: Any, version: CovenantVersion | None) -> Row:
    if isinstance(page, CovenantPage):
        title, date, state = (version.title, version.effective_on, "in_force") if version else (page.title, None, "not_in_force")
    elif isinstance(page, DisclosurePage):
        title, date, state = page.title, page.decision_date, "posting_ended" if page.posting_ended else "posted"
    else:
        published = page.first_published_at
        title, date, state = page.title, published.date() if published else None, "published"
    return Row(title, page.url, KIND_LABELS[page.kind_key], page.place.label, date, state)


def _newest(pages: Any) -> list[Any]:
    return list(_with_places(pages).order_by("-last_published_at")[:LATEST])


def _with_places(pages: Any) -> Any:
    return pages.select_related("place__parent__parent").defer("body")


def _current_versions(page_ids: Iterable[int]) -> dict[int, CovenantVersion]:
    """The newest version of each page, without its texts."""
    ids = list(page_ids)
    newest = CovenantVersion.objects.filter(page__in=ids).values("page").annotate(number=Max("number"))
    numbers = {row["page"]: row["number"] for row in newest}
    versions = CovenantVersion.objects.filter(page__in=ids).select_related("decision").defer("text", "provisions")
    return {v.page_id: v for v in versions if numbers.get(v.page_id) == v.number}


def _natural(place: Place) -> tuple[str, int, str]:
    digits = "".join(c for c in place.name if c.isdigit())
    return (place.kind, int(digits) if digits else 10_000, place.name)


def _item(text: str) -> tuple[Item | None, str]:
    if not text:
        return None, ""
    item = ITEM_BY_NUMBER.get(int(text)) if text.isascii() and text.isdigit() else None
    return item, "" if item else "Không có khoản này trong Điều 11. Dưới đây là tất cả nội dung."
