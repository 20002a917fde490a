"""A disclosure and a material as their writers make them: in the editor, files through the chooser, to the public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from content_models.disclosures.models import DisclosurePage
from tests import factories
from tests.browser.office import logged_in
from tests.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Danh sách hộ được hỗ trợ sửa nhà sau lốc xoáy"
ROWS = (("Nguyễn Văn Bé Ba", "15.000.000"), ("Trần Thị Út Mười", "10.000.000"))
POSTED = ("#id_decision_date", "20/10/2026"), ("#id_posted_from", "21/10/2026")


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.pdf"
    path.write_bytes(factories.upload().read())
    return path


def test_a_disclosure_with_a_table_and_a_file(live_server: Any, browser: Any, staff: Staff, pdf: Path) -> None:
    with logged_in(browser, live_server.url, staff.editor) as page:
        begin(page, "Thêm nội dung công khai")
        page.fill("#id_title", TITLE)
        page.select_option("#id_item", "7")
        page.fill("#id_responsible", "Văn phòng HĐND và UBND xã")
        page.get_by_label("Niêm yết").check()
        for field, day in POSTED:
            fill_day(page, field, day)
        page.check("#id_names_persons")
        write_table(page)
        page.get_by_role("button", name="Thêm Tệp").click()
        choose_new(page, "#id_attachments-0-file-chooser", pdf)
        press(page, "Lưu bản nháp")
        page.get_by_text("phải có ngày cuối").wait_for()  # nothing typed is lost by it
        assert page.locator("#id_title").input_value() == TITLE
        fill_day(page, "#id_posted_until", "20/12/2099")
        press(page, "Lưu bản nháp")
        submit(page)
    approve(browser, live_server.url, staff, TITLE, "<td>Nguyễn Văn Bé Ba</td>")
    read_by_the_public(browser, f"{live_server.url}/xa-dat-mui/cong-khai/")


def test_a_material_with_two_pictures(live_server: Any, browser: Any, staff: Staff, pdf: Path, tmp_path: Path) -> None:
    with logged_in(browser, live_server.url, staff.culture) as page:
        begin(page, "Thêm tài liệu tuyên truyền")
        page.fill("#id_title", "Tờ gấp: Cùng làm đường quê")
        page.select_option("#id_material_type", "leaflet")
        page.get_by_label("Người dân").check()
        page.fill("#id_plan_year", "2026")
        for number in (0, 1):
            path = tmp_path / f"hinh-{number}.png"
            Image.new("RGB", (8, 8), ("teal", "brown")[number]).save(path)  # equal ones would be asked about
            page.get_by_role("button", name="Thêm Hình").click()
            choose_new(page, f"#id_images-{number}-image-chooser", path)
        page.fill("#id_images-0-alt", "Bà con đắp đường")
        page.get_by_role("button", name="Thêm Tệp").click()
        choose_new(page, "#id_attachments-0-file-chooser", pdf)
        press(page, "Lưu bản nháp")
        submit(page)
        page.get_by_text("Không lưu được trang").wait_for()  # a picture lacks its description
        page.fill("#id_images-1-alt", "Đám đông cầm cuốc")
        submit(page)
    approve(browser, live_server.url, staff, "Tờ gấp: Cùng làm đường quê", "Mô tả hình: Đám đông cầm cuốc")
    context = browser.new_context(locale="vi-VN")
    public = context.new_page()
    public.goto(f"{live_server.url}/xa-dat-mui/tai-lieu/")
    public.get_by_role("link", name="Tờ gấp: Cùng làm đường quê").first.click()
    for alt in ("Bà con đắp đường", "Đám đông cầm cuốc"):
        picture = public.get_by_alt_text(alt)
        picture.scroll_into_view_if_needed()  # pictures are fetched when they are near
        assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 8
    assert public.locator(".files a").inner_text() == "danh-sach"
    context.close()


def begin(page: Any, label: str) -> None:
    """From the first screen of the administration to an empty form."""
    page.get_by_role("link", name=label).click()
    page.locator("#id_title").wait_for()
    page.wait_for_load_state("networkidle")


def fill_day(page: Any, field: str, day: str) -> None:
    page.fill(field, day)
    page.locator("#id_title").click()  # away from the calendar, which would cover what comes next


def write_table(page: Any) -> None:
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name="Bảng").click()
    table = page.locator(".typed-table-block")
    for number, heading in enumerate(("Họ và tên", "Số tiền")):
        table.locator("[data-append-column]").click()
        table.locator(".add-column-menu button").click()
        table.locator("thead input[type=text]").nth(number).fill(heading)
    page.fill("[name=body-0-value-caption]", "Danh sách hộ")
    for number, row in enumerate(ROWS):
        table.get_by_role("button", name="Thêm hàng").click()
        for column, text in enumerate(row):
            table.locator("tbody tr").nth(number).locator("input[type=text]").nth(column).fill(text)


def choose_new(page: Any, chooser: str, path: Path) -> None:
    """Upload a file in the chooser's window; its own title is left as it stands."""
    page.locator(f"{chooser} button:visible").first.click()
    window = page.locator(".modal-dialog")
    window.get_by_role("tab", name="Tải lên").click()
    window.locator("input[type=file]").set_input_files(path)
    expect(window.locator("input[name$=-title]:visible")).to_have_value(path.stem)  # the page's script names it
    expect(window.locator("input[name$=title]")).not_to_have_value("")  # the file fills it in
    window.locator("button[type=submit]:visible").last.click()
    window.wait_for(state="detached")


def press(page: Any, name: str) -> None:
    """Press a button of the editor's foot once no autosave is under way, and wait for the page that follows."""
    page.wait_for_timeout(2000)
    with page.expect_navigation():
        page.locator("footer").get_by_role("button", name=name, exact=True).click()


def submit(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    page.locator("footer .w-dropdown__toggle").first.click()
    press(page, "Lưu và gửi duyệt")


def approve(browser: Any, base: str, staff: Staff, title: str, shown: str) -> None:
    """The leader reads what the public will read, and agrees."""
    with logged_in(browser, base, staff.leader) as page:
        page.goto(f"{base}/quan-tri/duyet/")
        page.get_by_role("table").get_by_role("link", name=title).click()
        page.get_by_role("button", name="Đồng ý").wait_for()
        assert shown in page.content()
        page.get_by_role("button", name="Đồng ý").click()
        page.get_by_text("Đã đồng ý.").wait_for()


def read_by_the_public(browser: Any, section: str) -> None:
    """The page is kept from search machines, its table has no empty row, its file comes and is kept too."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(section)
    with page.expect_response(lambda answer: answer.url.startswith(section) and answer.url != section) as opened:
        page.get_by_role("link", name=TITLE).first.click()
    assert "noindex" in opened.value.headers["x-robots-tag"]
    page.locator("main table").wait_for()
    assert page.locator("main tbody tr").all_inner_texts() == ["\t".join(row) for row in ROWS]
    link = page.locator(".files a")
    assert link.inner_text() == "danh-sach"
    file = page.request.get(page.evaluate("a => a.href", link.element_handle()))
    assert file.status == 200 and file.body().startswith(b"%PDF")
    assert "noindex" in file.headers["x-robots-tag"] and "content-encoding" not in file.headers
    assert DisclosurePage.objects.get(live=True).attachments.get().title == "danh-sach"
    context.close()
