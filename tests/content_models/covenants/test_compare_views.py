"""The public pages that compare two texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import PageViewRestriction

from content_models.covenants.compare_reading import Look, comparison
from content_models.covenants.compare_sides import Side
from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage, ModelText
from content_models.places.models import Place
from content_models.roles.table import Role
from tests import factories
from tests.judged.edits.make import case_of
from tests.judged.edits.texts import pool

pytestmark = pytest.mark.django_db

BEFORE = "1. Đò nghỉ lúc 21 giờ.\n2. Người lái đò mặc áo phao <b>mới</b>."
AFTER = "1. Đò nghỉ lúc 20 giờ.\n2. Người lái đò mặc áo phao <b>mới</b>."
EVIL = "<script>alert(1)</script>"


@dataclass
class Hamlet:
    """A hamlet with its people and a covenant of two versions."""

    place: Place
    page: CovenantPage


def hamlet(name: str, bodies: tuple[str, ...] = (BEFORE, AFTER), code: str = factories.DAT_MUI) -> Hamlet:
    place = factories.hamlet(name, code)
    writer = factories.person(Role.DRAFTING_MEMBER, place)
    head = factories.person(Role.HAMLET_HEAD, place)
    roles = (Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)
    officers = tuple(factories.person(role, place.parent) for role in roles)
    page: Any = None
    for body in bodies:
        if page is None:
            title = f"Hương ước ấp {name}"
            page = factories.covenant(place, writer, title=title, articles=(factories.article(body, "Bến đò"),))
        else:
            block = {"id": page.body.raw_data[0]["id"], **factories.article(body, "Bến đò")}
            page.body = json.dumps(stream_data([block]))
            page.save_revision(user=writer, log_action=True)
            page = CovenantPage.objects.get(pk=page.pk)
        page = factories.recognised(page, by=head, approvers=officers)
    return Hamlet(place, page)


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:300]
    return response.content.decode()


def test_two_versions_beside_each_other_and_in_one_column(client: Client) -> None:
    page = hamlet("Rạch Tàu").page
    for style in ("", "&kieu=song-song", "&kieu=lien"):
        html = read(client, f"{page.url}so-sanh/?a=1&b=2{style}")
        assert "1 điều sửa." in html
        assert '<del><span class="visually-hidden">[bỏ] </span>21<span' in html
        assert '<ins><span class="visually-hidden">[thêm] </span>20<span' in html
    assert '<table class="beside">' not in html


def test_without_numbers_the_newest_stands_against_the_one_before_it(client: Client) -> None:
    page = hamlet("Rạch Tàu", (BEFORE, AFTER, AFTER + "\n3. Thêm.")).page
    html = read(client, f"{page.url}so-sanh/")
    assert "Phiên bản 2, hiệu lực" in html and "Phiên bản 3, hiệu lực" in html


def test_unchanged_paragraphs_are_shown_on_demand(client: Client) -> None:
    same = "\n".join(f"{n}. Nhà số {n} giữ sạch bờ rạch." for n in range(2, 7))
    page = hamlet("Rạch Tàu", (f"1. Đò nghỉ lúc 21 giờ.\n{same}", f"1. Đò nghỉ lúc 20 giờ.\n{same}")).page
    assert "… 5 đoạn giữ nguyên …" in read(client, f"{page.url}so-sanh/?a=1&b=2")
    assert "Nhà số 4" in read(client, f"{page.url}so-sanh/?a=1&b=2&day-du=1")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?a=1&b=9", 404, "Không có bản thứ hai"),
        ("?a=0&b=2", 404, "Không có bản thứ nhất"),
        ("?a=một&b=2", 400, "Không có bản thứ nhất"),
        ("?a=1", 400, "Số phiên bản phải là một số"),
        ("?a=7:1&b=2", 400, "Số phiên bản phải là một số"),
        ("?a=1&b=1", 400, "cùng một bản"),
        ("?a=1&b=2&kieu=x", 400, "song-song"),
        ("?a=1&b=2&trang=x", 400, "Số trang"),
        ("?a=1&b=2&trang=7", 404, "không có trang ấy"),
        ("?a=1&b=%00%27", 400, "Không có bản thứ hai"),
        (f"?a={'9' * 5000}&b=1", 400, "Không có bản thứ nhất"),
    ],
)
def test_a_bad_address_is_answered_with_a_sentence(client: Client, query: str, status: int, words: str) -> None:
    page = hamlet("Rạch Tàu").page
    html = read(client, f"{page.url}so-sanh/{query}", status)
    assert words in html and "<select" in html


def test_a_covenant_with_one_version_says_so(client: Client) -> None:
    page = hamlet("Rạch Tàu", (BEFORE,)).page
    assert "Mới có một phiên bản" in read(client, f"{page.url}so-sanh/")


def test_two_hamlets_are_compared_by_their_words(client: Client) -> None:
    one, two = hamlet("Rạch Tàu", (BEFORE,)).page, hamlet("Cái Xép", (AFTER,)).page
    html = read(client, f"/so-sanh/?a={one.pk}:1&b={two.pk}:1")
    assert "1 điều khác lời." in html and "Khác lời" in html
    assert "Bản thứ nhất" in html and "Ấp Cái Xép, xã Đất Mũi" in html


def test_a_hamlet_is_compared_with_a_model_of_the_province(client: Client) -> None:
    page = hamlet("Rạch Tàu", (BEFORE,)).page
    model = ModelText.objects.create(
        name=f"Mẫu thử {EVIL}", summary="Ấp ven sông", title="Hương ước ấp …", text="Điều 1. Bến đò\n" + AFTER
    )
    html = read(client, f"/so-sanh/?a=mau:{model.pk}&b={page.pk}:1")
    assert "1 điều khác lời." in html and EVIL not in html
    ModelText.objects.filter(pk=model.pk).update(active=False)
    read(client, f"/so-sanh/?a=mau:{model.pk}&b={page.pk}:1", 404)


def test_what_is_not_public_is_not_compared_and_not_offered(client: Client) -> None:
    one, two = hamlet("Rạch Tàu").page, hamlet("Cái Xép").page
    draft = factories.covenant(factories.hamlet("Kinh Mới"), factories.person(), title="Hương ước ấp Kinh Mới")
    PageViewRestriction.objects.create(page=two.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    for key in (f"{two.pk}:1", f"{draft.pk}:1", f"{one.pk}:77", "999999999:1", "mau:999999999"):
        html = read(client, f"/so-sanh/?a={one.pk}:1&b={key}", 404)
        assert "không công khai" in html
    html = read(client, "/so-sanh/")
    assert "Rạch Tàu" in html and "Cái Xép" not in html and "Kinh Mới" not in html


def test_the_form_finds_by_name_without_accents_and_keeps_what_was_chosen(client: Client) -> None:
    one, two = hamlet("Rạch Tàu", (BEFORE,)).page, hamlet("Cái Xép", (BEFORE,)).page
    html = read(client, f"/so-sanh/?tim_b=cai+xep&loc=1&a={one.pk}:1&b={two.pk}:1")
    first, second = html.split("Bản thứ hai</legend>")
    assert f'value="{one.pk}:1" selected' in first
    assert f'value="{two.pk}:1" selected' in second and "Ấp Rạch Tàu" not in second
    assert "Không có văn bản công khai nào" in read(client, "/so-sanh/?tim_a=khong+co&loc=1")
    assert EVIL not in read(client, f"/so-sanh/?tim_a={EVIL}&loc=1")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?a=1:1", 200, "Chưa chọn bản thứ hai"),
        ("?b=1:1", 200, "Chưa chọn bản thứ nhất"),
        ("?a=x&b=1:1", 400, "Không có bản thứ nhất"),
        ("?a=1&b=2", 404, "không công khai"),
    ],
)
def test_bad_pairs(client: Client, query: str, status: int, words: str) -> None:
    assert words in read(client, f"/so-sanh/{query}", status)


def test_the_texts_are_escaped_everywhere(client: Client) -> None:
    body = f"1. {EVIL} & “dấu”."
    page = hamlet("Rạch Tàu", (body, body + "\n2. <img src=x onerror=alert(1)>.")).page
    for address in (f"{page.url}so-sanh/?kieu=lien&day-du=1", f"{page.url}so-sanh/?day-du=1"):
        html = read(client, address)
        assert EVIL not in html and "<img src=x" not in html and "&lt;img src=x" in html


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("kind", ["rewrite 40 %", "rewrite all 60 %", "shuffle + rewrite all 60 %"])
def test_sixty_articles_fit_into_pages_of_100_kilobytes(beside: bool, kind: str) -> None:
    case = case_of(kind, pool()[:60], 3, identities=False)
    old, new = (
        Side(f"1:{number}", "Hương ước", "Ấp Dài", f"Phiên bản {number}", "/", 1, covenant)
        for number, covenant in ((1, case.old), (2, case.new))
    )
    first = comparison(old, new, Look(beside), "/x/so-sanh/", by_number=True)
    assert first is not None
    shown = 0
    for number in range(1, first["links"]["count"] + 1):
        context = comparison(old, new, Look(beside, page=number), "/x/so-sanh/", by_number=True)
        assert context is not None
        shown += len(context["shown"])
        html = render_to_string("covenants/compare.html", context | {"form_url": "/x/so-sanh/"})
        assert len(html.encode()) <= 100_000
    everything = comparison(old, new, Look(beside, page=None), "/x/so-sanh/", by_number=True)
    assert everything is not None and shown == len(everything["shown"])
    assert comparison(old, new, Look(beside, page=first["links"]["count"] + 1), "/x/so-sanh/") is None


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post("/so-sanh/", {"a": "1:1"}).status_code == 405


def test_queries_do_not_grow_with_hamlets(client: Client, django_assert_max_num_queries: Any) -> None:
    one, two = hamlet("Rạch Tàu").page, hamlet("Cái Xép").page
    for number in range(3):
        hamlet(f"Kinh {number}", (BEFORE,))
    for address in ("/so-sanh/", f"/so-sanh/?a={one.pk}:1&b={two.pk}:2", f"{one.url}so-sanh/?a=1&b=2"):
        read(client, address)
        with django_assert_max_num_queries(25):
            read(client, address)
