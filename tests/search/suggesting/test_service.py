"""What the search box offers, as the site answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from content_models.places.service import rename_place
from search.engines import engine
from search.engines.base import EngineUnavailable
from search.models import FrequentQuestion, QueryCount
from search.suggesting import questions
from search.sync.outbox import mark
from tests import factories
from tests.search.suggesting import hiding
from tests.staff import Staff

pytestmark = pytest.mark.django_db
Suggested = Callable[[str], list[dict[str, Any]]]


def texts(lines: list[dict[str, Any]]) -> list[str]:
    return [line["text"] for line in lines]


@pytest.fixture
def places(site: Client, staff: Staff, indexed: Callable[[], None]) -> Staff:
    mark([staff.unit.page.pk, staff.hamlet.page.pk])
    indexed()
    return staff


@pytest.mark.parametrize("typed", ["mui", "mũi", "Đất M", "dat mu", "xa dat"])
def test_a_commune_is_offered_from_any_of_its_words(places: Staff, suggested: Suggested, typed: str) -> None:
    first = suggested(typed)[0]
    assert (first["text"], first["kind"], first["url"]) == ("Xã Đất Mũi", "place", places.unit.page.url)


def test_a_hamlet_is_named_with_its_commune(places: Staff, suggested: Suggested) -> None:
    assert texts(suggested("rach")) == ["Ấp Rạch Tàu, xã Đất Mũi"]


def test_a_former_name_leads_to_the_place_of_today(
    places: Staff, suggested: Suggested, indexed: Callable[[], None]
) -> None:
    former = places.unit.former_units.first()
    line = next(line for line in suggested(former.name) if former.name in line["text"])
    assert line["url"] == places.unit.page.url and line["about"] == "nay là xã Đất Mũi"
    rename_place(places.hamlet, kind="ap", name="Vàm Mới", on=dt.date(2026, 1, 1), by=None, reason="Đổi tên")
    indexed()
    assert texts(suggested("rạch tàu")) == ["Ấp Rạch Tàu"]
    assert suggested("vàm mớ")[0]["text"] == "Ấp Vàm Mới, xã Đất Mũi"


def test_titles_of_documents_are_offered(places: Staff, suggested: Suggested, indexed: Callable[[], None]) -> None:
    covenant = places.covenant()
    indexed()
    line = suggested("huong uoc")[0]
    assert (line["text"], line["url"]) == ("Hương ước ấp Rạch Tàu", covenant.url)
    assert line["about"] == "Hương ước, quy ước · Ấp Rạch Tàu, xã Đất Mũi"


def test_a_title_of_several_communes_is_searched_for(
    site: Client, staff: Staff, suggested: Suggested, indexed: Callable[[], None]
) -> None:
    other = Staff(factories.DAM_DOI)
    for one in (staff, other):
        one.publish(one.disclosure(title="Dự toán ngân sách năm 2026"))
    indexed()
    (line,) = suggested("du toan")
    assert line["about"] == "Nội dung công khai · nhiều nơi"
    assert line["url"] == "/tim-kiem/?q=D%E1%BB%B1+to%C3%A1n+ng%C3%A2n+s%C3%A1ch+n%C4%83m+2026"


@pytest.mark.parametrize("typed", ["", " ", "x", "đ", "?!", "*", " a "])
def test_fewer_than_two_letters_get_nothing(places: Staff, suggested: Suggested, typed: str) -> None:
    assert suggested(typed) == []


def test_at_most_eight_lines_and_not_only_places(
    site: Client, staff: Staff, suggested: Suggested, indexed: Callable[[], None]
) -> None:
    for number in range(1, 13):
        factories.hamlet(f"Hòa {number}")
    staff.publish(staff.disclosure(title="Hòa giải ở cơ sở"))
    FrequentQuestion.objects.create(text="Hòa giải ở đâu?")
    indexed()
    lines = suggested("hoa")
    assert len(lines) == 8
    assert {line["kind"] for line in lines} == {"place", "question", "disclosure"}


# --- questions -------------------------------------------------------------------------------------------


def test_a_curated_question_is_offered_at_once_and_leads_to_its_page(places: Staff, suggested: Suggested) -> None:
    assert suggested("ai ký") == []
    FrequentQuestion.objects.create(text="Ai ký công nhận hương ước?", target=places.unit.page)
    (line,) = suggested("ai ky")
    assert (line["kind"], line["url"]) == ("question", places.unit.page.url)
    FrequentQuestion.objects.all().delete()
    assert suggested("ai ky") == []


def test_a_question_without_a_page_is_searched_for(places: Staff, suggested: Suggested) -> None:
    FrequentQuestion.objects.create(text="Đám tang mấy ngày?")
    assert suggested("dam tang")[0]["url"].startswith("/tim-kiem/?q=%C4%90%C3%A1m+tang")


def asked(text: str, days: int, found: bool = True, key: str = "cam ca bang xung dien") -> None:
    today = timezone.localdate()
    for number in range(days):
        QueryCount.objects.create(day=today - dt.timedelta(days=number), key=key, text=text, found=found, count=50)


def test_what_was_asked_is_offered_only_after_five_separate_days(places: Staff, suggested: Suggested) -> None:
    from search.suggesting.questions import forget

    asked("cấm cá bằng xung điện", 4)
    assert suggested("cam ca") == []
    QueryCount.objects.create(
        day=timezone.localdate() - dt.timedelta(days=9), key="cam ca bang xung dien", text="x", found=True
    )
    forget()
    assert texts(suggested("cam ca")) == ["cấm cá bằng xung điện"]


def test_what_never_found_anything_is_not_offered(places: Staff, suggested: Suggested) -> None:
    asked("cấm cá bằng xung điện", 9, found=False)
    assert suggested("cam ca") == []


def test_what_was_asked_is_added_up_seldom_and_the_editors_word_counts_at_once(
    places: Staff, suggested: Suggested
) -> None:
    asked("cấm cá bằng xung điện", 9)
    assert len(suggested("cam ca")) == 1
    cache.delete(questions.CACHE_KEY)  # as after a minute
    with CaptureQueriesContext(connection) as seen:
        assert len(suggested("cam ca")) == 1
    assert not any("search_querycount" in query["sql"] for query in seen)
    FrequentQuestion.objects.create(text="Cấm cá bằng xung điện", active=False)
    assert suggested("cam ca") == []


def test_an_editor_takes_a_question_out(places: Staff, suggested: Suggested) -> None:
    asked("cấm cá bằng xung điện", 9)
    FrequentQuestion.objects.create(text="Cấm cá bằng xung điện?", active=False)
    assert suggested("cam ca") == []


# --- privacy and bad days --------------------------------------------------------------------------------


@pytest.mark.parametrize("hide", hiding.WAYS)
def test_what_is_no_longer_public_is_not_offered_before_the_index_knows(
    site: Client, staff: Staff, suggested: Suggested, indexed: Callable[[], None], hide: Callable[[Any], None]
) -> None:
    page = staff.publish(staff.disclosure(title="Danh sách hộ khó khăn"))
    FrequentQuestion.objects.create(text="Hộ khó khăn nào được hỗ trợ?", target=page)
    indexed()
    assert len(suggested("kho khan")) == 2
    hide(page)
    assert [line for line in suggested("kho khan") if line["url"] == page.url or line["kind"] != "question"] == []
    if hide is not hiding.by_deletion:
        assert suggested("kho khan") == []


def test_a_draft_is_never_offered(
    site: Client, staff: Staff, suggested: Suggested, indexed: Callable[[], None]
) -> None:
    staff.disclosure(title="Bí mật chưa duyệt")
    indexed()
    assert suggested("bi mat") == []


def test_a_few_queries_however_many_lines(
    site: Client, staff: Staff, suggested: Suggested, indexed: Callable[[], None]
) -> None:
    counted = []
    for number in range(6):
        staff.publish(staff.disclosure(title=f"Thu chi quỹ số {number}"))
        indexed()
        suggested("thu chi")
        with CaptureQueriesContext(connection) as seen:
            suggested("thu chi")
        counted.append(len(seen))
    assert counted[0] == counted[-1] <= 4


def test_when_the_engine_is_down_questions_are_still_offered(
    places: Staff, suggested: Suggested, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_arguments: Any) -> None:
        raise EngineUnavailable("refused")

    FrequentQuestion.objects.create(text="Đất Mũi ở đâu?")
    monkeypatch.setattr(engine(), "complete", down)
    assert texts(suggested("dat mui")) == ["Đất Mũi ở đâu?"]


def test_the_answer_is_kept_by_no_cache(places: Staff, client: Client) -> None:
    assert "no-store" in client.get("/tim-kiem/goi-y/?q=mui")["Cache-Control"]
    assert client.post("/tim-kiem/goi-y/").status_code == 405


@hypothesis_settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(typed=st.text(max_size=60))
def test_nothing_typed_is_an_error(places: Staff, client: Client, typed: str) -> None:
    assert client.get("/tim-kiem/goi-y/", {"q": typed}).status_code == 200
