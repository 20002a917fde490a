"""A difficult Word file is chosen on a phone and at a desk, looked at, confirmed, and becomes the draft."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from content_models.covenants.models import CovenantPage
from tests.browser.office import DESK, PHONE, logged_in
from tests.browser.page_faults import faults
from tests.content_models.covenants.docx_import.builders import font, package, para, run
from tests.content_models.covenants.docx_import.old_letters import to_tcvn3
from tests.factories import DAT_MUI
from tests.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LINES = (
    "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. Mọi hộ trong ấp:", "a) Hộ thường trú;", "c) Hộ tạm trú.",
    "Điều 3. Giữ gìn bờ rạch", "Không xả rác xuống rạch.",
)  # fmt: skip


def difficult_file() -> bytes:
    """An old font, a skipped article, a skipped point, a deleted sentence, a footnote, a signature with tabs."""
    old = [para(run(to_tcvn3("Mỗi hộ góp một ngày công dọn rạch, vắng thì nhờ người làm thay."), font(".VnTime")))]
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>và phạt tiền</w:delText></w:r></w:del>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    sign = [para(run("TRƯỞNG ẤP", "<w:b/>"), "<w:r><w:tab/></w:r>", run("TRƯỞNG BAN CÔNG TÁC MẶT TRẬN", "<w:b/>"))]
    sign.append(para(run("Nguyễn Văn A"), "<w:r><w:tab/></w:r>", run("Trần Thị B")))
    return package(
        para("HƯƠNG ƯỚC ẤP RẠCH TÀU"), *map(para, LINES), *old, para("Điều 4. Nhắc nhở"),
        para(run("Nhắc nhở nhau "), gone, note), *sign,
        footnotes=f'<w:footnote w:id="2">{para("Theo biên bản họp ấp")}</w:footnote>',
    )  # fmt: skip


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff(DAT_MUI)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_file_to_the_draft(live_server: Any, browser: Any, staff: Staff, tmp_path: Path, size: Any) -> None:
    file = tmp_path / "huong-uoc.docx"
    file.write_bytes(difficult_file())
    touch = size == PHONE
    with logged_in(browser, live_server.url, staff.writer, size) as page:
        page.goto(f"{live_server.url}/quan-tri/soan/{staff.hamlet.pk}/tep-word/")
        assert faults(page, width=size[0], touch=touch) == []
        looked_at(page, f"choose-{size[0]}")
        page.set_input_files("[name=file]", str(file))
        page.get_by_role("button", name="Đọc và cho xem lại").click()
        page.locator("#luu").wait_for()
        assert faults(page, width=size[0], touch=touch) == []
        for part in ("can-xem", "phong-cu", "cay", "goc", "luu"):
            looked_at(page, f"{part}-{size[0]}", part)
        assert page.locator(".di-part--doubt").count() and page.locator(".di-line--doubt").count()
        assert not CovenantPage.objects.exists()
        page.get_by_role("button", name="Lưu thành bản nháp").click()
        page.get_by_role("alert").wait_for()
        looked_at(page, f"refused-{size[0]}")
        page.get_by_label("Đúng, lấy chữ đã chuyển").check()
        page.get_by_role("button", name="Lưu thành bản nháp").click()
        page.wait_for_url("**/edit/")
    draft = CovenantPage.objects.get(place=staff.hamlet).get_latest_revision_as_object()
    assert [article.heading for article in draft.numbered().articles] == ["Phạm vi", "Giữ gìn bờ rạch", "Nhắc nhở"]
    assert "góp một ngày công dọn rạch" in draft.numbered().articles[1].body


def test_the_keyboard_reaches_the_end(live_server: Any, browser: Any, staff: Staff, tmp_path: Path) -> None:
    file = tmp_path / "huong-uoc.docx"
    file.write_bytes(difficult_file())
    with logged_in(browser, live_server.url, staff.writer, DESK) as page:
        page.goto(f"{live_server.url}/quan-tri/soan/{staff.hamlet.pk}/tep-word/")
        page.set_input_files("[name=file]", str(file))
        page.get_by_role("button", name="Đọc và cho xem lại").press("Enter")
        page.locator("#luu").wait_for()
        page.locator(".di-nav a", has_text="Lưu bản nháp").press("Enter")
        stops = []
        while "Lưu thành bản nháp" not in stops and len(stops) < 15:
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.innerText || document.activeElement.name || ''"))
        assert "Lưu thành bản nháp" in stops


def looked_at(page: Any, name: str, part: str = "") -> None:
    """A picture for the eye, where somebody asked for it (DINH_SHOTS names a folder)."""
    if folder := os.environ.get("DINH_SHOTS"):
        if part:
            page.locator(f"#{part}").evaluate("node => node.scrollIntoView({behavior: 'instant'})")
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
