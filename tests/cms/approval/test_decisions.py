"""The leader's pages: the list with states, recording in two steps, correcting, refusals in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from content_models.covenants.models import CovenantPage, Decision
from content_models.roles.table import Role

from . import builders
from .builders import Unit

LEADER = Role.COMMUNE_LEADER


@pytest.fixture
def page(unit: Unit) -> CovenantPage:
    return builders.recognised(unit)


def form(**changed: Any) -> dict[str, Any]:
    values = {
        "number": "40/QĐ-UBND", "issued_on": "10/02/2026", "deadline": "12/03/2026", "signer": "Đặng Hoài Nam",
        "signer_title": "Chủ tịch", "reason": "Điều 2 trái luật.", "ground": "", "scope": "part", "targets": ["dieu-2"],
    }  # fmt: skip
    return values | changed


def record_url(page: CovenantPage, kind: str = "tam-ngung") -> str:
    return reverse("approval_decision_record", args=[page.pk, kind])


def text(answer: Any) -> str:
    return answer.content.decode()


def test_the_list_shows_the_communes_covenants_with_their_state(unit: Unit, other: Unit, page: CovenantPage) -> None:
    elsewhere = builders.recognised(other)
    client = unit.client(LEADER)
    said = text(client.get(reverse("approval_decisions")))
    assert reverse("approval_decisions_of", args=[page.pk]) in said and "Đang có hiệu lực" in said
    assert reverse("approval_decisions_of", args=[elsewhere.pk]) not in said
    client.post(record_url(page), form(confirmed="1"))
    assert "Có điều, khoản đang tạm ngừng" in text(client.get(reverse("approval_decisions")))


def test_first_what_will_follow_then_the_record(unit: Unit, page: CovenantPage) -> None:
    client = unit.client(LEADER)
    said = text(client.get(record_url(page)))
    assert 'value="dieu-2-khoan-1"' in said and "Điều 2. Giữ vệ sinh kênh rạch" in said
    said = text(client.post(record_url(page), form()))
    assert "Từ ngày 10/02/2026: Điều 2 tạm ngừng thực hiện." in said and "trước hết ngày 12/03/2026" in said
    assert 'name="targets" value="dieu-2"' in said and page.decisions.count() == 1
    answer = client.post(record_url(page), form(confirmed="1"))
    assert answer.url == reverse("approval_decisions_of", args=[page.pk])
    made = page.decisions.get(effect="suspension")
    assert made.targets == ["dieu-2"] and made.recorded_by == unit.person(LEADER)
    said = text(client.get(answer.url))
    assert "Tạm ngừng thực hiện</strong> (Điều 2, phiên bản 1)" in said


def test_going_back_keeps_what_was_typed(unit: Unit, page: CovenantPage) -> None:
    said = text(unit.client(LEADER).post(record_url(page), form(edit="1", targets=["dieu-3"])))
    assert 'value="40/QĐ-UBND"' in said and 'value="dieu-3" checked' in said and page.decisions.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scope": ""}, "Hãy chọn: một số điều, khoản hay toàn bộ văn bản."),
        ({"targets": []}, "Hãy đánh dấu ít nhất một điều"),
        ({"targets": ["dieu-99"]}, "dieu-99"),
        ({"number": ""}, "Hãy ghi số quyết định"),
        ({"number": "15/QĐ-UBND"}, "đã dùng cho một quyết định khác"),
        ({"deadline": ""}, "Hãy ghi thời hạn khắc phục"),
        ({"deadline": "10/02/2026"}, "phải sau ngày ký"),
        ({"issued_on": "31/02/2026"}, "Chưa ghi được"),
        ({"issued_on": "10/02/2099", "deadline": "11/02/2099"}, "ở tương lai"),
        ({"reason": ""}, "Hãy ghi lý do"),
    ],
)
def test_bad_input_is_refused_in_words(unit: Unit, page: CovenantPage, changed: dict[str, Any], words: str) -> None:
    answer = unit.client(LEADER).post(record_url(page), form(confirmed="1", **changed))
    assert answer.status_code == 200 and words in text(answer) and 'id="loi"' in text(answer)
    assert page.decisions.count() == 1


def test_abolition_of_the_whole(unit: Unit, page: CovenantPage) -> None:
    client = unit.client(LEADER)
    said = text(client.post(record_url(page, "bai-bo"), form(effective_on="", confirmed="1")))
    assert "Hãy ghi ngày bãi bỏ có hiệu lực" in said
    client.post(record_url(page, "bai-bo"), form(effective_on="15/02/2026", scope="whole", confirmed="1"))
    assert page.decisions.get(effect="abolition").targets == []
    said = text(client.post(record_url(page, "bai-bo"), form(effective_on="15/02/2026", number="41", confirmed="1")))
    assert "đã bị bãi bỏ theo Quyết định số 40/QĐ-UBND" in said
    assert "Đã bị bãi bỏ" in text(client.get(reverse("approval_decisions")))


def test_annulment_of_the_recognition(unit: Unit, page: CovenantPage) -> None:
    client = unit.client(LEADER)
    values = form(annuls=str(page.decisions.get().pk), ground="Luật số 10/2022/QH15")
    said = text(client.post(record_url(page, "huy-bo"), values))
    assert "coi như chưa từng có" in said and "chưa có văn bản nào có hiệu lực" in said
    client.post(record_url(page, "huy-bo"), values | {"confirmed": "1"})
    assert page.decisions.filter(effect="annulment").exists()
    said = text(client.get(reverse("approval_decisions_of", args=[page.pk])))
    assert "Đã bị hủy bỏ: Quyết định số 40/QĐ-UBND" in said


def test_a_record_is_corrected_and_voided(unit: Unit, page: CovenantPage) -> None:
    client = unit.client(LEADER)
    client.post(record_url(page), form(confirmed="1"))
    wrong = page.decisions.get(effect="suspension")
    address = reverse("approval_decision_correct", args=[page.pk, wrong.pk])
    said = text(client.get(address))
    assert 'value="40/QĐ-UBND"' in said and 'value="dieu-2" checked' in said
    said = text(client.post(address, form(number="44/QĐ-UBND", confirmed="1")))
    assert "Hãy ghi bản ghi trước sai ở đâu" in said
    client.post(address, form(number="44/QĐ-UBND", correction_reason="Nhầm số", confirmed="1"))
    right = page.decisions.get(corrects=wrong)
    assert right.number == "44/QĐ-UBND" and right.targets == ["dieu-2"] and right.effect == "suspension"
    address = reverse("approval_decision_correct", args=[page.pk, right.pk])
    client.post(address, form(number="44/QĐ-UBND", correction_reason="Của ấp khác", void="on", confirmed="1"))
    assert page.decisions.get(corrects=right).effect == "void"
    assert builders.fresh(page).search_content().state == "in_force"


def test_the_record_of_a_recognition_is_corrected(unit: Unit, page: CovenantPage) -> None:
    client, wrong = unit.client(LEADER), page.decisions.get()
    address = reverse("approval_decision_correct", args=[page.pk, wrong.pk])
    assert 'name="void"' not in text(client.get(address))
    values = form(number="16/QĐ-UBND", effective_on="15/01/2026", issued_on="15/01/2026", correction_reason="Nhầm số")
    answer = client.post(address, values | {"confirmed": "1"})
    assert answer.status_code == 302, text(answer)
    right = page.decisions.get(corrects=wrong)
    assert right.effect == "recognition" and right.issuer == wrong.issuer
    content = builders.fresh(page).search_content()
    assert content.numbers == ("16/QĐ-UBND",)


@pytest.mark.parametrize("role", [role for role in Role if role != LEADER])
def test_nobody_else_gets_there(unit: Unit, page: CovenantPage, role: Role) -> None:
    client = unit.client(role)
    for kind in ("tam-ngung", "bai-bo", "huy-bo"):
        client.post(record_url(page, kind), form(confirmed="1", effective_on="15/02/2026"))
    wrong = page.decisions.get()
    client.post(reverse("approval_decision_correct", args=[page.pk, wrong.pk]), form(confirmed="1"))
    assert Decision.objects.count() == 1
    assert "approval_decisions" not in text(client.get(reverse("approval_decisions"), follow=True))


def test_what_is_not_there(unit: Unit, other: Unit, page: CovenantPage) -> None:
    client = unit.client(LEADER)
    assert client.get(record_url(page, "gi-do")).status_code == 404
    draft = builders.draft_covenant(other)
    assert client.get(reverse("approval_decisions_of", args=[draft.pk])).status_code == 404
    elsewhere = reverse("approval_decision_correct", args=[page.pk, 999_999])
    assert client.get(elsewhere).status_code == 404
