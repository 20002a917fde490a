"""How a draft is begun, by whom, and what is said when one is there already."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from cms.approval.service import submit
from cms.writing.install import install_models
from content_models.covenants.drafting import amendment_draft, begin, empty_draft, model_draft
from content_models.covenants.models import CovenantPage, ModelText, Writing
from content_models.places.models import Place
from content_models.places.service import merge_places
from content_models.roles.table import Role
from tests import factories as f
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(f.DAT_MUI)


def start_url(hamlet: Place) -> str:
    return reverse("writing_start", args=[hamlet.pk])


def draft_of(page: Any) -> Any:
    return CovenantPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def model(**fields: Any) -> ModelText:
    values = {
        "name": "Mẫu thử", "kind": "ap", "summary": "Thử.", "title": "Hương ước ấp ……",
        "text": "LỜI NÓI ĐẦU\nẤp …… có …… hộ.\n» Kể chuyện.\nĐiều 1. Chung\n1. Mọi hộ.\n» Ghi số hộ.\nĐiều 2. Hết\nA",
    }  # fmt: skip
    return ModelText.objects.create(**values | fields)


def test_a_draft_from_a_model_bears_the_names_of_the_place(staff: Staff) -> None:
    chosen = model()
    answer = client_of(staff.writer).post(reverse("writing_model", args=[staff.hamlet.pk, chosen.pk]))
    page = draft_of(CovenantPage.objects.get())
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.kind, page.owner, page.live) == ("Hương ước ấp Rạch Tàu", "huong_uoc", staff.writer, False)
    covenant = page.numbered()
    assert covenant.parts[0].text == "Ấp Rạch Tàu có …… hộ."
    assert "»" not in str(list(page.body.raw_data)) and "Ghi số hộ" not in str(list(page.body.raw_data))
    writing = Writing.objects.get()
    assert writing.hints == {page.body.raw_data[0]["id"]: ["Kể chuyện."], covenant.articles[0].block_id: ["Ghi số hộ."]}
    assert writing.began_with == covenant


def test_the_start_page_offers_the_models_of_the_kind_first(staff: Staff) -> None:
    ModelText.objects.all().delete()
    model(name="A khóm", kind="khom"), model(name="B ấp"), model(name="C bỏ", active=False)
    text = client_of(staff.writer).get(start_url(staff.hamlet)).content.decode()
    assert text.index("B ấp") < text.index("A khóm") and "C bỏ" not in text
    assert "Sửa bản đang có hiệu lực" not in text
    gone = ModelText.objects.get(active=False)
    assert client_of(staff.writer).get(reverse("writing_model", args=[staff.hamlet.pk, gone.pk])).status_code == 404


@pytest.mark.parametrize("name", ["start", "model", "amend", "empty"])
def test_only_the_team_begins(staff: Staff, name: str) -> None:
    chosen = model()
    args = [staff.hamlet.pk, chosen.pk] if name == "model" else [staff.hamlet.pk]
    other = f.person(Role.DRAFTING_MEMBER, f.hamlet("Nơi Khác"))
    for person in (staff.culture, staff.leader, other, f.person(Role.PROVINCIAL_ADMIN, f.province())):
        client = client_of(person)
        url = reverse(f"writing_{name}", args=args)
        answer = client.get(url) if name == "start" else client.post(url)
        assert answer.status_code in (302, 403) and not CovenantPage.objects.exists(), person
    with pytest.raises(PermissionDenied):
        begin(staff.hamlet, empty_draft(staff.hamlet), by=staff.culture)


def test_a_draft_under_way_is_continued_not_overwritten(staff: Staff) -> None:
    page = f.covenant(staff.hamlet, staff.writer)
    client = client_of(staff.writer)
    text = client.get(start_url(staff.hamlet)).content.decode()
    assert "Đang có một bản nháp soạn dở" in text and reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    client.post(reverse("writing_empty", args=[staff.hamlet.pk]))
    assert draft_of(page).numbered().articles
    with pytest.raises(ValidationError, match="soạn dở"):
        begin(staff.hamlet, empty_draft(staff.hamlet), by=staff.writer)


def test_an_empty_page_does_not_stand_in_the_way_of_a_model(staff: Staff) -> None:
    first = begin(staff.hamlet, empty_draft(staff.hamlet), by=staff.writer)
    second = begin(staff.hamlet, model_draft(staff.hamlet, model()), by=staff.writer)
    assert first.pk == second.pk and len(draft_of(second).numbered().articles) == 2
    assert CovenantPage.objects.get().body.raw_data[1]["value"]["heading"] == "Chung"


def test_a_text_under_approval_is_left_alone(staff: Staff) -> None:
    submit(f.covenant(staff.hamlet, staff.writer), staff.head)
    text = client_of(staff.writer).get(start_url(staff.hamlet)).content.decode()
    assert "đang chờ duyệt" in text and "Từ văn bản mẫu" not in text


def test_an_ended_hamlet_begins_nothing(staff: Staff) -> None:
    gone, stays = f.hamlet("Cồn Cát"), f.hamlet("Cồn Mũi")
    admin = f.person(Role.PROVINCIAL_ADMIN, f.province())
    merge_places(
        predecessors=[gone], successor=stays, way="merge", on=dt.date(2026, 1, 1), decision="1", by=admin, reason="A"
    )  # fmt: skip
    gone.refresh_from_db()
    with pytest.raises(ValidationError, match="không còn từ ngày 01/01/2026"):
        begin(gone, empty_draft(gone), by=f.superuser())
    assert "không còn từ ngày" in client_of(f.superuser()).get(start_url(gone)).content.decode()


def test_an_amendment_is_a_copy_with_the_identities_of_its_articles(staff: Staff) -> None:
    page = staff.covenant()
    version = page.versions.get()
    client = client_of(staff.writer)
    assert "Sửa bản đang có hiệu lực" in client.get(start_url(staff.hamlet)).content.decode()
    client.post(reverse("writing_amend", args=[staff.hamlet.pk]))
    draft = draft_of(page)
    assert draft.numbered() == version.covenant
    assert [a.block_id for a in draft.numbered().articles] == [a.block_id for a in version.covenant.articles]
    assert CovenantPage.objects.get().has_unpublished_changes and page.versions.count() == 1
    assert Client().get(page.url).status_code == 200
    assert Writing.objects.get().begun_from == Writing.Beginning.IN_FORCE


def test_an_amendment_of_a_version_without_a_stored_body_keeps_identities(staff: Staff) -> None:
    version = staff.covenant().versions.get()
    version.revision_id = None
    blocks = amendment_draft(version).blocks
    assert [block["id"] for block in blocks] == [a.block_id for a in version.covenant.articles]
    assert blocks[0]["value"]["body"] == version.covenant.articles[0].body


def test_the_first_screen_links_to_the_start(staff: Staff) -> None:
    client = client_of(staff.writer)
    assert start_url(staff.hamlet) in client.get("/quan-tri/").content.decode()
    assert start_url(staff.hamlet) in client.get(f"/quan-tri/pages/{staff.hamlet.page.pk}/").content.decode()
    f.covenant(staff.hamlet, staff.writer)
    assert start_url(staff.hamlet) not in client.get("/quan-tri/").content.decode()


def test_the_shipped_models_are_in_a_new_database_and_come_once() -> None:
    assert ModelText.objects.count() == 5
    ModelText.objects.exclude(kind="khom").delete()
    install_models()
    assert ModelText.objects.count() == 1
    ModelText.objects.all().delete()
    install_models()
    assert ModelText.objects.count() == 5


def test_the_province_keeps_the_register(client: Client) -> None:
    chosen = model()
    for role, unit in ((Role.PROVINCIAL_EDITOR, f.province()), (Role.PROVINCIAL_ADMIN, f.province())):
        client.force_login(f.person(role, unit))
        assert "Mẫu thử" in client.get(reverse("writing_models")).content.decode()
        text = client.get(reverse("writing_model_preview", args=[chosen.pk])).content.decode()
        assert "Gợi ý" in text and "Ghi số hộ." in text
    values = {
        "name": "Mẫu thử",
        "kind": "",
        "summary": "Khác",
        "title": "Quy ước",
        "text": "Chỉ có chữ.",
        "active": "on",
    }
    url = reverse("writing_model_edit", args=[chosen.pk])
    assert "Không thấy điều nào" in client.post(url, values).content.decode()
    assert client.post(url, values | {"text": "Điều 1. A\r\nB\r\n» C"}).status_code == 302
    chosen.refresh_from_db()
    assert chosen.text == "Điều 1. A\nB\n» C"
    client.force_login(f.person(Role.HAMLET_HEAD, f.hamlet()))
    assert client.get(reverse("writing_models")).status_code in (302, 403)
