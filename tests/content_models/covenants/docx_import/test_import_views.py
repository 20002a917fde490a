"""The import in the admin: who may, what is shown, and that nothing is stored before it was looked at."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.approval.service import submit
from content_models.covenants.blocks import plain_blocks
from content_models.covenants.docx_import import read_docx, refusals
from content_models.covenants.importing import proposed_title, with_identities
from content_models.covenants.models import CovenantPage, Writing
from content_models.places.models import Place
from content_models.roles.table import Role
from tests import factories as f
from tests.staff import Staff, client_of

from .builders import Typed
from .font_samples import SAMPLES as FONTS
from .layout_samples import SAMPLES as LAYOUTS
from .typed_samples import SAMPLES as TYPED

pytestmark = pytest.mark.django_db
FILES = {sample.name: sample.make for sample in (*FONTS, *LAYOUTS, *TYPED)}


@pytest.fixture
def staff() -> Staff:
    return Staff(f.DAT_MUI)


def address(hamlet: Place) -> str:
    return reverse("covenant_import", args=[hamlet.pk])


def sent(client: Client, hamlet: Place, data: bytes) -> Any:
    return client.post(address(hamlet), {"file": SimpleUploadedFile("hương ước.docx", data), "text": ""})


def hidden_state(response: Any) -> str:
    return re.search(r'name="state" value="([^"]+)"', response.content.decode())[1]


def stored(client: Client, hamlet: Place, screen: Any, **answers: str) -> Any:
    values = {"state": hidden_state(screen), "kind": "huong_uoc", "title": "Hương ước ấp Rạch Tàu", "store": "1"}
    return client.post(address(hamlet), values | answers)


def draft(hamlet: Place) -> Any:
    return CovenantPage.objects.get(place=hamlet).get_latest_revision_as_object()


def headings(page: Any) -> list[str]:
    return [article.heading for article in page.numbered().articles]


class TestWhoMay:
    def test_the_team_of_the_hamlet(self, staff: Staff) -> None:
        for person in (staff.writer, staff.head):
            assert client_of(person).get(address(staff.hamlet)).status_code == 200

    def test_nobody_else(self, staff: Staff) -> None:
        other = f.person(Role.DRAFTING_MEMBER, f.hamlet("Kinh Mới", f.DAT_MUI))
        data = FILES["whole"]()
        for person in (other, staff.culture, staff.justice, staff.leader, staff.editor):
            client = client_of(person)
            assert client.get(address(staff.hamlet)).status_code in (302, 403)
            assert sent(client, staff.hamlet, data).status_code in (302, 403)
        assert Client().get(address(staff.hamlet)).status_code == 302

    def test_no_commune_and_no_unknown_place(self, staff: Staff) -> None:
        client = client_of(staff.head)
        assert client.get(reverse("covenant_import", args=[staff.unit.pk])).status_code == 404
        assert client.get(reverse("covenant_import", args=[10**9])).status_code == 404


class TestLooking:
    def test_shows_tree_source_notes_and_signers_and_stores_nothing(self, staff: Staff) -> None:
        response = sent(client_of(staff.writer), staff.hamlet, FILES["whole"]())
        text = response.content.decode()
        assert response.status_code == 200
        assert "2 chương, 2 mục, 3 điều, 2 khoản" in text
        assert "Tổ chức lễ cưới" in text and "Nguyễn Văn A" in text and "phần chữ ký" in text
        assert not CovenantPage.objects.exists() and not Writing.objects.exists()

    def test_doubts_stand_at_both_places(self, staff: Staff) -> None:
        text = sent(client_of(staff.writer), staff.hamlet, FILES["wrong_numbers"]()).content.decode()
        sentence = "Trong tệp ghi “Điều 4”, theo thứ tự là Điều 3"
        assert text.count(sentence) == 3  # the list, the tree, the source
        missing = [
            name
            for name in re.findall(r'href="#((?:dong|phan|can|cay|goc|luu)[a-z0-9-]*)"', text)
            if f'id="{name}"' not in text
        ]
        assert missing == []

    def test_text_of_the_file_is_never_markup(self, staff: Staff) -> None:
        data = Typed().add("HƯƠNG ƯỚC <script>alert(1)</script>", "Điều 1. <b>A</b>", "<img src=x>").bytes()
        text = sent(client_of(staff.writer), staff.hamlet, data).content.decode()
        assert "<script>alert(1)" not in text and "<img src=x>" not in text and "&lt;img src=x&gt;" in text

    def test_refusals_are_said_and_store_nothing(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        for data, sentence in ((b"%PDF-1.4", refusals.PDF), (b"", refusals.EMPTY_FILE), (b"abc", refusals.NOT_WORD)):
            text = sent(client, staff.hamlet, data).content.decode()
            assert sentence.replace("“", "“") in text and "Chưa có gì được lưu" in text
        assert not CovenantPage.objects.exists()

    def test_one_of_file_and_text(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        assert (
            "Hãy chọn một tệp Word hoặc dán chữ" in client.post(address(staff.hamlet), {"text": " "}).content.decode()
        )
        both = {"file": SimpleUploadedFile("a.docx", FILES["whole"]()), "text": "Điều 1. A"}
        assert "không dùng cả hai" in client.post(address(staff.hamlet), both).content.decode()

    def test_four_hundred_articles_fit_into_the_form(self, staff: Staff) -> None:
        response = sent(client_of(staff.writer), staff.hamlet, FILES["four_hundred"]())
        assert len(hidden_state(response)) < 100_000
        assert stored(client_of(staff.writer), staff.hamlet, response).status_code == 302
        assert len(headings(draft(staff.hamlet))) == 400


class TestStoring:
    def test_becomes_the_draft(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        response = stored(client, staff.hamlet, sent(client, staff.hamlet, FILES["whole"]()))
        page = draft(staff.hamlet)
        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(response.url).status_code == 200
        assert headings(page) == ["Phạm vi", "Tổ chức lễ cưới", "Tổ chức lễ tang"]
        assert not page.live and page.owner == staff.writer
        assert page.title == "Hương ước ấp Rạch Tàu"
        assert Writing.objects.get(page=page).begun_from == Writing.Beginning.WORD

    def test_pasted(self, staff: Staff) -> None:
        client = client_of(staff.head)
        text = "QUY ƯỚC KHÓM 5\r\nĐiều 1. Phạm vi\r\n1.\tMọi hộ.\r\n2.\tKhách."
        screen = client.post(address(staff.hamlet), {"text": text})
        assert 'value="quy_uoc" selected' in screen.content.decode()
        stored(client, staff.hamlet, screen, kind="quy_uoc")
        page = draft(staff.hamlet)
        assert page.kind == "quy_uoc" and [c.text for c in page.numbered().articles[0].clauses] == ["Mọi hộ.", "Khách."]

    def test_needs_a_title_and_keeps_the_rest(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        response = stored(client, staff.hamlet, sent(client, staff.hamlet, FILES["whole"]()), title="  ")
        assert response.status_code == 200 and not CovenantPage.objects.exists()
        assert stored(client, staff.hamlet, response).status_code == 302

    def test_state_of_others_or_changed_is_refused(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["whole"]())
        state = hidden_state(screen)
        tries = [(staff.head, state), *((staff.writer, bad) for bad in (state[:-3] + "abc", "", "x:y:z"))]
        for person, bad in tries:
            values = {"state": bad, "kind": "huong_uoc", "title": "A", "store": "1"}
            response = client_of(person).post(address(staff.hamlet), values)
            assert response.status_code == 302 and response.url == address(staff.hamlet)
        assert not CovenantPage.objects.exists()

    def test_state_of_another_hamlet_is_refused(self, staff: Staff) -> None:
        other = f.hamlet("Kinh Mới", f.DAT_MUI)
        client = client_of(f.superuser())  # who may write in both
        response = stored(client, other, sent(client, staff.hamlet, FILES["whole"]()))
        assert response.status_code == 302 and not CovenantPage.objects.filter(place=other).exists()


class TestSecondDocument:
    def test_choosing_reads_again_before_storing(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["two_covenants"]())
        values = {"state": hidden_state(screen), "kind": "huong_uoc", "title": "x", "document": "1", "again": "1"}
        second = client.post(address(staff.hamlet), values)
        text = second.content.decode()
        assert "3 điều" in text and "Quy ước ấp cuối" in text
        assert not CovenantPage.objects.exists()
        stored(client, staff.hamlet, second, document="1", kind="quy_uoc")
        assert headings(draft(staff.hamlet)) == ["Khác", "Nữa", "Thêm"]

    @pytest.mark.parametrize("wanted", ["7", "-1", "x", "99999999999"])
    def test_no_such_document(self, staff: Staff, wanted: str) -> None:
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["two_covenants"]())
        assert stored(client, staff.hamlet, screen, document=wanted).status_code == 200
        assert not CovenantPage.objects.exists()


class TestOldLetters:
    def test_must_be_confirmed(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["tcvn3"]())
        assert "Chữ đã chuyển từ phông cũ" in screen.content.decode()
        unanswered = stored(client, staff.hamlet, screen)
        assert "Hãy xem các dòng đã chuyển rồi trả lời" in unanswered.content.decode()
        assert not CovenantPage.objects.exists()
        stored(client, staff.hamlet, unanswered, letters="converted")
        assert headings(draft(staff.hamlet)) == ["Phạm vi", "Hiệu lực"]

    def test_can_be_declined(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["mixed_fonts"]())
        stored(client, staff.hamlet, screen, letters="as_written")
        assert "giữ gìn" not in draft(staff.hamlet).numbered().articles[0].body


class TestDraftUnderWay:
    def test_is_replaced_only_when_said_and_stays_in_the_history(self, staff: Staff) -> None:
        page = f.covenant(staff.hamlet, staff.writer)
        before = list(page.revisions.values_list("pk", flat=True))
        client = client_of(staff.writer)
        assert "đang có một bản nháp soạn dở" in client.get(address(staff.hamlet)).content.decode()
        screen = sent(client, staff.hamlet, FILES["whole"]())
        refused = stored(client, staff.hamlet, screen)
        assert "Hãy đánh dấu nếu muốn thay" in refused.content.decode()
        assert list(page.revisions.values_list("pk", flat=True)) == before
        stored(client, staff.hamlet, refused, replacing="on")
        assert headings(draft(staff.hamlet)) == ["Phạm vi", "Tổ chức lễ cưới", "Tổ chức lễ tang"]
        assert set(before) < set(page.revisions.values_list("pk", flat=True))
        assert CovenantPage.objects.filter(place=staff.hamlet).count() == 1

    def test_submitted_text_is_not_touched(self, staff: Staff) -> None:
        page = f.covenant(staff.hamlet, staff.writer)
        client = client_of(staff.writer)
        screen = sent(client, staff.hamlet, FILES["whole"]())
        submit(page, staff.head)
        response = stored(client, staff.hamlet, screen, replacing="on")
        assert response.status_code == 302 and response.url == reverse("writing_start", args=[staff.hamlet.pk])
        assert "Tổ chức lễ cưới" not in headings(draft(staff.hamlet))

    def test_recognised_text_stays_public(self, staff: Staff) -> None:
        page = staff.covenant()
        public = page.versions.get().sha256
        client = client_of(staff.writer)
        assert stored(client, staff.hamlet, sent(client, staff.hamlet, FILES["whole"]())).status_code == 302
        page.refresh_from_db()
        assert page.live and page.versions.get().sha256 == public
        assert page.has_unpublished_changes and len(headings(draft(staff.hamlet))) == 3


def article(heading: str, body: str, key: str = "") -> dict[str, Any]:
    return {"type": "article", "id": key, "value": {"heading": heading, "body": body, "printed_number": ""}}


def article_ids(page: Any) -> set[str]:
    return {block["id"] for block in plain_blocks(list(page.body.raw_data)) if block["type"] == "article"}


class TestIdentities:
    def test_article_with_the_same_title_or_text_stays_that_article(self) -> None:
        old = [article("Phạm vi", "a", "1"), article("Cũ", "giữ nguyên", "2")]
        old += [article("Hai", "x", "3"), article("Hai", "y", "4")]
        new = [article("Mới", "giữ nguyên"), article("PHẠM VI", "b"), article("Hai", "z"), article("Thêm", "t")]
        assert [block["id"] for block in with_identities(new, old)] == ["2", "1", "", ""]

    def test_ids_are_never_given_twice(self) -> None:
        old = [article("A", "b", "1")]
        ids = [block["id"] for block in with_identities([article("A", "c"), article("X", "b")], old)]
        assert ids == ["1", ""]

    def test_import_of_the_own_text_keeps_every_id(self, staff: Staff) -> None:
        client = client_of(staff.writer)
        stored(client, staff.hamlet, sent(client, staff.hamlet, FILES["whole"]()))
        before = article_ids(draft(staff.hamlet))
        stored(client, staff.hamlet, sent(client, staff.hamlet, FILES["whole"]()), replacing="on")
        assert article_ids(draft(staff.hamlet)) == before and len(before) == 3


@pytest.mark.parametrize("title, expected", [
    ("HƯƠNG ƯỚC ẤP RẠCH TÀU, XÃ ĐẤT MŨI", "Hương ước ấp Rạch Tàu, xã Đất Mũi"),
    ("Hương ước ấp Rạch Tàu", "Hương ước ấp Rạch Tàu"),
])  # fmt: skip
def test_title_is_proposed_in_small_letters(staff: Staff, title: str, expected: str) -> None:
    read = read_docx(Typed().add(title, "Điều 1. A", "Một.", bold=True).bytes())
    assert proposed_title(read, staff.hamlet) == expected


def test_without_a_title_the_place_gives_one(staff: Staff) -> None:
    read = read_docx(Typed().add("Điều 1. A", "Một.").bytes())
    assert proposed_title(read, staff.hamlet) == "Hương ước ấp Rạch Tàu"
