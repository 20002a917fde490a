"""The pictures of the README, taken from a running demo: `python -m tools.screenshots --base http://localhost:8000`.

Needs the packages of requirements-dev.txt and a Chromium (CHROMIUM, or in PATH).
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image

from . import chromium
from .console import Problem, main, step
from .paths import REPOSITORY
from .ports import LOCALHOST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = REPOSITORY / "docs" / "images"
PHONE, DESK = (390, 844), (1280, 900)
MAX_BYTES = 150 * 1024
COLOURS = (256, 128, 64, 32)
OFFICER = "0900000011"  # the demo's culture-society officer


def take() -> int:
    """Write home-phone.png, search-phone.png and decide.png; raises Problem when the site cannot be had."""
    options = _options()
    path, reason = chromium.find()
    if not path:
        raise Problem(f"Không có Chromium để chụp: {reason}")
    from playwright.sync_api import Error, sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        # --no-sandbox: Chromium refuses its sandbox to root, and only the demo's own pages are opened.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            _picture(browser, "home-phone", PHONE, lambda page: page.goto(f"{options.base}/"))
            _picture(browser, "search-phone", PHONE, lambda page: page.goto(f"{options.base}/tim-kiem/?q=rac+thai"))
            _picture(browser, "decide", DESK, lambda page: _open_decision(page, options.base, options.password))
        except Error as problem:
            raise Problem(f"Không chụp được từ {options.base}: {problem.message.splitlines()[0]}") from problem
        finally:
            browser.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description="Chụp hình cho README.")
    parser.add_argument("--base", default=f"http://{LOCALHOST}:8000", help="địa chỉ của ./run đang chạy")
    parser.add_argument("--password", required=True, help="mật khẩu dùng thử mà ./run in ra")
    return parser.parse_args()


def _picture(browser: Browser, name: str, size: tuple[int, int], show: Callable[[Page], object]) -> None:
    """One page of its own, as a PNG of few colours."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", reduced_motion="reduce")
    show(page)
    page.wait_for_load_state("networkidle")
    small = small_png(page.screenshot())
    (FOLDER / f"{name}.png").write_bytes(small)
    step(f"{name}.png: {len(small) // 1024} KB")
    page.close()


def _open_decision(page: Page, base: str, password: str) -> None:
    """What waits for the officer, or the list that says that nothing does."""
    page.goto(f"{base}/quan-tri/login/")
    page.fill("#id_username", OFFICER)
    page.fill("#id_password", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    page.goto(f"{base}/quan-tri/duyet/")
    waiting = page.locator(".da-table a")
    if waiting.count():
        waiting.first.click()
        page.locator(".da-reading").wait_for()


def small_png(png: bytes) -> bytes:
    """The picture in as many colours as fit into `MAX_BYTES`; raises Problem when 32 colours are too many."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MAX_BYTES:
            return out.getvalue()
    raise Problem(f"Hình lớn hơn {MAX_BYTES // 1024} KB ngay cả với {COLOURS[-1]} màu.")


if __name__ == "__main__":
    sys.exit(main(take))
