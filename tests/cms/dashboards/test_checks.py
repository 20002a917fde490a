"""The checks find a page type that forgot its declarations, and nothing in the types that we have."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from wagtail.models import Collection, PagePermissionTester

from cms.dashboards.checks import problems_of
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.places.models.pages import FixedPageTester, PlacePage


class _EditableTester(FixedPageTester):
    def can_edit(self) -> bool:
        return True


def _stock(page: Any, user: Any) -> PagePermissionTester:
    return PagePermissionTester(user, page)


def _editable(page: Any, user: Any) -> PagePermissionTester:
    return _EditableTester(user, page)


def _ids(model: type[Any]) -> list[str]:
    return [problem.id for problem in problems_of([model])]


def test_our_page_types_are_in_order() -> None:
    assert not [problem for problem in run_checks(tags=["dinh"]) if problem.id.startswith("dinh.")]
    assert _ids(CovenantPage) == _ids(DisclosurePage) == _ids(PlacePage) == []


@pytest.mark.parametrize(
    ("model", "name", "value", "found"),
    [
        (DisclosurePage, "subject", "", "dinh.E002"),
        (DisclosurePage, "kind_key", "poem", "dinh.E003"),
        (DisclosurePage, "search_content", None, "dinh.E004"),
        (DisclosurePage, "permissions_for_user", _stock, "dinh.E005"),
        (PlacePage, "permissions_for_user", _stock, "dinh.E006"),
        (PlacePage, "permissions_for_user", _editable, "dinh.E007"),
    ],
)
def test_a_forgotten_declaration_is_found(
    monkeypatch: pytest.MonkeyPatch, model: type[Any], name: str, value: Any, found: str
) -> None:
    monkeypatch.setattr(model, name, value)
    assert _ids(model) == [found]


def test_a_page_type_of_no_kind_is_found() -> None:
    assert _ids(Collection) == ["dinh.E001"]
