"""Holes of the stock workflow: each is first shown to be one, then to be closed here.

The danger is shown on Wagtail's own classes (a stock task, the stock publishing function, the bare actions);
the closing through the same addresses that a person or an attacker would use.
"""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail.workflows import publish_workflow_state

from cms.approval.binding import latest_binding
from cms.approval.install import install_workflows
from cms.approval.models import ApprovalStep, UnitTask
from cms.approval.service import approve
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.places.install import install_province
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, bulk_url, fresh, login, url


def stock_state(page: Page, by: Person) -> TaskState:
    """The page in a workflow of Wagtail's own kind of task, open to the group "duyệt"."""
    group, _made = Group.objects.get_or_create(name="duyệt")
    task = GroupApprovalTask.objects.create(name="Bước của Wagtail", active=True)
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Quy trình của Wagtail", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow.start(page, by).current_task_state


# --- an approval posted through the page of another commune


def test_stock_action_view_takes_the_task_from_the_address(unit: Unit, other: Unit, superuser: Person) -> None:
    """The danger: the stock view asks about the page in the address and acts on the task state in it."""
    mine, theirs = make.draft_disclosure(unit), make.draft_disclosure(other)
    stock_state(mine, unit.person(Role.DISCLOSURE_EDITOR))
    foreign = stock_state(theirs, other.person(Role.DISCLOSURE_EDITOR))
    WorkflowState.objects.filter(pk=foreign.workflow_state_id).update(workflow=mine.current_workflow_state.workflow)
    login(superuser).post(url("workflow_action", mine.pk, "reject", foreign.pk), {"comment": ""})
    foreign.refresh_from_db()
    assert foreign.status == TaskState.STATUS_REJECTED


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_foreign_task_state_through_own_page_is_refused(unit: Unit, other: Unit, action: str) -> None:
    mine, theirs = make.in_review(unit), make.in_review(other)
    foreign = make.task_of(theirs)
    for client in (unit.client(Role.CULTURE_OFFICER), other.client(Role.CULTURE_OFFICER)):
        client.post(url("workflow_action", mine.pk, action, foreign.pk), {"comment": "x"})
        client.post(url("workflow_action", theirs.pk, action, foreign.pk), {"comment": "x"})
        client.get(url("collect_workflow_action_data", mine.pk, action, foreign.pk))
    assert make.task_of(theirs).pk == foreign.pk
    assert make.task_of(theirs).status == TaskState.STATUS_IN_PROGRESS


def test_decide_page_of_another_commune_is_closed(unit: Unit, other: Unit) -> None:
    theirs = make.in_review(other)
    client = unit.client(Role.CULTURE_OFFICER)
    address = make.decide_url(theirs)
    assert client.get(address).status_code == 302
    client.post(address, make.decide_form(theirs, approve="1"))
    assert make.task_of(theirs).task.specific.action == "review"
    with pytest.raises(PermissionDenied):
        approve(make.task_of(theirs).pk, unit.person(Role.CULTURE_OFFICER), latest_binding(theirs))


def test_superuser_gets_no_approval_from_the_decide_page(unit: Unit, superuser: Person) -> None:
    page = make.in_review(unit)
    client = login(superuser)
    assert client.get(make.decide_url(page)).status_code == 302
    client.post(make.decide_url(page), make.decide_form(page, approve="1"))
    assert make.task_of(page).task.specific.action == "review"


# --- a second, stale approval


def test_stock_task_state_accepts_a_second_stale_approval(unit: Unit, superuser: Person) -> None:
    """The danger: the stock check reads the status in memory."""
    page = make.draft_disclosure(unit)
    state = stock_state(page, unit.person(Role.DISCLOSURE_EDITOR))
    first, second = TaskState.objects.get(pk=state.pk), TaskState.objects.get(pk=state.pk)
    first.approve(user=superuser, update=False)
    second.approve(user=superuser, update=False)  # no error


def test_second_approval_of_one_task_is_refused(unit: Unit) -> None:
    page = make.in_review(unit)
    state, bound = make.task_of(page), latest_binding(page)
    approve(state.pk, unit.person(Role.CULTURE_OFFICER), bound)
    with pytest.raises(ValidationError, match="đã có người quyết định"):
        approve(state.pk, unit.person(Role.CULTURE_OFFICER, 2), bound)
    assert ApprovalStep.objects.filter(page=page, act="approved").count() == 1


@pytest.fixture
def threaded_unit(transactional_db: None) -> Unit:
    install_province()
    install_workflows()
    return Unit()


@pytest.mark.django_db(transaction=True)
def test_two_threads_cannot_approve_one_task(threaded_unit: Unit) -> None:
    unit = threaded_unit
    page = make.in_review(unit)
    state, bound = make.task_of(page), latest_binding(page)
    people = [unit.person(Role.CULTURE_OFFICER, number) for number in (1, 2, 3, 4)]
    start, outcomes = threading.Barrier(len(people)), []

    def act(person: Person) -> None:
        start.wait()
        try:
            approve(state.pk, person, bound)
            outcomes.append("approved")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved", "refused", "refused", "refused"]
    assert ApprovalStep.objects.filter(page=page, act="approved").count() == 1
    assert make.task_of(page).task.specific.action == "check"


# --- publishing past the workflow


def test_bulk_publish_by_the_superuser(unit: Unit, superuser: Person) -> None:
    """Stock: the bulk action publishes whatever `can_publish` allows, and cancels the workflow."""
    waiting, drafted = make.in_review(unit), make.draft_disclosure(unit)
    client = login(superuser)
    everything = [waiting, drafted, unit.hamlet.page, unit.commune.page, unit.commune.parent.page]
    answer = client.post(bulk_url("publish", *everything), {"include_descendants": "on"})
    assert answer.status_code in (200, 302, 403, 404)
    assert not fresh(waiting).live and not fresh(drafted).live
    assert fresh(waiting).workflow_in_progress


def test_stock_bulk_publish_takes_the_word_of_the_tester(unit: Unit, superuser: Person) -> None:
    """The danger: the action itself asks nothing; only the tester stands between."""
    from wagtail.admin.views.pages.bulk_actions import PublishBulkAction

    page = make.draft_disclosure(unit)
    assert not page.permissions_for_user(superuser).can_publish()
    PublishBulkAction.execute_action([Page.objects.get(pk=page.pk)], user=None)
    assert fresh(page).live


@pytest.mark.parametrize("who", ["writer", "superuser"])
def test_create_and_publish_only_creates(unit: Unit, superuser: Person, who: str) -> None:
    client = login(superuser) if who == "superuser" else unit.client(Role.DRAFTING_MEMBER)
    data = {
        "title": "Hương ước lách", "kind": "huong_uoc", "body-count": "0", "action-publish": "action-publish",
        "comment_notifications": "",
    } | make.formset("comments")  # fmt: skip
    answer = client.post(url("add", "covenants", "covenantpage", unit.hamlet.page.pk), data)
    assert answer.status_code == 302
    page = CovenantPage.objects.get(place=unit.hamlet)
    assert not page.live and page.first_published_at is None


@pytest.mark.parametrize("who", ["writer", "superuser"])
def test_save_and_publish_only_saves(unit: Unit, superuser: Person, who: str) -> None:
    covenant, disclosure = make.draft_covenant(unit), make.draft_disclosure(unit)
    writer = login(superuser) if who == "superuser" else unit.client(Role.DRAFTING_MEMBER)
    editor = login(superuser) if who == "superuser" else unit.client(Role.DISCLOSURE_EDITOR)
    writer.post(make.edit_url(covenant), make.covenant_form(covenant, title="Mới", **{"action-publish": "1"}))
    editor.post(make.edit_url(disclosure), make.disclosure_form(disclosure, title="Mới", **{"action-publish": "1"}))
    for page in (covenant, disclosure):
        assert fresh(page).get_latest_revision_as_object().title == "Mới"
        assert not fresh(page).live


def test_stock_finish_publishes_the_latest_text(unit: Unit, superuser: Person) -> None:
    """The danger: an edit after the last approval goes live unseen."""
    page = make.draft_disclosure(unit)
    state = stock_state(page, unit.person(Role.DISCLOSURE_EDITOR))
    make.write(page, superuser, title="Lén sửa")
    publish_workflow_state(WorkflowState.objects.get(pk=state.workflow_state_id))
    assert fresh(page).title == "Lén sửa"


def test_finish_publishes_the_approved_revision_and_no_other(unit: Unit) -> None:
    from cms.approval.publishing import finish

    page = make.in_review(unit, approvals=2)
    make.overwrite(page, title="Lén sửa")
    with pytest.raises(ValidationError, match="đã được sửa sau khi gửi duyệt"):
        finish(fresh(page).current_workflow_state, unit.person(Role.COMMUNE_LEADER))
    with pytest.raises(ValidationError, match="đã được sửa sau khi gửi duyệt"):
        make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    assert not fresh(page).live and not CovenantVersion.objects.exists()


# --- Wagtail's screens of workflows; cancelling


def test_workflow_screens_are_closed_to_staff(unit: Unit) -> None:
    make.in_review(unit)
    workflow, task = Workflow.objects.first(), UnitTask.objects.first()
    names = Workflow.objects.count(), Task.objects.count()
    for role in Role:
        client = unit.client(role)
        for name, args in (
            ("disable", [workflow.pk]), ("edit", [workflow.pk]), ("add", []), ("disable_task", [task.pk]),
            ("edit_task", [task.pk]), ("add_task", ["approval", "unittask"]), ("remove", [unit.hamlet.page.pk]),
        ):  # fmt: skip
            client.post(reverse(f"wagtailadmin_workflows:{name}", args=args), {"name": "đổi", "action": "approve"})
    assert Workflow.objects.filter(active=True).count() == names[0] == 2
    assert Task.objects.filter(active=True).count() == names[1] == 4
    assert not UnitTask.objects.filter(name="đổi").exists()


def test_a_task_that_the_superuser_disables_is_not_skipped(unit: Unit, superuser: Person) -> None:
    """The danger: Wagtail passes over an inactive task, so a covenant would be recognised with two approvals."""
    page = make.in_review(unit, approvals=1)
    task = UnitTask.objects.get(action="check")
    login(superuser).post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
    assert make.task_of(page).task.specific.action == "recognise"
    with pytest.raises(ValidationError, match="chưa qua đủ các bước"):
        make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    assert not fresh(page).live and not CovenantVersion.objects.exists()


def test_a_task_of_wagtails_own_kind_publishes_nothing(unit: Unit, superuser: Person) -> None:
    """The superuser changes a task's kind under the workflow and approves it as Wagtail's own task allows."""
    page = make.in_review(unit, approvals=2)
    group_task = GroupApprovalTask.objects.create(name="Lách", active=True)
    TaskState.objects.filter(pk=make.task_of(page).pk).update(task=group_task)
    UnitTask.objects.update(active=False)
    client = login(superuser)
    with pytest.raises(ValidationError, match="chưa qua đủ các bước"):
        client.post(url("workflow_action", page.pk, "approve", make.task_of(page).pk), {"comment": ""})
    assert not Page.objects.get(pk=page.pk).live and not CovenantVersion.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.DRAFTING_MEMBER, Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER]
)
def test_cancelling_without_the_right(unit: Unit, role: Role) -> None:
    """The danger: Wagtail lets the owner and whoever may approve cancel, and swallows a late refusal."""
    page = make.in_review(unit)
    assert page.current_workflow_state.user_can_cancel(unit.writer)
    client = unit.client(role)
    client.post(make.edit_url(page), make.covenant_form(page, **{"action-cancel-workflow": "1"}))
    client.post(reverse("approval_withdraw", args=[page.pk]))
    assert fresh(page).workflow_in_progress
    assert not ApprovalStep.objects.filter(page=page, act="withdrawn").exists()


def test_refused_cancelling_leaves_no_trace(unit: Unit) -> None:
    """Below the editor's own check: whoever cancels by code is asked too, and the state stays."""
    page = make.in_review(unit)
    with pytest.raises(PermissionDenied), transaction.atomic():
        page.current_workflow_state.cancel(user=unit.writer)
    assert fresh(page).workflow_in_progress


def test_withdrawal_by_the_head_and_by_nobody_else(unit: Unit, other: Unit) -> None:
    page = make.in_review(unit)
    other.client(Role.HAMLET_HEAD).post(reverse("approval_withdraw", args=[page.pk]))
    assert fresh(page).workflow_in_progress
    unit.client(Role.HAMLET_HEAD).post(reverse("approval_withdraw", args=[page.pk]))
    assert not fresh(page).workflow_in_progress
    assert ApprovalStep.objects.filter(page=page, act="withdrawn", person=unit.head).count() == 1


# --- the lock


def test_own_lock_does_not_open_a_text_in_review(unit: Unit) -> None:
    """The danger: Wagtail puts a person's own lock before the workflow's, so its holder could go on writing."""
    page = make.draft_covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    client.post(url("lock", page.pk))
    assert fresh(page).locked
    client.post(url("unlock", page.pk))
    page = make.in_review(unit, page=page)
    client.post(url("lock", page.pk))
    answer = client.post(make.edit_url(page), make.covenant_form(page, title="Sửa lén"))
    assert answer.status_code == 200
    assert fresh(page).get_latest_revision_as_object().title != "Sửa lén"
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=unit.writer)
    client.post(make.edit_url(page), make.covenant_form(page, title="Sửa lén"))
    assert fresh(page).get_latest_revision_as_object().title != "Sửa lén"


def test_text_locked_by_another_person_is_not_submitted(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    unit.client(Role.DRAFTING_MEMBER).post(url("lock", page.pk))
    unit.client(Role.HAMLET_HEAD).post(reverse("approval_submit", args=[page.pk]))
    assert not fresh(page).workflow_in_progress
