"""Rules of a disclosure, and the withdrawal of a list of persons on the day after its last."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models.disclosures.items import ITEMS
from content_models.disclosures.models import DisclosurePage
from tests import factories
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db

LAST_DAY = dt.date(2026, 5, 31)
PERSON = "Nguyễn Văn Hộ Nghèo"


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def page(staff: Staff) -> DisclosurePage:
    """A list of persons, posted in May 2026, with a file that was read."""
    file = factories.attached_file(staff.unit, staff.editor, title="Danh sách kèm theo")
    type(file).objects.filter(pk=file.pk).update(text=f"1. {PERSON}", text_state="read")
    draft = staff.disclosure(
        files=(file,),
        title="Danh sách hộ được hỗ trợ nhà ở",
        item=7,
        names_persons=True,
        posted_from=dt.date(2026, 5, 1),
        posted_until=LAST_DAY,
        body=factories.text_body(f"<p>{PERSON}</p>"),
    )
    return staff.publish(draft)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`today(date)` makes it that day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def problems(**fields: Any) -> dict[str, list[str]]:
    values = {
        "decision_date": dt.date(2026, 1, 15),
        "posted_from": dt.date(2026, 1, 20),
        "forms": ["posting"],
    } | fields
    with pytest.raises(ValidationError) as caught:
        DisclosurePage(title="Danh sách", item=1, responsible="Văn phòng", **values).clean()
    return caught.value.message_dict


def test_a_list_of_persons_must_end() -> None:
    assert "phải có ngày cuối" in problems(names_persons=True)["posted_until"][0]


def test_a_posting_does_not_end_before_it_begins() -> None:
    found = problems(posted_until=dt.date(2026, 1, 19))
    assert found == {"posted_until": ["Ngày cuối phải từ ngày bắt đầu công khai trở đi."]}


def test_a_posting_may_last_one_day_and_may_stay_for_ever() -> None:
    for until in (dt.date(2026, 1, 20), None):
        DisclosurePage(
            title="Danh sách", posted_from=dt.date(2026, 1, 20), posted_until=until, decision_date=dt.date(2026, 1, 15)
        ).clean()


def test_a_decision_of_the_far_future_is_a_slip_of_the_pen() -> None:
    assert "chưa tới" in problems(decision_date=timezone.localdate() + dt.timedelta(days=2))["decision_date"][0]


def test_the_editor_meets_these_sentences(staff: Staff) -> None:
    """Through the real form: a draft may be incomplete, what is submitted may not."""
    draft = staff.disclosure(names_persons=False)
    draft.names_persons = True
    with pytest.raises(ValidationError) as caught:
        draft.full_clean()
    assert "posted_until" in caught.value.message_dict


def test_the_law_has_fourteen_items() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 15))
    # Luật 10/2022/QH15 Đ.13: thirty days where the law sets a time of posting.
    assert {item.days for item in ITEMS} == {30, None}


def test_until_its_last_day_the_list_is_read_and_found(page: DisclosurePage, today: Any) -> None:
    for day in (dt.date(2026, 5, 1), LAST_DAY):
        today(day)
        answer = client_of(None).get(page.url)
        assert PERSON in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex, noarchive"
        assert '<meta name="robots" content="noindex, noarchive">' in answer.content.decode()
        content = page.search_content()
        assert PERSON in content.passages[0].body
        assert PERSON in content.passages[1].body
        assert content.state == "posted"


def test_on_the_day_after_list_and_files_leave_and_the_notice_stays(page: DisclosurePage, today: Any) -> None:
    today(LAST_DAY + dt.timedelta(days=1))
    file = page.attachments.get().file
    answer = client_of(None).get(page.url)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Danh sách đã được gỡ xuống" in body
    assert page.title in body
    assert PERSON not in body
    assert file.url not in body
    assert client_of(None).get(file.url).status_code == 404
    content = page.search_content()
    assert (content.title, content.passages, content.state) == (page.title, (), "posting_ended")
    assert PERSON not in repr(content)


def test_a_posting_without_names_stays_to_be_read(staff: Staff, today: Any) -> None:
    page = staff.publish(staff.disclosure(posted_until=LAST_DAY, body=factories.text_body("<p>Thu ngân sách</p>")))
    today(LAST_DAY + dt.timedelta(days=1))
    answer = client_of(None).get(page.url)
    assert "Thu ngân sách" in answer.content.decode()
    assert "Đã hết thời gian niêm yết" in answer.content.decode()
    assert "X-Robots-Tag" not in answer
    assert page.search_content().passages


def test_a_list_of_persons_is_not_among_what_is_new(page: DisclosurePage, staff: Staff, today: Any) -> None:
    today(LAST_DAY)
    assert page.title not in client_of(None).get("/").content.decode()
    assert page.title in client_of(None).get(page.get_parent().url).content.decode()


def test_disclosures_are_made_below_a_commune_only(staff: Staff) -> None:
    province = factories.province()
    assert not DisclosurePage.can_create_at(province.sections.get(section="tai-lieu"))
    assert not DisclosurePage.can_create_at(staff.unit.sections.get(section="tai-lieu"))
    assert not DisclosurePage.can_create_at(staff.unit.page)
    assert DisclosurePage.can_create_at(staff.unit.sections.get(section="cong-khai"))
