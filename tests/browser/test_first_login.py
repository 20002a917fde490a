"""From a new entry in the people's register to a person at work: slip, first login, own password."""

from __future__ import annotations

import re
from typing import Any

import pytest

from content_models.roles.table import Role
from tests import factories
from tests.browser.office import DESK, PHONE, logged_in
from tests.browser.page_faults import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBER, OWN = "0912000111", "duong-que-xanh-2026"


def test_from_the_slip_to_a_password_of_ones_own(live_server: Any, browser: Any) -> None:
    admin = factories.person(Role.PROVINCIAL_ADMIN, factories.province())
    with logged_in(browser, live_server.url, admin) as page:
        first = slip_of(page, live_server.url)
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, locale="vi-VN")
    phone = context.new_page()
    log_in(phone, live_server.url, first)
    phone.wait_for_url("**/mat-khau-lan-dau/")
    phone.goto(f"{live_server.url}/quan-tri/duyet/")
    assert phone.url.endswith("/mat-khau-lan-dau/")  # a first password opens this page and no other
    assert faults(phone, width=PHONE[0], touch=True) == []
    choose(phone, "ngắn")
    phone.get_by_text("ít nhất 10 ký tự").last.wait_for()
    choose(phone, OWN)
    phone.get_by_text("Đã đặt mật khẩu của bạn.").wait_for()
    phone.get_by_role("link", name="Thêm nội dung công khai của Xã Đất Mũi").wait_for()
    phone.context.clear_cookies()
    log_in(phone, live_server.url, first)
    phone.get_by_text("Sai tên đăng nhập hoặc mật khẩu").wait_for()
    log_in(phone, live_server.url, OWN)
    phone.wait_for_url("**/quan-tri/")
    context.close()


def slip_of(page: Any, base: str) -> str:
    """Enter a person; returns the first password, read from the slip, which fits a phone and prints alone."""
    page.goto(f"{base}/quan-tri/nguoi-dung/them/")
    page.fill("[name=full_name]", "Nguyễn Thị Tập Huấn")
    page.fill("[name=phone]", NUMBER)
    page.select_option("[name=unit]", label="Xã Đất Mũi")
    page.select_option("[name=role]", "disclosure_editor")
    page.fill("[name=reason]", "Nhân sự mới")
    page.get_by_role("button", name="Thêm người và in").click()
    slip = page.locator(".da-slip")
    text = slip.inner_text()
    assert NUMBER in text and "/quan-tri/login/" in text and "Xã Đất Mũi" in text
    assert page.get_by_role("button", name="In phiếu").is_visible()
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(600)  # the menu folds away in a movement
        assert faults(page, width=width, touch=(width, height) == PHONE) == []
    page.emulate_media(media="print")
    assert slip.is_visible() and not page.get_by_role("button", name="In phiếu").is_visible()
    found = re.search(r"Mật khẩu lần đầu: *(\S+)", text)
    assert found
    return found.group(1)


def log_in(page: Any, base: str, password: str) -> None:
    page.goto(f"{base}/quan-tri/login/")
    assert page.get_by_text("Quên mật khẩu").is_visible()
    page.fill("#id_username", NUMBER)
    page.fill("#id_password", password)
    page.click("button[type=submit]")


def choose(page: Any, password: str) -> None:
    for field in ("password", "again"):
        page.fill(f"[name={field}]", password)
    page.get_by_role("button", name="Đặt mật khẩu").click()
