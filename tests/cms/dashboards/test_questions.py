"""The editors' screens about searching: the register of frequent questions, and what people search for."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from content_models.roles.models import Person
from content_models.roles.table import Role
from search.models import FrequentQuestion, QueryCount
from search.suggesting.questions import offered
from tests import factories as f
from tests.staff import Staff

pytestmark = pytest.mark.django_db
FORM = {"text": "Ai ký công nhận hương ước?", "address": "", "order": "1", "active": "on"}


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def editor(client: Client) -> Person:
    made = f.person(Role.PROVINCIAL_EDITOR, f.province(), name="Lê Thị Biên")
    client.force_login(made)
    return made


def test_a_question_is_added_changed_and_deleted_with_its_history(client: Client, editor: Person) -> None:
    page = f.commune().page
    text = client.post(
        reverse("questions_create"), FORM | {"address": f"https://dinh.camau.gov.vn{page.url}#dieu-2"}, follow=True
    ).content.decode()
    assert "Đã thêm câu hỏi." in text and "Ai ký công nhận hương ước?" in text and "Xã Đất Mũi" in text
    question = FrequentQuestion.objects.get()
    assert question.target_id == page.pk
    assert [one.text for one in offered()] == [question.text]
    shown = client.get(reverse("questions_edit", args=[question.pk])).content.decode()
    assert page.url in shown
    client.post(reverse("questions_edit", args=[question.pk]), FORM | {"text": "  Ai  ký? ", "active": ""})
    question.refresh_from_db()
    assert (question.text, question.target, question.active) == ("Ai ký?", None, False)
    assert offered() == []
    assert Version.objects.get_for_object(question).first().revision.user == editor
    client.post(reverse("questions_delete", args=[question.pk]))
    assert not FrequentQuestion.objects.exists()


@pytest.mark.parametrize("address", ["/khong-co/", "https://example.org/x", "nhảm", "/xa-dat-mui/%00/"])
def test_an_address_without_a_public_page_is_refused_and_nothing_is_lost(
    client: Client, editor: Person, address: str
) -> None:
    text = client.post(reverse("questions_create"), FORM | {"address": address}).content.decode()
    assert "Không có trang công khai nào ở địa chỉ này" in text and FORM["text"] in text
    assert not FrequentQuestion.objects.exists()


def test_a_draft_is_no_answer(client: Client, editor: Person) -> None:
    staff = Staff(f.DAT_MUI)
    draft = staff.disclosure(title="Bản nháp")
    text = client.post(reverse("questions_create"), FORM | {"address": draft.url_path}).content.decode()
    assert "Không có trang công khai" in text


def test_the_same_question_is_refused(client: Client, editor: Person) -> None:
    client.post(reverse("questions_create"), FORM)
    assert "Đã có câu hỏi này" in client.post(reverse("questions_create"), FORM).content.decode()


def test_the_list_says_why_a_question_is_not_offered(client: Client, editor: Person) -> None:
    page = f.commune().page
    FrequentQuestion.objects.create(text="Một", active=False)
    FrequentQuestion.objects.create(text="Hai", target=page)
    type(page).objects.filter(pk=page.pk).update(live=False)
    text = client.get(reverse("questions_index")).content.decode()
    assert "Không gợi ý" in text and "Tạm ẩn" in text


def test_deleting_needs_a_button(client: Client, editor: Person) -> None:
    question = FrequentQuestion.objects.create(text="Một")
    assert client.get(reverse("questions_delete", args=[question.pk])).status_code == 405


# --- what people search for ------------------------------------------------------------------------------


def counted(key: str, days_ago: int, found: bool, count: int) -> None:
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    QueryCount.objects.create(day=day, key=key, text=key, found=found, count=count)


def test_popular_and_failed_searches_of_a_period(client: Client, editor: Person) -> None:
    counted("dam tang", 0, True, 7)
    counted("cau khi", 20, False, 3)
    address = reverse("searches_index")
    text = client.get(address).content.decode()
    assert "dam tang" in text and "cau khi" in text
    assert f"{reverse('questions_create')}?cau=dam%20tang" in text
    week = client.get(address, {"ky": "7"}).content.decode()
    assert "dam tang" in week and "cau khi" not in week
    assert client.get(address, {"ky": "nhảm", "xuat": "nhảm"}).status_code == 200


def test_a_list_is_exported_for_excel(client: Client, editor: Person) -> None:
    counted("dam tang", 0, True, 7)
    response = client.get(reverse("searches_index"), {"ky": "90", "xuat": "tim-nhieu"})
    assert response["Content-Disposition"] == 'attachment; filename="tim-nhieu-90-ngay.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Từ tìm"
    assert rows[1] == ["dam tang", "7", "1", f"{timezone.localdate():%d/%m/%Y}"]


def test_an_administrator_sees_searches_but_keeps_no_questions(client: Client) -> None:
    client.force_login(f.person(Role.PROVINCIAL_ADMIN, f.province()))
    counted("dam tang", 0, True, 7)
    text = client.get(reverse("searches_index")).content.decode()
    assert "dam tang" in text and reverse("questions_create") not in text
    for role in (Role.CULTURE_OFFICER, Role.COMMUNE_LEADER):
        client.force_login(f.person(role, f.commune()))
        assert "dam tang" not in client.get(reverse("searches_index"), follow=True).content.decode()
