"""The editor of a covenant in a browser: from a model to a moved article, its contents, checks and hints."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from content_models.covenants.models import CovenantPage, ModelText, Writing
from content_models.roles.table import Role
from tests import factories
from tests.browser.office import DESK, PHONE, logged_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SETTLED = 2500  # milliseconds after which Wagtail begins to watch a form for changes


@pytest.fixture
def writer(db: None) -> Any:
    return factories.person(Role.DRAFTING_MEMBER, factories.hamlet())


def long_covenant(writer: Any, articles: int = 60) -> CovenantPage:
    """Articles in chapters of ten; the last one points at the second, the third and a law."""
    blocks: list[dict[str, Any]] = []
    for number in range(1, articles + 1):
        if number % 10 == 1:
            blocks.append({"type": "chapter", "value": {"title": f"PHẦN {number // 10 + 1}", "printed_number": ""}})
        body = f"1. Bà con cùng giữ việc thứ {number}.\n2. Ai quên thì tổ trưởng nhắc."
        if number == articles:
            body = "Làm theo Điều 2 và khoản 1 Điều 3. Điều 4 Nghị định 61/2023/NĐ-CP nói khác."
        blocks.append(factories.article(body, heading=f"Việc thứ {number}"))
    return factories.covenant(factories.hamlet(), writer, articles=tuple(blocks))


def draft_of(page: CovenantPage) -> Any:
    return CovenantPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def numbers(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".dw-outline__link").all_inner_texts()]


def until(page: Any, holds: Callable[[], bool], what: str) -> None:
    """Autosave comes by itself: wait for what it stores."""
    for _ in range(60):
        if holds():
            return
        page.wait_for_timeout(250)
    raise AssertionError(what)


def open_contents(page: Any) -> None:
    page.locator(".dw-outline__link").first.wait_for(state="attached")
    panel = page.locator("[data-side-panel=contents]")
    page.wait_for_timeout(SETTLED)  # by then the pane has opened by itself where there is room
    if not panel.is_visible():
        page.locator("[data-side-panel-toggle=contents]").click()
    panel.locator(".dw-outline__link").first.wait_for()


def test_from_a_model_to_the_editor(live_server: Any, browser: Any, writer: Any) -> None:
    hamlet = factories.hamlet()
    model = ModelText.objects.filter(kind="ap").first()
    assert model is not None
    with logged_in(browser, live_server.url, writer) as page:
        page.get_by_role("link", name=f"Bắt đầu soạn: {hamlet.label}").click()
        page.get_by_role("link", name=model.name).click()
        page.get_by_role("button", name="Bắt đầu từ mẫu này").click()
        page.wait_for_url("**/edit/")
        hint = page.locator(".dw-hint").first
        hint.wait_for()
        total = page.locator(".dw-hint").count()
        assert total == len(Writing.objects.get().hints) > 5
        hint.get_by_role("button", name="Ẩn gợi ý").click()
        until(page, lambda: len(Writing.objects.get().hints) == total - 1, "the hint is gone for the team")
        assert page.locator(".dw-hint").count() == total - 1
        assert "Gợi ý" not in str(draft_of(CovenantPage.objects.get()).body.raw_data[0])
        page.get_by_role("button", name="Mở hoặc đóng ngăn kiểm tra").click()
        page.get_by_text("Còn chỗ trống").first.wait_for()
        page.get_by_role("link", name="Chỉ phần này là của ấp, khóm mình").click()
        page.get_by_role("heading", name="Còn như mẫu").wait_for()


def test_moving_an_article_renumbers_it_and_what_points_at_it(live_server: Any, browser: Any, writer: Any) -> None:
    covenant = long_covenant(writer)
    with logged_in(browser, live_server.url, writer) as page:
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{live_server.url}/quan-tri/pages/{covenant.pk}/edit/")
        open_contents(page)
        assert numbers(page)[:3] == ["Chương I. PHẦN 1", "Điều 1. Việc thứ 1", "Điều 2. Việc thứ 2"]
        page.get_by_role("button", name="Điều 2. Việc thứ 2", exact=True).click()
        page.get_by_role("button", name="Xuống", exact=True).click()
        assert numbers(page)[2:4] == ["Điều 2. Việc thứ 3", "Điều 3. Việc thứ 2"]
        header = page.locator("[data-streamfield-child]").nth(3).locator("[data-panel-heading]").first
        assert re.sub(r"\s+", " ", header.inner_text()).strip().startswith("Điều 3. ")
        page.get_by_text("“theo Điều 2” thành “theo Điều 3”").wait_for()
        field = page.locator("[name=body-65-value-body]")
        expected = "Làm theo Điều 3 và khoản 1 Điều 2. Điều 4 Nghị định 61/2023/NĐ-CP nói khác."
        until(page, lambda: field.input_value() == expected, "the field shows what was saved")
        until(page, lambda: draft_of(covenant).numbered().articles[-1].body == expected, "stored")
        page.wait_for_timeout(1500)  # a further autosave must not bring the old numbers back
        assert draft_of(covenant).numbered().articles[-1].body == expected
        assert faults == []


def test_the_pane_adds_deletes_and_moves_a_chapter_by_keys(live_server: Any, browser: Any, writer: Any) -> None:
    covenant = long_covenant(writer, 20)
    with logged_in(browser, live_server.url, writer) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{covenant.pk}/edit/")
        open_contents(page)
        page.locator(".dw-outline__link").first.focus()
        page.keyboard.press("Alt+ArrowDown")
        assert numbers(page)[0] == "Chương I. PHẦN 2" and numbers(page)[11] == "Chương II. PHẦN 1"
        page.keyboard.press("End")
        page.on("dialog", lambda dialog: dialog.accept())
        page.keyboard.press("Delete")
        assert len(numbers(page)) == 21
        page.get_by_role("button", name="Thêm điều", exact=True).click()
        until(page, lambda: len(numbers(page)) == 22, "added")
        page.wait_for_timeout(400)
        page.keyboard.type("Điều mới của ấp")
        until(page, lambda: numbers(page)[-1] == "Điều 20. Điều mới của ấp", "its title is told at once")
        until(page, lambda: draft_of(covenant).numbered().articles[-1].heading == "Điều mới của ấp", "stored")
        first, *_, last = draft_of(covenant).numbered().articles
        assert (first.number, first.heading, last.number) == ("1", "Việc thứ 11", "20")


def test_on_a_phone_the_contents_are_a_drawer(live_server: Any, browser: Any, writer: Any) -> None:
    covenant = long_covenant(writer)
    with logged_in(browser, live_server.url, writer, PHONE) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{covenant.pk}/edit/")
        open_contents(page)
        page.get_by_role("button", name="Điều 30. Việc thứ 30", exact=True).click()
        page.locator("[data-side-panel=contents]").wait_for(state="hidden")
        field = page.locator("[name=body-32-value-heading]")
        until(page, lambda: field.evaluate("field => field === document.activeElement"), "the jump leads to the text")
        until(page, lambda: 0 <= field.bounding_box()["y"] <= PHONE[1], "and the article is on the screen")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_what_was_pasted_together_is_taken_apart(live_server: Any, browser: Any, writer: Any) -> None:
    covenant = long_covenant(writer, 3)
    with logged_in(browser, live_server.url, writer, DESK) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{covenant.pk}/edit/")
        page.fill(
            "[name=body-1-value-body]", "1. Một.\nĐiều 2. Giữ rừng\n1. Không đốt.\nĐiều 3. Giữ nước\nMỗi nhà một lu."
        )
        page.wait_for_timeout(1500)
        with page.expect_navigation():
            page.locator("button.action-save").first.click()
        page.get_by_role("link", name="Tách thành các điều riêng").click()
        page.get_by_role("button", name="Tách thành 3 phần").click()
        page.get_by_text("Đã tách thành 3 phần").wait_for()
    headings = [article.heading for article in draft_of(covenant).numbered().articles]
    assert headings == ["Việc thứ 1", "Giữ rừng", "Giữ nước", "Việc thứ 2", "Việc thứ 3"]
    assert draft_of(covenant).numbered().articles[-1].body.startswith("Làm theo Điều 4 và khoản 1 Điều 5. Điều 4 Nghị")


def test_a_lost_connection_loses_no_words(live_server: Any, browser: Any, writer: Any) -> None:
    """Wagtail's autosave tries again by itself; nothing of ours stands in its way."""
    covenant = long_covenant(writer, 3)
    with logged_in(browser, live_server.url, writer, DESK) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{covenant.pk}/edit/")
        page.locator(".dw-outline__link").first.wait_for(state="attached")
        page.wait_for_timeout(SETTLED)
        page.context.set_offline(True)
        page.fill("[name=body-1-value-body]", "Viết lúc mất mạng.")
        page.wait_for_timeout(2000)
        page.context.set_offline(False)
        until(page, lambda: draft_of(covenant).numbered().articles[0].body == "Viết lúc mất mạng.", "stored afterwards")
