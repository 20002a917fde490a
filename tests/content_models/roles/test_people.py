"""The people's register through its screens: who may make, mend, lock and reset whom, and what is kept of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from content_models.history_views import _shown
from content_models.places.models import Place
from content_models.roles import service
from content_models.roles.models import Membership, Person
from content_models.roles.table import Role
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
REASON = "Theo danh sách của xã"


@pytest.fixture
def officer() -> Person:
    return f.person(Role.CULTURE_OFFICER, f.commune())


@pytest.fixture
def admin() -> Person:
    return f.person(Role.PROVINCIAL_ADMIN, f.province())


@pytest.fixture
def head() -> Person:
    return f.person(Role.HAMLET_HEAD, f.hamlet(), name="Danh Thị Sen")


def _values(unit: Place, held: Role, **changes: Any) -> dict[str, Any]:
    return {
        "full_name": "Thạch Văn Bé", "phone": "0912345678", "email": "", "unit": unit.pk, "role": held.value,
        "valid_from": f"{TODAY():%d/%m/%Y}", "reason": REASON,
    } | changes  # fmt: skip


def _refused(response: Any) -> bool:
    """Wagtail answers a refusal by its home page with a sentence; what may not be known is not found."""
    return response.status_code in (403, 404) or response.headers.get("Location") == reverse("wagtailadmin_home")


def _passwords(response: Any) -> list[str]:
    return re.findall(r"<strong>(\w{4}-\w{4}-\w{4})</strong>", response.content.decode())


def _reset(client: Client, person: Person) -> str:
    return _passwords(client.post(reverse("roles_reset_password", args=[person.pk]), {"reason": REASON}))[0]


def _login(client: Client, person: Person, password: str) -> bool:
    client.logout()
    client.post(reverse("wagtailadmin_login"), {"username": person.username, "password": password})
    return SESSION_KEY in client.session


# --- making ---------------------------------------------------------------------------------------


def test_a_commune_makes_a_head_and_prints_the_slip(client: Client, officer: Person) -> None:
    client.force_login(officer)
    response = client.post(reverse("roles_create"), _values(f.hamlet(), Role.HAMLET_HEAD))
    made = Person.objects.get(username="0912345678")
    [password] = _passwords(response)
    assert made.check_password(password)
    assert "0912345678" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert made.memberships.get().role == Role.HAMLET_HEAD
    assert made.email == ""


def test_the_slip_is_shown_once(client: Client, officer: Person) -> None:
    client.force_login(officer)
    client.post(reverse("roles_create"), _values(f.hamlet(), Role.HAMLET_HEAD))
    made = Person.objects.get(username="0912345678")
    assert not _passwords(client.get(reverse("roles_person", args=[made.pk])))
    assert all(made.password not in version.serialized_data for version in Version.objects.get_for_object(made))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"phone": "12345"}, "10 chữ số"),
        ({"phone": "+85512345678"}, "10"),
        ({"full_name": "  "}, "Hãy điền ô này"),
        ({"full_name": "<b>An</b>"}, "ký tự lạ"),
        ({"reason": "   "}, "Hãy điền ô này"),
        ({"role": "commune_leader"}, "không có trong danh sách"),
        ({"email": "khong-phai"}, "hợp lệ"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_typed_is_lost(
    client: Client, officer: Person, change: dict[str, str], sentence: str
) -> None:
    client.force_login(officer)
    values = _values(f.hamlet(), Role.HAMLET_HEAD, **change)
    text = client.post(reverse("roles_create"), values).content.decode()
    assert sentence in text
    assert REASON in text or "reason" in change
    assert not Person.objects.filter(memberships__unit=f.hamlet()).exists()


def test_a_phone_number_names_one_person(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    values = _values(f.hamlet(), Role.HAMLET_HEAD, phone=head.username)
    assert "đã có người dùng" in client.post(reverse("roles_create"), values).content.decode()
    assert Person.objects.filter(username=head.username).count() == 1


# --- climbing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PROVINCIAL_ADMIN, Role.COMMUNE_LEADER, Role.JUSTICE_OFFICER])
def test_a_commune_gives_only_its_hamlets_roles(client: Client, officer: Person, role: Role) -> None:
    client.force_login(officer)
    for unit in (f.province(), f.commune(), f.hamlet()):
        client.post(reverse("roles_create"), _values(unit, role))
        client.post(reverse("roles_add_role", args=[officer.pk]), _values(unit, role))
        with pytest.raises((PermissionDenied, ValidationError)):
            service.give_role(
                officer, unit=unit, role=role, valid_from=TODAY(), valid_to=None, by=officer, reason=REASON
            )
    assert not Membership.objects.filter(role=role).exists()


def test_a_commune_gives_no_role_in_another_communes_hamlet(client: Client, officer: Person) -> None:
    client.force_login(officer)
    other = f.hamlet("Tân Điền", f.DAM_DOI)
    client.post(reverse("roles_create"), _values(other, Role.HAMLET_HEAD))
    assert not Membership.objects.filter(unit=other).exists()


@pytest.mark.parametrize("name", ["roles_reset_password", "roles_set_active", "roles_correct", "roles_add_role"])
def test_whom_a_commune_does_not_manage_it_does_not_touch(
    client: Client, officer: Person, admin: Person, name: str
) -> None:
    """A provincial administrator, a leader of the same commune, a head elsewhere, the operator."""
    others = [
        admin,
        f.person(Role.COMMUNE_LEADER, f.commune()),
        f.person(Role.HAMLET_HEAD, f.hamlet("Tân Điền", f.DAM_DOI)),
        f.superuser(),
    ]
    client.force_login(officer)
    for other in others:
        values = _values(f.hamlet(), Role.HAMLET_HEAD, phone="0900000009", full_name="Tên Khác")
        assert _refused(client.post(reverse(name, args=[other.pk]), values))
        after = Person.objects.get(pk=other.pk)
        assert (after.password, after.is_active, after.full_name) == (other.password, True, other.full_name)


def test_a_higher_role_takes_a_head_out_of_the_communes_hands(client: Client, officer: Person, head: Person) -> None:
    """Otherwise a commune would reset the password of a provincial administrator who is a head as well."""
    Membership.objects.create(person=head, unit=f.province(), role=Role.PROVINCIAL_ADMIN)
    client.force_login(officer)
    for name in ("roles_reset_password", "roles_set_active", "roles_correct"):
        values = _values(f.hamlet(), Role.HAMLET_HEAD)
        assert _refused(client.post(reverse(name, args=[head.pk]), values))
    assert Person.objects.get(pk=head.pk).password == head.password


def test_a_head_manages_nobody(client: Client, head: Person) -> None:
    client.force_login(head)
    for name in ("roles_people", "roles_create", "roles_from_file", "roles_file_template"):
        assert _refused(client.get(reverse(name)))
    assert _refused(client.get(reverse("roles_person", args=[head.pk])))


def test_nobody_locks_themselves_out(client: Client, admin: Person) -> None:
    client.force_login(admin)
    response = client.post(reverse("roles_set_active", args=[admin.pk]), {"reason": REASON})
    assert "tự khóa" in response.content.decode()
    assert Person.objects.get(pk=admin.pk).is_active


# --- first passwords ------------------------------------------------------------------------------


def test_the_first_password_opens_one_page(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    password = _reset(client, head)
    assert _login(client, head, password)
    own = reverse("roles_first_password")
    for address in ("/quan-tri/", reverse("approval_inbox"), reverse("wagtailadmin_account")):
        assert client.get(address).headers["Location"] == own
    assert client.get(own).status_code == 200
    assert client.get(reverse("wagtailadmin_javascript_catalog")).status_code == 200


def test_the_own_password_replaces_the_first(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    first = _reset(client, head)
    _login(client, head, first)
    own = "một mật khẩu của riêng tôi"
    client.post(reverse("roles_first_password"), {"password": own, "again": own})
    assert client.get("/quan-tri/").status_code == 200
    assert not _login(client, head, first)
    assert _login(client, head, own)
    assert "Tự đặt mật khẩu" in _reasons(head)


@pytest.mark.parametrize(
    ("password", "again"),
    [("ngan", "ngan"), ("0912345678", "0912345678"), ("mật khẩu dài thứ nhất", "mật khẩu dài thứ hai"), ("", "")],
)
def test_a_weak_or_mistyped_own_password_is_refused(
    client: Client, officer: Person, head: Person, password: str, again: str
) -> None:
    client.force_login(officer)
    first = _reset(client, head)
    _login(client, head, first)
    client.post(reverse("roles_first_password"), {"password": password, "again": again})
    assert Person.objects.get(pk=head.pk).check_password(first)


def test_the_first_password_is_not_kept_as_the_own_one(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    first = _reset(client, head)
    _login(client, head, first)
    client.post(reverse("roles_first_password"), {"password": first, "again": first})
    assert Person.objects.get(pk=head.pk).must_change_password


def test_an_expired_first_password_opens_nothing(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    first = _reset(client, head)
    assert _login(client, head, first)
    Person.objects.filter(pk=head.pk).update(first_password_expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(reverse("roles_first_password")).status_code == 302, "an open login ends as well"
    assert not _login(client, head, first)


# --- what bites at once ---------------------------------------------------------------------------


def test_a_reset_ends_open_logins(officer: Person, head: Person) -> None:
    theirs, ours = Client(), Client()
    assert _login(theirs, head, f.PASSWORD)
    ours.force_login(officer)
    _reset(ours, head)
    assert "login" in theirs.get("/quan-tri/").headers["Location"]


def test_a_locked_account_is_out_on_the_next_request(officer: Person, head: Person) -> None:
    theirs, ours = Client(), Client()
    assert _login(theirs, head, f.PASSWORD)
    ours.force_login(officer)
    ours.post(reverse("roles_set_active", args=[head.pk]), {"reason": REASON})
    assert "login" in theirs.get("/quan-tri/").headers["Location"]
    assert not _login(theirs, head, f.PASSWORD)
    ours.post(reverse("roles_set_active", args=[head.pk]), {"reason": REASON})
    assert _login(theirs, head, f.PASSWORD)


def test_an_ended_membership_is_out_on_the_next_request(officer: Person, head: Person) -> None:
    page = f.covenant(f.hamlet(), head)
    theirs, ours = Client(), Client()
    theirs.force_login(head)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert theirs.get(edit).status_code == 200
    ours.force_login(officer)
    yesterday = TODAY() - dt.timedelta(days=1)
    values = {"on": f"{yesterday:%d/%m/%Y}", "reason": REASON}
    ours.post(reverse("roles_end_role", args=[head.memberships.get().pk]), values)
    assert theirs.get(edit).status_code in (302, 403, 404)
    assert theirs.get("/quan-tri/").status_code in (302, 403)


def test_the_last_day_of_a_role_still_counts(client: Client, head: Person) -> None:
    Membership.objects.filter(person=head).update(valid_to=TODAY())
    client.force_login(head)
    assert client.get("/quan-tri/").status_code == 200


def test_an_ended_hamlet_gives_no_rights(client: Client, head: Person) -> None:
    Place.objects.filter(pk=f.hamlet().pk).update(ended_on=TODAY())
    client.force_login(head)
    assert client.get("/quan-tri/").status_code in (302, 403)


def test_an_ended_role_is_not_taken_up_again_by_a_later_day(officer: Person, head: Person) -> None:
    membership = head.memberships.get()
    service.end_role(membership, on=dt.date(2026, 1, 31), by=officer, reason=REASON)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        service.end_role(membership, on=dt.date(2026, 2, 28), by=officer, reason=REASON)


def test_the_same_role_twice_at_one_time_is_refused(officer: Person, head: Person) -> None:
    with pytest.raises(ValidationError, match="trong thời gian này"):
        service.give_role(
            head, unit=f.hamlet(), role=Role.HAMLET_HEAD, valid_from=TODAY(), valid_to=None, by=officer, reason=REASON
        )


# --- history --------------------------------------------------------------------------------------


def _reasons(entry: Any) -> list[str]:
    return [version.revision.comment for version in Version.objects.get_for_object(entry)]


def test_every_act_is_kept_with_who_and_why(client: Client, officer: Person) -> None:
    client.force_login(officer)
    client.post(reverse("roles_create"), _values(f.hamlet(), Role.HAMLET_HEAD, reason="Bầu trưởng ấp"))
    made = Person.objects.get(username="0912345678")
    corrected = {"full_name": "Thạch Văn Bảy", "phone": "0912345679", "email": "", "reason": "Ghi nhầm tên"}
    client.post(reverse("roles_correct", args=[made.pk]), corrected)
    client.post(reverse("roles_reset_password", args=[made.pk]), {"reason": "Mất phiếu"})
    client.post(reverse("roles_set_active", args=[made.pk]), {"reason": "Tạm khóa"})
    membership = made.memberships.get()
    client.post(
        reverse("roles_end_role", args=[membership.pk]), {"on": f"{TODAY():%d/%m/%Y}", "reason": "Hết nhiệm kỳ"}
    )
    assert _reasons(made) == ["Tạm khóa", "Mất phiếu", "Ghi nhầm tên", "Bầu trưởng ấp"]
    assert _reasons(membership) == ["Hết nhiệm kỳ", "Bầu trưởng ấp"]
    assert {v.revision.user for v in Version.objects.get_for_object(made)} == {officer}


@pytest.mark.parametrize("name", ["roles_reset_password", "roles_set_active", "roles_end_role", "roles_correct"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_happens(
    client: Client, officer: Person, head: Person, name: str, reason: str
) -> None:
    client.force_login(officer)
    membership = head.memberships.get()
    pk = membership.pk if name == "roles_end_role" else head.pk
    values = {"full_name": "Khác", "phone": "0911111111", "email": "", "on": f"{TODAY():%d/%m/%Y}", "reason": reason}
    assert "Hãy điền ô này" in client.post(reverse(name, args=[pk]), values).content.decode()
    after = Person.objects.get(pk=head.pk)
    assert (after.password, after.is_active, after.full_name) == (head.password, True, head.full_name)
    assert Membership.objects.get(pk=membership.pk).valid_to is None


def test_two_states_of_a_person_side_by_side(client: Client, officer: Person, head: Person) -> None:
    client.force_login(officer)
    for name in ("Danh Thị Sen Hồng", "Danh Thị Sen Trắng"):
        values = {"full_name": name, "phone": head.username, "email": "", "reason": f"Đổi thành {name}"}
        client.post(reverse("roles_correct", args=[head.pk]), values)
    text = client.get(reverse("register_history", args=["nguoi", head.pk])).content.decode()
    assert "<del" in text
    assert text.index("Đổi thành Danh Thị Sen Trắng") < text.index("Đổi thành Danh Thị Sen Hồng")
    assert re.search(r"<del[^>]*>Danh Thị Sen Hồng</del>", text)
    assert re.search(r"<ins[^>]*>Danh Thị Sen Trắng</ins>", text)
    new, old = (version.pk for version in Version.objects.get_for_object(head))
    same = client.get(reverse("register_history", args=["nguoi", head.pk]), {"cu": new, "moi": new}).content.decode()
    turned = client.get(reverse("register_history", args=["nguoi", head.pk]), {"cu": new, "moi": old})
    assert "<del" not in same
    assert "<del" in turned.content.decode()
    assert f.PASSWORD not in text


def test_history_is_for_those_who_manage(client: Client, head: Person) -> None:
    """Not for another commune, not for the person's neighbours."""
    for stranger in (head, f.person(Role.CULTURE_OFFICER, f.commune(f.DAM_DOI))):
        client.force_login(stranger)
        for register, pk in (("nguoi", head.pk), ("vai-tro", head.memberships.get().pk)):
            assert _refused(client.get(reverse("register_history", args=[register, pk])))
    assert _refused(client.get("/quan-tri/lich-su/gi-do/1/"))


@pytest.mark.parametrize("typed", ["0911 222 444", "0911.222.444", "+84911222444", "+84 911 222 444"])
def test_a_phone_number_is_taken_as_people_write_it(typed: str) -> None:
    from content_models.validators import clean_phone

    assert clean_phone(typed) == "0911222444"


def test_the_history_tells_the_time_of_vietnam() -> None:
    at = dt.datetime(2026, 5, 20, 18, 30, tzinfo=dt.UTC)
    assert _shown(Person._meta.get_field("date_joined"), at) == "01:30 21/05/2026"
