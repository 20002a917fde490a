"""What the search says of a covenant follows the decisions: state, filter, notes at articles, the day of effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.portal.clock import refresh_legal_states
from content_models.covenants import decisions
from content_models.covenants.history import wholes_of
from content_models.covenants.models import CovenantPage
from content_models.roles.table import Role
from search.engines import engine
from search.models import IndexEntry
from search.sync.indexer import index_batch
from tests.cms.approval import builders
from tests.cms.approval.builders import Unit

pytestmark = pytest.mark.django_db
LEADER = Role.COMMUNE_LEADER
SIGNED = dt.date(2026, 2, 10)


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit()


@pytest.fixture
def page(unit: Unit) -> CovenantPage:
    return builders.recognised(unit)


@pytest.fixture
def site(each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield client
    engine().drop()


def paper(**changed: Any) -> dict[str, Any]:
    return {"number": "40/QĐ-UBND", "issued_on": SIGNED, "signer": "A", "reason": "Trái luật", "ground": "B"} | changed


def suspend(unit: Unit, page: CovenantPage, *anchors: str) -> Any:
    deadline = dt.date(2026, 4, 1)
    return decisions.suspend(page, version=1, anchors=anchors, deadline=deadline, by=unit.person(LEADER), **paper())


def abolish(unit: Unit, page: CovenantPage, *anchors: str, **changed: Any) -> Any:
    values = paper(**({"effective_on": SIGNED} | changed))
    return decisions.abolish(page, version=1, anchors=anchors, by=unit.person(LEADER), **values)


def content(page: CovenantPage) -> Any:
    return builders.fresh(page).search_content()


def notes(page: CovenantPage) -> dict[str, str]:
    return {passage.anchor: passage.note for passage in content(page).passages if passage.note}


def test_the_state_of_the_whole(unit: Unit, page: CovenantPage) -> None:
    assert content(page).state == "in_force"
    wrong = suspend(unit, page)
    assert content(page).state == "suspended" and notes(page) == {}
    decisions.annul(page, decision=wrong.pk, by=unit.person(LEADER), **paper(number="41/QĐ-UBND"))
    assert content(page).state == "in_force"
    abolish(unit, page, number="42/QĐ-UBND")
    assert content(page).state == "abolished"


def test_a_suspended_article_stays_findable_with_its_state(unit: Unit, page: CovenantPage) -> None:
    suspend(unit, page, "dieu-2-khoan-1", "dieu-3")
    abolish(unit, page, "dieu-1", number="41/QĐ-UBND")
    assert content(page).state == "partly_suspended" and len(content(page).passages) == 3
    assert notes(page) == {
        "dieu-1": "Điều này đã bị bãi bỏ",
        "dieu-2": "Có khoản, điểm đang tạm ngừng thực hiện",
        "dieu-3": "Điều này đang tạm ngừng thực hiện",
    }


def test_an_abolished_article_alone_leaves_the_text_in_force(unit: Unit, page: CovenantPage) -> None:
    abolish(unit, page, "dieu-1")
    assert content(page).state == "in_force" and list(notes(page)) == ["dieu-1"]


def test_a_text_whose_recognition_was_annulled_is_no_longer_in_force(unit: Unit, page: CovenantPage) -> None:
    decisions.annul(page, decision=page.decisions.get().pk, by=unit.person(LEADER), **paper())
    assert content(page).state == "not_in_force" and content(page).passages == ()


def test_a_corrected_number_is_found(unit: Unit, page: CovenantPage) -> None:
    record = page.decisions.get()
    decisions.correct(page, record_id=record.pk, why="Nhầm số", number="19/QĐ-UBND", by=unit.person(LEADER))
    assert content(page).numbers == ("19/QĐ-UBND",)


def test_many_covenants_are_read_in_as_many_queries_as_one(
    unit: Unit, page: CovenantPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = builders.recognised(Unit(builders.SONG_DOC, "Cửa Thử"))
    with django_assert_num_queries(2):
        assert set(wholes_of([page.pk, other.pk])) == {page.pk, other.pk}
    suspend(unit, page, "dieu-2")
    with django_assert_num_queries(3):
        assert [partly for _, partly in wholes_of([page.pk, other.pk]).values()].count(True) == 1


def test_a_decision_marks_the_page_for_the_index(unit: Unit, page: CovenantPage) -> None:
    before = IndexEntry.objects.get(pk=page.pk).version
    suspend(unit, page)
    assert IndexEntry.objects.get(pk=page.pk).version == before + 1


def test_the_day_of_effect_marks_it_once_more(unit: Unit, page: CovenantPage) -> None:
    """An abolition recorded beforehand: nothing happens before its day, one mark on it, none afterwards."""
    today = timezone.localdate()
    soon = today + dt.timedelta(days=3)
    abolish(unit, page, issued_on=today, effective_on=soon)
    before = IndexEntry.objects.get(pk=page.pk).version
    refresh_legal_states()
    assert IndexEntry.objects.get(pk=page.pk).version == before


@pytest.mark.parametrize(("days_ago", "marks"), [(0, 1), (20, 1), (40, 0)])
def test_a_day_of_effect_that_came_is_marked_once(unit: Unit, page: CovenantPage, days_ago: int, marks: int) -> None:
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    abolish(unit, page, issued_on=day - dt.timedelta(days=2), effective_on=day)
    recorded = timezone.make_aware(dt.datetime.combine(day - dt.timedelta(days=1), dt.time(12)))
    IndexEntry.objects.filter(pk=page.pk).update(changed_at=recorded)
    before = IndexEntry.objects.get(pk=page.pk).version
    for _tick in range(3):
        refresh_legal_states()
    assert IndexEntry.objects.get(pk=page.pk).version == before + marks


def test_the_filter_and_the_hit_show_it(site: Client, unit: Unit) -> None:
    page = builders.recognised(unit)
    suspend(unit, page, "dieu-2")
    while index_batch():
        pass
    engine().refresh()
    answer = site.get("/tim-kiem/", {"q": "vớt lục bình", "tinh-trang": "partly_suspended"})
    said = answer.content.decode()
    assert answer.context["answer"].total == 1
    assert "Có điều, khoản đang tạm ngừng" in said and "Điều này đang tạm ngừng thực hiện" in said
    assert site.get("/tim-kiem/", {"q": "vớt lục bình", "tinh-trang": "in_force"}).context["answer"].total == 0
