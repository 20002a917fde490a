"""Hamlets that were merged or split: nothing is lost, and nothing is concluded."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from content_models.covenants.models import CovenantPage, StandingNote
from content_models.covenants.standing import note_standing
from content_models.places.models import Place
from content_models.places.service import merge_places
from tests import factories
from tests.staff import Staff

from .test_addresses import get, words

ON = dt.date(2026, 8, 1)


@pytest.fixture
def successor(staff: Staff, covenant: CovenantPage) -> Place:
    """Ấp Mũi Mới, into which the covenant's hamlet and one without a covenant went."""
    new = factories.hamlet("Mũi Mới")
    bare = factories.hamlet("Không Văn Bản")
    merge_places([covenant.place, bare], new, on=ON, decision="Nghị quyết số 12/NQ-HĐND", by=None, reason="nhập")
    return new


def test_a_merged_hamlet_keeps_its_page_and_says_where_it_went(covenant: CovenantPage, successor: Place) -> None:
    text = words(get(covenant.place.page.url))
    assert "Đã nhập vào Ấp Mũi Mới, xã Đất Mũi ngày 01 tháng 8 năm 2026 (Nghị quyết số 12/NQ-HĐND)" in text
    assert "Chưa rõ còn áp dụng hay không" in text
    own = words(get(covenant.url))
    assert "Đã nhập vào Ấp Mũi Mới, xã Đất Mũi" in own
    assert "Mỗi nhà có hai giỏ rác." in own
    assert "Xã chưa ghi ở đây văn bản này còn áp dụng hay không" in own


def test_the_successor_lists_former_areas_and_has_none_of_its_own(covenant: CovenantPage, successor: Place) -> None:
    html = get(successor.page.url)
    text = words(html)
    assert "Ấp Mũi Mới chưa có hương ước, quy ước nào của riêng mình được công nhận" in text
    assert f'href="{covenant.url}"' in html
    assert "Ấp Không Văn Bản" in text
    assert "Xã chưa ghi văn bản này còn áp dụng hay không" in text


def test_the_commune_notes_whether_it_applies_with_its_ground(
    staff: Staff, covenant: CovenantPage, successor: Place
) -> None:
    note_standing(covenant, applies="no", ground="Biên bản họp ngày 02/8/2026", by=staff.leader)
    note_standing(covenant, applies="yes", ground="Thông báo số 5/TB-UBND", by=staff.culture)
    for address in (covenant.url, covenant.place.page.url, successor.page.url):
        text = words(get(address))
        assert "Vẫn áp dụng trong phần địa bàn cũ" in text, address
        assert "Thông báo số 5/TB-UBND" in text, address
        assert "Không còn áp dụng" not in text, address
    assert StandingNote.objects.count() == 2


def test_a_note_is_not_altered(staff: Staff, covenant: CovenantPage, successor: Place) -> None:
    note = note_standing(covenant, applies="no", ground="Biên bản", by=staff.leader)
    note.applies = "yes"
    with pytest.raises(PermissionDenied):
        note.save()
    with pytest.raises(PermissionDenied):
        StandingNote.objects.update(applies="yes")


def test_who_may_note_and_with_what(staff: Staff, covenant: CovenantPage, successor: Place) -> None:
    elsewhere = Staff(factories.DAM_DOI)
    for person in (staff.head, staff.writer, staff.justice, elsewhere.leader):
        with pytest.raises(PermissionDenied):
            note_standing(covenant, applies="yes", ground="Biên bản", by=person)
    with pytest.raises(ValidationError):
        note_standing(covenant, applies="yes", ground="  ", by=staff.leader)
    with pytest.raises(ValidationError):
        note_standing(covenant, applies="perhaps", ground="Biên bản", by=staff.leader)


def test_no_note_on_a_hamlet_that_is_whole(staff: Staff, covenant: CovenantPage) -> None:
    with pytest.raises(ValidationError):
        note_standing(covenant, applies="yes", ground="Biên bản", by=staff.leader)


def test_a_successor_with_its_own_covenant_shows_it_first(
    staff: Staff, covenant: CovenantPage, successor: Place
) -> None:
    staff.covenant(successor, title="Hương ước ấp Mũi Mới")
    html = get(successor.page.url)
    assert html.index("Hương ước ấp Mũi Mới") < html.index("Văn bản của các địa bàn cũ")
    assert "chưa có văn bản riêng" not in html


def test_a_part_that_was_split_off(staff: Staff, covenant: CovenantPage) -> None:
    new = factories.hamlet("Tách Ra")
    merge_places([covenant.place], new, on=ON, decision="", by=None, reason="tách", way="split")
    assert "Đã tách một phần sang Ấp Tách Ra" in words(get(covenant.place.page.url))
    assert "Đang có hiệu lực" in words(get(covenant.url))
    assert "tách một phần sang" in words(get(new.page.url))
