"""Holes of the stock workflow: each is first shown to be one, then to be closed here.

The danger is shown on Wagtail's own classes (a stock task, the stock publishing function, the bare actions);
the closing through the same addresses that a person or an attacker would use.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageViewRestriction,
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
from cms.approval.service import approve, submit
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.places.install import install_province
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, fresh, login

FAR_FUTURE = "01/01/2099 08:00"


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk_url(action: str, *pages: Page) -> str:
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{chosen}&next=/quan-tri/"


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
    } | {f"comments-{key}": "0" for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}  # fmt: skip
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


# --- history


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
