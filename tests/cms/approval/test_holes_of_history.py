"""What the stock system forgets or brings back: purged histories, changed versions, reverted texts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.models import (
    TaskState,
)

from cms.approval.binding import latest_binding
from cms.approval.models import ApprovalStep
from cms.approval.service import submit
from content_models.covenants.models import CovenantVersion
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, fresh, url


def test_stock_purge_deletes_the_record_of_an_approval(unit: Unit) -> None:
    """The danger, and what survives it here: our steps, the version, its revision, the live text."""
    page = make.recognised(unit)
    version = CovenantVersion.objects.get(page=page)
    steps = ApprovalStep.objects.filter(page=page).count()
    make.write(page, unit.writer, title="Bản sau")
    make.write(page, unit.writer, title="Bản sau nữa")
    disclosure = make.published_disclosure(unit)
    make.write(disclosure, unit.person(Role.DISCLOSURE_EDITOR), title="Bản sau")
    call_command("purge_revisions", verbosity=0)
    assert not TaskState.objects.for_instance(fresh(disclosure)).exists()
    assert ApprovalStep.objects.filter(page=disclosure, act="approved").exists()
    assert ApprovalStep.objects.filter(page=page).count() == steps
    again = CovenantVersion.objects.get(page=page)
    assert (again.sha256, again.text, again.revision_id) == (version.sha256, version.text, version.revision_id)
    assert again.revision is not None
    assert fresh(page).title == "Hương ước ấp Rạch Thử" and fresh(disclosure).title == "Danh sách hộ được hỗ trợ"
    assert Client().get(page.url).status_code == 200
    assert "a1" in [article.block_id for article in again.covenant.articles]
    submit(fresh(page), unit.head)
    assert fresh(page).workflow_in_progress


def test_versions_take_no_change(unit: Unit) -> None:
    version = CovenantVersion.objects.get(page=make.recognised(unit))
    version.text = "khác"
    for attempt in (
        version.save,
        version.delete,
        lambda: CovenantVersion.objects.update(text="khác"),
        CovenantVersion.objects.all().delete,
        lambda: CovenantVersion.objects.bulk_update([version], ["text"]),
    ):
        with pytest.raises(PermissionDenied), transaction.atomic():
            attempt()
    version.refresh_from_db()
    assert version.text != "khác"


def test_reverting_brings_back_the_writer_of_the_old_text(unit: Unit) -> None:
    """A text of long ago is brought back by another person: who wrote it then may not approve it now."""
    officer = unit.person(Role.CULTURE_OFFICER)
    page = make.draft_covenant(unit, by=officer)
    old = page.get_latest_revision()
    page = make.write(page, unit.writer, title="Hương ước của tổ")
    submit(page, unit.head)
    for role, number in ((Role.CULTURE_OFFICER, 2), (Role.JUSTICE_OFFICER, 1), (Role.COMMUNE_LEADER, 1)):
        make.approve_as(page, unit.person(role, number))
    assert fresh(page).live
    client = unit.client(Role.DRAFTING_MEMBER, 2)
    answer = client.get(url("revisions_revert", page.pk, old.pk))
    assert answer.status_code == 200
    form = make.covenant_form(page, title=old.as_object().title)
    assert client.post(url("revisions_revert", page.pk, old.pk), form).status_code == 302
    submit(fresh(page), unit.head)
    with pytest.raises(PermissionDenied, match="người khác phải duyệt"):
        make.approve_as(page, officer)
    make.approve_as(page, unit.person(Role.CULTURE_OFFICER, 2))


def test_reverting_a_stale_page_is_refused_too(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    old = page.get_latest_revision()
    form = make.covenant_form(page, title="Bản quay lại")
    make.write(page, unit.person(Role.DRAFTING_MEMBER, 2), title="Bản của người khác")
    answer = unit.client(Role.DRAFTING_MEMBER).post(url("revisions_revert", page.pk, old.pk), form)
    assert answer.status_code == 409
    assert fresh(page).get_latest_revision_as_object().title == "Bản của người khác"


def test_reverted_text_starts_at_the_first_task(unit: Unit) -> None:
    """The danger: the stock revert view resumes a returned workflow, whatever text it brings."""
    page = make.draft_covenant(unit)
    old = page.get_latest_revision()
    page = make.write(page, unit.writer, title="Bản hai")
    make.in_review(unit, approvals=1, page=page)
    give_back(page, unit.person(Role.JUSTICE_OFFICER))
    form = make.covenant_form(page, title=old.as_object().title, **{"action-submit": "1"})
    unit.client(Role.HAMLET_HEAD).post(url("revisions_revert", page.pk, old.pk), form)
    assert make.task_of(page).task.specific.action == "review"


def give_back(page: Any, person: Person, reason: str = "Cần nói rõ hơn.") -> None:
    from cms.approval import service

    service.give_back(make.task_of(page).pk, person, latest_binding(page), reason)
