"""Doors of the page tree past the approval: deletion, moving, copying, unpublishing, privacy, schedule.

Each is tried through the addresses that a person or an attacker would use, by the superuser too.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import (
    Page,
    PageViewRestriction,
)

from cms.approval.models import ApprovalStep
from cms.approval.service import submit
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, bulk_url, fresh, login, url

FAR_FUTURE = "01/01/2099 08:00"


# --- deletion, moving, copying, unpublishing


def test_deletion_of_what_was_recognised(unit: Unit, superuser: Person) -> None:
    """The danger: a tester is not asked for descendants, so the hooks have to look below."""
    page = make.recognised(unit)
    client = login(superuser)
    client.post(url("delete", page.pk))
    client.post(url("delete", unit.hamlet.page.pk), {"confirm_site_name": "Đình"})
    client.post(url("delete", unit.commune.page.pk), {"confirm_site_name": "Đình"})
    for target in (page, unit.hamlet.page, unit.commune.page):
        client.post(bulk_url("delete", target), {"confirm_site_name": "Đình"})
    assert CovenantPage.objects.filter(pk=page.pk, live=True).exists()
    unit.client(Role.HAMLET_HEAD).post(url("delete", page.pk))
    assert CovenantVersion.objects.filter(page=page).exists()


def test_deletion_of_a_published_disclosure(unit: Unit, superuser: Person) -> None:
    page = make.published_disclosure(unit)
    section = page.get_parent()
    for client in (login(superuser), unit.client(Role.DISCLOSURE_EDITOR), unit.client(Role.COMMUNE_LEADER)):
        client.post(url("delete", page.pk))
        client.post(url("delete", section.pk), {"confirm_site_name": "Đình"})
        client.post(bulk_url("delete", page, section), {"confirm_site_name": "Đình"})
    assert fresh(page).live


def test_a_draft_is_deleted_by_the_head_but_not_while_it_is_read(unit: Unit) -> None:
    page = make.in_review(unit)
    head = unit.client(Role.HAMLET_HEAD)
    head.post(url("delete", page.pk))
    assert CovenantPage.objects.filter(pk=page.pk).exists()
    head.post(reverse("approval_withdraw", args=[page.pk]))
    head.post(url("delete", page.pk))
    assert not CovenantPage.objects.filter(pk=page.pk).exists()


def test_nothing_moves(unit: Unit, other: Unit, superuser: Person) -> None:
    covenant, disclosure = make.recognised(unit), make.draft_disclosure(unit)
    client = login(superuser)
    there = other.commune.sections.get(section="cong-khai")
    client.post(url("move_confirm", covenant.pk, other.hamlet.page.pk))
    client.post(url("move_confirm", disclosure.pk, there.pk))
    client.post(bulk_url("move", covenant), {"chooser": other.hamlet.page.pk})
    client.post(bulk_url("move", disclosure), {"chooser": there.pk})
    client.post(url("set_page_position", covenant.pk), {"position": 0})
    assert fresh(covenant).get_parent().pk == unit.hamlet.page.pk
    assert fresh(disclosure).get_parent().specific.place == unit.commune


def test_covenant_is_not_copied_or_aliased(unit: Unit, other: Unit, superuser: Person) -> None:
    page = make.recognised(unit)
    for client in (login(superuser), unit.client(Role.HAMLET_HEAD)):
        for extra in ({}, {"alias": "on"}, {"publish_copies": "on"}):
            data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": other.hamlet.page.pk}
            client.post(url("copy", page.pk), data | extra)
    assert CovenantPage.objects.count() == 1


def test_copy_of_a_disclosure_is_a_draft_of_the_unit_it_lies_in(unit: Unit, other: Unit, superuser: Person) -> None:
    """The danger: a copy would bring its publication and the rights of its old unit along. The screen is
    closed; a copy by code is a draft of the unit under which it lies."""
    page = make.published_disclosure(unit)
    there = other.commune.sections.get(section="cong-khai")
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": there.pk}
    for extra in ({}, {"alias": "on"}, {"publish_copies": "on"}):
        login(superuser).post(url("copy", page.pk), data | extra)
        unit.client(Role.DISCLOSURE_EDITOR).post(url("copy", page.pk), data | extra)
    assert not Page.objects.filter(slug="ban-sao").exists()
    page.copy(to=there, update_attrs={"slug": "ban-sao"}, keep_live=False, user=superuser)
    copy = Page.objects.get(slug="ban-sao").specific
    assert not copy.live and copy.first_published_at is None
    assert copy.place == other.commune
    assert copy.get_latest_revision_as_object().place == other.commune
    assert copy.current_workflow_state is None


def test_covenant_is_not_unpublished(unit: Unit, superuser: Person) -> None:
    page = make.recognised(unit)
    for client in (login(superuser), unit.client(Role.COMMUNE_LEADER), unit.client(Role.HAMLET_HEAD)):
        client.post(url("unpublish", page.pk), {"include_descendants": "on"})
        client.post(url("unpublish", unit.hamlet.page.pk), {"include_descendants": "on"})
        client.post(bulk_url("unpublish", page, unit.hamlet.page, unit.commune.page), {"include_descendants": "on"})
    assert fresh(page).live and Page.objects.get(pk=unit.hamlet.page.pk).live


def test_disclosure_is_unpublished_by_its_leader_only(unit: Unit, other: Unit) -> None:
    page = make.published_disclosure(unit)
    own_door = reverse("approval_unpublish", args=[page.pk])
    for client in (unit.client(Role.DISCLOSURE_EDITOR), other.client(Role.COMMUNE_LEADER)):
        client.post(url("unpublish", page.pk))
        client.post(bulk_url("unpublish", page))
        client.post(own_door, {"reason": "Sai số liệu."})
    leader = unit.client(Role.COMMUNE_LEADER)
    leader.post(own_door, {"reason": " "})
    assert fresh(page).live
    leader.post(own_door, {"reason": "Sai số liệu."})
    assert not fresh(page).live
    step = ApprovalStep.objects.filter(page=page).last()
    assert (step.act, step.reason) == ("unpublished", "Sai số liệu.")


def test_a_covenant_has_no_door_to_unpublish(unit: Unit) -> None:
    page = make.recognised(unit)
    unit.client(Role.COMMUNE_LEADER).post(reverse("approval_unpublish", args=[page.pk]), {"reason": "Thôi."})
    assert fresh(page).live


# --- privacy, schedule


def test_covenant_and_place_take_no_privacy(unit: Unit, superuser: Person) -> None:
    page = make.recognised(unit)
    for client in (login(superuser), unit.client(Role.HAMLET_HEAD), unit.client(Role.COMMUNE_LEADER)):
        for target in (page, unit.hamlet.page, unit.commune.page):
            client.post(url("set_privacy", target.pk), {"restriction_type": "login", "password": "", "groups": []})
    assert not PageViewRestriction.objects.exists()


def test_covenant_refuses_schedule_fields(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    client.post(make.edit_url(page), make.covenant_form(page, title="Mới", go_live_at=FAR_FUTURE, expire_at=FAR_FUTURE))
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.go_live_at is None and draft.expire_at is None
    from django.utils import timezone

    for field in ("go_live_at", "expire_at"):
        smuggled = make.write(page, unit.writer, **{field: timezone.now() + timezone.timedelta(days=9)})
        with pytest.raises(ValidationError, match="không hẹn giờ"):
            submit(smuggled, unit.head)
    assert not fresh(page).workflow_in_progress
