"""People and their roles: every act asks for the right, the reason, and leaves an entry in the history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from content_models.history import recorded
from content_models.places.models import Place
from content_models.validators import clean_name, clean_phone, validate_day, validate_phone

from .models import Membership, Person
from .passwords import VALID_FOR, first_password
from .rights import may_hold_people
from .table import ROLE_LABELS, Role

NOT_YOURS = "Bạn không quản lý người của đơn vị này."


@dataclass(frozen=True)
class Slip:
    """What is printed for a person: the only time that the first password can be read."""

    person: Person
    password: str
    expires_at: dt.datetime


def create_person(
    *,
    full_name: str,
    phone: str,
    email: str,
    unit: Place,
    role: Role,
    valid_from: dt.date,
    by: Any,
    reason: str,
) -> Slip:
    """A new person with one role and a first password. Raises ValidationError (form) or PermissionDenied."""
    _check_manages(by, unit, role)
    phone = clean_phone(phone)
    validate_phone(phone)
    if Person.objects.filter(username=phone).exists():
        raise ValidationError({"phone": "Số điện thoại này đã có người dùng. Hãy thêm vai trò cho người ấy."})
    person = Person(username=phone, full_name=clean_name(full_name), email=email.strip())
    slip = _with_first_password(person)
    person.full_clean(exclude=["password"])
    with recorded(by, reason):
        person.save()
        _add_membership(person, unit, role, valid_from, None)
    return slip


def give_role(
    person: Person,
    *,
    unit: Place,
    role: Role,
    valid_from: dt.date,
    valid_to: dt.date | None,
    by: Any,
    reason: str,
) -> Membership:
    """A further role. A role that overlaps an equal one of the same person and unit is refused."""
    _check_manages(by, unit, role)
    with recorded(by, reason):
        return _add_membership(person, unit, role, valid_from, valid_to)


def end_role(membership: Membership, *, on: dt.date, by: Any, reason: str) -> None:
    """End a role with the day `on` as its last. It bites on the person's next request after that day."""
    _check_manages(by, membership.unit, Role(membership.role))
    if on < membership.valid_from:
        raise ValidationError(
            {"on": f"Vai trò bắt đầu ngày {membership.valid_from:%d/%m/%Y}; ngày kết thúc không thể trước đó."}
        )
    if membership.valid_to and on > membership.valid_to:
        raise ValidationError(
            {"on": f"Vai trò đã kết thúc ngày {membership.valid_to:%d/%m/%Y}. Muốn giữ tiếp, hãy thêm vai trò mới."}
        )
    membership.valid_to = on
    with recorded(by, reason):
        membership.save()


def reset_password(person: Person, *, by: Any, reason: str) -> Slip:
    """A new first password; the old one and all open logins end at once."""
    check_manages_person(by, person)
    slip = _with_first_password(person)
    with recorded(by, reason):
        person.save()
    return slip


def set_active(person: Person, active: bool, *, by: Any, reason: str) -> None:
    """Lock a person out, or let them in again. Bites on the next request."""
    check_manages_person(by, person)
    if by is not None and by.pk == person.pk:
        raise ValidationError("Bạn không thể tự khóa tài khoản của mình.")
    person.is_active = active
    with recorded(by, reason):
        person.save()


def correct_person(person: Person, *, full_name: str, phone: str, email: str, by: Any, reason: str) -> None:
    """Mend a person's name, phone number (with which they log in) or e-mail."""
    check_manages_person(by, person)
    phone = clean_phone(phone)
    validate_phone(phone)
    if Person.objects.filter(username=phone).exclude(pk=person.pk).exists():
        raise ValidationError({"phone": "Số điện thoại này đã có người dùng."})
    person.full_name, person.username, person.email = clean_name(full_name), phone, email.strip()
    person.full_clean(exclude=["password"])
    with recorded(by, reason):
        person.save()


def set_own_password(person: Person, password: str) -> None:
    """The person's own password replaces the first one; that it was done stays in the history."""
    person.set_password(password)
    person.first_password_expires_at = None
    with recorded(person, "Tự đặt mật khẩu"):
        person.save()


def set_own_email(person: Person, email: str) -> None:
    """A person's own e-mail address, "" for none. Name and phone are mended by those who manage the person."""
    person.email = email.strip()
    with recorded(person, "Tự sửa thư điện tử"):
        person.save()


def check_manages_person(by: Any, person: Person) -> None:
    """A person is managed by whoever manages every unit and role that the person holds now or later."""
    held = Membership.objects.filter(person=person).select_related("unit__parent__parent")
    current = [m for m in held if m.valid_to is None or m.valid_to >= timezone.localdate()] or list(held)
    if person.is_superuser or not current:
        if by is not None and not by.is_superuser:
            raise PermissionDenied(NOT_YOURS)
        return
    for membership in current:
        _check_manages(by, membership.unit, Role(membership.role))


def _check_manages(by: Any, unit: Place, role: Role) -> None:
    if by is not None and not may_hold_people(by, unit, role):
        raise PermissionDenied(NOT_YOURS)


def _add_membership(
    person: Person, unit: Place, role: Role, valid_from: dt.date, valid_to: dt.date | None
) -> Membership:
    overlapping = Membership.objects.filter(person=person, unit=unit, role=role)
    for other in overlapping:
        if (other.valid_to is None or other.valid_to >= valid_from) and (
            valid_to is None or other.valid_from <= valid_to
        ):
            raise ValidationError(
                f"{person.full_name} đã là {ROLE_LABELS[role].lower()} ở {unit.label} trong thời gian này."
            )
    membership = Membership(person=person, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to)
    validate_day(valid_from)
    membership.full_clean()
    membership.save()
    return membership


def _with_first_password(person: Person) -> Slip:
    password = first_password()
    person.set_password(password)
    person.first_password_expires_at = timezone.now() + VALID_FOR
    return Slip(person, password, person.first_password_expires_at)
