"""Memberships as Wagtail's page permissions.

Wagtail's rights reach every page type below the page they are given on, so entries stand only on a
hamlet's page and on the fixed sections, never on a commune's page or the root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from content_models.places.models import Level, PlacePage, Section, SectionPage

from .rights import memberships_of
from .table import ROLE_TABLE, Action, Role, Subject

_SUBJECT_OF_SECTION = {Section.DISCLOSURES: Subject.DISCLOSURE, Section.MATERIALS: Subject.MATERIAL}
_CODENAMES = {
    Action.CREATE: ("add_page",),
    Action.EDIT: ("change_page", "lock_page", "unlock_page"),
}


@dataclass(frozen=True)
class Codename:
    """Stands for `auth.Permission`: Wagtail reads the code name only."""

    codename: str


@dataclass(frozen=True)
class PageEntry:
    """Stands for `GroupPagePermission`: one permission on one branch of the tree."""

    page: Page
    page_id: int
    permission: Codename


class MembershipPagePolicy(PagePermissionPolicy):
    """Wagtail's page policy, fed from today's memberships."""

    def get_all_permissions_for_user(self, user: Any) -> list[PageEntry]:
        memberships = memberships_of(user)
        if not memberships or user.is_superuser:
            return []
        roles_by_unit: dict[int, set[Role]] = {}
        for membership in memberships:
            roles_by_unit.setdefault(membership.unit_id, set()).add(Role(membership.role))
        return [
            PageEntry(page, page.pk, Codename(codename))
            for page, subject in _branches(list(roles_by_unit))
            for codename in sorted(_codenames(roles_by_unit[page.place_id], subject))
        ]


def _branches(unit_ids: list[int]) -> list[tuple[PlacePage | SectionPage, Subject]]:
    hamlets = PlacePage.objects.filter(Q(place__level=Level.HAMLET), place__in=unit_ids)
    sections = SectionPage.objects.filter(place__in=unit_ids)
    return [
        *((page, Subject.COVENANT) for page in hamlets),
        *((page, _SUBJECT_OF_SECTION[Section(page.section)]) for page in sections),
    ]


def _codenames(roles: set[Role], subject: Subject) -> set[str]:
    return {
        codename
        for role in roles
        for action, codenames in _CODENAMES.items()
        if ROLE_TABLE[role].allows(subject, action)
        for codename in codenames
    }
