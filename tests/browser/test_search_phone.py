"""Searching on a phone of 360 px without JavaScript: find, filter, take back, page on, find nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from search import places
from search.engines import engine
from search.learning import current
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 780}
SMALL = """() => [...document.querySelectorAll('main :is(a, button, summary, input)')]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 24)
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture
def base(live_server: Any, settings: Any, tmp_path: Any) -> Iterator[str]:
    """A site with a covenant, twelve disclosures of two communes, a material."""
    cache.clear()
    current.forget()
    places.forget()
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "embedded", "path": tmp_path / "search.sqlite3"}
    engine().rebuild().finish()
    here, there = Staff(factories.DAT_MUI), Staff(factories.DAM_DOI)
    here.covenant(articles=(factories.article("1. Đám tang không quá hai ngày.", heading="Việc tang"),))
    for number in range(12):
        staff = there if number % 3 else here
        day = dt.date(2025 + number % 2, 8, 1)
        staff.publish(staff.disclosure(title=f"Nạo vét kênh xáng, đợt {number + 1}", decision_date=day, item=3))
    here.publish(here.material(title="Hỏi đáp về nạo vét kênh xáng", audiences=["pupils"]))
    while index_batch():
        pass
    yield live_server.url
    engine().drop()


@pytest.fixture
def page(browser: Any, base: str) -> Iterator[Any]:
    opened = browser.new_context(
        viewport=PHONE, java_script_enabled=False, locale="vi-VN", base_url=base, has_touch=True
    )
    opened.set_default_timeout(15_000)
    yield opened.new_page()
    opened.close()


def search(page: Any, typed: str) -> None:
    page.goto("/tim-kiem/")
    page.fill("main input[name=q]", typed)
    page.get_by_role("button", name="Tìm").click()


def total(page: Any) -> int:
    return int(page.locator("main [role=status] strong").first.inner_text())


def open_filters(page: Any, group: str) -> None:
    page.locator("details.filters > summary").click()
    block = page.locator("details.filters__group").filter(has=page.get_by_text(group, exact=True))
    if block.get_attribute("open") is None:
        block.locator("summary").first.click()


def test_found_without_accents_filtered_and_taken_back(page: Any) -> None:
    search(page, "nao vet kenh xang")
    assert total(page) == 13
    assert page.locator("mark").first.inner_text() in ("Nạo", "nạo")
    open_filters(page, "Xã, phường, ấp, khóm")
    page.get_by_role("link", name="Xã Đất Mũi", exact=True).click()
    assert total(page) == 5
    open_filters(page, "Loại văn bản")
    page.get_by_role("link", name="Tài liệu tuyên truyền", exact=True).click()
    assert total(page) == 1
    assert page.locator(".chosen li").count() == 2
    page.go_back()
    assert total(page) == 5
    page.get_by_role("link", name="bỏ Xã Đất Mũi").click()
    assert total(page) == 13
    page.go_back()
    page.get_by_role("link", name="Bỏ hết bộ lọc").click()
    assert (total(page), page.locator(".chosen").count()) == (13, 0)


def test_the_second_page_and_back_and_the_order(page: Any) -> None:
    search(page, "nao vet kenh xang")
    first = page.locator(".hit h2").all_inner_texts()
    page.get_by_role("link", name="Trang sau").click()
    second = page.locator(".hit h2").all_inner_texts()
    assert (len(first), len(second)) == (10, 3) and not set(first) & set(second)
    page.go_back()
    assert page.locator(".hit h2").all_inner_texts() == first
    page.get_by_role("link", name="Mới nhất").click()
    assert page.locator(".hit__about time").first.get_attribute("datetime") >= "2026-08-01"


def test_nothing_found_leads_on(page: Any) -> None:
    search(page, "kenh xqzwk")
    assert page.get_by_text("Không tìm thấy văn bản nào").is_visible()
    page.get_by_role("link", name="Bỏ chữ “xqzwk”").click()
    assert total(page) >= 13


def test_what_was_understood_can_be_refused_and_narrowed(page: Any) -> None:
    search(page, "ddasm tang xa dat mui")
    assert page.get_by_text("Đã tìm theo:").is_visible()
    page.get_by_role("link", name="Chỉ xem ở xã Đất Mũi").click()
    assert page.locator(".chosen li").inner_text().startswith("Xã Đất Mũi")
    assert page.input_value("main input[name=q]") == "ddasm tang"
    page.get_by_role("link", name="Tìm đúng như đã gõ").click()
    assert page.get_by_text("Đang tìm đúng từng chữ bạn gõ").is_visible()


def test_the_own_commune_is_named_used_and_forgotten(page: Any) -> None:
    page.goto(factories.commune().page.url)
    page.get_by_role("button", name="Đây là xã của tôi").click()
    assert page.get_by_text("Đã ghi nhớ:").is_visible()
    search(page, "nao vet kenh xang")
    assert page.get_by_text("Ưu tiên xã Đất Mũi").is_visible()
    page.get_by_role("button", name="Bỏ ưu tiên").click()
    assert page.get_by_text("Chưa ghi nhớ xã, phường nào.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_page_is_accessible_and_fits(browser: Any, base: str, scheme: str) -> None:
    opened = browser.new_context(viewport=PHONE, locale="vi-VN", base_url=base, color_scheme=scheme, has_touch=True)
    page = opened.new_page()
    page.set_default_timeout(15_000)
    page.goto(factories.commune().page.url)
    page.get_by_role("button", name="Đây là xã của tôi").click()
    addresses = {
        "own commune": "/tim-kiem/xa-cua-toi/",
        "hits": "/tim-kiem/?q=nao+vet+kenh+xang",
        "filtered": f"/tim-kiem/?q=nao+vet+kenh+xang&xa={factories.commune().pk}&nam=2025&muc=3",
        "understood": "/tim-kiem/?q=ddasm+tang+xa+dat+mui+nam+2025",
        "literally": "/tim-kiem/?q=ddasm+tang&nguyen-van=1",
        "nothing": "/tim-kiem/?q=dat+mui+xqzwk&nam=1999",
        "nonsense": "/tim-kiem/?q=tom&muc=99",
    }
    found: dict[str, list[str]] = {}
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found[name] = [
            f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in Axe().run(page).response["violations"]
        ]
        found[name] += [f"too small for a thumb: {html}" for html in page.evaluate(SMALL)]
        if (width := page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
            found[name].append(f"scrolls sideways: {width} px")
    opened.close()
    assert {name: problems for name, problems in found.items() if problems} == {}
