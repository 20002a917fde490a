"""Every type of public page in a real browser: accessible, within the screen, without scripts, on paper.

One installation for the module's pages: a covenant in two versions with chapters and a table, a disclosure
with table and file, one that names persons, one whose list was withdrawn, a material with picture and file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from content_models.blocks import raw_table
from content_models.disclosures.models import DisclosurePage
from content_models.places.models import Place
from search.engines import engine
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff, days_from_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
WIDE_TABLE = raw_table(
    [
        ["Số thứ tự", "Tên công trình", "Tổng mức đầu tư", "Nguồn vốn", "Thời gian thực hiện", "Nhà thầu"],
        ["1", "Cầu Kinh Ngang", "3.250 triệu đồng", "Ngân sách xã", "tháng 3 đến tháng 9", "Công ty Xây dựng Năm Căn"],
    ],
    caption="Danh mục công trình năm 2026",
)


@dataclass(frozen=True)
class Site:
    """Where the pages are."""

    base: str
    pages: dict[str, str]

    def url(self, name: str) -> str:
        return self.base + self.pages[name]


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Any) -> Iterator[Site]:
    cache.clear()
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "embedded", "path": tmp_path / "search.sqlite3"}
    engine().rebuild().finish()
    staff = Staff(factories.DAT_MUI)
    pages = _fill(staff)
    while index_batch():
        pass
    yield Site(live_server.url, pages)
    engine().drop()


def _fill(staff: Staff) -> dict[str, str]:
    covenant = staff.again(staff.covenant(articles=_articles()), text="1. Giữ gìn rừng đước.\na) Không chặt cây non;")
    file, image = factories.attached_file(staff.unit, staff.editor), factories.image(staff.unit, staff.culture)
    disclosure = staff.publish(staff.disclosure(files=(file,), body=_body()))
    naming = staff.publish(
        staff.disclosure(title="Danh sách hộ được hỗ trợ", item=7, names_persons=True, posted_until=days_from_now(5))
    )
    withdrawn = staff.publish(
        staff.disclosure(title="Danh sách gọi nhập ngũ", item=9, names_persons=True, posted_until=days_from_now(5))
    )
    DisclosurePage.objects.filter(pk=withdrawn.pk).update(posted_until=days_from_now(-1))
    material = staff.publish(staff.material(files=(file,), images=(image,), body=_body()))
    sections = {section.section: section.url for section in staff.unit.sections.all()}
    empty_hamlet = factories.hamlet("Khai Long")
    return {
        "home": "/",
        "communes": "/xa-phuong/",
        "commune": staff.unit.page.url,
        "commune without anything": Place.objects.get(code=factories.DAM_DOI).page.url,
        "hamlet": staff.hamlet.page.url,
        "hamlet without covenant": empty_hamlet.page.url,
        "covenant": covenant.url,
        "old version": f"{covenant.url}phien-ban/1/",
        "disclosures": sections["cong-khai"],
        "disclosures of one item": f"{sections['cong-khai']}?khoan=1",
        "materials": sections["tai-lieu"],
        "province's materials": "/tai-lieu/",
        "disclosure": disclosure.url,
        "disclosure naming persons": naming.url,
        "withdrawn list": withdrawn.url,
        "material": material.url,
        "search": "/tim-kiem/",
        "hits": "/tim-kiem/?q=rung+duoc",
        "no hits": "/tim-kiem/?q=khongcogicaloai",
        "not found": "/khong-co-trang-nay/",
    }


def _articles() -> tuple[dict[str, Any], ...]:
    return (
        {"type": "preamble", "value": "Bà con ấp Rạch Tàu cùng thỏa thuận."},
        {"type": "chapter", "value": {"title": "QUY ĐỊNH CHUNG", "printed_number": ""}},
        factories.article("1. Giữ gìn rừng đước.\na) Không chặt cây non;\nb) Trồng dặm mỗi năm.", heading="Rừng"),
        {"type": "chapter", "value": {"title": "NẾP SỐNG", "printed_number": ""}},
        factories.article("1. Đám tang không quá hai ngày.\n2. Đám cưới tiết kiệm.", heading="Cưới, tang"),
    )


def _body() -> str:
    text = "<h3>Căn cứ</h3><p>Giữ <b>rừng đước</b>.</p><ul><li>Một</li><li>Hai</li></ul>"
    return json.dumps([{"type": "text", "value": text}, {"type": "table", "value": WIDE_TABLE}])


def context(browser: Any, size: dict[str, int], **options: Any) -> Any:
    made = browser.new_context(viewport=size, locale="vi-VN", reduced_motion="reduce", **options)
    made.set_default_timeout(15_000)
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360", "1280"])
def test_every_page_is_accessible_and_stays_within_the_screen(
    site: Site, browser: Any, size: dict[str, int], scheme: str
) -> None:
    opened = context(browser, size, color_scheme=scheme)
    page = opened.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    found: dict[str, list[str]] = {}
    for name in site.pages:
        page.goto(site.url(name))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found[name] = [
            f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in Axe().run(page).response["violations"]
        ]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found[name].append(f"scrolls sideways: {width} px")
    opened.close()
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert [line for line in said if "404" not in line] == []  # one of the pages is "not found"


def test_all_pages_can_be_read_and_searched_without_scripts(site: Site, browser: Any) -> None:
    opened = context(browser, PHONE, java_script_enabled=False)
    page = opened.new_page()
    for name in site.pages:
        page.goto(site.url(name))
        assert page.locator("h1").count() == 1, name
        assert page.locator("main").inner_text().strip(), name
    page.goto(site.url("home"))
    page.fill("main input[name=q]", "chat cay non")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=chat+cay+non")
    page.get_by_role("link", name="Rừng").first.click()
    page.wait_for_url("**#dieu-2*")
    page.goto(site.url("covenant"))
    page.locator("nav.contents summary").click()
    page.locator("nav.contents a[href='#dieu-1']").click()
    page.wait_for_url("**#dieu-1")
    page.get_by_role("link", name="Phiên bản 1").click()
    page.wait_for_url("**/phien-ban/1/")
    page.get_by_role("link", name="Đọc bản hiện nay").first.click()
    page.wait_for_url(site.url("covenant"))
    opened.close()


def test_the_keyboard_finds_the_way_and_shows_where_it_is(site: Site, browser: Any) -> None:
    opened = context(browser, DESKTOP)
    page = opened.new_page()
    page.goto(site.url("covenant"))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Đến thẳng nội dung"
    assert skip.evaluate("one => one.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    unseen = []
    for _press in range(40):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one);
            return {html: one.outerHTML.slice(0, 120), body: one === document.body,
              seen: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none'} }"""
        )
        if where["body"]:
            break
        if not where["seen"]:
            unseen.append(where["html"])
    assert unseen == []
    opened.close()


def test_an_articles_link_is_copied_by_a_button(site: Site, browser: Any) -> None:
    opened = context(browser, DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page = opened.new_page()
    page.goto(site.url("covenant"))
    page.get_by_role("button", name="Chép liên kết tới Điều 2").click()
    page.get_by_text("Đã chép", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url('covenant')}#dieu-2"
    opened.close()


def test_a_link_to_a_point_opens_at_the_point(site: Site, browser: Any) -> None:
    opened = context(browser, PHONE)
    page = opened.new_page()
    page.goto(f"{site.url('old version')}#dieu-1-khoan-1-diem-b")
    target = page.locator(":target")
    assert "Trồng dặm mỗi năm." in target.inner_text()
    assert target.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
    )
    opened.close()


def test_on_paper_there_is_the_text_and_nothing_to_press(site: Site, browser: Any, tmp_path: Any) -> None:
    opened = context(browser, DESKTOP)
    page = opened.new_page()
    for name in ("covenant", "disclosure", "material", "commune", "withdrawn list"):
        page.goto(site.url(name))
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("h1").is_visible()
        assert not page.locator(".nav").is_visible()
        assert not page.locator("form").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        )
        paper = tmp_path / "paper.pdf"
        page.pdf(path=str(paper), format="A4")
        assert paper.read_bytes().startswith(b"%PDF-")
        assert paper.stat().st_size > 5_000
    opened.close()


def test_without_styles_the_order_still_makes_sense(site: Site, browser: Any) -> None:
    opened = context(browser, PHONE)
    opened.route("**/*.css", lambda route: route.abort())
    page = opened.new_page()
    page.goto(site.url("covenant"))
    text = page.locator("body").inner_text()
    parts = ("Đến thẳng nội dung", "Trang đầu", "Mục lục", "Điều 1.", "\nCác phiên bản\n")
    order = [text.index(part) for part in parts]
    assert order == sorted(order)
    opened.close()


def test_no_page_scrolls_sideways_at_twice_the_size(site: Site, browser: Any) -> None:
    """200 % zoom of a 1280 px screen is a screen of 640 px; of a 720 px one it is our phone."""
    opened = context(browser, {"width": 640, "height": 450}, device_scale_factor=2)
    page = opened.new_page()
    for name in site.pages:
        page.goto(site.url(name))
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, name
    opened.close()
