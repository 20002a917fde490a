"""Nobody approves what they wrote, edited or submitted; nobody approves two tasks of one text."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from cms.approval.service import submit
from content_models.covenants.models import CovenantVersion
from content_models.roles.models import Membership, Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import SINCE, STEPS, Unit, login

PART_OF_WRITER = ("owner", "earlier editor", "last editor", "autosave editor", "submitter")


def also(person: Person, unit: Unit, *roles: Role) -> Person:
    """The same person in further roles."""
    for role in roles:
        Membership.objects.create(person=person, unit=unit.place_of(role), role=role, valid_from=SINCE)
    return Person.objects.get(pk=person.pk)


def written_by(unit: Unit, part: str, person: Person) -> object:
    """A covenant in review in whose making the person took part that way, the others doing the rest."""
    person = also(person, unit, Role.DRAFTING_MEMBER, Role.HAMLET_HEAD)
    page = make.draft_covenant(unit, by=person if part == "owner" else unit.writer)
    if part in ("earlier editor", "last editor"):
        page = make.write(page, person, title="Bản của người này")
    if part == "autosave editor":
        client = login(person)
        form = make.covenant_form(page, title="Bản đang gõ")
        answer = client.post(make.edit_url(page), form, headers={"accept": "application/json"})
        assert answer.json()["success"]
    if part in ("owner", "earlier editor"):
        page = make.write(page, unit.person(Role.DRAFTING_MEMBER, 2), title="Bản cuối")
    submit(page, person if part == "submitter" else unit.head)
    return make.fresh(page)


@pytest.mark.parametrize("part", PART_OF_WRITER)
@pytest.mark.parametrize("step", range(3))
def test_a_writer_in_an_approving_role_approves_nothing(unit: Unit, part: str, step: int) -> None:
    person = unit.person(STEPS[step])
    page = written_by(unit, part, person)
    for role in STEPS[:step]:
        make.approve_as(page, unit.person(role))
    with pytest.raises(PermissionDenied, match="người khác phải duyệt"):
        make.approve_as(page, Person.objects.get(pk=person.pk))
    client = login(person)
    answer = client.get(make.decide_url(page))
    assert "người khác phải duyệt" in answer.content.decode()
    assert 'name="approve"' not in answer.content.decode()
    form = make.decide_form(
        page, approve="1", number="1/QĐ", issued_on="01/02/2026", signer="A", signer_title="Chủ tịch"
    )
    assert "người khác phải duyệt" in client.post(make.decide_url(page), form, follow=True).content.decode()
    make.approve_as(page, unit.person(STEPS[step], 2))


@pytest.mark.parametrize("step", range(3))
def test_a_superuser_approves_nothing_even_with_the_role(unit: Unit, step: int) -> None:
    boss = also(make.new_person(superuser=True), unit, *STEPS)
    page = make.in_review(unit, approvals=step)
    with pytest.raises(PermissionDenied):
        make.approve_as(page, boss)
    assert login(boss).get(make.decide_url(page)).status_code in (302, 403)


def test_one_person_in_two_roles_approves_one_task(unit: Unit) -> None:
    both = also(unit.person(Role.CULTURE_OFFICER), unit, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)
    page = make.approve_as(make.in_review(unit), both)
    with pytest.raises(PermissionDenied, match="một bước trước"):
        make.approve_as(page, Person.objects.get(pk=both.pk))
    page = make.approve_as(page, unit.person(Role.JUSTICE_OFFICER))
    assert "một bước trước" in login(both).get(make.decide_url(page)).content.decode()
    with pytest.raises(PermissionDenied, match="một bước trước"):
        make.approve_as(page, Person.objects.get(pk=both.pk))
    make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    assert CovenantVersion.objects.count() == 1


def test_the_writers_of_the_first_version_may_approve_the_second(unit: Unit) -> None:
    """Four eyes look at the text since it was last public."""
    officer = also(unit.person(Role.CULTURE_OFFICER), unit, Role.DRAFTING_MEMBER)
    page = make.draft_covenant(unit, by=officer)
    submit(page, unit.head)
    for role, number in ((Role.CULTURE_OFFICER, 2), (Role.JUSTICE_OFFICER, 1), (Role.COMMUNE_LEADER, 1)):
        page = make.approve_as(page, unit.person(role, number))
    page = make.write(page, unit.writer, title="Hương ước lần hai")
    submit(page, unit.head)
    make.approve_as(page, Person.objects.get(pk=officer.pk))


def test_disclosures_and_materials(unit: Unit) -> None:
    editor = also(unit.person(Role.DISCLOSURE_EDITOR), unit, Role.COMMUNE_LEADER)
    page = make.draft_disclosure(unit)
    submit(page, editor)
    with pytest.raises(PermissionDenied, match="người khác phải duyệt"):
        make.approve_as(page, Person.objects.get(pk=editor.pk))
    assert make.approve_as(page, unit.person(Role.COMMUNE_LEADER)).live


def test_provincial_material_needs_another_editor(unit: Unit) -> None:
    first, second = unit.person(Role.PROVINCIAL_EDITOR), unit.person(Role.PROVINCIAL_EDITOR, 2)
    page = make.draft_material(unit, by=first, place=unit.commune.parent)
    submit(page, first)
    for refused in (first, unit.person(Role.PROVINCIAL_ADMIN), unit.person(Role.COMMUNE_LEADER)):
        with pytest.raises(PermissionDenied):
            make.approve_as(page, refused)
    assert make.approve_as(page, second).live


def test_an_ended_membership_approves_nothing(unit: Unit) -> None:
    page = make.in_review(unit)
    officer = unit.person(Role.CULTURE_OFFICER)
    client = login(officer)
    assert client.get(make.decide_url(page)).status_code == 200
    Membership.objects.filter(person=officer).update(valid_to=SINCE)
    assert client.get(make.decide_url(page)).status_code != 200
    with pytest.raises(PermissionDenied):
        make.approve_as(page, unit.person(Role.CULTURE_OFFICER))
