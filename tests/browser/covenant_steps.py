"""What the people of a covenant do in a browser, step by step: write, decide, read, check a copy."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from docx import Document
from pypdf import PdfReader

from content_models.covenants.models import CovenantPage
from search.engines import engine
from search.sync.indexer import index_batch
from tests.browser.office import logged_in
from tests.content_models.covenants.docx_import import font_samples
from tests.staff import Staff

TITLE = "Hương ước ấp Rạch Tàu"

# Writing


def import_word(page: Any, base: str, staff: Staff, folder: Path) -> int:
    """A file in TCVN3 letters becomes the draft; returns the page's id."""
    sample = next(one for one in font_samples.SAMPLES if one.name == "tcvn3")
    file = folder / "huong-uoc.docx"
    file.write_bytes(sample.make())
    page.goto(f"{base}/quan-tri/soan/{staff.hamlet.pk}/tep-word/")
    page.set_input_files("[name=file]", str(file))
    page.get_by_role("button", name="Đọc và cho xem lại").click()
    page.get_by_label("Đúng, lấy chữ đã chuyển").check()
    page.fill("[name=title]", TITLE)
    page.get_by_role("button", name="Lưu thành bản nháp").click()
    page.wait_for_url("**/edit/")
    return int(page.url.split("/pages/")[1].split("/")[0])


def amend(page: Any, staff: Staff) -> None:
    """From the writer's first page to a working copy of the text in force."""
    page.get_by_role("link", name=f"Bắt đầu soạn: {staff.hamlet.label}").click()
    page.get_by_role("button", name="Sửa bản đang có hiệu lực").click()
    page.wait_for_url("**/edit/")


def body_of(page: Any, heading: str) -> Any:
    """The text field of the article with that heading."""
    headings = page.locator("[name^=body-][name$=-value-heading]")
    headings.first.wait_for()
    name = headings.evaluate_all("(fields, heading) => fields.find(f => f.value === heading)?.name", heading)
    assert name, f"the editor has no article {heading}"
    return page.locator(f"[name={name.replace('heading', 'body')}]")


def add_article(page: Any, heading: str, body: str) -> None:
    number = page.locator("[name^=body-][name$=-value-heading]").count()
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name="Điều").click()
    page.fill(f"[name=body-{number}-value-heading]", heading)
    page.fill(f"[name=body-{number}-value-body]", body)


def save(page: Any) -> None:
    """Press Save and wait for the page that comes after it."""
    page.wait_for_timeout(800)  # an autosave under way would make this save a second one
    with page.expect_navigation():
        page.locator("button.action-save").first.click()
    page.wait_for_selector("#id_title")


# Deciding


def submit(browser: Any, base: str, staff: Staff, page_id: int) -> None:
    with logged_in(browser, base, staff.head) as page:
        page.goto(f"{base}/quan-tri/duyet/van-ban/{page_id}/")
        page.get_by_role("button", name="Gửi duyệt bản đã lưu").click()
        page.get_by_text("Đã gửi duyệt.").wait_for()


def open_waiting(page: Any, base: str) -> Any:
    page.goto(f"{base}/quan-tri/duyet/")
    page.get_by_role("table").get_by_role("link", name=TITLE).click()
    page.locator("#quyet-dinh").wait_for()
    return page


def agree(page: Any, base: str) -> None:
    open_waiting(page, base).get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã đồng ý.").wait_for()


def recognise(page: Any, base: str, number: str, day: dt.date) -> None:
    open_waiting(page, base)
    page.fill("#id_number", number)
    page.fill("#id_issued_on", f"{day:%d/%m/%Y}")
    page.fill("#id_signer", "Nguyễn Văn Đệ")
    page.get_by_role("button", name="Công nhận và công bố").click()
    page.get_by_text("Đã công nhận và công bố.").wait_for()
    send_to_index()


def suspend(page: Any, covenant: CovenantPage, number: str, day: dt.date) -> None:
    """From the menu to the record of a suspension of Điều 2."""
    page.get_by_role("link", name="Hiệu lực văn bản").first.click()
    page.get_by_role("table").get_by_role("link", name=covenant.title).click()
    page.get_by_role("link", name="Ghi quyết định tạm ngừng thực hiện").click()
    page.fill("#id_number", number)
    page.fill("#id_issued_on", f"{day:%d/%m/%Y}")
    page.fill("#id_deadline", f"{day + dt.timedelta(days=30):%d/%m/%Y}")
    page.fill("#id_reason", "Đặt ra khoản phạt tiền mà pháp luật không cho phép.")
    page.get_by_label("Một số điều, khoản, điểm").check()
    page.get_by_label("Điều 2. Việc tang", exact=True).check()
    page.get_by_role("button", name="Xem điều gì sẽ xảy ra").click()
    assert f"Từ ngày {day:%d/%m/%Y}: Điều 2 tạm ngừng thực hiện." in page.locator(".da-list").inner_text()
    page.get_by_role("button", name="Ghi quyết định này").click()
    page.get_by_text("Đã ghi: tạm ngừng").wait_for()
    send_to_index()


# Reading


def send_to_index() -> None:
    while index_batch():
        pass
    engine().refresh()


def read(page: Any, address: str) -> str:
    page.goto(address)
    return str(page.locator("main").inner_text())


def found_in_state(page: Any, base: str, state: str) -> list[str]:
    """Titles of the texts that a search for "dam tang" keeps when a citizen filters by state; none when the
    filter does not offer that state."""
    page.goto(f"{base}/tim-kiem/")
    page.fill("main input[name=q]", "dam tang")
    page.get_by_role("button", name="Tìm").first.click()
    if not page.get_by_text("Tình trạng", exact=True).is_visible():
        page.locator("details.filters > summary").click()
    group = page.locator("details.filters__group").filter(has=page.get_by_text("Tình trạng", exact=True))
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    link = group.get_by_role("link", name=state)
    if not link.count():
        return []
    link.click()
    page.locator(".chosen").wait_for()
    return [str(title) for title in page.locator(".hit h2").all_inner_texts()]


def download(page: Any, link: str, file: Path) -> Path:
    with page.expect_download() as coming:
        # Alt: Chromium shows a PDF in the window unless it is told to save it
        page.get_by_role("link", name=link).click(modifiers=["Alt"])
    coming.value.save_as(file)
    return file


def paper_of(page: Any, address: str, day: dt.date, folder: Path) -> str:
    """The words of the print that the page of a day offers."""
    page.goto(f"{address}ngay/{day}/")
    return text_of(download(page, "Tải bản in (PDF)", folder / f"{day}.pdf"))


def text_of(pdf: Path) -> str:
    """All words of a PDF, lines joined."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def check_copy(page: Any, file: Path) -> None:
    """On the page for it, by its link."""
    link = page.locator("main").get_by_role("link", name="Kiểm tra một bản in")
    if link.count():
        link.click()
    page.set_input_files("[name=file]", str(file))
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator("h2#ket-qua-ten").wait_for()


def changed(word: Path, old: str, new: str) -> Path:
    """The Word file with other words in one place."""
    document = Document(io.BytesIO(word.read_bytes()))
    paragraph = next(one for one in document.paragraphs if old in one.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run.text = ""
    file = word.with_name("ban-in-da-sua.docx")
    document.save(str(file))
    return file
