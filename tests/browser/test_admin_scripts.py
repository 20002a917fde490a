"""What the scripts of the admin put on the screen: Vietnamese, the week from Monday, dates as people type them."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tests.browser.office import Office, logged_in
from tests.browser.test_admin_language import unexpected
from tests.factories import DAT_MUI

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Every text and every name of what is in sight.
SAID = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility({visibilityProperty: true}))
  .flatMap(e => [...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data),
                 ...['aria-label', 'title', 'placeholder', 'alt'].map(name => e.getAttribute(name))])
  .filter(text => text && text.trim())"""
CALENDAR = "[...document.querySelectorAll('.xdsoft_datetimepicker')].find(e => e.checkVisibility())"
WEEK = f"() => [...({CALENDAR}).querySelectorAll('th')].map(day => day.innerText)"
MONTH = f"() => ({CALENDAR}).querySelector('.xdsoft_month span').innerText"


@pytest.fixture
def office(db: None) -> Office:
    return Office(DAT_MUI)


def english_on(page: Any) -> set[str]:
    page.wait_for_timeout(700)  # what slides in is there
    said = {" ".join(text.split()) for text in page.evaluate(SAID)}
    assert len(said) > 20, "the screen was read"
    return {text for text in said if unexpected(text)}


def test_the_editor_its_panels_and_its_dialog_for_links(live_server: Any, browser: Any, office: Office) -> None:
    material = factories.material(office.unit, office.culture)
    with logged_in(browser, live_server.url, office.culture) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{material.pk}/edit/")
        writing = page.locator("[contenteditable=true]").first
        writing.wait_for()
        found = english_on(page)
        for toggle in page.locator("button.w-side-panel-toggle").all():
            toggle.click()
            found |= english_on(page)
        toggle.click()
        writing.click()
        page.keyboard.type("Chào bà con")
        page.keyboard.press("Enter")
        page.keyboard.type("/")  # the menu of what can be inserted
        found |= english_on(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Backspace")
        page.keyboard.type("xã")
        page.keyboard.press("Shift+Home")  # the bar over marked words
        found |= english_on(page)
        page.keyboard.press("Control+k")
        page.locator(".modal-dialog").wait_for()
        for kind in ("ra ngoài", "thư điện tử", "số điện thoại", "điểm neo"):
            with page.expect_response(lambda answer: "/choose-" in answer.url):
                page.locator(".modal-dialog").get_by_role("link", name=kind).click()
            found |= english_on(page)
    assert found == set()


def test_a_date_is_chosen_in_a_week_from_monday_and_typed_day_first(
    live_server: Any, browser: Any, office: Office
) -> None:
    with logged_in(browser, live_server.url, office.editor) as page:
        page.goto(f"{live_server.url}/quan-tri/")
        page.get_by_role("link", name="Thêm nội dung công khai").click()
        date = page.locator("#id_decision_date")
        date.fill("5/3/2026")
        date.click()
        page.locator(".xdsoft_datetimepicker:visible").wait_for()
        assert page.evaluate(WEEK) == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
        assert page.evaluate(MONTH).lower() == "tháng 3"
        assert english_on(page) == set()
