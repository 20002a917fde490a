"""What Wagtail brings, works for the three kinds of document: history, comparison, comments, locks, schedule."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page, Revision

from cms.approval import service
from cms.approval.service import submit
from content_models.materials.models import MaterialAttachment, MaterialImage
from content_models.roles.table import Role
from content_models.visibility import is_public
from tests import factories
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, fresh, url

KINDS = {
    "covenant": (make.draft_covenant, Role.DRAFTING_MEMBER, Role.HAMLET_HEAD),
    "disclosure": (make.draft_disclosure, Role.DISCLOSURE_EDITOR, Role.DISCLOSURE_EDITOR),
    "material": (make.draft_material, Role.CULTURE_OFFICER, Role.CULTURE_OFFICER),
}
every_kind = pytest.mark.parametrize("kind", KINDS)
SCHEDULED = pytest.mark.parametrize("kind", ["disclosure", "material"])


def make_draft(unit: Unit, kind: str, **fields: Any) -> Any:
    return KINDS[kind][0](unit, **fields)


def submit_as_its_people(unit: Unit, kind: str, page: Any) -> Any:
    submit(page, unit.person(KINDS[kind][2]))
    return fresh(page)


@every_kind
def test_history_and_comparison(unit: Unit, kind: str) -> None:
    page = make_draft(unit, kind)
    first = page.latest_revision_id
    make.write(page, unit.person(KINDS[kind][1]), title="Tên đã đổi hẳn")
    client = unit.client(KINDS[kind][1])
    assert client.get(url("history", page.pk)).status_code == 200
    assert client.get(url("revisions_view", page.pk, first)).status_code == 200
    compared = client.get(url("revisions_compare", page.pk, "earliest", "latest"))
    text = compared.content.decode()
    assert compared.status_code == 200 and "deletion" in text and "addition" in text


@every_kind
def test_editor_preview_and_draft_open(unit: Unit, kind: str) -> None:
    page = make_draft(unit, kind)
    client = unit.client(KINDS[kind][1])
    for address in (make.edit_url(page), url("view_draft", page.pk), url("workflow_history", page.pk)):
        assert client.get(address).status_code == 200, address


@every_kind
def test_comments_of_the_team(unit: Unit, kind: str) -> None:
    """A comment saved with the form stands at its field and is no approval record."""
    page = make_draft(unit, kind)
    form = make.form_of(page)
    form |= {
        "comments-TOTAL_FORMS": "1", "comments-0-id": "", "comments-0-text": "Xem lại chỗ này.",
        "comments-0-contentpath": "title", "comments-0-position": "", "comments-0-resolved": "",
        "comments-0-DELETE": "",
    } | make.formset("comments-0-replies")  # fmt: skip
    answer = unit.client(KINDS[kind][1]).post(make.edit_url(page), form)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    comment = Comment.objects.get(page_id=page.pk)
    assert comment.text == "Xem lại chỗ này." and comment.user == unit.person(KINDS[kind][1])


@every_kind
def test_a_comment_does_not_make_it_another_text(unit: Unit, kind: str) -> None:
    from cms.approval.binding import text_sha256

    page = make_draft(unit, kind)
    before = page.get_latest_revision().content
    draft = page.get_latest_revision_as_object()
    Comment.objects.create(page=page, user=unit.person(KINDS[kind][1]), text="x", contentpath="title")
    after = fresh(draft).save_revision(user=unit.person(KINDS[kind][1])).content
    assert text_sha256(before) == text_sha256(after)


@every_kind
def test_locking_by_an_editor(unit: Unit, kind: str) -> None:
    page = make_draft(unit, kind)
    role = KINDS[kind][1]
    first, second = unit.client(role), unit.client(role, 2)
    form = make.form_of(page, title="Của người thứ hai")
    assert first.post(url("lock", page.pk)).status_code == 302
    assert fresh(page).locked_by == unit.person(role)
    assert second.post(make.edit_url(page), form).status_code == 200
    assert fresh(page).get_latest_revision_as_object().title != "Của người thứ hai"
    with pytest.raises(ValidationError, match="đang khóa"):
        submit(page, unit.person(KINDS[kind][2], 2))
    first.post(url("unlock", page.pk))
    assert second.post(make.edit_url(page), form).status_code == 302


# --- scheduled publishing and expiry


def in_hours(hours: float) -> dt.datetime:
    return timezone.now() + dt.timedelta(hours=hours)


def pass_time(page: Any) -> None:
    """The hour has come: the stored times move back, as if we had waited."""
    past = in_hours(-1)
    Revision.objects.for_instance(page).exclude(approved_go_live_at=None).update(approved_go_live_at=past)
    Page.objects.filter(pk=page.pk).exclude(go_live_at=None).update(go_live_at=past)
    for revision in Revision.objects.for_instance(page):
        if revision.content.get("go_live_at"):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"go_live_at": past.isoformat()})


@SCHEDULED
def test_approved_for_a_later_hour(unit: Unit, kind: str) -> None:
    page = submit_as_its_people(unit, kind, make_draft(unit, kind, go_live_at=in_hours(5)))
    page = make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    assert not page.live and not is_public(page) and page.approved_schedule
    assert Client().get(page.url).status_code == 404
    call_command("publish_scheduled", verbosity=0)
    assert not fresh(page).live
    pass_time(page)
    call_command("publish_scheduled", verbosity=0)
    assert is_public(page) and Client().get(page.url).status_code == 200


@SCHEDULED
def test_what_waits_for_its_hour_is_neither_edited_nor_submitted(unit: Unit, kind: str) -> None:
    page = submit_as_its_people(unit, kind, make_draft(unit, kind, go_live_at=in_hours(5)))
    page = make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    answer = unit.client(KINDS[kind][1]).post(make.edit_url(page), make.form_of(page, title="Sửa lén"))
    assert answer.status_code == 200 and fresh(page).get_latest_revision_as_object().title != "Sửa lén"
    with pytest.raises(ValidationError, match="chờ giờ công bố"):
        submit(page, unit.person(KINDS[kind][2]))
    unit.client(KINDS[kind][1]).post(url("revisions_unschedule", page.pk, page.latest_revision_id))
    assert not fresh(page).approved_schedule
    make.write(page, unit.person(KINDS[kind][1]), title="Sửa sau khi bỏ hẹn", go_live_at=None)
    submit(page, unit.person(KINDS[kind][2]))
    assert make.approve_as(page, unit.person(Role.COMMUNE_LEADER)).title == "Sửa sau khi bỏ hẹn"


@SCHEDULED
def test_a_scheduled_change_of_a_public_text(unit: Unit, kind: str) -> None:
    page = submit_as_its_people(unit, kind, make_draft(unit, kind))
    page = make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    page = make.write(page, unit.person(KINDS[kind][1]), title="Bản hẹn giờ", go_live_at=in_hours(5))
    page = make.approve_as(submit_as_its_people(unit, kind, page), unit.person(Role.COMMUNE_LEADER))
    assert page.live and page.title != "Bản hẹn giờ"
    pass_time(page)
    call_command("publish_scheduled", verbosity=0)
    assert fresh(page).title == "Bản hẹn giờ"


@SCHEDULED
def test_expiry(unit: Unit, kind: str) -> None:
    page = submit_as_its_people(unit, kind, make_draft(unit, kind, expire_at=in_hours(5)))
    page = make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    assert is_public(page)
    Page.objects.filter(pk=page.pk).update(expire_at=in_hours(-1))
    assert not is_public(page)
    call_command("publish_scheduled", verbosity=0)
    assert fresh(page).expired and not fresh(page).live


def test_the_letter_names_the_hour(unit: Unit) -> None:
    from tests.cms.approval.test_returns import deliver

    editor = unit.person(Role.DISCLOSURE_EDITOR)
    later = timezone.localtime(in_hours(30))
    page = submit_as_its_people(unit, "disclosure", make_draft(unit, "disclosure", go_live_at=later))
    make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    letter = next(letter for letter in deliver() if letter.to == [editor.email] and "Đã được duyệt" in letter.subject)
    assert f"sẽ công bố lúc {later:%H:%M ngày %d/%m/%Y}" in letter.body


# --- the approver's page


@pytest.mark.parametrize("step", range(3))
def test_each_approver_reads_the_covenant(unit: Unit, step: int) -> None:
    page = make.in_review(unit, approvals=step)
    role = make.STEPS[step]
    client = unit.client(role)
    inbox = client.get(reverse("approval_inbox")).content.decode()
    assert page.title in inbox and make.decide_url(page) in inbox
    answer = client.get(make.decide_url(page))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Điều 2. Giữ vệ sinh kênh rạch" in text and "Không đổ rác xuống kênh." in text
    assert 'name="viewport"' in text and 'name="approve"' in text and 'name="remark-a2"' in text
    assert ('name="signer"' in text) == (role == Role.COMMUNE_LEADER)
    for other_role in make.STEPS[:step] + make.STEPS[step + 1 :]:
        assert make.decide_url(page) not in unit.client(other_role).get(reverse("approval_inbox")).content.decode()


def test_what_changed_against_what_is_public(unit: Unit) -> None:
    page = make.recognised(unit)
    blocks = make.three_articles()
    blocks[1]["value"]["body"] = "1. Không đổ rác xuống rạch.\n2. Mỗi tháng vớt lục bình một lần."
    submit(
        make.write(page, unit.writer, body=[*blocks, make.article("Điều khoản mới", "Có điều mới.", "a4")]), unit.head
    )
    text = unit.client(Role.CULTURE_OFFICER).get(make.decide_url(page)).content.decode()
    assert "da-ins" in text and "da-del" in text and "Mới: Điều 4. Điều khoản mới" in text


@SCHEDULED
def test_the_leader_reads_a_publication_and_its_changes(unit: Unit, kind: str) -> None:
    page = submit_as_its_people(unit, kind, make_draft(unit, kind))
    leader = unit.client(Role.COMMUNE_LEADER)
    assert leader.get(make.decide_url(page)).status_code == 200
    page = make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    page = make.write(page, unit.person(KINDS[kind][1]), title="Tên đã đổi")
    text = leader.get(make.decide_url(submit_as_its_people(unit, kind, page))).content.decode()
    assert re.search(r'<ins class="da-ins">(<span.*?</span>)?Tên đã đổi</ins>', text)


def test_the_leader_sees_pictures_and_files(unit: Unit) -> None:
    page = make_draft(unit, "material")
    draft = page.get_latest_revision_as_object()
    picture, stored = factories.image(unit.commune), factories.attached_file(unit.commune)
    draft.images = [MaterialImage(image=picture, alt="Bến nước sạch rác")]
    draft.attachments = [MaterialAttachment(file=stored, title="Tờ gấp in được")]
    draft.save_revision(user=unit.person(Role.CULTURE_OFFICER))
    leader = unit.client(Role.COMMUNE_LEADER)
    text = leader.get(make.decide_url(submit_as_its_people(unit, "material", page))).content.decode()
    shown = picture.renditions.get()
    assert shown.url in text and 'alt="Bến nước sạch rác"' in text and stored.url in text
    assert leader.get(shown.url).status_code == 200 and Client().get(shown.url).status_code == 404


def test_the_inbox_asks_little_however_much_waits_elsewhere(
    unit: Unit, other: Unit, django_assert_max_num_queries: Any
) -> None:
    make.in_review(unit)
    for number in range(6):
        submit_as_its_people(other, "disclosure", make_draft(other, "disclosure", title=f"Nội dung {number}"))
    client = unit.client(Role.CULTURE_OFFICER)
    client.get(reverse("approval_inbox"))
    with django_assert_max_num_queries(35):
        client.get(reverse("approval_inbox"))


def test_remarks_typed_with_script_are_only_text(unit: Unit) -> None:
    page = make.in_review(unit)
    form = make.decide_form(page, give_back="1", reason="<script>alert(1)</script>", **{"remark-a1": "<b>đậm</b>"})
    unit.client(Role.CULTURE_OFFICER).post(make.decide_url(page), form)
    client = unit.client(Role.DRAFTING_MEMBER)
    for address in (reverse("approval_document", args=[page.pk]), make.edit_url(page)):
        text = client.get(address).content.decode()
        assert "<script>alert(1)" not in text and "<b>đậm" not in text


def test_a_page_that_is_no_document_has_no_approval_page(unit: Unit) -> None:
    client = unit.client(Role.COMMUNE_LEADER)
    for name in ("approval_document", "approval_withdraw", "approval_submit", "approval_unpublish"):
        address = reverse(name, args=[unit.commune.page.pk])
        assert client.get(address).status_code != 500
        assert client.post(address, {"reason": "x"}).status_code != 500


def test_withdraw_twice_says_so(unit: Unit) -> None:
    page = make.in_review(unit)
    service.withdraw(page, unit.head)
    with pytest.raises(ValidationError, match="không còn ở chỗ người duyệt"):
        service.withdraw(fresh(page), unit.head)
