"""Every cell of the role table, through the real admin: role × action × (own unit, other unit, ended, locked).

One world is built for the module; each cell happens inside a savepoint and is undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from content_models.roles.models import Person
from content_models.roles.rights import may
from content_models.roles.table import HAMLET_ROLES, ROLE_TABLE, Action, Role, Subject
from tests import factories as f

from .deeds import DEEDS, Side

pytestmark = pytest.mark.django_db
SITUATIONS = ("own unit", "other unit", "ended membership", "inactive person")
CELLS = [
    pytest.param(role, subject, action, id=f"{role}-{action}-{subject}")
    for role in Role
    for subject, deeds in DEEDS.items()
    for action in deeds
]


@dataclass
class World:
    """Two communes, each with a hamlet, and the province."""

    here: Side
    there: Side
    province: Side


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield World(_commune(f.DAT_MUI), _commune(f.DAM_DOI), _province())
        transaction.set_rollback(True)


def _commune(code: str) -> Side:
    unit, hamlet = f.commune(code), f.hamlet("Thử Cây", code)
    staff = {role: f.person(role, unit) for role, grant in ROLE_TABLE.items() if grant.level == "commune"}
    return Side(unit, hamlet, staff | {role: f.person(role, hamlet) for role in HAMLET_ROLES})


def _province() -> Side:
    unit = f.province()
    return Side(unit, None, {role: f.person(role, unit) for role in (Role.PROVINCIAL_EDITOR, Role.PROVINCIAL_ADMIN)})


def _actor(role: Role, world: World, situation: str) -> Person:
    """Somebody with the role in Đất Mũi, its hamlet, or the province."""
    level = ROLE_TABLE[role].level
    unit = {"hamlet": world.here.hamlet, "commune": world.here.unit, "province": world.province.unit}[level]
    until = timezone.localdate() - dt.timedelta(days=1) if situation == "ended membership" else None
    return f.person(role, unit, until=until, is_active=situation != "inactive person")


def _target(role: Role, subject: Subject, world: World, situation: str) -> Side:
    if situation == "other unit":
        return world.there
    is_own_material = ROLE_TABLE[role].level == "province" and subject == Subject.MATERIAL
    return world.province if is_own_material else world.here


def _expected(role: Role, subject: Subject, action: Action, situation: str) -> bool:
    grant = ROLE_TABLE[role]
    if action == Action.MANAGE_FILES:  # a folder holds the files of all kinds of document of its unit
        granted = any(action in actions for actions in grant.actions.values())
        if grant.level == "province":
            granted = granted and subject == Subject.MATERIAL
    else:
        granted = grant.allows(subject, action)
    if situation == "other unit":
        # The province's registers are one: another commune is no other unit for it.
        return granted and grant.level == "province" and subject == Subject.PLACE
    return granted and situation == "own unit"


@pytest.mark.slow
@pytest.mark.parametrize(("role", "subject", "action"), CELLS)
def test_cell(world: World, role: Role, subject: Subject, action: Action) -> None:
    for situation in SITUATIONS:
        with transaction.atomic():
            client = Client(raise_request_exception=False)
            client.force_login(_actor(role, world, situation))
            target = _target(role, subject, world, situation)
            if not (subject == Subject.COVENANT and target.hamlet is None):
                happened = DEEDS[subject][action](client, target, subject)
                assert happened is _expected(role, subject, action, situation), situation
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", list(Role))
def test_may_says_what_the_table_says(world: World, role: Role) -> None:
    """`rights.may` beside the walk: all subjects and actions, also those that no screen offers."""
    for situation in SITUATIONS:
        with transaction.atomic():
            person = _actor(role, world, situation)
            for subject in Subject:
                target = _target(role, subject, world, situation)
                place = target.hamlet if subject in (Subject.COVENANT, Subject.PLACE) else target.unit
                for action in Action:
                    expected = ROLE_TABLE[role].allows(subject, action) and situation == "own unit"
                    if situation == "other unit" and subject == Subject.PLACE:
                        expected = ROLE_TABLE[role].allows(subject, action) and ROLE_TABLE[role].level == "province"
                    if action == Action.SEE_DRAFT and subject == Subject.COVENANT and expected:
                        expected = role in HAMLET_ROLES  # a place was not submitted
                    assert may(person, action, place, subject) is expected, (situation, subject, action)
            transaction.set_rollback(True)
