"""A covenant as a legal text, in a browser: from a Word file to a checked copy, two versions by date, a suspension.

Each named step is done by its person with mouse and keys; what only leads there goes through the services.
The indexer's work is done between steps by the function that the process calls.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cms.approval.binding import latest_binding
from cms.approval.service import DecisionData, approve
from cms.approval.service import submit as submit_by_service
from content_models.covenants.models import CovenantPage
from search.sync.rebuild import rebuild
from tests import factories
from tests.browser.covenant_steps import (
    add_article,
    agree,
    amend,
    body_of,
    changed,
    check_copy,
    download,
    found_in_state,
    import_word,
    open_waiting,
    paper_of,
    read,
    recognise,
    save,
    send_to_index,
    submit,
    suspend,
    text_of,
)
from tests.browser.office import logged_in
from tests.staff import Staff, days_from_now

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WATER = "1. Không đổ rác xuống kênh.\n2. Mỗi tháng dọn bến nước một lần."
FUNERAL = "1. Nhà có tang, bà con đến phụ giúp.\n2. Đám tang không quá ba ngày, vi phạm thì phạt tiền."
ARTICLES = (
    factories.article(WATER, heading="Giữ kênh rạch"),
    factories.article(FUNERAL, heading="Việc tang"),
    factories.article("Nhà neo đơn được hàng xóm trông nom.", heading="Giúp nhau"),
)
FIRST, SUSPENDED, SECOND = days_from_now(-90), days_from_now(-40), days_from_now(-10)
DIFFERS = "Tệp này khác bản được công nhận"
PARTLY = "Có điều, khoản đang tạm ngừng"
IN_FORCE = "Đang có hiệu lực"


@pytest.fixture
def staff(db: None) -> Staff:
    made = Staff(factories.DAT_MUI)
    rebuild()
    return made


def test_from_a_word_file_to_a_checked_copy(
    live_server: Any, browser: Any, desktop: Any, staff: Staff, tmp_path: Path
) -> None:
    base = live_server.url
    with logged_in(browser, base, staff.writer) as page:
        page_id = import_word(page, base, staff, tmp_path)
        field = body_of(page, "Phạm vi")
        assert "đ) Người ở nhờ." in field.input_value()  # the file misses the points between a and đ
        field.fill(field.input_value().replace("đ) Người ở nhờ.", "b) Người ở nhờ từ một tháng."))
        save(page)
    submit(browser, base, staff, page_id)
    for officer in (staff.culture, staff.justice):
        with logged_in(browser, base, officer) as page:
            agree(page, base)
    with logged_in(browser, base, staff.leader) as page:
        recognise(page, base, "07/QĐ-UBND", FIRST)

    covenant = CovenantPage.objects.get(pk=page_id)
    version = covenant.public_versions[0]
    assert [clause.number for clause in version.covenant.articles[0].clauses[0].children] == ["a", "b"]
    desktop.goto(f"{base}{covenant.url}phien-ban/1/")
    pdf = download(desktop, "Tải bản in (PDF)", tmp_path / "ban-in.pdf")
    word = download(desktop, "Tải bản Word", tmp_path / "ban-in.docx")
    assert "Người ở nhờ từ một tháng" in text_of(pdf)
    check_copy(desktop, pdf)
    result = desktop.locator("#ket-qua")
    assert "Đúng từng chữ" in result.inner_text() and DIFFERS not in result.inner_text()
    assert f"{version.title}, phiên bản 1" in result.inner_text()
    assert version.sha256 in result.inner_text() and "07/QĐ-UBND" in result.inner_text()
    assert IN_FORCE in result.inner_text()
    check_copy(desktop, changed(word, "từ một tháng", "từ một năm"))
    assert DIFFERS in result.inner_text() and "Đúng từng chữ" not in result.inner_text()
    assert result.locator(".check-copy h4").all_inner_texts() == ["Điều 1"]
    assert "tháng" in result.locator("del").inner_text() and "năm" in result.locator("ins").inner_text()


def test_an_amendment_and_both_sides_of_its_day(live_server: Any, browser: Any, desktop: Any, staff: Staff) -> None:
    base, covenant = live_server.url, first_version(staff)
    address = f"{base}{covenant.url}"
    with logged_in(browser, base, staff.writer) as page:
        amend(page, staff)
        field = body_of(page, "Giữ kênh rạch")
        assert field.input_value() == WATER
        field.fill(WATER.replace("Mỗi tháng dọn", "Ngày mười lăm hằng tháng dọn"))
        add_article(page, "Giữ rừng", "Không chặt cây đước non.")
        save(page)
    submit(browser, base, staff, covenant.pk)
    assert "Ngày mười lăm" not in read(desktop, address)  # the old text stays the public one
    with logged_in(browser, base, staff.culture) as page:
        changes = open_waiting(page, base).locator("section", has=page.locator("#thay-doi"))
        assert changes.locator(".da-summary").inner_text() == "1 điều sửa, 1 điều mới."
        assert "Ngày mười lăm" in " ".join(changes.locator("ins").all_inner_texts())
        assert "Mỗi" in " ".join(changes.locator("del").all_inner_texts())
        page.get_by_role("button", name="Đồng ý").click()
        page.get_by_text("Đã đồng ý.").wait_for()
    factories.approved(covenant, staff.justice)
    with logged_in(browser, base, staff.leader) as page:
        recognise(page, base, "19/QĐ-UBND", SECOND)

    before, after = (read(desktop, f"{address}ngay/{day}/") for day in (SECOND - dt.timedelta(days=1), SECOND))
    assert "Mỗi tháng dọn bến nước" in before and "Giữ rừng" not in before and "15/QĐ-UBND" in before
    assert "Ngày mười lăm hằng tháng dọn" in after and "Không chặt cây đước non." in after and "19/QĐ-UBND" in after
    too_early = read(desktop, f"{address}ngay/{FIRST - dt.timedelta(days=1)}/")
    assert "Chưa có văn bản vào ngày này" in too_early and "Mỗi tháng" not in too_early
    desktop.goto(address)
    desktop.get_by_role("link", name="Thay đổi so với bản trước").click()
    desktop.wait_for_url("**/so-sanh/**")
    assert desktop.locator("#tom-tat").inner_text() == "1 điều sửa, 1 điều mới."
    assert "Không chặt cây đước non." in " ".join(desktop.locator("main ins").all_inner_texts())
    assert "Mỗi" in " ".join(desktop.locator("main del").all_inner_texts())


def test_a_suspension_until_the_redone_text(
    live_server: Any, browser: Any, phone: Any, staff: Staff, tmp_path: Path
) -> None:
    base, covenant = live_server.url, first_version(staff)
    staff.covenant(factories.hamlet("Cái Mòi", factories.DAT_MUI), title="Hương ước ấp Cái Mòi", articles=ARTICLES)
    address, day = f"{base}{covenant.url}", f"{SUSPENDED:%d/%m/%Y}"
    with logged_in(browser, base, staff.leader) as page:
        suspend(page, covenant, "33/QĐ-UBND", SUSPENDED)

    phone.goto(address)
    marked = phone.locator("section.article.ended")
    assert marked.count() == 1 and "Việc tang" in marked.inner_text()
    assert "tạm ngừng" in marked.inner_text().lower() and "33/QĐ-UBND" in marked.inner_text()
    assert "Đám tang không quá ba ngày" in marked.inner_text()  # it stays readable
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert "tạm ngừng" in read(phone, f"{address}dieu-2/").lower()
    assert "tạm ngừng" not in read(phone, f"{address}dieu-1/").lower()
    assert found_in_state(phone, base, PARTLY) == ["Hương ước ấp Rạch Tàu"]
    assert phone.locator(".hit__note").all_inner_texts() == ["Điều này đang tạm ngừng thực hiện"]
    assert found_in_state(phone, base, IN_FORCE) == ["Hương ước ấp Cái Mòi"]
    sentence = f"Điều này tạm ngừng thực hiện từ ngày {day} theo Quyết định số 33/QĐ-UBND"
    assert sentence in paper_of(phone, address, SUSPENDED, tmp_path)
    assert "tạm ngừng" not in paper_of(phone, address, SUSPENDED - dt.timedelta(days=1), tmp_path)

    redo(covenant, staff)
    with logged_in(browser, base, staff.leader) as page:
        open_waiting(page, base)
        assert page.get_by_label("Điều 2: tạm ngừng theo Quyết định số 33/QĐ-UBND").is_checked()
        recognise(page, base, "41/QĐ-UBND", SECOND)
    text = read(phone, address)
    assert "tạm ngừng" not in text.lower() and "vi phạm thì nhắc nhở" in text
    assert phone.locator(".states").first.inner_text().strip() == IN_FORCE
    assert sorted(found_in_state(phone, base, IN_FORCE)) == ["Hương ước ấp Cái Mòi", "Hương ước ấp Rạch Tàu"]
    assert found_in_state(phone, base, PARTLY) == []
    assert sentence in paper_of(phone, address, SECOND - dt.timedelta(days=1), tmp_path)
    assert "tạm ngừng" not in paper_of(phone, address, SECOND, tmp_path)


def first_version(staff: Staff) -> CovenantPage:
    """A covenant in force since `FIRST`, by the services."""
    page = factories.covenant(staff.hamlet, staff.writer, articles=ARTICLES)
    submit_by_service(page, staff.head)
    page = factories.approved(page, staff.culture, staff.justice)
    paper = DecisionData("15/QĐ-UBND", FIRST, "Ủy ban nhân dân xã Đất Mũi", "Nguyễn Văn Đệ", "Chủ tịch")
    approve(page.current_workflow_task_state.pk, staff.leader, latest_binding(page), decision=paper)
    send_to_index()
    return CovenantPage.objects.get(pk=page.pk)


def redo(covenant: CovenantPage, staff: Staff) -> None:
    """The suspended article is written anew, submitted, and waits for the leader."""
    draft = CovenantPage.objects.get(pk=covenant.pk).get_latest_revision_as_object()
    blocks = draft.body.get_prep_value()
    blocks[1]["value"]["body"] = FUNERAL.replace("phạt tiền", "nhắc nhở")
    draft.body = json.dumps(blocks)
    draft.save_revision(user=staff.writer)
    page = CovenantPage.objects.get(pk=covenant.pk)
    submit_by_service(page, staff.head)
    factories.approved(page, staff.culture, staff.justice)
