"""Each condition of the one predicate, at every door by which the public comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_models.visibility import is_public, is_published, public, public_pages
from search.documents import document_of
from search.engines.base import Hit
from search.models import IndexEntry
from search.service import shown_hits
from search.sync.indexer import prepare
from search.text.highlight import Found
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    cache.clear()
    return Staff(factories.DAT_MUI)


def unpublished(page: Page) -> None:
    page.unpublish()


def expired_before_the_clock_ran(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())


def restricted_to_people_who_log_in(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def below_a_page_with_a_password(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")


def two_below_a_restricted_page(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent().get_parent(), restriction_type="login")


def below_an_unpublished_page(page: Page) -> None:
    Page.objects.filter(pk=page.get_parent().pk).update(live=False)


def below_an_expired_page(page: Page) -> None:
    Page.objects.filter(pk=page.get_parent().pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))


HIDDEN = [
    unpublished,
    expired_before_the_clock_ran,
    restricted_to_people_who_log_in,
    below_a_page_with_a_password,
    two_below_a_restricted_page,
    below_an_unpublished_page,
    below_an_expired_page,
]


def seen(page: Any) -> dict[str, bool]:
    """Door → does the public find the page there."""
    commune = page.get_parent().get_parent()
    listing, communes_page = page.get_parent().url, commune.url
    return {
        "own address": page.title in _read(page.url),
        "listing": page.title in _read(listing),
        "home": page.title in _read("/"),
        "commune": page.title in _read(communes_page),
        "sitemap": f"{page.url}</loc>" in _read("/sitemap-trang.xml"),
        "predicate": is_public(page),
        "predicate for a few": list(public_pages([page.pk])) == [page.pk],
        "index": bool(prepare([IndexEntry(page_id=page.pk)])[0]),
        "hit": bool(shown_hits((_hit(page),), Found(frozenset()))),
    }


def _read(address: str) -> str:
    answer = Client().get(address)
    return answer.content.decode() if answer.status_code == 200 else ""


def _hit(page: Page) -> Hit:
    return Hit(document_id=str(page.pk), score=1.0, anchors=())


def test_a_published_page_is_at_every_door(staff: Staff) -> None:
    page = staff.publish(staff.material(title="Tờ gấp về rác"))
    assert seen(page) == dict.fromkeys(seen(page), True)
    assert document_of(page, 1).title == "Tờ gấp về rác"


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_a_hidden_page_is_at_no_door(staff: Staff, hide: Callable[[Page], None]) -> None:
    page = staff.publish(staff.material(title="Tờ gấp về rác"))
    hide(page)
    fresh = type(page).objects.get(pk=page.pk)
    assert seen(fresh) == dict.fromkeys(seen(fresh), False)


def test_a_draft_is_at_no_door(staff: Staff) -> None:
    page = staff.material(title="Tờ gấp về rác")
    assert seen(page) == dict.fromkeys(seen(page), False)


def test_a_covenant_is_seen_like_the_others(staff: Staff) -> None:
    page = staff.covenant()
    doors = [f"{staff.unit.page.url}", f"{staff.hamlet.page.url}", "/"]
    assert all(page.url in _read(door) for door in doors)
    assert f"{page.url}</loc>" in _read("/sitemap-trang.xml")
    PageViewRestriction.objects.create(page=staff.hamlet.page, restriction_type="login")
    assert not any(page.url in _read(door) for door in doors)
    assert f"{page.url}</loc>" not in _read("/sitemap-trang.xml")
    assert Client().get(f"{page.url}phien-ban/1/").status_code == 302  # to the login


def test_what_is_still_to_expire_is_public(staff: Staff) -> None:
    page = staff.publish(staff.material())
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + dt.timedelta(minutes=1))
    assert is_public(page)
    assert is_published(page)


def test_a_restriction_hides_its_branch_only(staff: Staff) -> None:
    page = staff.publish(staff.material())
    PageViewRestriction.objects.create(page=factories.commune(factories.DAM_DOI).page, restriction_type="login")
    assert is_public(page)


def test_paths_that_begin_alike_are_not_taken_for_one_branch(staff: Staff) -> None:
    """The path of a page is a prefix of its descendants' paths, and of no sibling's: all steps are of one length."""
    page = staff.publish(staff.material())
    sibling = staff.material(title="Khác")
    PageViewRestriction.objects.create(page=sibling, restriction_type="login")
    assert is_public(page)


def test_the_predicate_is_two_queries_whatever_the_number_of_pages(
    staff: Staff, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        staff.publish(staff.material(title=f"Tờ gấp {number}"))
    with django_assert_num_queries(2):
        assert len(public(Page.objects.all())) > 60
