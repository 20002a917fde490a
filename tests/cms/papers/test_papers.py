"""Official papers in the admin: who may make them, what they hold, and that nothing of them is stored."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from content_models.covenants.models import CovenantPage
from content_models.roles.table import Role
from tests import factories
from tests.content_models.covenants.export.papers import paper_text, read_back, squeezed
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db
DRAFT_WORDS = "Bí mật của bản nháp"


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def page(staff: Staff) -> Any:
    return staff.covenant()


def words_of(data: bytes) -> str:
    found = []
    for _, words in read_back(data):
        found += [words] if isinstance(words, str) else [cell for row in words for cell in row]
    return "\n".join(found)


def make(client: Client, page: Any, kind: str, **typed: str) -> Any:
    return client.post(reverse("papers_paper", args=[page.pk, kind]), {"docx": "1", **typed})


@pytest.mark.parametrize("kind", ["recognition", "suspension", "abolition", "refusal", "unfounded"])
def test_every_paper_is_made_from_an_empty_form(staff: Staff, page: Any, kind: str) -> None:
    client = client_of(staff.culture)
    assert client.get(reverse("papers_paper", args=[page.pk, kind])).status_code == 200
    answer = make(client, page, kind)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "ấp Rạch Tàu" in words_of(answer.content)
    pdf = client.post(reverse("papers_paper", args=[page.pk, kind]), {"pdf": "1"})
    assert pdf["Content-Type"] == "application/pdf"
    assert "no-store" in pdf["Cache-Control"]


def test_what_is_typed_stands_on_the_paper(staff: Staff, page: Any) -> None:
    typed = {
        "number": "20/QĐ-UBND", "issued_on": "12/05/2026", "signer": "Trần Thị B", "signer_title": "Phó Chủ tịch",
        "scope": "khoản 2 Điều 5", "case": "b", "reason": "Mức phạt trái nguyên tắc.", "deadline": "30/06/2026",
        "found_by": "văn bản phản ánh ngày 10/5/2026",
    }  # fmt: skip
    words = words_of(make(client_of(staff.leader), page, "suspension", **typed).content)
    for expected in (
        "Số: 20/QĐ-UBND", "ngày 12 tháng 5 năm 2026", "KT. CHỦ TỊCH", "Trần Thị B", "một phần (khoản 2 Điều 5)",
        "điểm b khoản 1 Điều 12", "Mức phạt trái nguyên tắc.", "ngày 30 tháng 6 năm 2026",
        "Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2026", "sửa đổi, bổ sung, thay thế",
    ):  # fmt: skip
        assert expected in words


def test_a_paper_names_the_recognition_that_was_in_force_when_it_was_signed(staff: Staff, page: Any) -> None:
    client = client_of(staff.leader)
    assert "15/QĐ-UBND" in words_of(make(client, page, "suspension", issued_on="02/03/2026").content)
    assert "15/QĐ-UBND" not in words_of(make(client, page, "suspension", issued_on="01/03/2026").content)


def test_a_recorded_decision_fills_its_paper(staff: Staff, page: Any) -> None:
    decision = page.decisions.get()
    address = reverse("papers_paper", args=[page.pk, "recognition"])
    form = client_of(staff.leader).get(address, {"quyet-dinh": decision.pk}).content.decode()
    for words in ("15/QĐ-UBND", "Nguyễn Văn Đệ", "02/03/2026"):
        assert words in form
    other = client_of(staff.leader).get(address, {"quyet-dinh": "99999999999999999999"})
    assert other.status_code == 200


def test_a_date_that_is_none_is_told_and_nothing_is_lost(staff: Staff, page: Any) -> None:
    answer = make(client_of(staff.culture), page, "refusal", issued_on="32/13/2026", reason="Giữ nguyên chữ này")
    assert answer["Content-Type"].startswith("text/html")
    assert "Giữ nguyên chữ này" in answer.content.decode()


def test_the_screen_says_that_nobody_compared_the_words(staff: Staff, page: Any) -> None:
    answer = client_of(staff.culture).get(reverse("papers_paper", args=[page.pk, "suspension"]))
    assert "Chưa đối chiếu với mẫu" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER])
def test_papers_are_for_the_communes_own_people(staff: Staff, page: Any, role: Role) -> None:
    own = factories.person(role, staff.unit)
    foreign = factories.person(role, factories.commune(factories.AN_XUYEN))
    address = reverse("papers_paper", args=[page.pk, "suspension"])
    assert client_of(own).get(address).status_code == 200
    assert client_of(foreign).get(address).status_code != 200
    assert make(client_of(foreign), page, "suspension").status_code != 200


@pytest.mark.parametrize("who", ["head", "writer", "editor"])
def test_others_make_no_decisions(staff: Staff, page: Any, who: str) -> None:
    assert make(client_of(getattr(staff, who)), page, "recognition").status_code != 200


def test_the_draft_is_printed_for_the_team_alone(staff: Staff) -> None:
    text = factories.article(f"1. {DRAFT_WORDS}.")
    page = factories.covenant(staff.hamlet, staff.writer, articles=(text,))
    address = reverse("papers_draft", args=[page.pk, "pdf"])
    made = client_of(staff.writer).get(address)
    assert squeezed(DRAFT_WORDS) in squeezed(paper_text(made.content))
    assert squeezed("DỰ THẢO") in squeezed(paper_text(made.content))
    for person in (staff.culture, staff.leader, staff.editor):
        assert client_of(person).get(address).status_code != 200
    assert Client().get(address).status_code == 302


def test_a_draft_prints_the_latest_words(staff: Staff, page: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.title = "Tên đang sửa"
    draft.save_revision(user=staff.writer)
    made = client_of(staff.writer).get(reverse("papers_draft", args=[page.pk, "docx"]))
    assert "Tên đang sửa" in [p.text for p in Document(io.BytesIO(made.content)).paragraphs]
    public = client_of(staff.leader).get(reverse("papers_index", args=[page.pk])).content.decode()
    assert "Tên đang sửa" not in public
    assert "Tên đang sửa" not in words_of(make(client_of(staff.leader), page, "suspension").content)


def test_reviewers_make_no_paper_of_an_unsubmitted_draft(staff: Staff) -> None:
    page = factories.covenant(staff.hamlet, staff.writer, title=DRAFT_WORDS)
    for address in (reverse("papers_index", args=[page.pk]), reverse("papers_paper", args=[page.pk, "refusal"])):
        answer = client_of(staff.leader).get(address)
        assert answer.status_code != 200
        assert DRAFT_WORDS not in answer.content.decode()


@pytest.mark.parametrize("address", ["du-thao.exe", "khong-co/"])
def test_unknown_papers_are_not_found(staff: Staff, page: Any, address: str) -> None:
    answer = client_of(staff.leader).get(f"{reverse('papers_index', args=[page.pk])}{address}")
    assert answer.status_code == 404


def test_making_papers_writes_nothing(staff: Staff, page: Any) -> None:
    before = [(one.pk, one.latest_revision_id) for one in CovenantPage.objects.all()], page.decisions.count()
    make(client_of(staff.leader), page, "abolition", number="1/QĐ-UBND")
    assert before == ([(one.pk, one.latest_revision_id) for one in CovenantPage.objects.all()], page.decisions.count())
