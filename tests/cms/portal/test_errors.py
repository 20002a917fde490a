"""Error pages in plain Vietnamese, with the way back; headers of every answer."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from cms.middleware import ADMIN_POLICY, PUBLIC_POLICY
from cms.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401 (this module is a ROOT_URLCONF)
from tests.staff import Staff, client_of


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


urlpatterns = [path("cam/", refused), path("hong/", broken), *urlpatterns]


@pytest.fixture
def with_bad_views(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def read(answer: Any) -> str:
    body = answer.content.decode()
    assert '<html lang="vi">' in body
    assert 'href="/"' in body
    assert answer["Content-Security-Policy"] == PUBLIC_POLICY
    return str(body)


def test_an_address_that_does_not_exist(db: None, client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "<h1>Không có trang này</h1>" in read(answer)


def test_an_address_that_is_not_allowed(db: None, client: Client, with_bad_views: None) -> None:
    answer = client.get("/cam/")
    assert answer.status_code == 403
    assert "<h1>Bạn không được xem trang này</h1>" in read(answer)


def test_a_host_that_is_not_ours(db: None, client: Client, settings: Any) -> None:
    """The error page must not ask for the host again."""
    settings.ALLOWED_HOSTS = ["dinh.example"]
    answer = client.get("/", headers={"host": "xau.example"})
    assert answer.status_code == 400
    assert "<h1>Địa chỉ không đúng</h1>" in read(answer)
    assert "xau.example" not in answer.content.decode()


def test_a_mistake_of_ours(db: None, client: Client, with_bad_views: None) -> None:
    client.raise_request_exception = False
    answer = client.get("/hong/")
    assert answer.status_code == 500
    assert "<h1>Trang gặp trục trặc</h1>" in read(answer)
    assert "RuntimeError" not in answer.content.decode()


def test_the_page_for_a_mistake_needs_no_database(client: Client, with_bad_views: None) -> None:
    """No `db` fixture: a query would fail the test."""
    client.raise_request_exception = False
    assert client.get("/hong/").status_code == 500


def test_a_form_that_was_open_too_long(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/quan-tri/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "<h1>Chưa nhận được điều vừa gửi</h1>" in answer.content.decode()


def test_public_pages_allow_nothing_from_elsewhere_and_the_admin_what_wagtail_needs(staff: Staff) -> None:
    public = client_of(None).get("/")
    assert public["Content-Security-Policy"] == PUBLIC_POLICY
    assert "unsafe" not in PUBLIC_POLICY
    assert "http" not in PUBLIC_POLICY + ADMIN_POLICY
    assert public["X-Content-Type-Options"] == "nosniff"
    assert public["Referrer-Policy"] == "same-origin"
    admin = client_of(staff.culture).get("/quan-tri/")
    assert admin["Content-Security-Policy"] == ADMIN_POLICY


def test_public_pages_set_no_cookie(staff: Staff) -> None:
    page = staff.publish(staff.material())
    for address in ("/", page.url, "/tim-kiem/?q=rac", "/xa-phuong/"):
        assert not client_of(None).get(address).cookies


def test_public_pages_travel_packed_and_the_admins_do_not(staff: Staff) -> None:
    packed = {"Accept-Encoding": "gzip"}
    home = client_of(None).get("/", headers=packed)
    assert home["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in home["Vary"]
    assert "<h1>" in gzip.decompress(home.content).decode()
    assert "Content-Encoding" not in client_of(None).get("/").headers
    assert "Content-Encoding" not in client_of(staff.culture).get("/quan-tri/", headers=packed).headers
