"""What the reading of queries learns from the site."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.places.service import create_place, rename_place
from search.learning import current
from search.learning.current import current_knowledge, forget
from search.learning.learn import learn
from search.learning.models import LearnedLanguage
from search.text.query import ReadQuery, read_query
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


def read(typed: str) -> ReadQuery:
    forget()
    return read_query(typed, current_knowledge())


def offered(typed: str) -> list[tuple[str, str]]:
    return [(offer.facet, offer.value) for offer in read(typed).offers]


def test_a_word_of_a_public_text_is_never_a_slip() -> None:
    staff = Staff(factories.DAT_MUI)
    text = "Mẫu đơn Hdtv dùng cho hợp tác xã"
    page = factories.disclosure(staff.unit, staff.editor, title=text)
    learn()
    assert not current_language_knows("hdtv")
    factories.published(page, by=staff.editor, approver=staff.leader)
    learn()
    assert current_language_knows("hdtv")
    assert read("đơn hdtv").mended == ""


def current_language_knows(word: str) -> bool:
    forget()
    return current_knowledge().language.is_own(word)


def test_places_of_today_and_of_before_lead_to_todays_unit() -> None:
    commune = factories.commune(factories.DAT_MUI)
    hamlet = factories.hamlet("Cái Mòi Thử", factories.DAT_MUI)
    assert ("commune", str(commune.pk)) in offered("quy định ở xã đất mũi")
    assert ("commune", str(commune.pk)) in offered("quy dinh o xa dat mui")
    assert ("hamlet", str(hamlet.pk)) in offered("hương ước ấp Cái Mòi Thử")
    asked = read("hương ước xã Viên An, huyện Ngọc Hiển")
    assert ("commune", str(commune.pk)) in [(offer.facet, offer.value) for offer in asked.offers]
    assert ("đất", "mũi") in [other for expansion in asked.expansions for other in expansion.others]


def test_a_renamed_place_is_known_by_both_names() -> None:
    place = create_place(
        kind="ap", name="Kinh Mới Thử", parent=factories.commune(factories.DAT_MUI), by=None, reason="Thử"
    )
    rename_place(place, kind="ap", name="Kinh Đổi Tên", by=None, reason="Thử", on=factories.SINCE)
    assert ("hamlet", str(place.pk)) in offered("ấp Kinh Mới Thử")
    assert ("hamlet", str(place.pk)) in offered("ấp Kinh Đổi Tên")


def test_a_language_of_other_code_is_left_aside() -> None:
    LearnedLanguage.objects.create(pk=1, counts=b"not a language")
    assert read("huong uoc").likely == ("hương", "ước")


def test_nobody_waits_for_a_thread_that_reads_anew() -> None:
    forget()
    known = current_knowledge()
    with current._lock:
        assert current_knowledge() is known


def test_it_is_looked_after_once_a_minute(django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    current_knowledge()
    with django_assert_num_queries(0):
        current_knowledge()
    monkeypatch.setattr(current, "SECONDS", 0.0)
    with django_assert_num_queries(4):
        current_knowledge()
