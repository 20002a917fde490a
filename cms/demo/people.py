"""The demo's people. Those who log in share one password, which `./run` prints: never in production."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from content_models.places.models import Place
from content_models.roles.models import Membership, Person
from content_models.roles.service import give_role
from content_models.roles.table import ROLE_LABELS, Role

PASSWORD = "dinh-dung-thu-2026"
SINCE = dt.date(2025, 7, 1)
REASON = "Dữ liệu dùng thử"
HAMLET_ROLES = (Role.DRAFTING_MEMBER, Role.HAMLET_HEAD)


@dataclass(frozen=True)
class Account:
    """A person who can log in: phone, name, role, code of the commune ("" for the province), hamlet's slug."""

    phone: str
    name: str
    role: Role
    commune: str = ""
    hamlet: str = ""

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[self.role]


ACCOUNTS = (
    Account("0900000021", "Trần Văn Lượm", Role.DRAFTING_MEMBER, "32248", "ap-rach-tau"),
    Account("0900000022", "Nguyễn Thị Bé Sáu", Role.HAMLET_HEAD, "32248", "ap-rach-tau"),
    Account("0900000011", "Lê Minh Khang", Role.CULTURE_OFFICER, "32248"),
    Account("0900000012", "Phạm Thị Ngọc Ánh", Role.JUSTICE_OFFICER, "32248"),
    Account("0900000013", "Huỳnh Quốc Toàn", Role.DISCLOSURE_EDITOR, "32248"),
    Account("0900000014", "Đặng Hoài Nam", Role.COMMUNE_LEADER, "32248"),
    Account("0900000001", "Võ Thanh Tùng", Role.PROVINCIAL_ADMIN),
    Account("0900000002", "Trương Mỹ Duyên", Role.PROVINCIAL_EDITOR),
    Account("0900000003", "Lâm Chí Bền", Role.PROVINCIAL_EDITOR),
    Account("0900000031", "Hồ Thu Thủy", Role.CULTURE_OFFICER, "32152"),
)
# Names of the others, who act in the demo's history and cannot log in.
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Danh", "Lý", "Thạch", "Đỗ", "Ngô")
_MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh")
_GIVEN = ("Hải", "Lan", "Phước", "Tươi", "Đông", "Hạnh", "Lộc", "Nhung", "Quý", "Sang", "Thắm", "Út", "Vinh")


class People:
    """Finds or makes the person who holds a role in a unit."""

    def __init__(self) -> None:
        self._made = 0

    def make_accounts(self, province: Place) -> None:
        """The people of `ACCOUNTS`, with the known password."""
        for account in ACCOUNTS:
            unit = province
            if account.commune:
                unit = Place.objects.get(code=account.commune)
            if account.hamlet:
                unit = unit.children.get(slug=account.hamlet)
            person = Person(username=account.phone, full_name=account.name, email=f"{account.phone}@demo.invalid")
            person.set_password(PASSWORD)
            person.save()
            self._give(person, unit, account.role)

    def of(self, unit: Place, role: Role) -> Person:
        """Who holds the role in the unit; made when nobody does."""
        membership = Membership.objects.filter(unit=unit, role=role).select_related("person").first()
        if membership:
            return membership.person
        number = self._made
        self._made += 1
        name = f"{_FAMILY[number % 10]} {_MIDDLE[number % 6]} {_GIVEN[number % 13]}"
        person = Person(username=f"09{10_000_000 + number:08d}", full_name=name)
        person.set_unusable_password()
        person.save()
        self._give(person, unit, role)
        return person

    def _give(self, person: Person, unit: Place, role: Role) -> None:
        give_role(person, unit=unit, role=role, valid_from=SINCE, valid_to=None, by=None, reason=REASON)
