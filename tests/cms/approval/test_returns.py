"""A text goes back with a reason and remarks; the team sees both, is told, and sends it again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.approval import service
from cms.approval.binding import latest_binding
from cms.approval.models import ApprovalStep, Remark
from cms.approval.service import submit
from cms.approval.tasks import send_notice
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, fresh, login

REASON = "Cần nói rõ ngày vớt lục bình."
AT_SECOND = "Ghi rõ ngày nào trong tháng."


def document(page: Any) -> str:
    return reverse("approval_document", args=[page.pk])


def give_back(page: Any, person: Person) -> None:
    """As the approver's page does: a reason, a remark at the second article, one for the whole text."""
    form = make.decide_form(
        page, give_back="1", reason=REASON, **{"remark-a2": AT_SECOND, "remark-": "Nhìn chung tốt."}
    )
    answer = login(person).post(make.decide_url(page), form)
    assert answer.status_code == 302


def deliver() -> list[Any]:
    """Do the waiting jobs of the queue, each once, as the worker does; gives the letters."""
    for job in DBTaskResult.objects.ready().filter(task_path=send_notice.module_path):
        send_notice.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()
    return mail.outbox


def test_a_return_without_a_reason_is_refused_and_keeps_what_was_typed(unit: Unit) -> None:
    page = make.in_review(unit)
    client = unit.client(Role.CULTURE_OFFICER)
    form = make.decide_form(page, give_back="1", reason="  ", **{"remark-a2": AT_SECOND})
    answer = client.post(make.decide_url(page), form)
    assert answer.status_code == 302  # the browser's Back meets no form to be sent again
    text = client.get(answer.headers["Location"]).content.decode()
    assert "Hãy ghi lý do trả lại" in text and AT_SECOND in text
    assert AT_SECOND not in client.get(make.decide_url(page)).content.decode()
    assert fresh(page).workflow_in_progress and not Remark.objects.exists()


def test_the_team_sees_reason_and_remarks_at_their_articles(unit: Unit, other: Unit) -> None:
    page = make.in_review(unit, approvals=1)
    give_back(page, unit.person(Role.JUSTICE_OFFICER))
    for client in (unit.client(Role.DRAFTING_MEMBER), unit.client(Role.HAMLET_HEAD)):
        text = client.get(document(page)).content.decode()
        assert REASON in text and AT_SECOND in text and "Nhìn chung tốt." in text
        assert "Điều 2. Giữ vệ sinh kênh rạch" in text
        editor = client.get(make.edit_url(page)).content.decode()
        assert REASON in editor and document(page) in editor
    for client in (
        other.client(Role.DRAFTING_MEMBER),
        other.client(Role.CULTURE_OFFICER),
        unit.client(Role.DISCLOSURE_EDITOR),
    ):
        assert client.get(document(page)).status_code in (302, 403, 404)


def test_remarks_stay_at_their_article_through_renumbering(unit: Unit) -> None:
    page = make.in_review(unit)
    give_back(page, unit.person(Role.CULTURE_OFFICER))
    blocks = make.three_articles()
    first = make.article("Giải thích từ ngữ", "Trong hương ước này, ấp là ấp Rạch Thử.", "a0")
    make.write(page, unit.writer, body=[first, *blocks])
    text = unit.client(Role.DRAFTING_MEMBER).get(document(page)).content.decode()
    assert re.search(r"<h3>Điều 3\. Giữ vệ sinh kênh rạch</h3>.*Khi nhận xét: Điều 2\. .*" + AT_SECOND, text, re.S)
    submit(page, unit.head)
    officer = unit.client(Role.CULTURE_OFFICER).get(make.decide_url(page)).content.decode()
    assert officer.index("Điều 3. Giữ vệ sinh") < officer.index(AT_SECOND) < officer.index("Điều 4. Giúp nhau")


def test_a_remark_at_an_article_that_was_cut_out_is_not_lost(unit: Unit) -> None:
    page = make.in_review(unit)
    give_back(page, unit.person(Role.CULTURE_OFFICER))
    blocks = make.three_articles()
    make.write(page, unit.writer, body=[blocks[0], blocks[2]])
    text = unit.client(Role.DRAFTING_MEMBER).get(document(page)).content.decode()
    assert "Điều 2. Giữ vệ sinh kênh rạch (đã bỏ)" in text and AT_SECOND in text


def test_a_remark_does_not_make_its_author_a_writer(unit: Unit) -> None:
    page = make.in_review(unit)
    officer = unit.person(Role.CULTURE_OFFICER)
    give_back(page, officer)
    submit(make.write(page, unit.writer, title="Hương ước đã sửa"), unit.head)
    make.approve_as(page, Person.objects.get(pk=officer.pk))


@pytest.mark.parametrize("resaved", [False, True])
def test_the_same_text_goes_on_at_the_task_that_returned_it(unit: Unit, resaved: bool) -> None:
    page = make.in_review(unit, approvals=1)
    give_back(page, unit.person(Role.JUSTICE_OFFICER))
    if resaved:
        page = make.write(page, unit.writer)  # a new revision, the same words
    submit(page, unit.head)
    assert make.task_of(page).task.specific.action == "check"
    page = make.approve_as(page, unit.person(Role.JUSTICE_OFFICER))
    assert make.task_of(page).task.specific.action == "recognise"
    assert make.approve_as(page, unit.person(Role.COMMUNE_LEADER)).live


def test_a_changed_text_starts_at_the_first_task(unit: Unit) -> None:
    page = make.in_review(unit, approvals=2)
    give_back(page, unit.person(Role.COMMUNE_LEADER))
    submit(make.write(page, unit.writer, title="Hương ước đã sửa"), unit.head)
    assert make.task_of(page).task.specific.action == "review"
    acts = list(ApprovalStep.objects.filter(page=page).order_by("pk").values_list("act", flat=True))
    assert acts == ["submitted", "approved", "approved", "returned", "submitted"]


@pytest.mark.parametrize(("title", "task"), [(None, "check"), ("Hương ước đã sửa", "review")])
@pytest.mark.parametrize("button", ["action-submit", "action-restart-workflow"])
def test_the_editors_buttons_follow_the_same_rule(unit: Unit, title: str | None, task: str, button: str) -> None:
    page = make.in_review(unit, approvals=1)
    give_back(page, unit.person(Role.JUSTICE_OFFICER))
    changed = {"title": title} if title else {}
    unit.client(Role.HAMLET_HEAD).post(make.edit_url(page), make.covenant_form(page, **changed, **{button: "1"}))
    assert make.task_of(page).task.specific.action == task


def test_a_disclosure_with_the_same_text_is_recognised_as_such(unit: Unit) -> None:
    page = make.draft_disclosure(unit)
    editor, leader = unit.person(Role.DISCLOSURE_EDITOR), unit.person(Role.COMMUNE_LEADER)
    submit(page, editor)
    state = fresh(page).current_workflow_state.pk
    service.give_back(make.task_of(page).pk, leader, latest_binding(page), REASON)
    login(editor).post(make.edit_url(page), make.disclosure_form(page, **{"action-submit": "1"}))
    assert fresh(page).workflow_in_progress
    assert fresh(page).current_workflow_state.pk == state


def test_only_those_who_may_submit_submit(unit: Unit, other: Unit) -> None:
    page = make.draft_covenant(unit)
    address = reverse("approval_submit", args=[page.pk])
    for client in (unit.client(Role.DRAFTING_MEMBER), other.client(Role.HAMLET_HEAD), unit.client(Role.COMMUNE_LEADER)):
        client.post(address)
        client.post(make.edit_url(page), make.covenant_form(page, **{"action-submit": "1"}))
    assert not fresh(page).workflow_in_progress
    unit.client(Role.HAMLET_HEAD).post(address)
    assert fresh(page).workflow_in_progress
    with pytest.raises(ValidationError, match="đang được duyệt"):
        submit(page, unit.head)


def test_letters_go_to_those_who_have_to_act(unit: Unit, other: Unit) -> None:
    """Officers at their step, the team on a return and at the end; nobody of another commune."""
    people = {role: unit.person(role) for role in (*make.STEPS, Role.DRAFTING_MEMBER, Role.HAMLET_HEAD)}
    strangers = [other.person(role) for role in (*make.STEPS, Role.HAMLET_HEAD)]
    silent = unit.person(Role.DRAFTING_MEMBER, 2)
    Person.objects.filter(pk=silent.pk).update(email="")
    page = make.in_review(unit)
    letters = deliver()
    assert [letter.to for letter in letters] == [[people[Role.CULTURE_OFFICER].email]]
    mail.outbox.clear()

    give_back(page, people[Role.CULTURE_OFFICER])
    letters = deliver()
    assert {letter.to[0] for letter in letters} == {people[Role.DRAFTING_MEMBER].email, people[Role.HAMLET_HEAD].email}
    assert all(REASON in letter.body and document(page) in letter.body for letter in letters)
    mail.outbox.clear()

    submit(page, unit.head)
    for role in make.STEPS:
        make.approve_as(page, unit.person(role))
    addressed = [letter.to[0] for letter in deliver()]
    assert not {stranger.email for stranger in strangers} & set(addressed)
    assert addressed.count(people[Role.COMMUNE_LEADER].email) == 1
    final = [letter for letter in mail.outbox if "Đã được công nhận" in letter.subject]
    assert {letter.to[0] for letter in final} == {people[Role.DRAFTING_MEMBER].email, people[Role.HAMLET_HEAD].email}
    assert fresh(page).url in final[0].body


def test_a_late_decision_shows_no_draft_and_keeps_what_was_typed(unit: Unit) -> None:
    """After a withdrawal the page holds the team's draft: the officer's old address must not show it."""
    page = make.in_review(unit)
    officer, address, form = (
        unit.client(Role.CULTURE_OFFICER),
        make.decide_url(page),
        make.decide_form(page, approve="1"),
    )
    service.withdraw(page, unit.head)
    make.write(
        page, unit.writer, title="Bản nháp riêng của tổ", body=[make.article("Điều kín", "Chưa muốn cho xem.", "z")]
    )
    for answer in (officer.get(address), officer.post(address, form | {"remark-a2": AT_SECOND, "reason": "Vì vậy."})):
        text = answer.content.decode()
        assert "đã được rút về" in text
        assert "Chưa muốn cho xem." not in text and "Bản nháp riêng" not in text
    assert AT_SECOND in text and "Vì vậy." in text


def test_an_edit_by_code_without_a_right_is_recorded_as_nothing(unit: Unit) -> None:
    from django.core.exceptions import PermissionDenied
    from django.db import transaction

    page = make.draft_covenant(unit)
    with pytest.raises(PermissionDenied), transaction.atomic():
        page.get_workflow().start(page, unit.writer)
    assert not fresh(page).workflow_in_progress and not ApprovalStep.objects.exists()
