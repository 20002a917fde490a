"""Topics as officers correct them: on the page, in the index, by those who may."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content_models.covenants.models import CovenantPage
from content_models.covenants.topics import correct_topics, drop_correction, topics_of_version
from tests import factories
from tests.staff import Staff, client_of

from .test_addresses import get


def fresh(covenant: CovenantPage) -> CovenantPage:
    return CovenantPage.objects.get(pk=covenant.pk)


def block_id(covenant: CovenantPage, number: int) -> str:
    return covenant.public_versions[0].covenant.articles[number - 1].block_id


def test_rules_give_topics_and_an_officer_corrects_them(staff: Staff, covenant: CovenantPage) -> None:
    assert topics_of_version(covenant.public_versions[0]) == ("moi-truong", "rung-bien")
    correct_topics(covenant, block_id(covenant, 2), ["le-hoi", "khong-co"], by=staff.culture)
    now = fresh(covenant)
    assert topics_of_version(now.public_versions[0]) == ("le-hoi", "rung-bien")
    assert now.search_content().topics == ("le-hoi", "rung-bien")
    assert "hai giỏ rác" in get(f"{covenant.url}?chu-de=le-hoi")
    drop_correction(now, block_id(covenant, 2), by=staff.culture)
    assert topics_of_version(fresh(covenant).public_versions[0]) == ("moi-truong", "rung-bien")


def test_a_correction_follows_its_article_into_other_versions(staff: Staff, covenant: CovenantPage) -> None:
    correct_topics(covenant, block_id(covenant, 2), [], by=staff.culture)
    first = fresh(covenant).public_versions[-1]
    assert first.number == 1
    assert "moi-truong" not in topics_of_version(first)


def test_only_the_communes_culture_officer_corrects(staff: Staff, covenant: CovenantPage) -> None:
    elsewhere = Staff(factories.DAM_DOI)
    for person in (staff.leader, staff.justice, staff.head, elsewhere.culture):
        with pytest.raises(PermissionDenied):
            correct_topics(covenant, block_id(covenant, 1), ["le-hoi"], by=person)
    with pytest.raises(ValidationError):
        correct_topics(covenant, "khong-co", ["le-hoi"], by=staff.culture)


def test_reading_many_pages_for_the_index_asks_once(staff: Staff, covenant: CovenantPage) -> None:
    other = staff.covenant(factories.hamlet("Khai Long"))
    pages = list(CovenantPage.objects.filter(pk__in=[covenant.pk, other.pk]))
    CovenantPage.read_for_search(pages)
    with CaptureQueriesContext(connection) as seen:
        assert all(page.search_content().topics for page in pages)
    assert not [query for query in seen if "topiccorrection" in query["sql"]]


def test_the_officers_screens(staff: Staff, covenant: CovenantPage) -> None:
    client = client_of(staff.culture)
    assert covenant.title in client.get(reverse("covenant_reading")).content.decode()
    assert "Môi trường, rác thải" in client.get(reverse("covenant_topics", args=[covenant.pk])).content.decode()
    address = reverse("covenant_topics_of_article", args=[covenant.pk, block_id(covenant, 2)])
    assert "checked" in client.get(address).content.decode()
    assert client.post(address, {"topics": ["le-hoi"]}).status_code == 302
    assert topics_of_version(fresh(covenant).public_versions[0]) == ("le-hoi", "rung-bien")
    assert client.post(address, {"rules": "1"}).status_code == 302
    assert topics_of_version(fresh(covenant).public_versions[0]) == ("moi-truong", "rung-bien")
    missing = reverse("covenant_topics_of_article", args=[covenant.pk, "khong-co"])
    assert client.get(missing).status_code == 404


def test_the_screens_are_closed_to_others(staff: Staff, covenant: CovenantPage) -> None:
    elsewhere = Staff(factories.DAM_DOI)
    article = reverse("covenant_topics_of_article", args=[covenant.pk, block_id(covenant, 2)])
    for person in (staff.head, elsewhere.culture, staff.leader):
        client = client_of(person)
        for address in (reverse("covenant_topics", args=[covenant.pk]), article):
            assert client.get(address).status_code in (302, 403), (person, address)
    assert client_of(staff.writer).get(reverse("covenant_reading")).status_code in (302, 403)
    standing = reverse("covenant_standing", args=[covenant.pk])
    assert client_of(elsewhere.leader).get(standing).status_code in (302, 403)
    assert client_of(staff.leader).get(standing).status_code == 200
