"""What the table leaves open: when a draft may be read, and that a page opens no file of another unit."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.approval.service import submit
from content_models.roles.models import Person
from content_models.roles.rights import may, people_with, units_of
from content_models.roles.table import ROLE_TABLE, Action, Role, Subject, roles_with
from tests import factories as f

from .deeds import _form

pytestmark = pytest.mark.django_db
COMMUNE_READERS = (Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)

# The table of domain §7 once more, in words of its own: a slip in the code's table shows here.
WRITE = {"see_draft", "create", "edit", "see_history"}
SEND = {"submit", "withdraw", "delete_draft"}
EXPECTED: dict[str, dict[str, set[str]]] = {
    "drafting_member": {"covenant": WRITE},
    "hamlet_head": {"covenant": WRITE | SEND},
    "culture_officer": {
        "covenant": {"see_draft", "review", "record_old", "see_history", "manage_files"},
        "material": WRITE | SEND | {"manage_files"},
        "place": {"manage_people", "see_history"},
    },
    "justice_officer": {"covenant": {"see_draft", "check", "confirm_old", "see_history"}},
    "disclosure_editor": {"disclosure": WRITE | SEND | {"manage_files"}},
    "commune_leader": {
        "covenant": {"see_draft", "recognise", "suspend", "abolish", "annul", "see_history"},
        "disclosure": {"see_draft", "approve", "unpublish", "see_history"},
        "material": {"see_draft", "approve", "unpublish", "see_history"},
        "place": {"manage_people", "see_history"},
    },
    "provincial_editor": {
        "material": WRITE | SEND | {"manage_files", "approve", "unpublish"},
        "place": {"manage_questions", "manage_models", "see_searches"},
    },
    "provincial_admin": {
        "material": WRITE | SEND | {"manage_files", "unpublish"},
        "place": {"manage_people", "manage_places", "manage_wording", "manage_models", "see_history", "see_searches"},
    },
}


def test_the_table_is_that_of_the_law_and_the_design() -> None:
    found = {
        str(role): {str(subject): {str(a) for a in actions} for subject, actions in grant.actions.items()}
        for role, grant in ROLE_TABLE.items()
    }
    assert found == EXPECTED


def test_nobody_publishes_past_the_approval() -> None:
    assert not [subject for subject in Subject if roles_with(subject, Action.PUBLISH)]
    operator = f.superuser()
    page = f.covenant(f.hamlet(), f.person(Role.HAMLET_HEAD, f.hamlet()))
    for action in (Action.PUBLISH, Action.REVIEW, Action.CHECK, Action.RECOGNISE, Action.APPROVE, Action.CONFIRM_OLD):
        assert not may(operator, action, page)
    assert may(operator, Action.EDIT, page)


@pytest.mark.parametrize("role", COMMUNE_READERS)
def test_a_working_draft_is_the_teams_until_it_is_submitted(client: Client, role: Role) -> None:
    head = f.person(Role.HAMLET_HEAD, f.hamlet())
    page = f.covenant(f.hamlet(), head, articles=(f.article("1. Chữ Kín Đáo.", "Bí mật"),))
    client.force_login(reader := f.person(role, f.commune()))
    addresses = [
        reverse("approval_document", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        "/quan-tri/",
        reverse("approval_inbox"),
    ]
    assert not any("Kín Đáo" in client.get(address).content.decode() for address in addresses)
    assert not may(reader, Action.SEE_DRAFT, page)
    submit(page, head)
    assert may(reader, Action.SEE_DRAFT, type(page).objects.get(pk=page.pk))


def test_units_and_people_of_today() -> None:
    hamlet = f.hamlet()
    head, gone = f.person(Role.HAMLET_HEAD, hamlet), f.person(Role.HAMLET_HEAD, hamlet, until=f.SINCE)
    locked = f.person(Role.HAMLET_HEAD, hamlet, is_active=False)
    page = f.covenant(hamlet, head)
    assert people_with(Action.SUBMIT, page) == [head]
    assert units_of(head) == units_of(head, Role.HAMLET_HEAD) == [hamlet]
    assert not units_of(head, Role.DRAFTING_MEMBER) + units_of(gone) + units_of(locked)


# --- files ----------------------------------------------------------------------------------------


@pytest.fixture
def editor() -> Person:
    return f.person(Role.DISCLOSURE_EDITOR, f.commune())


def _attach(client: Client, page: Any, file: Any) -> list[int]:
    """Post the editor with one attached file; ids of the files that the saved draft has."""
    values = _form(Subject.DISCLOSURE, page)
    rows = inline_formset([{"file": file.pk, "title": "Danh sách", "ORDER": 1}])
    values |= nested_form_data({"attachments": rows})
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), values)
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    return [row.file_id for row in draft.attachments.all()]


def test_a_page_takes_files_of_its_own_unit(client: Client, editor: Person) -> None:
    client.force_login(editor)
    page, file = f.disclosure(f.commune(), editor), f.attached_file(f.commune())
    assert _attach(client, page, file) == [file.pk]


def test_a_page_opens_no_file_of_another_unit(client: Client, editor: Person) -> None:
    """The form can name any id; after publication the file would be public."""
    client.force_login(editor)
    page = f.disclosure(f.commune(), editor)
    for unit in (f.commune(f.DAM_DOI), f.province()):
        assert _attach(client, page, f.attached_file(unit)) == []


def test_the_operator_is_held_to_it_as_well(client: Client, editor: Person) -> None:
    client.force_login(f.superuser())
    page = f.disclosure(f.commune(), editor)
    assert _attach(client, page, f.attached_file(f.province())) == []


def test_the_province_sees_no_commune_files(client: Client, editor: Person) -> None:
    f.attached_file(f.commune(), editor, title="Danh sách Riêng Của Xã")
    for role in (Role.PROVINCIAL_EDITOR, Role.PROVINCIAL_ADMIN):
        client.force_login(f.person(role, f.province()))
        for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose"):
            assert "Riêng Của Xã" not in client.get(reverse(name)).content.decode()
