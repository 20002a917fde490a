"""Who stands in the history of what was brought in."""

from __future__ import annotations

from cms.portal.models import Installation
from content_models.roles.models import Person
from content_models.validators import clean_phone

IMPORT_NAME, IMPORT_LABEL = "nhap-cong-cu", "Nhập từ cổng cũ"


class NoSuchPerson(Exception):
    """A Vietnamese sentence about a name on the command line."""


def person_named(username: str) -> Person:
    """An active person by phone number. Raises NoSuchPerson."""
    person = Person.objects.filter(username__in={username, clean_phone(username)}, is_active=True).first()
    if person is None:
        raise NoSuchPerson(f"Không có người dùng nào mang số {username}.")
    return person


def the_import() -> Person:
    """The operator at the command line is no person of the register, so the import has an entry of its own.

    Nobody can log in with it, and it holds no role.
    """
    found = Person.objects.filter(username=IMPORT_NAME).first()
    if found:
        return found
    person = Person(username=IMPORT_NAME, full_name=IMPORT_LABEL, is_active=False)
    person.set_unusable_password()
    person.save()
    return person


def confirmer(username: str) -> Person:
    """Who confirms covenants without having looked at the paper: in a demo database, where there is none.

    Raises NoSuchPerson, also for a real database.
    """
    if not Installation.objects.filter(demo=True).exists():
        raise NoSuchPerson(
            "--confirmed-by chỉ dùng được với cơ sở dữ liệu dùng thử: văn bản thật phải có người đối chiếu."
        )
    return person_named(username)
