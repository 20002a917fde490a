"""Our own pages of the admin, as each role meets them on a phone and at a desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from content_models.covenants.models import CovenantPage
from content_models.roles.models import Person
from tests.browser.office import ARTICLE, DESK, PHONE, UNREADABLE, Office, logged_in
from tests.browser.page_faults import faults
from tests.factories import DAT_MUI
from tests.staff import client_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STOP = """() => {
  const stop = document.activeElement, box = stop.getBoundingClientRect(), bar = document.querySelector('.da-bar');
  const foot = bar.contains(stop) ? innerHeight : Math.min(innerHeight, bar.getBoundingClientRect().top);
  const below = stop.closest('.da-reading') && box.bottom > foot + 1 && box.height < foot;
  return {name: stop.innerText || stop.name || '', hidden: below || box.top < -1 && box.height < foot};
}"""


@pytest.fixture
def office(db: None) -> Office:
    return Office(DAT_MUI)


def test_an_article_is_added_and_saved_on_a_phone(live_server: Any, browser: Any, office: Office) -> None:
    """The editor is Wagtail's; what we ask of it is that a team can write with one hand."""
    with logged_in(browser, live_server.url, office.returned_writer, PHONE) as page:
        page.goto(f"{live_server.url}/quan-tri/pages/{office.returned.pk}/edit/")
        page.locator(".c-sf-add-button").last.wait_for()
        page.wait_for_timeout(2500)  # Wagtail notes the form as it stands a while after loading
        page.locator(".c-sf-add-button").last.click()
        page.get_by_role("option", name="Điều").click()
        page.fill("[name=body-1-value-heading]", "Cưới, tang")
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
            page.fill("[name=body-1-value-body]", ARTICLE)  # the editor saves by itself
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert page.locator("[name=body-1-value-body]").bounding_box()["width"] > 280
        page.wait_for_timeout(2000)  # whatever it still saves is done
        with page.expect_navigation() as saved:
            page.locator("button.action-save").first.click()
        assert saved.value.status == 200
        page.wait_for_selector("#id_title")
    draft = CovenantPage.objects.get(pk=office.returned.pk).get_latest_revision_as_object()
    assert [article.heading for article in draft.numbered().articles] == ["Vệ sinh", "Cưới, tang"]


def test_the_keyboard_reaches_the_decision(live_server: Any, browser: Any, office: Office) -> None:
    """Tab from the top: each stop is seen, none lies under the bar at the foot, both buttons are among them."""
    with logged_in(browser, live_server.url, office.culture, PHONE) as page:
        page.goto(f"{live_server.url}/quan-tri/duyet/{office.task_of(office.changed)}/")
        page.locator(".da-reading").click(position={"x": 5, "y": 5})
        stops = []
        while "Trả lại" not in stops and len(stops) < 60:
            page.keyboard.press("Tab")
            stops.append(seen_stop(page))
        assert "Đồng ý" in stops


def test_editors_read_why_a_file_cannot_be_searched(office: Office) -> None:
    """On the state of the document, on the file's own page and where files are chosen."""
    client = client_of(office.editor)
    file = office.scanned.attachments.get(file__text_state="unreadable").file
    for address in (
        reverse("approval_document", args=[office.scanned.pk]),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtaildocs_chooser:choose_results"),
    ):
        assert UNREADABLE in client.get(address).content.decode(), address


def seen_stop(page: Any) -> str:
    """The words of what has the focus, once it is in sight: Wagtail scrolls smoothly."""
    for _ in range(30):
        stop = page.evaluate(STOP)
        if not stop["hidden"]:
            return str(stop["name"])
        page.wait_for_timeout(100)
    raise AssertionError(f"out of sight: {stop}")


def visits(office: Office) -> list[tuple[Person, list[str]]]:
    """Who opens which of our pages."""
    changed, long, scanned = (office.task_of(page) for page in (office.changed, office.long, office.scanned))
    record, place, renamed = office.paper_confirmed_by_other.pk, office.unit.pk, office.renamed.pk
    known, membership = office.known.pk, office.known.memberships.get().pk
    people = ["", "them/", "tu-tep/", f"{known}/", f"{known}/sua/", f"{known}/vai-tro/", f"{known}/khoa/"]
    people += [f"vai-tro/{membership}/ket-thuc/", "?q=khong-co-ai"]
    history = [f"lich-su/nguoi/{known}/", f"lich-su/noi-chon/{renamed}/"]
    places = ["", f"{place}/", f"{renamed}/", f"{place}/them/", f"{renamed}/doi-ten/", f"{place}/nhap-tach/"]
    paper = ["van-ban-cu/", "van-ban-cu/ghi/", f"van-ban-cu/{record}/"]
    return [
        (office.writer, ["", f"duyet/van-ban/{office.changed.pk}/"]),
        (office.returned_writer, ["", f"duyet/van-ban/{office.returned.pk}/"]),
        (office.head, ["", "duyet/"]),
        (
            office.culture,
            ["", "duyet/", f"duyet/{changed}/", f"duyet/{long}/", *paper, *(f"nguoi-dung/{p}" for p in people)],
        ),
        (office.justice, ["", "duyet/", paper[0], paper[2]]),
        (office.editor, ["", f"duyet/van-ban/{office.scanned.pk}/"]),
        (office.leader, ["", "duyet/", f"duyet/{scanned}/"]),
        (office.provincial_editor, ["", "duyet/"]),
        (office.admin, ["", "nguoi-dung/", *(f"noi-chon/{p}" for p in places), *history]),
    ]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_every_role(live_server: Any, browser: Any, office: Office, size: tuple[int, int]) -> None:
    found = {}
    for person, paths in visits(office):
        with logged_in(browser, live_server.url, person, size) as page:
            for path in paths:
                answer = page.goto(f"{live_server.url}/quan-tri/{path}")
                assert answer.status == 200, path
                if wrong := faults(page, width=size[0], touch=size == PHONE):
                    found[path] = wrong
    assert not found, "\n".join(f"{path or '(home)'}\n  " + "\n  ".join(wrong) for path, wrong in found.items())
