"""The printed text at its public address: what it is as of a day, who may have it, and the short address."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from content_models.covenants.models import CovenantPage
from tests.content_models.covenants.export.papers import paper_text, squeezed
from tests.factories import DAT_MUI
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(DAT_MUI)


@pytest.fixture
def page(staff: Staff) -> Any:
    return staff.covenant()


def test_pdf_and_word_of_a_version(client: Client, page: Any) -> None:
    version = page.public_versions[0]
    pdf = client.get(f"{version.url}ban-in.pdf")
    word = client.get(f"{version.url}ban-in.docx")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith('inline; filename="huong-uoc-ap-rach-tau-phien-ban-1-')
    text = squeezed(paper_text(pdf.content))
    for words in ("Giữ gìn vệ sinh chung", version.sha256, f"/b/{version.pk}/", "Quyết định số 15/QĐ-UBND"):
        assert squeezed(words) in text
    assert version.title in [paragraph.text for paragraph in Document(io.BytesIO(word.content)).paragraphs]


def test_it_is_sent_once_to_who_has_it(client: Client, page: Any) -> None:
    address = f"{page.public_versions[0].url}ban-in.pdf"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.get(address).content == first.content


def test_the_short_address_leads_to_the_version(client: Client, page: Any) -> None:
    version = page.public_versions[0]
    answer = client.get(f"/b/{version.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, version.url)
    assert client.get("/b/999999/").status_code == 404


def test_of_what_is_not_public_nothing_is_printed(client: Client, page: Any) -> None:
    version = page.public_versions[0]
    CovenantPage.objects.filter(pk=page.pk).update(live=False)
    assert client.get(f"{version.url}ban-in.pdf").status_code == 404
    assert client.get(f"/b/{version.pk}/").status_code == 404


def test_there_is_no_print_of_a_version_that_is_not_there(client: Client, page: Any) -> None:
    assert client.get(f"{page.url}phien-ban/7/ban-in.pdf").status_code == 404
    assert client.get(f"{page.url}phien-ban/1/ban-in.exe").status_code == 404


@pytest.mark.parametrize("written", ["2026-03-01", "2999-01-01", "hom-nay", "2026-13-01", "0", "' OR 1=1"])
def test_a_day_without_a_state_is_not_found(client: Client, page: Any, written: str) -> None:
    assert client.get(f"{page.public_versions[0].url}ban-in.pdf", {"ngay": written}).status_code == 404


def test_a_suspended_article_is_marked_from_its_day_on(client: Client, staff: Staff, page: Any) -> None:
    from content_models.covenants.decisions import suspend

    suspend(
        page, version=1, anchors=["dieu-1"], issued_on=dt.date(2026, 5, 12), by=staff.leader, number="20/QĐ-UBND",
        signer="Nguyễn Văn Đệ", signer_title="Chủ tịch", reason="Trái nguyên tắc", ground="Văn bản phản ánh",
        deadline=dt.date(2026, 6, 30), issuer="Ủy ban nhân dân xã Đất Mũi",
    )  # fmt: skip
    address = f"{page.public_versions[0].url}ban-in.pdf"
    before = squeezed(paper_text(client.get(address, {"ngay": "2026-05-11"}).content))
    after = squeezed(paper_text(client.get(address, {"ngay": "2026-05-12"}).content))
    assert "tạmngừng" not in before
    assert squeezed("[Điều này tạm ngừng thực hiện từ ngày 12/05/2026 theo Quyết định số 20/QĐ-UBND") in after
    assert "trừnhữngphần" in after


def test_an_old_version_says_that_it_was_replaced(client: Client, staff: Staff, page: Any) -> None:
    page = staff.again(page)
    old = client.get(f"{page.url}phien-ban/1/ban-in.pdf")
    assert "đãđượcthaythế" in squeezed(paper_text(old.content))


def test_no_name_of_who_recorded_it_is_in_the_file(client: Client, staff: Staff, page: Any) -> None:
    data = client.get(f"{page.public_versions[0].url}ban-in.pdf").content
    reader = PdfReader(io.BytesIO(data))
    said = str(reader.metadata) + paper_text(data)
    assert not [
        one.full_name for one in (staff.leader, staff.head, staff.writer) if f"{one.full_name}\n" in f"{said}\n"
    ]


def test_few_queries_whatever_the_number_of_articles(
    client: Client, page: Any, django_assert_max_num_queries: Any
) -> None:
    address = f"{page.public_versions[0].url}ban-in.pdf"
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)


def test_who_is_logged_in_gets_the_same(page: Any, staff: Staff, client: Client) -> None:
    address = f"{page.public_versions[0].url}ban-in.pdf"
    assert client_of(staff.head).get(address).content == client.get(address).content
