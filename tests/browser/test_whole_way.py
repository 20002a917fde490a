"""The whole way once, in a real browser: write, submit, return, resubmit, three approvals, found, second version.

The site runs with the settings of `./run` (and, where the run names them, on PostgreSQL and Elasticsearch);
the indexer's work is done between steps by the function that the process calls.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from content_models.places.models import Place
from content_models.places.service import create_place
from content_models.roles.models import Person
from content_models.roles.service import give_role
from content_models.roles.table import Role
from search.sync.indexer import index_batch
from search.sync.rebuild import rebuild

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "mat-khau-dai-2026"
PEOPLE = {
    "writer": ("0911000001", Role.DRAFTING_MEMBER),
    "head": ("0911000002", Role.HAMLET_HEAD),
    "culture": ("0911000003", Role.CULTURE_OFFICER),
    "justice": ("0911000004", Role.JUSTICE_OFFICER),
    "leader": ("0911000005", Role.COMMUNE_LEADER),
}
ARTICLES = [
    ("Phạm vi áp dụng", "Hương ước này áp dụng cho mọi hộ trong ấp."),
    (
        "Giữ vệ sinh kênh rạch",
        "1. Không đổ rác xuống kênh.\n2. Mỗi tháng một lần:\na) Vớt lục bình;\nb) Dọn bến nước.",
    ),
    (
        "Giúp nhau khi hoạn nạn",
        "1. Nhà có tang, bà con đến phụ giúp.\n2. Nhà neo đơn được hàng xóm trông nom.",
    ),
]


class Actor:
    """A person in a browser context of their own."""

    def __init__(self, browser: Any, base: str, phone: str) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.base = base
        self.page.goto(f"{base}/quan-tri/login/")
        self.page.fill("#id_username", phone)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("button[type=submit]")
        self.page.wait_for_url("**/quan-tri/")

    def go(self, path: str) -> Any:
        self.page.goto(f"{self.base}{path}")
        return self.page

    def open_waiting(self, title: str) -> Any:
        """The one text that waits for this person."""
        page = self.go("/quan-tri/duyet/")
        page.get_by_role("table").get_by_role("link", name=title).click()
        return page


@pytest.fixture
def hamlet(db: None) -> Place:
    commune = Place.objects.get(code="32152")
    place = create_place(kind="ap", name="Kinh Thử", parent=commune, by=None, reason="thử nghiệm")
    for name, (phone, role) in PEOPLE.items():
        person = Person(username=phone, full_name=f"Người {name}", email=f"{name}@example.invalid")
        person.set_password(PASSWORD)
        person.save()
        unit = place if role in (Role.DRAFTING_MEMBER, Role.HAMLET_HEAD) else commune
        give_role(person, unit=unit, role=role, valid_from=dt.date(2025, 7, 1), valid_to=None, by=None, reason="thử")
    rebuild()
    return place


def test_from_the_first_draft_to_the_second_version(live_server: Any, browser: Any, phone: Any, hamlet: Place) -> None:
    people = {name: Actor(browser, live_server.url, number) for name, (number, _role) in PEOPLE.items()}
    page_id = write_draft(people["writer"], hamlet)
    submit(people["head"], page_id)
    give_back(people["culture"], "Cần nói rõ ngày dọn bến nước.")
    assert "Cần nói rõ ngày dọn bến nước." in people["writer"].go(f"/quan-tri/duyet/van-ban/{page_id}/").content()
    change_article(people["writer"], page_id, 1, "Mỗi tháng một lần", "Ngày mười lăm hằng tháng")
    submit(people["head"], page_id)
    recognise(people, "07/QĐ-UBND", "2026-01-15")
    send_to_index()

    citizen_finds(phone, live_server.url, "don ben nuoc", "Giữ vệ sinh kênh rạch")
    first_address = phone.url.split("#")[0]
    assert "Ngày mười lăm hằng tháng" in phone.content()

    change_article(people["writer"], page_id, 2, "trông nom", "trông nom, nấu cháo khi ốm")
    submit(people["head"], page_id)
    recognise(people, "19/QĐ-UBND", "2026-06-20")
    send_to_index()
    citizen_finds(phone, live_server.url, "nau chao khi om", "Giúp nhau khi hoạn nạn")
    phone.goto(f"{first_address}phien-ban/1/")
    assert "nấu cháo" not in phone.content()
    assert "Không còn hiệu lực" in phone.content() or "không còn hiệu lực" in phone.content()


def test_an_edit_that_races_an_approval_publishes_nothing(live_server: Any, browser: Any, hamlet: Place) -> None:
    """Two contexts: the leader has the page open while the text is changed underneath, past the lock."""
    from content_models.covenants.models import CovenantPage, CovenantVersion

    people = {name: Actor(browser, live_server.url, number) for name, (number, _role) in PEOPLE.items()}
    page_id = write_draft(people["writer"], hamlet)
    editor = people["writer"].go(f"/quan-tri/pages/{page_id}/edit/")
    submit(people["head"], page_id)
    screen = people["culture"].open_waiting("Hương ước ấp Kinh Thử")
    editor.locator("#id_title").fill("Hương ước bị sửa lén")
    editor.wait_for_timeout(2500)  # the editor's autosave has had its chance: the lock must have refused it
    page = CovenantPage.objects.get(pk=page_id)
    assert page.get_latest_revision().as_object().title == "Hương ước ấp Kinh Thử"
    draft = page.get_latest_revision().as_object()
    draft.title = "Hương ước bị sửa lén"
    draft.save_revision(user=Person.objects.get(username=PEOPLE["writer"][0]), changed=False)
    screen.get_by_role("button", name="Đồng ý").click()
    screen.get_by_text("đã được sửa sau khi gửi duyệt").wait_for()
    assert not CovenantPage.objects.get(pk=page_id).live
    assert not CovenantVersion.objects.exists()


def write_draft(writer: Actor, hamlet: Place) -> int:
    """A new covenant of three articles through the editor; returns the page's id."""
    page = writer.go(f"/quan-tri/pages/add/covenants/covenantpage/{hamlet.page.pk}/")
    page.fill("#id_title", "Hương ước ấp Kinh Thử")
    for number, (heading, body) in enumerate(ARTICLES):
        page.locator(".c-sf-add-button").last.click()
        page.get_by_role("option", name="Điều").click()
        page.fill(f"[name=body-{number}-value-heading]", heading)
        page.fill(f"[name=body-{number}-value-body]", body)
    save(page)
    return int(page.url.split("/pages/")[1].split("/")[0])


def change_article(writer: Actor, page_id: int, number: int, old: str, new: str) -> None:
    page = writer.go(f"/quan-tri/pages/{page_id}/edit/")
    field = page.locator(f"[name=body-{number}-value-body]")
    text = field.input_value()
    assert old in text
    field.fill(text.replace(old, new))
    save(page)


def save(page: Any) -> None:
    """Press Save and wait for the page that comes after it."""
    page.wait_for_timeout(800)  # an autosave under way would make this save a second one
    with page.expect_navigation():
        page.locator("button.action-save").first.click()
    page.wait_for_selector("#id_title")


def submit(head: Actor, page_id: int) -> None:
    page = head.go(f"/quan-tri/duyet/van-ban/{page_id}/")
    page.get_by_role("button", name="Gửi duyệt bản đã lưu").click()
    page.get_by_text("Đã gửi duyệt.").wait_for()


def give_back(officer: Actor, reason: str) -> None:
    page = officer.open_waiting("Hương ước ấp Kinh Thử")
    page.fill("#id_reason", reason)
    page.get_by_role("button", name="Trả lại").click()
    page.get_by_text("Đã trả lại.").wait_for()


def recognise(people: dict[str, Actor], number: str, day: str) -> None:
    for name in ("culture", "justice"):
        page = people[name].open_waiting("Hương ước ấp Kinh Thử")
        page.get_by_role("button", name="Đồng ý").click()
        page.get_by_text("Đã đồng ý.").wait_for()
    page = people["leader"].open_waiting("Hương ước ấp Kinh Thử")
    page.fill("#id_number", number)
    page.fill("#id_issued_on", dt.date.fromisoformat(day).strftime("%d/%m/%Y"))
    page.fill("#id_signer", "Nguyễn Văn Đủ")
    page.get_by_role("button", name="Công nhận và công bố").click()
    page.get_by_text("Đã công nhận và công bố.").wait_for()


def send_to_index() -> None:
    from search.engines import engine

    while index_batch():
        pass
    engine().refresh()


def citizen_finds(phone: Any, base: str, typed: str, heading: str) -> None:
    """Type without accents on a phone, open the article from its hit."""
    phone.goto(f"{base}/")
    phone.locator("input[name=q]").first.fill(typed)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/tim-kiem/**")
    phone.get_by_role("link", name=heading).first.click()
    phone.wait_for_url("**#dieu-*")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
