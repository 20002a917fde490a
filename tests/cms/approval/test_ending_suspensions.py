"""At recognition the leader says which suspensions the redone text ends; what was redone is proposed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.approval.binding import latest_binding
from cms.approval.service import DecisionData, approve, submit
from content_models.covenants import decisions
from content_models.covenants.ending import open_suspensions
from content_models.covenants.legal_state import End
from content_models.covenants.models import CovenantPage
from content_models.roles.table import Role

from . import builders
from .builders import Unit, article

LEADER = Role.COMMUNE_LEADER
SIGNED = dt.date(2026, 2, 10)


@pytest.fixture
def page(unit: Unit) -> CovenantPage:
    return builders.recognised(unit)


def suspended(unit: Unit, page: CovenantPage, *anchors: str) -> Any:
    return decisions.suspend(
        page, version=1, anchors=anchors, issued_on=SIGNED, number="40/QĐ-UBND", signer="A", reason="Trái luật",
        deadline=dt.date(2026, 4, 1), by=unit.person(LEADER),
    )  # fmt: skip


def redone(unit: Unit, page: CovenantPage) -> CovenantPage:
    """Article 2 rewritten, the others as they were; it lies before the leader."""
    blocks = builders.three_articles()
    blocks[1] = article("Giữ vệ sinh kênh rạch", "1. Không đổ rác xuống kênh.\n2. Mỗi quý vớt lục bình một lần.", "a2")
    page = builders.write(page, unit.writer, body=blocks)
    submit(page, unit.head)
    for role in builders.STEPS[:2]:
        builders.approve_as(page, unit.person(role))
    return builders.fresh(page)


def state(page: CovenantPage, number: int, anchor: str) -> str:
    return builders.fresh(page).history.state(number, anchor, dt.date(2026, 9, 1)).state.value


def recognition(page: CovenantPage, **fields: Any) -> dict[str, Any]:
    values = {"number": "55/QĐ-UBND", "issued_on": "01/03/2026", "signer": "A", "signer_title": "Chủ tịch"}
    return builders.decide_form(page, approve="1", reason="", **(values | fields))


def test_what_was_redone_is_proposed(unit: Unit, page: CovenantPage) -> None:
    suspended(unit, page, "dieu-2-khoan-1", "dieu-2-khoan-2", "dieu-3")
    page = redone(unit, page)
    draft = page.get_latest_revision_as_object().numbered()
    found = open_suspensions(builders.fresh(page), draft, SIGNED)
    assert [(one.label, one.proposed) for one in found] == [
        ("Khoản 1 Điều 2", False),
        ("Khoản 2 Điều 2", True),
        ("Điều 3", False),
    ]
    said = unit.client(LEADER).get(builders.decide_url(page)).content.decode()
    assert "Khoản 2 Điều 2: tạm ngừng theo Quyết định số 40/QĐ-UBND ngày 10/02/2026" in said
    assert said.count('type="checkbox" name="end-') == 3 and said.count("checked") == 1


def test_all_is_proposed_when_the_whole_was_suspended(unit: Unit, page: CovenantPage) -> None:
    suspended(unit, page)
    found = open_suspensions(builders.fresh(page), page.numbered(), SIGNED)
    assert [(one.label, one.proposed) for one in found] == [("Toàn bộ văn bản", True)]


def test_what_is_ticked_ends_and_the_rest_goes_on(unit: Unit, page: CovenantPage) -> None:
    made = suspended(unit, page, "dieu-2", "dieu-3")
    page = redone(unit, page)
    answer = unit.client(LEADER).post(builders.decide_url(page), recognition(page, **{f"end-{made.pk}-dieu-2": "on"}))
    assert answer.status_code == 302
    assert page.decisions.get(number="55/QĐ-UBND").ends == [[made.pk, "dieu-2"]]
    assert state(page, 2, "dieu-2") == "in_force" and state(page, 2, "dieu-3") == "suspended"


def test_a_refused_recognition_keeps_what_was_ticked(unit: Unit, page: CovenantPage) -> None:
    made = suspended(unit, page, "dieu-2", "dieu-3")
    page = redone(unit, page)
    client, values = unit.client(LEADER), recognition(page, number="", **{f"end-{made.pk}-dieu-3": "on"})
    said = client.post(builders.decide_url(page), values, follow=True).content.decode()
    assert "Hãy điền ô này để công nhận" in said
    assert f'name="end-{made.pk}-dieu-3" id="id_end-{made.pk}-dieu-3" checked' in said and said.count("checked") == 1


@pytest.mark.parametrize("end", [End(999, ""), End(1, "dieu-9")])
def test_only_open_suspensions_are_ended(unit: Unit, page: CovenantPage, end: End) -> None:
    suspended(unit, page, "dieu-2")
    page = redone(unit, page)
    decision = DecisionData("55/QĐ-UBND", dt.date(2026, 3, 1), "UBND", "A", "Chủ tịch", (end,))
    with pytest.raises(ValidationError):
        approve(builders.task_of(page).pk, unit.person(LEADER), latest_binding(page), decision=decision)
    assert page.versions.count() == 1


def test_a_recognition_is_not_older_than_the_text_before(unit: Unit, page: CovenantPage) -> None:
    page = redone(unit, page)
    answer = unit.client(LEADER).post(builders.decide_url(page), recognition(page, issued_on="14/01/2026"), follow=True)
    assert "Phiên bản trước có hiệu lực từ 15/01/2026" in answer.content.decode()
    assert page.versions.count() == 1


@pytest.mark.parametrize("number", ["40/QĐ-UBND", " 40 / qđ-ubnd "])
def test_a_recognition_does_not_take_the_number_of_the_suspension(unit: Unit, page: CovenantPage, number: str) -> None:
    suspended(unit, page, "dieu-2")
    page = redone(unit, page)
    answer = unit.client(LEADER).post(builders.decide_url(page), recognition(page, number=number), follow=True)
    assert "đã dùng cho một quyết định khác: tạm ngừng thực hiện" in answer.content.decode()
    assert page.versions.count() == 1
