"""Logging in: wrong passwords are slowed down, a stranger cannot lock an officer out from elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from content_models.roles.login import client_address
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests import factories as f

pytestmark = pytest.mark.django_db
LOGIN = "/quan-tri/login/"


@pytest.fixture
def head() -> Person:
    return f.person(Role.HAMLET_HEAD, f.hamlet())


def _try(client: Client, person: Person, password: str, address: str = "203.0.113.7") -> Any:
    values = {"username": person.username, "password": password}
    return client.post(LOGIN, values, REMOTE_ADDR=address)


def _fail(person: Person, times: int) -> list[int]:
    return [_try(Client(), person, f"sai-{number}").status_code for number in range(times)]


def test_a_person_logs_in_with_the_phone_number(client: Client, head: Person) -> None:
    assert _try(client, head, f.PASSWORD).headers["Location"] == "/quan-tri/"
    assert SESSION_KEY in client.session


def test_the_fifth_failure_closes_the_door(client: Client, head: Person) -> None:
    assert _fail(head, 4) == [200] * 4
    assert _try(Client(), head, "sai").status_code == 429
    locked = _try(client, head, f.PASSWORD)
    assert locked.status_code == 429
    assert "chờ 15 phút" in locked.content.decode()
    assert SESSION_KEY not in client.session


def test_four_failures_then_the_right_one(client: Client, head: Person) -> None:
    _fail(head, 4)
    assert _try(client, head, f.PASSWORD).status_code == 302
    assert _fail(head, 4) == [200] * 4, "a login that succeeded starts the count anew"


def test_another_address_and_another_person_stay_open(head: Person) -> None:
    other = f.person(Role.HAMLET_HEAD, f.hamlet())
    _fail(head, 6)
    assert _try(Client(), head, f.PASSWORD, "198.51.100.4").status_code == 302
    assert _try(Client(), other, f.PASSWORD).status_code == 302


def test_the_door_opens_again_after_a_quarter_of_an_hour(client: Client, head: Person) -> None:
    _fail(head, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=15, seconds=1))
    assert _try(client, head, f.PASSWORD).status_code == 302


def test_passwords_are_not_kept_with_the_attempts(head: Person) -> None:
    _try(Client(), head, "bi-mat-go-nham")
    assert "bi-mat" not in str(AccessAttempt.objects.values())


def test_unknown_names_get_the_same_answer(client: Client, head: Person) -> None:
    unknown = client.post(LOGIN, {"username": "0999999999", "password": "sai"}).content.decode()
    known = client.post(LOGIN, {"username": head.username, "password": "sai"}).content.decode()
    assert "0999999999" in unknown
    for text in (unknown, known):
        assert "Sai tên đăng nhập hoặc mật khẩu" in text


def test_a_person_without_a_role_does_not_get_in(client: Client) -> None:
    nobody = f.person()
    _try(client, nobody, f.PASSWORD)
    assert client.get("/quan-tri/").status_code in (302, 403)


def test_a_post_without_its_token_is_refused(head: Person) -> None:
    """The transaction around unsafe requests answers inside the chain; the check of the token comes before."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(head)
    assert client.post(reverse("wagtailadmin_account"), {}).status_code == 403


# --- the account page -----------------------------------------------------------------------------


THEME = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}


def _account(person: Person, **changes: str) -> dict[str, str]:
    return {"name_email-email": person.email, "locale-preferred_language": "vi"} | THEME | changes


def test_the_account_page_shows_the_name_and_keeps_the_email(client: Client, head: Person) -> None:
    client.force_login(head)
    address = reverse("wagtailadmin_account")
    text = client.get(address).content.decode()
    assert head.full_name in text
    assert "first_name" not in text
    assert "avatar-avatar" not in text
    values = _account(head) | {"name_email-email": "sen@example.vn", "name_email-full_name": "Kẻ Khác"}
    client.post(address, values)
    after = Person.objects.get(pk=head.pk)
    assert (after.email, after.full_name) == ("sen@example.vn", head.full_name)


def test_the_account_page_changes_the_password_with_the_old_one(client: Client, head: Person) -> None:
    client.force_login(head)
    fresh = "mật khẩu thứ hai của tôi"
    for old, expected in (("sai", f.PASSWORD), (f.PASSWORD, fresh)):
        passwords = {"password-old_password": old, "password-new_password1": fresh, "password-new_password2": fresh}
        client.post(reverse("wagtailadmin_account"), _account(head) | passwords)
        assert Person.objects.get(pk=head.pk).check_password(expected)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.1", "10.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "192.0.2.9, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "unknown", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_behind_proxies_the_address_is_the_visitors(settings: Any, proxies: int, forwarded: str, seen: str) -> None:
    settings.DINH_TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == seen
