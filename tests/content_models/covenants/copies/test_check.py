"""The check of real copies: our own prints come back as the text, a changed one shows where, foreign ones are told."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from content_models.covenants.copies.check import NO_TEXT, check_copy
from content_models.covenants.export import covenant_docx, covenant_pdf
from content_models.covenants.printing import version_paper
from tests.factories import AN_XUYEN, DAT_MUI, article, covenant, recognised
from tests.staff import Staff

pytestmark = pytest.mark.django_db
ADDRESS = "/kiem-tra-ban/"
BODY = "1. Bà con giữ gìn vệ sinh bờ rạch, không xả rác xuống sông.\n2. Ai thấy người xả rác thì nhắc nhau."


def version_of(code: str = DAT_MUI, body: str = BODY) -> Any:
    staff = Staff(code)
    articles = (article(body), article("Không chặt cây đước non.", heading="Giữ rừng"))
    page = covenant(staff.hamlet, staff.writer, articles=articles)
    page = recognised(page, by=staff.head, approvers=(staff.culture, staff.justice, staff.leader))
    return page.public_versions[0]


def printed(version: Any, form: str = "pdf", day: dt.date = dt.date(2026, 3, 2)) -> bytes:
    paper = version_paper(version.page, version, day)
    return covenant_pdf(paper) if form == "pdf" else covenant_docx(paper)


def changed_word(version: Any, old: str, new: str) -> bytes:
    document = Document(io.BytesIO(printed(version, "docx")))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace(old, new)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_our_own_print_is_the_text(form: str) -> None:
    version = version_of()
    answer = check_copy(io.BytesIO(printed(version, form)), f"ban.{form}")
    assert (answer.version, answer.is_same, answer.found_by) == (version, True, "address")
    assert answer.match and answer.match.extra == ()
    assert answer.state == "đang có hiệu lực"


def test_a_hyphen_at_the_end_of_a_printed_line_is_no_difference() -> None:
    """PDFium gives U+FFFE for it: "…/QĐ-" and "UBND" on the next line is how most decision numbers are printed."""
    law = "theo Quyết định số 15/QĐ-UBND-VHXH-TP của ấp rất dài dòng."
    numbers = "\n".join(f"{n}. Việc {'x' * n} {law}" for n in range(1, 40))
    version = version_of(body=numbers)
    answer = check_copy(io.BytesIO(printed(version)), "ban.pdf")
    assert answer.is_same and answer.match and answer.match.extra == ()


def test_a_changed_word_is_shown_with_its_article() -> None:
    version = version_of()
    answer = check_copy(io.BytesIO(changed_word(version, "không xả rác", "được xả rác")), "ban.docx")
    assert answer.version == version
    assert not answer.is_same
    assert [one.where for one in answer.differences] == ["Điều 1"]
    spans = [(span.kind, span.text.strip()) for span in answer.differences[0].spans if span.kind != "same"]
    assert spans == [("removed", "không"), ("added", "được")]


def test_a_copy_without_its_foot_is_known_by_title_and_words() -> None:
    version, other = version_of(), version_of(AN_XUYEN, body="1. Một lời văn khác hẳn về hẻm và vỉa hè.")
    document = Document(io.BytesIO(printed(version, "docx")))
    document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)
    buffer = io.BytesIO()
    document.save(buffer)
    answer = check_copy(buffer, "ban.docx")
    assert (answer.version, answer.found_by, answer.is_same) == (version, "title", True)
    assert other != version


def test_a_foot_of_another_text_does_not_help() -> None:
    """The address of one covenant under the words of another."""
    version, other = version_of(), version_of(AN_XUYEN, body="1. Một lời văn khác hẳn về hẻm và vỉa hè.")
    address = version_paper(version.page, version, dt.date(2026, 3, 2)).address
    document = Document(io.BytesIO(printed(other, "docx")))
    for row in document.tables[-1].rows:
        for paragraph in row.cells[1].paragraphs:
            if "/b/" in paragraph.text:
                paragraph.runs[0].text = address
    buffer = io.BytesIO()
    document.save(buffer)
    answer = check_copy(buffer, "ban.docx")
    assert answer.version == version
    assert not answer.is_same


def test_an_old_print_of_a_replaced_text_says_so() -> None:
    staff = Staff(DAT_MUI)
    page = staff.again(staff.covenant())
    old = page.public_versions[-1]
    answer = check_copy(io.BytesIO(printed(old)), "ban.pdf")
    assert answer.is_same
    assert answer.state == "đã được thay thế"


@pytest.mark.parametrize(
    "words", ["Hóa đơn tiền điện tháng 3.", "Hương ước ấp Rạch Tàu xã Đất Mũi. Lời văn lạ hoàn toàn."]
)
def test_a_foreign_file_is_told(words: str) -> None:
    version_of()
    document = Document()
    document.add_paragraph(words)
    buffer = io.BytesIO()
    document.save(buffer)
    assert check_copy(buffer, "la.docx").version is None


def test_what_is_not_public_is_not_known() -> None:
    version = version_of()
    data = printed(version)
    type(version.page).objects.filter(pk=version.page_id).update(live=False)
    assert check_copy(io.BytesIO(data), "ban.pdf").version is None


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"khong phai pdf", "x.pdf", "không phải là PDF"),
        (b"%PDF-1.4\n%%EOF\n", "x.pdf", "bị hỏng"),
        (b"PK\x03\x04", "x.docx", "không phải là tệp Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.docx", "đời cũ"),
        (b"x", "x.exe", "Chỉ nhận tệp"),
        (b"%PDF-1.4\n" + b"0" * (10 * 1024 * 1024), "x.pdf", "lớn hơn 10 MB"),
    ],
)
def test_bad_files_get_a_sentence(data: bytes, name: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        check_copy(io.BytesIO(data), name)


def test_a_scan_gets_a_sentence() -> None:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    with pytest.raises(ValidationError, match=NO_TEXT[:20]):
        check_copy(buffer, "quet.pdf")


def test_a_word_bomb_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(ValidationError, match="phình ra"):
        check_copy(buffer, "bom.docx")


def test_the_page_answers_without_javascript_and_keeps_nothing(client: Client) -> None:
    version = version_of()
    page = client.get(ADDRESS).content.decode()
    assert "Kiểm tra một bản in" in page
    upload = SimpleUploadedFile("ban.pdf", printed(version))
    answer = client.post(ADDRESS, {"file": upload})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Đúng từng chữ" in text
    assert version.sha256 in text
    assert f"/phien-ban/{version.number}/" in text


def test_the_page_shows_where_a_copy_differs(client: Client) -> None:
    version = version_of()
    upload = SimpleUploadedFile("ban.docx", changed_word(version, "không xả rác", "<b>được</b> xả rác"))
    text = client.post(ADDRESS, {"file": upload}).content.decode()
    assert "Tệp này khác bản được công nhận" in text
    assert "<b>được</b>" not in text
    assert "&lt;b&gt;" in text


def test_the_page_says_what_is_wrong_with_a_file(client: Client) -> None:
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile("x.exe", b"x")})
    assert answer.status_code == 400
    assert "Chỉ nhận tệp PDF" in answer.content.decode()
    assert client.post(ADDRESS, {}).status_code == 400
