"""The search box in a real browser: as a combobox by keyboard, pointer and touch, and as a form without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.core.cache import cache

from search.engines import engine
from search.models import FrequentQuestion
from search.sync.indexer import index_batch
from search.sync.outbox import mark
from tests import factories
from tests.staff import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_BYTES = 5 * 1024


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Any) -> Iterator[str]:
    """Address of a site with a commune, a hamlet, its covenant and a question."""
    cache.clear()
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "embedded", "path": tmp_path / "search.sqlite3"}
    engine().rebuild().finish()
    staff = Staff(factories.DAT_MUI)
    staff.covenant()
    FrequentQuestion.objects.create(text="Ai ký công nhận hương ước?", target=staff.unit.page)
    mark([staff.unit.page.pk, staff.hamlet.page.pk])
    while index_batch():
        pass
    yield live_server.url
    engine().drop()
    cache.clear()


def box_of(page: Any) -> Any:
    return page.get_by_role("combobox")


def type_into(page: Any, text: str) -> Any:
    """Types, waits for the list, gives the box."""
    box = box_of(page)
    box.press_sequentially(text, delay=20)
    page.get_by_role("listbox").wait_for()
    return box


def test_the_keyboard_chooses_a_suggestion(site: str, desktop: Any) -> None:
    desktop.goto(f"{site}/")
    box = type_into(desktop, "huong u")
    options = desktop.get_by_role("option")
    assert box.get_attribute("aria-expanded") == "true"
    assert desktop.get_by_role("status").inner_text() == f"{options.count()} gợi ý, chọn bằng phím mũi tên."
    texts = options.all_inner_texts()
    assert any("Hương ước ấp Rạch Tàu" in text for text in texts)
    for _press in range(options.count()):
        desktop.keyboard.press("ArrowDown")
        chosen = desktop.locator("[role=option][aria-selected=true]")
        assert chosen.count() == 1
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert box.evaluate("one => one === document.activeElement")
    desktop.keyboard.press("ArrowDown")  # behind the last one: back in the box
    assert box.get_attribute("aria-activedescendant") is None
    desktop.keyboard.press("ArrowUp")
    last = desktop.locator("[role=option][aria-selected=true]").inner_text()
    assert last == texts[-1]
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(lambda url: url.rstrip("/") != site)
    assert "/tim-kiem/" not in desktop.url


def test_escape_closes_the_list_and_keeps_the_words(site: str, desktop: Any) -> None:
    desktop.goto(f"{site}/")
    box = type_into(desktop, "dat m")
    desktop.keyboard.press("Escape")
    assert not desktop.get_by_role("listbox").is_visible()
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "dat m"
    desktop.keyboard.press("ArrowDown")
    desktop.get_by_role("listbox").wait_for()
    desktop.keyboard.press("Tab")
    assert not desktop.get_by_role("listbox").is_visible()


def test_enter_without_a_choice_searches(site: str, desktop: Any) -> None:
    desktop.goto(f"{site}/")
    type_into(desktop, "dat m")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/tim-kiem/?q=dat+m")


def test_a_mouse_chooses_in_the_header_of_any_page(site: str, desktop: Any) -> None:
    desktop.goto(f"{site}/xa-phuong/")
    type_into(desktop, "rạch")
    desktop.get_by_role("option").first.click()
    desktop.wait_for_url("**/xa-dat-mui/ap-rach-tau/")


def test_a_finger_chooses_on_a_phone(site: str, phone: Any) -> None:
    phone.goto(f"{site}/")
    type_into(phone, "mũi")
    option = phone.get_by_role("option").first
    assert option.bounding_box()["height"] >= 44
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    option.tap()
    phone.wait_for_url("**/xa-dat-mui/")


@pytest.mark.parametrize("address", ["/", "/xa-phuong/"])
def test_with_the_list_open_the_page_is_accessible_and_obeys_its_policy(site: str, desktop: Any, address: str) -> None:
    said: list[str] = []
    desktop.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    desktop.on("pageerror", lambda error: said.append(str(error)))
    desktop.goto(f"{site}{address}")
    type_into(desktop, "hương")
    desktop.keyboard.press("ArrowDown")
    violations = Axe().run(desktop).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    assert said == []


def test_fast_typing_asks_little_and_shows_the_last_answer(site: str, desktop: Any) -> None:
    asked: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url) if "goi-y" in request.url else None)
    desktop.goto(f"{site}/")
    box_of(desktop).press_sequentially("huong uoc rach tau", delay=5)
    desktop.get_by_role("option", name="Hương ước ấp Rạch Tàu").wait_for()
    assert 1 <= len(asked) <= 4
    assert asked[-1].endswith("q=huong%20uoc%20rach%20tau")


def test_a_late_answer_to_what_is_no_longer_typed_is_dropped(site: str, desktop: Any) -> None:
    def slow(route: Any) -> None:
        if route.request.url.endswith("q=ra"):
            desktop.wait_for_timeout(400)
        route.continue_()

    desktop.route("**/goi-y/**", slow)
    desktop.goto(f"{site}/")
    box = box_of(desktop)
    box.press_sequentially("ra")
    desktop.wait_for_timeout(200)
    box.fill("mũi")
    desktop.get_by_text("Xã Đất Mũi", exact=True).first.wait_for()
    desktop.wait_for_timeout(600)
    assert "Rạch Tàu" not in desktop.get_by_role("option").first.inner_text()


def test_when_the_server_fails_the_box_is_an_ordinary_one(site: str, desktop: Any) -> None:
    desktop.route("**/goi-y/**", lambda route: route.abort())
    desktop.goto(f"{site}/")
    box_of(desktop).press_sequentially("dat mui")
    desktop.wait_for_timeout(400)
    assert not desktop.locator("[role=listbox]").is_visible()
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/tim-kiem/?q=dat+mui")


def test_without_scripts_it_is_a_search_field(site: str, browser: Any) -> None:
    opened = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = opened.new_page()
    page.goto(f"{site}/")
    field = page.locator("main input[name=q]")
    assert field.get_attribute("type") == "search" and field.get_attribute("role") is None
    field.fill("hương ước")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.get_by_role("link", name="Hương ước ấp Rạch Tàu").first.is_visible()
    opened.close()


def test_the_script_is_small() -> None:
    assert Path(str(finders.find("dinh/js/combobox.js"))).stat().st_size < MOST_BYTES
