"""Recording decisions: what is written, what is refused and in which words, who may."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from content_models import signals
from content_models.covenants import decisions
from content_models.covenants.chain import verify
from content_models.covenants.legal_state import State
from content_models.covenants.models import CovenantPage, Decision
from content_models.roles.table import Role
from tests.cms.approval import builders
from tests.cms.approval.builders import Unit

pytestmark = pytest.mark.django_db
SIGNED = dt.date(2026, 2, 10)  # after the recognition of 15 January 2026
LEADER = Role.COMMUNE_LEADER


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit()


@pytest.fixture
def page(unit: Unit) -> CovenantPage:
    return builders.recognised(unit)


def paper(**changed: Any) -> dict[str, Any]:
    values = {
        "number": "40/QĐ-UBND", "issued_on": SIGNED, "signer": "Đặng Hoài Nam", "signer_title": "Chủ tịch",
        "reason": "Điều 2 trái luật.", "ground": "Kết luận kiểm tra số 3",
    }  # fmt: skip
    return values | changed


def suspend(page: CovenantPage, by: Any, *anchors: str, **changed: Any) -> Decision:
    values = paper(deadline=SIGNED + dt.timedelta(days=30)) | changed
    return decisions.suspend(page, version=values.pop("version", 1), anchors=anchors, by=by, **values)


def abolish(page: CovenantPage, by: Any, *anchors: str, **changed: Any) -> Decision:
    values = paper(effective_on=SIGNED + dt.timedelta(days=5)) | changed
    return decisions.abolish(page, version=1, anchors=anchors, by=by, **values)


def state(page: CovenantPage, anchor: str = "", on: dt.date | None = None) -> State:
    return builders.fresh(page).history.state(1, anchor, on or timezone.localdate()).state


def refusal(call: Any) -> dict[str, list[str]]:
    before = Decision.objects.count()
    with pytest.raises(ValidationError) as problem:
        call()
    assert Decision.objects.count() == before
    return problem.value.message_dict


def test_a_suspension_of_an_article(unit: Unit, page: CovenantPage) -> None:
    made = suspend(page, unit.person(LEADER), "dieu-2", "dieu-2-khoan-1")
    assert made.targets == ["dieu-2"]  # what stands below it goes with it
    assert made.issuer == "Ủy ban nhân dân xã Đất Mũi" and made.effective_on == SIGNED and made.about.number == 1
    assert state(page, "dieu-2") == state(page, "dieu-2-khoan-2") == State.SUSPENDED
    assert state(page, "dieu-1") == state(page, "dieu-2", SIGNED - dt.timedelta(days=1)) == State.IN_FORCE
    assert verify(builders.fresh(page)) == []


def test_an_abolition_from_the_day_that_it_names(unit: Unit, page: CovenantPage) -> None:
    abolish(page, unit.person(LEADER))
    assert state(page, "", SIGNED + dt.timedelta(days=4)) == State.IN_FORCE
    assert state(page, "", SIGNED + dt.timedelta(days=5)) == State.ABOLISHED


def test_an_annulment_undoes_a_suspension(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    wrong = suspend(page, leader)
    decisions.annul(page, decision=wrong.pk, by=leader, **paper(number="50/QĐ-UBND"))
    assert state(page, "", SIGNED) == State.IN_FORCE


def test_a_correction_takes_the_place_of_the_record(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    wrong = suspend(page, leader, "dieu-2")
    right = decisions.correct(page, record_id=wrong.pk, why="Ghi nhầm điều", by=leader, anchors=["dieu-3"])
    assert state(page, "dieu-2") == State.IN_FORCE and state(page, "dieu-3") == State.SUSPENDED
    assert right.number == wrong.number and right.correction_reason == "Ghi nhầm điều"
    assert Decision.objects.filter(pk=wrong.pk).exists()


def test_a_decision_recorded_by_mistake_is_voided_and_its_number_is_free(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    wrong = suspend(page, leader)
    decisions.correct(page, record_id=wrong.pk, why="Của ấp khác", by=leader, effect="void")
    assert state(page) == State.IN_FORCE
    suspend(page, leader, "dieu-2")


def test_a_corrected_recognition_moves_its_day(unit: Unit, page: CovenantPage) -> None:
    leader, day = unit.person(LEADER), dt.date(2026, 1, 20)
    wrong = page.decisions.get()
    decisions.correct(page, record_id=wrong.pk, why="Sai ngày", by=leader, issued_on=day, effective_on=day)
    assert state(page, "", dt.date(2026, 1, 19)) == State.NOT_YET and state(page, "", day) == State.IN_FORCE


def test_it_is_announced(unit: Unit, page: CovenantPage) -> None:
    heard: list[int] = []

    def listen(sender: Any, page: CovenantPage, **kwargs: Any) -> None:
        heard.append(page.pk)

    signals.legal_state_changed.connect(listen)
    try:
        suspend(page, unit.person(LEADER))
    finally:
        signals.legal_state_changed.disconnect(listen)
    assert heard == [page.pk]


TOMORROW = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"number": "  "}, "number", "Hãy ghi số quyết định"),
        ({"number": "15/qđ-ubnd "}, "number", "đã dùng cho một quyết định khác: công nhận"),
        ({"signer": ""}, "signer", "người ký"),
        ({"reason": " "}, "reason", "lý do"),
        ({"deadline": None}, "deadline", "thời hạn khắc phục"),
        ({"deadline": SIGNED}, "deadline", "phải sau ngày ký (10/02/2026)"),
        ({"deadline": SIGNED - TOMORROW}, "deadline", "phải sau ngày ký"),
        ({"issued_on": dt.date(2026, 1, 14)}, "targets", "chưa có hiệu lực vào ngày 14/01/2026"),
        ({"version": 2}, "__all__", "Không có phiên bản 2"),
    ],
)
def test_bad_suspensions_are_refused_in_words(
    unit: Unit, page: CovenantPage, changed: dict[str, Any], field: str, words: str
) -> None:
    assert words in str(refusal(lambda: suspend(page, unit.person(LEADER), **changed))[field])


def test_days_in_the_future_are_refused(unit: Unit, page: CovenantPage) -> None:
    tomorrow = timezone.localdate() + TOMORROW
    found = refusal(lambda: suspend(page, unit.person(LEADER), issued_on=tomorrow, deadline=tomorrow + TOMORROW))
    assert "ở tương lai" in str(found["issued_on"])


@pytest.mark.parametrize("anchor", ["dieu-9", "loi-noi-dau", "x"])
def test_what_is_not_there_cannot_be_suspended(unit: Unit, page: CovenantPage, anchor: str) -> None:
    found = refusal(lambda: suspend(page, unit.person(LEADER), anchor))
    assert "Không có điều, khoản, điểm này trong phiên bản 1" in str(found["targets"])


def test_what_is_abolished_is_neither_abolished_nor_suspended_again(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    abolish(page, leader, "dieu-2")
    later = {"issued_on": SIGNED + dt.timedelta(days=9), "number": "41/QĐ-UBND"}
    again = refusal(lambda: abolish(page, leader, "dieu-2", effective_on=SIGNED + dt.timedelta(days=9), **later))
    assert "Điều 2 đã bị bãi bỏ theo Quyết định số 40/QĐ-UBND ngày 10/02/2026" in str(again["targets"])
    clause = refusal(lambda: suspend(page, leader, "dieu-2-khoan-1", deadline=dt.date(2026, 5, 1), **later))
    assert "Khoản 1 Điều 2 đã bị bãi bỏ" in str(clause["targets"])
    abolish(page, leader, "dieu-3", effective_on=SIGNED + dt.timedelta(days=9), **later)


def test_what_is_suspended_is_not_suspended_again_but_may_be_abolished(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    suspend(page, leader)
    found = refusal(lambda: suspend(page, leader, "dieu-1", number="41/QĐ-UBND"))
    assert "Điều 1 đang tạm ngừng theo Quyết định số 40/QĐ-UBND" in str(found["targets"])
    abolish(page, leader, number="42/QĐ-UBND")


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"effective_on": SIGNED - TOMORROW}, "effective_on", "không thể trước ngày ký"),
        ({"number": ""}, "number", "số quyết định"),
    ],
)
def test_bad_abolitions_are_refused(
    unit: Unit, page: CovenantPage, changed: dict[str, Any], field: str, words: str
) -> None:
    assert words in str(refusal(lambda: abolish(page, unit.person(LEADER), **changed))[field])


def test_annulments_need_a_ground_and_a_decision_that_counts(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    wrong = suspend(page, leader)

    def annul(**changed: Any) -> Decision:
        values = paper(number="50/QĐ-UBND") | changed
        return decisions.annul(page, decision=values.pop("decision", wrong.pk), by=leader, **values)

    assert "căn cứ" in str(refusal(lambda: annul(ground=""))["ground"])
    assert "còn được tính" in str(refusal(lambda: annul(decision=0))["annuls"])
    earlier = refusal(lambda: annul(issued_on=SIGNED - TOMORROW))
    assert "phải ra sau quyết định bị hủy bỏ (Quyết định số 40/QĐ-UBND" in str(earlier["issued_on"])
    assert "phải ra sau" in str(refusal(lambda: annul(number="39/QĐ-UBND"))["issued_on"])
    annul()
    assert "còn được tính" in str(refusal(lambda: annul(number="51/QĐ-UBND"))["annuls"])


def test_corrections_say_why_and_mend_the_newest_record(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    wrong = suspend(page, leader, "dieu-2")

    def correct(record_id: int, **changed: Any) -> Decision:
        values = {"why": "Sai số", "number": "44/QĐ-UBND"} | changed
        return decisions.correct(page, record_id=record_id, by=leader, **values)

    assert "sai ở đâu" in str(refusal(lambda: correct(wrong.pk, why=" "))["correction_reason"])
    right = correct(wrong.pk)
    assert "đã được đính chính" in str(refusal(lambda: correct(wrong.pk))["__all__"])
    again = correct(right.pk, number="45/QĐ-UBND", anchors=["dieu-1"])  # judged without the record that it replaces
    assert state(page, "dieu-1") == State.SUSPENDED and state(page, "dieu-2") == State.IN_FORCE
    recognition = page.decisions.get(effect="recognition")
    assert "không đổi thành việc khác" in str(refusal(lambda: correct(recognition.pk, effect="void"))["effect"])
    assert again.corrects == right
    with pytest.raises(ValidationError):
        correct(0)


def test_one_decision_may_be_about_several_covenants(unit: Unit, page: CovenantPage) -> None:
    """The same number, day and kind on another page is the same decision; a number is not given twice."""
    leader = unit.person(LEADER)
    suspend(page, leader)
    neighbour = builders.recognised(_neighbour(unit))
    found = refusal(lambda: suspend(neighbour, leader, issued_on=SIGNED + TOMORROW))
    assert "đã dùng cho một quyết định khác: tạm ngừng thực hiện" in str(found["number"])
    suspend(neighbour, leader)


def test_the_next_year_begins_its_numbers_anew(unit: Unit, page: CovenantPage) -> None:
    leader, earlier = unit.person(LEADER), page.decisions.get()
    values = {"issued_on": dt.date(2025, 3, 1), "effective_on": dt.date(2025, 3, 1)}
    decisions.correct(page, record_id=earlier.pk, why="Sai năm", by=leader, **values)
    suspend(page, leader, number="15/QĐ-UBND")


@pytest.mark.parametrize("role", [role for role in Role if role != LEADER])
def test_only_the_leader_decides(unit: Unit, page: CovenantPage, role: Role) -> None:
    for call in (suspend, abolish):
        with pytest.raises(PermissionDenied):
            call(page, unit.person(role))
    with pytest.raises(PermissionDenied):
        decisions.annul(page, decision=page.decisions.get().pk, by=unit.person(role), **paper())
    with pytest.raises(PermissionDenied):
        decisions.correct(page, record_id=page.decisions.get().pk, why="x", by=unit.person(role))
    assert page.decisions.count() == 1


def test_neither_another_communes_leader_nor_the_operator(page: CovenantPage) -> None:
    other = Unit(builders.SONG_DOC, "Cửa Thử")
    for person in (other.person(LEADER), builders.new_person(superuser=True)):
        with pytest.raises(PermissionDenied):
            suspend(page, person)


def test_no_recognition_goes_round_the_approval(unit: Unit, page: CovenantPage) -> None:
    proposal = decisions.proposal_of(page.decisions.get())
    with pytest.raises(PermissionDenied):
        decisions.record(page, proposal, by=unit.person(LEADER))


def test_what_will_follow_in_words(unit: Unit, page: CovenantPage) -> None:
    leader = unit.person(LEADER)
    suspended = suspend(page, leader, "dieu-2")
    page = builders.fresh(page)
    values = {"effect": "annulment", "version": 1, "effective_on": SIGNED, "issuer": "UBND", "annuls": suspended.pk}
    problems, words = decisions.preview(page, decisions.Proposal(**values, **paper(number="50")), by=leader)
    assert problems == {}
    assert "Quyết định số 40/QĐ-UBND ngày 10/02/2026 coi như chưa từng có." in words
    said = "Hôm nay: phiên bản 1 có hiệu lực (không có bản ghi này: phiên bản 1 có hiệu lực, tạm ngừng Điều 2)."
    assert said in words
    assert Decision.objects.filter(page=page).count() == 2


def test_what_will_follow_for_days_that_are_past(unit: Unit, page: CovenantPage) -> None:
    first = page.decisions.get()
    later = first.effective_on + dt.timedelta(days=3)
    values = {"effect": "recognition", "version": 1, "effective_on": later, "issuer": "UBND", "corrects": first.pk}
    changed = paper(number=first.number, issued_on=later, correction_reason="Ghi nhầm ngày")
    problems, words = decisions.preview(page, decisions.Proposal(**values, **changed), by=unit.person(LEADER))
    assert problems == {}
    past = f"Từ {first.effective_on:%d/%m/%Y} đến {later - dt.timedelta(days=1):%d/%m/%Y}: chưa có văn bản nào"
    assert any(sentence.startswith(past) for sentence in words)


def test_what_will_follow_from_an_abolition_to_come(unit: Unit, page: CovenantPage) -> None:
    soon = timezone.localdate() + dt.timedelta(days=10)
    values = {"effect": "abolition", "version": 1, "effective_on": soon, "issuer": "UBND", "targets": ("dieu-3",)}
    _, words = decisions.preview(page, decisions.Proposal(**values, **paper()), by=unit.person(LEADER))
    assert words[0] == f"Từ ngày {soon:%d/%m/%Y}: Điều 3 bị bãi bỏ."
    assert any(w.startswith(f"Ngày {soon:%d/%m/%Y}: phiên bản 1 có hiệu lực, đã bãi bỏ Điều 3") for w in words)
    assert not any(w.startswith("Hôm nay") for w in words)


def _neighbour(unit: Unit) -> Unit:
    other = Unit.__new__(Unit)
    other.__dict__ = {**unit.__dict__, "_people": {}}
    from content_models.places.service import create_place

    other.hamlet = create_place(kind="ap", name="Láng Giềng", parent=unit.commune, by=None, reason="thử")
    return other
