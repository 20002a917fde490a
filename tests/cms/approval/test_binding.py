"""An approval is given to one text: anything that changes it in between makes the approval fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Revision

from cms.approval.binding import Binding, latest_binding, text_sha256
from cms.approval.models import ApprovalStep
from cms.approval.service import TextChanged, submit
from content_models.covenants.models import CovenantVersion
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import STEPS, Unit, fresh, login

SENTENCE = "đã được sửa sau khi gửi duyệt"
JSON = {"accept": "application/json"}


def raw_content(page: Any, **fields: Any) -> None:
    """Below everything: the stored content is changed, id, user and time stay."""
    revision = fresh(page).get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | fields)


CHANGES: dict[str, Callable[[Unit, Any], Any]] = {
    "a new revision": lambda unit, page: make.write(page, unit.writer, title="Sửa lén"),
    "a new revision with the same text": lambda unit, page: make.write(page, unit.writer),
    "an overwritten revision": lambda unit, page: make.overwrite(page, title="Sửa lén"),
    "an overwritten revision with the same text": lambda unit, page: make.overwrite(page),
    "changed content": lambda unit, page: raw_content(page, title="Sửa lén"),
    "a smuggled schedule": lambda unit, page: raw_content(page, go_live_at="2030-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("step", range(3))
def test_a_change_after_reading_refuses_the_approval(unit: Unit, change: str, step: int) -> None:
    page = make.in_review(unit, approvals=step)
    read = make.decide_form(
        page, approve="1", number="2/QĐ", issued_on="01/02/2026", signer="A", signer_title="Chủ tịch"
    )
    address, client = make.decide_url(page), login(unit.person(STEPS[step]))
    assert client.get(address).status_code == 200
    CHANGES[change](unit, page)
    answer = client.post(address, read | {"remark-": "Nhận xét tôi đã gõ"}, follow=True)
    assert SENTENCE in answer.content.decode()
    assert "Nhận xét tôi đã gõ" in answer.content.decode()
    assert make.task_of(page).task.specific.action == ("review", "check", "recognise")[step]
    assert not fresh(page).live and not CovenantVersion.objects.exists()


@pytest.mark.parametrize("change", CHANGES)
def test_nor_does_reading_the_changed_text_help(unit: Unit, change: str) -> None:
    """Approvals of earlier tasks were given to the submitted text: it has to be submitted again."""
    page = make.in_review(unit, approvals=1)
    CHANGES[change](unit, page)
    with pytest.raises(TextChanged):
        make.approve_as(page, unit.person(Role.JUSTICE_OFFICER), latest_binding(page))


def test_a_made_up_binding_is_refused(unit: Unit) -> None:
    page = make.in_review(unit)
    real = latest_binding(page)
    for bound in (Binding(real.revision_id + 1, real.sha256), Binding(real.revision_id, "0" * 64)):
        with pytest.raises(TextChanged):
            make.approve_as(page, unit.person(Role.CULTURE_OFFICER), bound)


def test_a_changed_text_may_be_returned_and_starts_again_at_the_first_task(unit: Unit) -> None:
    """Review read the first text; what justice returned was another one, so its resubmission is new."""
    from cms.approval.service import give_back

    page = make.in_review(unit, approvals=1)
    stale = latest_binding(page)
    page = make.overwrite(page, title="Sửa lén")
    step = give_back(make.task_of(page).pk, unit.person(Role.JUSTICE_OFFICER), stale, "Không phải bản đã gửi.")
    assert step.sha256 == latest_binding(page).sha256 != stale.sha256
    submit(page, unit.head)
    assert make.task_of(page).task.specific.action == "review"


@pytest.mark.parametrize("autosave", [True, False])
def test_the_editor_is_locked_while_the_text_is_read(unit: Unit, superuser: Any, autosave: bool) -> None:
    page = make.draft_covenant(unit)
    open_tab = make.covenant_form(page, title="Gõ tiếp")
    make.in_review(unit, page=page)
    for person in (unit.writer, unit.head, superuser):
        answer = login(person).post(make.edit_url(page), open_tab, headers=JSON if autosave else {})
        assert answer.status_code == (400 if autosave else 200)
        assert fresh(page).get_latest_revision_as_object().title == "Hương ước ấp Rạch Thử"
    make.approve_as(page, unit.person(Role.CULTURE_OFFICER))


def test_autosave_over_the_own_revision_after_submission_is_refused(unit: Unit) -> None:
    """Autosave names the revision that it rewrites: the very one that was submitted."""
    page = make.draft_covenant(unit)
    form = make.covenant_form(page, title="Gõ tiếp", overwrite_revision_id=str(page.latest_revision_id))
    make.in_review(unit, page=page)
    answer = unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), form, headers=JSON)
    assert answer.status_code == 400
    make.approve_as(page, unit.person(Role.CULTURE_OFFICER))


def test_an_open_tab_does_not_rewrite_the_recognised_revision(unit: Unit) -> None:
    """The danger: the tab's autosave rewrites its revision in place, long after that one was recognised."""
    page = make.draft_covenant(unit)
    number = page.latest_revision_id
    form = make.covenant_form(page, title="Gõ tiếp", overwrite_revision_id=str(number))
    make.in_review(unit, approvals=3, page=page)
    before = Revision.objects.get(pk=number).content
    answer = unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), form, headers=JSON).json()
    assert answer["success"] and answer["revision_id"] != number
    assert Revision.objects.get(pk=number).content == before
    assert fresh(page).get_latest_revision_as_object().title == "Gõ tiếp"
    assert fresh(page).title == "Hương ước ấp Rạch Thử"


def test_the_published_text_is_the_submitted_one(unit: Unit) -> None:
    page = make.in_review(unit)
    submitted = ApprovalStep.objects.get(page=page, act="submitted")
    for role in STEPS:
        make.approve_as(page, unit.person(role))
    version = CovenantVersion.objects.get(page=page)
    assert version.revision_id == submitted.revision_id
    assert text_sha256(version.revision.content) == submitted.text_sha256
    assert fresh(page).live_revision_id == submitted.revision_id


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [([], "chưa có điều nào"), ([make.article("Trống", "", "a1")], "chưa điền đủ")],
)
def test_an_incomplete_text_is_not_submitted(unit: Unit, blocks: list[Any], sentence: str) -> None:
    page = make.draft_covenant(unit)
    page = make.write(page, unit.writer, body=blocks)
    with pytest.raises(ValidationError, match=sentence):
        submit(page, unit.head)


def test_an_incomplete_disclosure_is_not_submitted(unit: Unit) -> None:
    """A draft may lack required fields; without this check the leader would meet them as an error."""
    page = make.draft_disclosure(unit)
    page = make.write(page, unit.person(Role.DISCLOSURE_EDITOR), names_persons=True, posted_until=None, responsible="")
    with pytest.raises(ValidationError, match="ngày cuối") as refused:
        submit(page, unit.person(Role.DISCLOSURE_EDITOR))
    assert "người chịu trách nhiệm" in " ".join(refused.value.messages)


def test_a_public_text_is_not_submitted_again(unit: Unit) -> None:
    page = make.recognised(unit)
    with pytest.raises(ValidationError, match="Chưa có gì mới"):
        submit(page, unit.head)
    with pytest.raises(ValidationError, match="Chưa có gì mới"):
        submit(make.write(page, unit.writer), unit.head)
    submit(make.write(page, unit.writer, title="Hương ước sửa đổi"), unit.head)
