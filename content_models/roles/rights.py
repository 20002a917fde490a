"""`may(user, action, obj)`: the one question about rights. Views, hooks and policies ask nothing else."""

from __future__ import annotations

from typing import Any

from content_models.places.models import Level, Place

from .models import Membership, Person
from .table import HAMLET_ROLES, REVIEWING_ROLES, ROLE_TABLE, Action, Grant, Role, Subject

_CACHE = "_memberships_today"

# The operator of the installation repairs what staff cannot; approving stays with the people of the procedure.
NOT_FOR_SUPERUSERS = frozenset(
    {
        Action.REVIEW,
        Action.CHECK,
        Action.RECOGNISE,
        Action.SUSPEND,
        Action.ABOLISH,
        Action.ANNUL,
        Action.APPROVE,
        Action.CONFIRM_OLD,
        Action.PUBLISH,
    }
)


def memberships_of(user: Any) -> list[Membership]:
    """The memberships that hold today, with their units; one query, kept on the user object.

    A request has a fresh user object, so an ended membership bites on the next request. A long-lived
    process must fetch the person again.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    if not hasattr(user, _CACHE):
        found = Membership.objects.today().filter(person=user, unit__ended_on=None)
        setattr(user, _CACHE, list(found.select_related("unit__parent__parent")))
    return list(getattr(user, _CACHE))


def may(user: Any, action: Action, obj: Any, subject: Subject | None = None) -> bool:
    """True when today's memberships of `user` allow `action` on `obj`.

    `obj` is a document page (it names its subject and place) or a Place; a Place with `subject` asks
    for documents of that kind there ("may she create a disclosure in this commune?").
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    if user.is_superuser:
        return action not in NOT_FOR_SUPERUSERS
    place, subject = _target(obj, subject)
    return any(
        _grants(membership, action, subject, place) and _may_read_now(membership, action, subject, obj)
        for membership in memberships_of(user)
    )


def units_of(user: Any, *roles: Role) -> list[Place]:
    """Units in which the user holds one of the roles today (any role when none is named)."""
    return [m.unit for m in memberships_of(user) if not roles or m.role in roles]


def people_with(action: Action, obj: Any, subject: Subject | None = None) -> list[Person]:
    """The active people who may do `action` to `obj` today, superusers apart."""
    place, subject = _target(obj, subject)
    memberships = (
        Membership.objects.today()
        .filter(person__is_active=True, unit__in=place.path, unit__ended_on=None)
        .select_related("person", "unit__parent__parent")
    )
    people = {m.person_id: m.person for m in memberships if _grants(m, action, subject, place)}
    return sorted(people.values(), key=lambda person: person.full_name)


def _target(obj: Any, subject: Subject | None) -> tuple[Place, Subject]:
    if isinstance(obj, Place):
        return obj, subject or Subject.PLACE
    return obj.place, obj.subject


def _grants(membership: Membership, action: Action, subject: Subject, place: Place) -> bool:
    grant = ROLE_TABLE[Role(membership.role)]
    return grant.allows(subject, action) and _within(membership.unit, grant, action, subject, place)


def _within(unit: Place, grant: Grant, action: Action, subject: Subject, place: Place) -> bool:
    if unit.level != grant.level:
        return False
    if subject in (Subject.DISCLOSURE, Subject.MATERIAL):
        return unit == place
    if subject == Subject.COVENANT:
        return place.level == Level.HAMLET and unit.contains(place)
    if action == Action.MANAGE_PEOPLE and grant.level == Level.COMMUNE:
        return place.level == Level.HAMLET and unit.contains(place)
    return unit.contains(place)


def _may_read_now(membership: Membership, action: Action, subject: Subject, obj: Any) -> bool:
    """A working draft is the team's: the commune reads a covenant from its submission on."""
    if action != Action.SEE_DRAFT or subject != Subject.COVENANT or membership.role not in REVIEWING_ROLES:
        return True
    return bool(getattr(obj, "was_submitted", False))


def may_hold_people(user: Any, unit: Place, role: Role) -> bool:
    """May `user` give or end `role` in `unit`? A commune only for its hamlets' roles."""
    if not may(user, Action.MANAGE_PEOPLE, unit):
        return False
    return ROLE_TABLE[role].level == unit.level and (role in HAMLET_ROLES or _is_provincial(user))


def _is_provincial(user: Any) -> bool:
    return bool(user.is_superuser) or bool(units_of(user, Role.PROVINCIAL_ADMIN))
