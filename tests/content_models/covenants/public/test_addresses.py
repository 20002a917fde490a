"""Every public address of a covenant: what it shows, and a clear answer where there is nothing to show."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from content_models.covenants.models import CovenantPage
from content_models.places.service import rename_place
from tests.staff import Staff, client_of, days_from_now

DAY = dt.date(2026, 5, 6)


def get(address: str, status: int = 200) -> str:
    response = client_of(None).get(address)
    assert response.status_code == status, (address, response.status_code)
    return " ".join(re.sub(r"\s+", " ", response.content.decode()).split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_itself_is_the_text_of_today(covenant: CovenantPage) -> None:
    html = get(covenant.url)
    assert "Mỗi nhà có hai giỏ rác." in html
    assert "Đám cưới gọn" not in html
    assert "Đang có hiệu lực" in html


def test_an_old_version_says_what_replaced_it(covenant: CovenantPage) -> None:
    text = words(get(f"{covenant.url}phien-ban/1/"))
    assert "Bản này không còn hiệu lực" in text
    assert "Quyết định số 15/QĐ-UBND" in text
    assert "Đám cưới gọn." in text
    get(f"{covenant.url}phien-ban/3/", 404)


@pytest.mark.parametrize(
    ("day", "held"),
    [("2026-01-10", "Đám cưới gọn"), ("2026-03-01", "Đám cưới gọn"), ("2026-03-02", "hai giỏ rác")],
)
def test_the_text_of_a_day_on_both_sides_of_a_change(covenant: CovenantPage, day: str, held: str) -> None:
    html = get(f"{covenant.url}ngay/{day}/")
    assert held in html
    assert "Bản có hiệu lực vào" in html


def test_a_day_before_the_first_version_says_so_and_leads_on(covenant: CovenantPage) -> None:
    html = get(f"{covenant.url}ngay/2026-01-09/")
    assert "chưa có hương ước, quy ước nào" in html
    assert "10/01/2026" in html
    assert f'href="{covenant.url}phien-ban/1/"' in html


def test_a_day_to_come_is_not_answered_with_a_text(covenant: CovenantPage) -> None:
    html = get(f"{covenant.url}ngay/{days_from_now(1)}/")
    assert "chưa tới" in html
    assert "giỏ rác" not in html


@pytest.mark.parametrize(
    "nonsense", ["hom-nay", "2026-13-01", "2026-02-30", "2026", "20260301", "0000-00-00", "x" * 500]
)
def test_a_day_that_is_none_gets_a_sentence(covenant: CovenantPage, nonsense: str) -> None:
    assert "không phải là một ngày" in get(f"{covenant.url}ngay/{nonsense}/", 404)


def test_an_article_alone_has_neighbours_history_and_a_lasting_address(covenant: CovenantPage) -> None:
    html = get(f"{covenant.url}dieu-2/")
    text = words(html)
    assert "Mỗi nhà có hai giỏ rác." in text
    assert f'href="{covenant.url}dieu-1/"' in html
    assert f'href="{covenant.url}dieu-3/"' in html
    assert "Phiên bản 1: có từ bản này" in text
    assert "Phiên bản 2: sửa đổi" in text
    assert f'href="{covenant.url}phien-ban/2/dieu-2/"' in html


def test_the_history_of_an_article_follows_its_identity_not_its_number(covenant: CovenantPage) -> None:
    text = words(get(f"{covenant.url}dieu-3/"))
    assert "Giữ rừng đước." in text
    assert "Phiên bản 2: có từ bản này" in text
    assert "Phiên bản 1" not in text.split("Điều này qua các phiên bản")[1]
    dropped = words(get(f"{covenant.url}phien-ban/1/dieu-3/"))
    assert "Phiên bản 2: không còn điều này" in dropped
    assert "Đây là điều của một bản cũ" in dropped


def test_an_article_that_only_an_older_text_has_is_not_found_but_leads_there(covenant: CovenantPage) -> None:
    older = covenant.versions.get(number=1)
    assert get(f"{covenant.url}dieu-99/", 404)
    assert older.covenant.find("dieu-3")


def test_a_suspended_clause_stays_readable_and_says_by_what(covenant: CovenantPage, decide: Any) -> None:
    decision = decide("suspension", "dieu-2-khoan-1", day=DAY, reason="Nội dung trái Điều 4.")
    html = get(covenant.url)
    assert "Mỗi nhà có hai giỏ rác." in html
    assert html.count("Đang tạm ngừng thực hiện") == 1
    assert f'href="{covenant.url}lich-su/#qd-{decision.pk}"' in html
    assert "Có điều, khoản không được thực hiện" in html
    assert "tạm ngừng" not in words(get(f"{covenant.url}ngay/2026-05-05/")).lower().split("các phiên bản")[0]


def test_an_abolished_article_and_its_own_page(covenant: CovenantPage, decide: Any) -> None:
    decide("abolition", "dieu-3", day=DAY)
    assert 'class="article ended ended--abolished" id="dieu-3"' in get(covenant.url)
    text = words(get(f"{covenant.url}dieu-3/"))
    assert "Đã bị bãi bỏ" in text
    assert "Bãi bỏ: Điều 3" in text
    assert "Giữ rừng đước." in text


def test_a_whole_text_suspended_is_said_first_with_reason_and_deadline(covenant: CovenantPage, decide: Any) -> None:
    decide("suspension", day=DAY, reason="Chưa lấy ý kiến đủ 30 ngày", deadline=dt.date(2026, 6, 30))
    text = words(get(covenant.url))
    assert "Toàn bộ văn bản đang tạm ngừng thực hiện" in text
    assert "Chưa lấy ý kiến đủ 30 ngày" in text
    assert "ngày 30 tháng 6 năm 2026" in text


def test_a_whole_text_abolished_stays_at_its_address(covenant: CovenantPage, decide: Any) -> None:
    decide("abolition", day=DAY, reason="Trái luật")
    text = words(get(covenant.url))
    assert "Văn bản này đã bị bãi bỏ" in text
    assert "Mỗi nhà có hai giỏ rác." in text


def test_the_time_line_shows_every_record_and_what_undid_it(covenant: CovenantPage, decide: Any) -> None:
    wrong = decide("suspension", "dieu-2", day=DAY, number="30/QĐ-UBND")
    decide("suspension", "dieu-1", day=DAY, number="31/QĐ-UBND", corrects=wrong, correction_reason="Ghi nhầm điều")
    html = get(f"{covenant.url}lich-su/")
    text = words(html)
    assert "Công nhận phiên bản 1" in text
    assert "Công nhận phiên bản 2" in text
    assert "Tạm ngừng thực hiện: Điều 1" in text
    assert "đã được đính chính" in text
    assert "Ghi nhầm điều" in text
    assert html.index("Công nhận phiên bản 2") < html.index("Công nhận phiên bản 1")
    assert f'href="{covenant.url}so-sanh/?a=1&amp;b=2"' in html


def test_the_time_line_leads_to_a_day(covenant: CovenantPage) -> None:
    response = client_of(None).get(f"{covenant.url}lich-su/", {"ngay": "2026-01-15"})
    assert response.status_code == 302
    assert response["Location"] == f"{covenant.url}ngay/2026-01-15/"
    for typed in ("15/1/2026", "15-01-2026", "15.1.2026"):
        assert client_of(None).get(f"{covenant.url}lich-su/", {"ngay": typed})["Location"] == response["Location"]
    nonsense = client_of(None).get(f"{covenant.url}lich-su/", {"ngay": "15/thang 1"}, follow=True)
    assert "Không đọc được ngày" in nonsense.content.decode()
    hostile = client_of(None).get(f"{covenant.url}lich-su/", {"ngay": "//evil.example/?x"})
    assert hostile["Location"].startswith(f"{covenant.url}ngay/")


def test_the_history_as_data(covenant: CovenantPage) -> None:
    response = client_of(None).get(f"{covenant.url}lich-su.json")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    kinds = [entry["kind"] for entry in json.loads(response.content)["entries"]]
    assert kinds.count("version") == 2


def test_a_draft_without_a_recognised_text_has_no_public_page(staff: Staff) -> None:
    from tests import factories

    page = factories.covenant(staff.hamlet, staff.writer)
    for address in ("", "lich-su/", "dieu-1/", "ngay/2026-01-01/"):
        assert client_of(None).get(f"{page.url or '/khong-co/'}{address}").status_code == 404


def test_a_renamed_hamlet_keeps_its_addresses_and_its_texts_keep_its_name(covenant: CovenantPage) -> None:
    place = covenant.place
    rename_place(place, kind="ap", name="Mũi Mới", on=dt.date(2026, 8, 1), by=None, reason="đổi tên")
    html = get(f"{covenant.url}phien-ban/1/")
    assert "Ấp Rạch Tàu, xã Đất Mũi" in html
    assert "Ấp Mũi Mới" in html


def test_links_in_the_text(covenant: CovenantPage) -> None:
    html = get(f"{covenant.url}phien-ban/1/")
    assert '<a class="ref" href="#dieu-3">Điều 3</a>' in html
    target = "/luat/nghi-dinh-61-2023-nd-cp/dieu-5/#dieu-5-khoan-4"
    assert f'href="{target}"' in html
    assert 'id="dieu-5-khoan-4"' in get(target)


def test_articles_of_one_topic(covenant: CovenantPage) -> None:
    html = get(f"{covenant.url}?chu-de=moi-truong")
    assert "hai giỏ rác" in html
    assert "Giữ rừng đước." not in html
    assert "Đọc toàn văn" in html
    assert "Giữ rừng đước." in get(f"{covenant.url}?chu-de=<script>")


@pytest.mark.parametrize("name", ["co-chu", "nen"])
def test_a_choice_of_letters_or_ground_is_kept_and_leads_back_to_the_site_only(name: str, db: None) -> None:
    value = {"co-chu": "lon", "nen": "toi"}[name]
    client = client_of(None)
    assert client.get("/hien-thi/", {name: value, "ve": "/luat/"})["Location"] == "/luat/"
    attribute = {"co-chu": 'data-size="lon"', "nen": 'data-scheme="toi"'}[name]
    assert attribute in client.get("/luat/").content.decode()
    for away in ("//evil.example/", "https://evil.example/", "javascript:alert(1)", "luat", ""):
        assert client.get("/hien-thi/", {name: "", "ve": away})["Location"] == "/"
    assert attribute not in client.get("/luat/").content.decode()
    client.cookies[name] = '"><script>'
    assert "<script>alert" not in client.get("/luat/").content.decode()


def test_passages_of_law(db: None) -> None:
    assert "Điều 21" in get("/luat/luat-10-2022-qh15/")
    page = get("/luat/luat-10-2022-qh15/dieu-21/")
    assert "không thay văn bản gốc" in page
    for missing in ("/luat/luat-1-1999/", "/luat/luat-10-2022-qh15/dieu-999/", "/luat/luat-10-2022-qh15/dieu-x/"):
        get(missing, 404)
