"""A covenant recognised before Đình: one officer enters it, a second person of the commune confirms it."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from cms.approval.install import install_workflows
from cms.approval.models import ApprovalStep
from cms.approval.service import submit
from content_models.covenants.models import CovenantPage, CovenantVersion, Decision, PaperRecord
from content_models.covenants.paper import confirm_record, record_paper
from content_models.places.install import install_province
from content_models.roles.models import Person
from content_models.roles.table import Role
from search.models import IndexEntry
from tests import factories
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, login
from tests.cms.approval.test_four_eyes import also

TEXT = """LỜI NÓI ĐẦU
Bà con ấp Rạch Thử cùng nhau giữ nếp sống.

Điều 1. Phạm vi
Áp dụng trong ấp.

Điều 3. Vệ sinh
1. Không đổ rác xuống kênh.
"""
NEW = "approval_paper_new"


def form(unit: Unit, **changed: Any) -> dict[str, Any]:
    return {
        "hamlet": unit.hamlet.pk, "kind": "huong_uoc", "title": "Quy ước ấp Rạch Thử", "text": TEXT, "scan": "",
        "decision_number": "122/QĐ-UBND", "decided_on": "20/05/2019", "issuer": "Ủy ban nhân dân huyện Ngọc Hiển",
        "signer": "Trần Văn Cũ", "signer_title": "Chủ tịch", "effective_on": "01/06/2019",
    } | changed  # fmt: skip


def entered(unit: Unit, **changed: Any) -> PaperRecord:
    answer = unit.client(Role.CULTURE_OFFICER).post(reverse(NEW), form(unit, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return PaperRecord.objects.get()


def address(record: PaperRecord) -> str:
    return reverse("approval_paper_record", args=[record.pk])


def confirm(client: Client, record: PaperRecord) -> Any:
    return client.post(address(record), {"confirm": "1", "answer_note": ""})


def test_two_people_make_a_marked_version(unit: Unit) -> None:
    record = entered(unit)
    assert record.state == "pending" and not CovenantPage.objects.exists()
    justice = unit.client(Role.JUSTICE_OFFICER)
    shown = justice.get(address(record)).content.decode()
    assert "Không đổ rác xuống kênh." in shown and "122/QĐ-UBND" in shown and 'name="confirm"' in shown
    assert confirm(justice, record).status_code == 302
    version = CovenantVersion.objects.get()
    assert version.recorded_from_paper and version.number == 1
    assert str(version.effective_on) == "2019-06-01" and version.decision.issuer == "Ủy ban nhân dân huyện Ngọc Hiển"
    assert [article.number for article in version.covenant.articles] == ["1", "3"]
    page = CovenantPage.objects.get()
    assert page.live and page.live_revision_id == version.revision_id
    assert not ApprovalStep.objects.exists() and page.current_workflow_state is None
    assert IndexEntry.objects.filter(page_id=page.pk).exists()
    text = Client().get(page.url).content.decode()
    assert "ghi lại từ bản giấy" in text.lower() and "Không đổ rác xuống kênh." in text


def test_the_same_person_never_confirms(unit: Unit, superuser: Person) -> None:
    both = also(unit.person(Role.CULTURE_OFFICER), unit, Role.JUSTICE_OFFICER)
    record = entered(unit)
    client = login(both)
    assert 'name="confirm"' not in client.get(address(record)).content.decode()
    assert "cần người thứ hai" in confirm(client, record).content.decode()
    with pytest.raises(PermissionDenied):
        confirm_record(record, by=superuser)
    assert not CovenantVersion.objects.exists()


def test_who_may_not_enter_or_confirm(unit: Unit, other: Unit) -> None:
    for client in (
        other.client(Role.CULTURE_OFFICER), unit.client(Role.HAMLET_HEAD), unit.client(Role.COMMUNE_LEADER),
        unit.client(Role.JUSTICE_OFFICER), unit.client(Role.PROVINCIAL_ADMIN),
    ):  # fmt: skip
        client.post(reverse(NEW), form(unit))
    assert not PaperRecord.objects.exists()
    record = entered(unit)
    for client in (
        other.client(Role.JUSTICE_OFFICER), other.client(Role.CULTURE_OFFICER), unit.client(Role.COMMUNE_LEADER),
        unit.client(Role.CULTURE_OFFICER, 2), unit.client(Role.HAMLET_HEAD), unit.client(Role.PROVINCIAL_ADMIN),
    ):  # fmt: skip
        confirm(client, record)
    assert not CovenantVersion.objects.exists()
    for client in (other.client(Role.JUSTICE_OFFICER), unit.client(Role.HAMLET_HEAD)):
        assert client.get(address(record)).status_code != 200


def test_a_second_confirmation_is_refused(unit: Unit) -> None:
    record = entered(unit)
    confirm(unit.client(Role.JUSTICE_OFFICER), record)
    answer = confirm(unit.client(Role.JUSTICE_OFFICER, 2), record)
    assert "đã có người trả lời" in answer.content.decode()
    with pytest.raises(ValidationError):
        confirm_record(record, by=unit.person(Role.JUSTICE_OFFICER, 2))
    assert CovenantVersion.objects.count() == Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"decided_on": "01/01/2099", "effective_on": "01/01/2099"}, "không thể ở tương lai"),
        ({"effective_on": "01/01/2099"}, "không thể ở tương lai"),
        ({"effective_on": "01/01/2019"}, "trước ngày quyết định"),
        ({"text": "  "}, "nhập toàn văn hoặc chọn bản quét"),
        ({"decision_number": ""}, ""),
        ({"decided_on": "31/02/2019"}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(unit: Unit, changed: dict[str, str], sentence: str) -> None:
    answer = unit.client(Role.CULTURE_OFFICER).post(reverse(NEW), form(unit, **changed))
    text = answer.content.decode()
    assert answer.status_code == 200 and sentence in text and "Trần Văn Cũ" in text
    assert not PaperRecord.objects.exists()


def test_not_beside_a_draft_nor_after_a_recognised_text(unit: Unit) -> None:
    record = entered(unit)
    draft = make.draft_covenant(unit)
    assert "đang soạn một bản mới" in confirm(unit.client(Role.JUSTICE_OFFICER), record).content.decode()
    assert "đang soạn" in unit.client(Role.CULTURE_OFFICER).post(reverse(NEW), form(unit)).content.decode()
    make.in_review(unit, approvals=3, page=draft)
    assert "đã có văn bản" in confirm(unit.client(Role.JUSTICE_OFFICER), record).content.decode()
    assert CovenantVersion.objects.filter(recorded_from_paper=True).count() == 0


def test_a_record_that_differs_from_the_paper_goes_back(unit: Unit) -> None:
    record = entered(unit)
    justice = unit.client(Role.JUSTICE_OFFICER)
    answer = justice.post(address(record), {"give_back": "1", "answer_note": " "})
    assert "Hãy ghi chỗ nào khác" in answer.content.decode()
    justice.post(address(record), {"give_back": "1", "answer_note": "Thiếu Điều 2."})
    record.refresh_from_db()
    assert record.state == "returned" and not CovenantVersion.objects.exists()
    assert "Thiếu Điều 2." in unit.client(Role.CULTURE_OFFICER).get(reverse("approval_paper")).content.decode()
    again = unit.client(Role.CULTURE_OFFICER).get(f"{reverse(NEW)}?tu={record.pk}").content.decode()
    assert "Không đổ rác xuống kênh." in again and "20/05/2019" in again


def test_a_scan_alone(unit: Unit) -> None:
    scan = factories.attached_file(unit.commune, unit.person(Role.CULTURE_OFFICER), title="Bản quét 2019")
    assert Client().get(scan.url).status_code == 404
    record = entered(unit, text="", scan=scan.pk)
    assert Client().get(scan.url).status_code == 404
    assert confirm(unit.client(Role.JUSTICE_OFFICER), record).status_code == 302
    version = CovenantVersion.objects.get()
    assert version.scan == scan and version.covenant.articles == ()
    page = Client().get(CovenantPage.objects.get().url).content.decode()
    assert scan.url in page
    assert Client().get(scan.url).status_code == 200


def test_a_scan_of_another_commune_cannot_be_chosen(unit: Unit, other: Unit) -> None:
    foreign = factories.attached_file(other.commune)
    unit.client(Role.CULTURE_OFFICER).post(reverse(NEW), form(unit, text="", scan=foreign.pk))
    unit.client(Role.CULTURE_OFFICER).post(reverse(NEW), form(unit, hamlet=other.hamlet.pk))
    assert not PaperRecord.objects.exists()


def test_the_recorded_text_is_amended_through_the_approval(unit: Unit) -> None:
    record = entered(unit)
    confirm(unit.client(Role.JUSTICE_OFFICER), record)
    page = CovenantPage.objects.get()
    submit(make.write(page, unit.writer, title="Quy ước sửa đổi"), unit.head)
    for role in make.STEPS:
        make.approve_as(page, unit.person(role))
    assert [v.recorded_from_paper for v in CovenantVersion.objects.order_by("number")] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_people_confirm_at_the_same_moment() -> None:
    install_province()
    install_workflows()
    unit = Unit()
    record = entered(unit)
    people = [unit.person(Role.JUSTICE_OFFICER, number) for number in (1, 2, 3)]
    start, outcomes = threading.Barrier(3), []

    def act(person: Person) -> None:
        start.wait()
        try:
            confirm_record(record, by=person)
            outcomes.append("confirmed")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["confirmed", "refused", "refused"]
    assert CovenantPage.objects.count() == CovenantVersion.objects.count() == 1


def test_a_scan_of_another_commune_is_refused_by_the_record_itself(unit: Unit, other: Unit) -> None:
    scan = factories.attached_file(other.commune, title="Bản quét của xã khác")
    fields = form(unit) | {"hamlet": unit.hamlet, "scan": scan}
    fields |= {"decided_on": dt.date(2019, 5, 20), "effective_on": dt.date(2019, 6, 1)}
    with pytest.raises(ValidationError, match="không nằm trong thư mục"):
        record_paper(by=unit.person(Role.CULTURE_OFFICER), **fields)
