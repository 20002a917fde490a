"""Reading many pages for the search gives what each gives alone, in as many queries for ten as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content_models.disclosures.models import DisclosureAttachment
from content_models.documents import SearchPassage
from content_models.places.models import PlacePage
from content_models.roles.table import Role
from content_models.searching import pages_for_hits, read_for_search
from search.documents import document_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def approvers() -> tuple[Any, Any, Any]:
    commune = factories.commune()
    return (
        factories.person(Role.CULTURE_OFFICER, commune),
        factories.person(Role.JUSTICE_OFFICER, commune),
        factories.person(Role.COMMUNE_LEADER, commune),
    )


def test_in_bulk_as_alone(approvers: tuple[Any, Any, Any]) -> None:
    ids = [page.pk for page in (_covenant("Rạch Tàu", approvers, versions=2), _disclosure(approvers[2]))]
    ids.append(factories.hamlet("Rạch Tàu").page.pk)
    alone = [document_of(page, 1) for page in _pages(ids)]
    together = _pages(ids)
    read_for_search(together)
    assert [document_of(page, 1) for page in together] == alone
    assert "Sửa đổi lần 1" in {document.title for document in alone}
    assert {passage.body for document in alone for passage in document.passages} >= {"Chữ trong tệp."}


def test_queries_do_not_grow(approvers: tuple[Any, Any, Any]) -> None:
    few = [_covenant("Một", approvers).pk, _disclosure(approvers[2]).pk, factories.hamlet("Một").page.pk]
    more = [_covenant(name, approvers).pk for name in ("Hai", "Ba", "Tư")]
    more += [_disclosure(approvers[2]).pk for _ in range(3)]
    more += [factories.hamlet(name).page.pk for name in ("Hai", "Ba", "Tư")]
    assert _queries(few) == _queries(few + more)


def test_for_a_hit_no_more_is_read_than_it_shows(approvers: tuple[Any, Any, Any]) -> None:
    pages = [_covenant("Rạch Tàu", approvers, versions=2), _disclosure(approvers[2]), factories.hamlet("Một").page]
    whole = {page.pk: document_of(page, 1) for page in _pages([page.pk for page in pages])}
    anchors = {pk: [passage.anchor for passage in document.passages] for pk, document in whole.items()}
    for _round in range(2):  # the second one finds the covenant's text kept
        found = pages_for_hits(anchors)
        assert {pk: page.search_content().passages for pk, page in found.items()} == {
            pk: () if isinstance(page, PlacePage) else _passages(whole[pk]) for pk, page in found.items()
        }
        assert {pk: page.url for pk, page in found.items()} == {page.pk: page.url for page in pages}


def test_a_file_that_was_not_found_is_not_read(approvers: tuple[Any, Any, Any]) -> None:
    page = _disclosure(approvers[2])
    with CaptureQueriesContext(connection) as captured:
        found = pages_for_hits({page.pk: ["noi-dung"]})
        assert [passage.anchor for passage in found[page.pk].search_content().passages] == ["noi-dung"]
    assert not any("attachedfile" in query["sql"] for query in captured.captured_queries)


def test_queries_of_hits_do_not_grow(approvers: tuple[Any, Any, Any]) -> None:
    few = [_covenant("Một", approvers).pk, _disclosure(approvers[2]).pk, factories.hamlet("Một").page.pk]
    more = few + [_covenant(name, approvers).pk for name in ("Hai", "Ba")] + [_disclosure(approvers[2]).pk]

    def queries(ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            for page in pages_for_hits(dict.fromkeys(ids, ("dieu-1", "noi-dung"))).values():
                page.search_content()
        return len(captured)

    queries(more)
    assert queries(few) == queries(more) <= 8


def _passages(document: Any) -> tuple[SearchPassage, ...]:
    return tuple(SearchPassage(passage.anchor, passage.heading, passage.body) for passage in document.passages)


def _queries(ids: list[int]) -> int:
    pages = _pages(ids)
    with CaptureQueriesContext(connection) as captured:
        read_for_search(pages)
        for page in pages:
            document_of(page, 1)
    return len(captured)


def _pages(ids: list[int]) -> list[Any]:
    return list(Page.objects.filter(pk__in=ids).order_by("pk").specific())


def _covenant(name: str, approvers: tuple[Any, Any, Any], versions: int = 1) -> Any:
    hamlet = factories.hamlet(name)
    writer = factories.person(Role.DRAFTING_MEMBER, hamlet)
    head = factories.person(Role.HAMLET_HEAD, hamlet)
    page = factories.covenant(hamlet, writer, title="Hương ước")
    for version in range(versions):
        if version:
            page = page.get_latest_revision_as_object()
            page.title = f"Sửa đổi lần {version}"
            page.save_revision(user=writer, log_action=True)
        page = factories.recognised(page, by=head, approvers=approvers)
    return page


def _disclosure(leader: Any) -> Any:
    commune = factories.commune()
    editor = factories.person(Role.DISCLOSURE_EDITOR, commune)
    page = factories.disclosure(commune, editor)
    file = factories.attached_file(commune, editor)
    type(file).objects.filter(pk=file.pk).update(text="Chữ trong tệp.")
    page.attachments = [DisclosureAttachment(file_id=file.pk, title="Tệp kèm")]
    page.save_revision(user=editor, log_action=True)
    return factories.published(page, by=editor, approver=leader)
