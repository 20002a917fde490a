"""How each action of the role table is done through the real admin: by HTTP, and whether it happened.

A deed takes a logged-in client and the side (a commune with one of its hamlets and staff, or the province)
whose things it is done to. It prepares the document in the state that the action needs, sends what a
browser would send, and answers whether the action took place; where the action is reading, whether the
text could be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.approval.binding import latest_binding
from cms.approval.service import approve, submit
from content_models.covenants.models import CovenantPage, ModelText, PaperRecord, Snippet
from content_models.covenants.paper import record_paper
from content_models.files.models import AttachedFile
from content_models.places.models import Place, Section
from content_models.roles.models import Membership, Person
from content_models.roles.table import Action, Role, Subject
from search.models import FrequentQuestion, QueryCount
from tests import factories as f

SECRET = "Cây Giá Tỵ"
TITLE = "Tên do bài thử đặt"


@dataclass
class Side:
    """A unit with the people whose text is acted on; they are not the actor."""

    unit: Place
    hamlet: Place | None
    staff: dict[Role, Person] = field(default_factory=dict)

    def draft(self, subject: Subject) -> Any:
        """A draft of that kind, with the secret in its title."""
        title = f"Văn bản {SECRET}"
        if subject == Subject.COVENANT:
            return f.covenant(self.hamlet, self.staff[Role.HAMLET_HEAD], title=title)
        if subject == Subject.DISCLOSURE:
            return f.disclosure(self.unit, self.staff[Role.DISCLOSURE_EDITOR], title=title)
        return f.material(self.unit, self.writer(subject), title=title)

    def writer(self, subject: Subject) -> Person:
        """Who writes and submits that kind here."""
        if subject == Subject.MATERIAL:
            return self.staff.get(Role.CULTURE_OFFICER) or self.staff[Role.PROVINCIAL_EDITOR]
        return self.staff[Role.HAMLET_HEAD if subject == Subject.COVENANT else Role.DISCLOSURE_EDITOR]

    def submitted(self, subject: Subject, *approvers: Role) -> Any:
        """A text that lies with its approvers, after the named approvals."""
        page = self.draft(subject)
        submit(page, self.writer(subject))
        for role in approvers:
            page = _fresh(page)
            step = page.current_workflow_task_state
            last = step.task.specific.action == "recognise"
            approve(step.pk, self.staff[role], latest_binding(page), decision=f.decision() if last else None)
        return _fresh(page)

    def public(self, subject: Subject) -> Any:
        """A text that went through its whole approval."""
        if subject == Subject.COVENANT:
            return self.submitted(subject, Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)
        leader = Role.COMMUNE_LEADER if Role.COMMUNE_LEADER in self.staff else Role.PROVINCIAL_ADMIN
        if leader == Role.PROVINCIAL_ADMIN:
            page = self.submitted(subject)
            approver = f.person(Role.PROVINCIAL_EDITOR, self.unit)
            approve(page.current_workflow_task_state.pk, approver, latest_binding(page))
            return _fresh(page)
        return self.submitted(subject, leader)


Deed = Callable[[Client, Side, Subject], bool]


def see_draft(client: Client, side: Side, subject: Subject) -> bool:
    page = side.submitted(subject)
    state = page.current_workflow_task_state
    return _can_read(
        client,
        reverse("approval_document", args=[page.pk]),
        reverse("approval_decide", args=[state.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id]),
        reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
    )


def create(client: Client, side: Side, subject: Subject) -> bool:
    parent, model = _parent(side, subject), _MODELS[subject]
    client.post(reverse("wagtailadmin_pages:add", args=[*model, parent.pk]), _form(subject))
    return Page.objects.child_of(parent).filter(title=TITLE).exists()


def edit(client: Client, side: Side, subject: Subject) -> bool:
    page = side.draft(subject)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form(subject, page))
    return _fresh(page).get_latest_revision_as_object().title == TITLE


def submit_text(client: Client, side: Side, subject: Subject) -> bool:
    page = side.draft(subject)
    client.post(reverse("approval_submit", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form(subject, page) | {"action-submit": "1"})
    return bool(_fresh(page).workflow_in_progress)


def withdraw(client: Client, side: Side, subject: Subject) -> bool:
    page = side.submitted(subject)
    client.post(reverse("approval_withdraw", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk]))
    return not _fresh(page).workflow_in_progress


def review(client: Client, side: Side, subject: Subject) -> bool:
    return _decide(client, side.submitted(subject))


def check(client: Client, side: Side, subject: Subject) -> bool:
    return _decide(client, side.submitted(subject, Role.CULTURE_OFFICER))


def recognise(client: Client, side: Side, subject: Subject) -> bool:
    return _decide(client, side.submitted(subject, Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER))


def suspend(client: Client, side: Side, subject: Subject) -> bool:
    return _decide_about(client, side, "tam-ngung", {"deadline": "2030-01-02", "scope": "whole"})


def abolish(client: Client, side: Side, subject: Subject) -> bool:
    return _decide_about(client, side, "bai-bo", {"effective_on": "2026-03-20", "scope": "whole"})


def annul(client: Client, side: Side, subject: Subject) -> bool:
    return _decide_about(client, side, "huy-bo", {})


def approve_text(client: Client, side: Side, subject: Subject) -> bool:
    return _decide(client, side.submitted(subject))


def publish(client: Client, side: Side, subject: Subject) -> bool:
    page = side.draft(subject)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _form(subject, page) | {"action-publish": "1"})
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}")
    return bool(_fresh(page).live)


def unpublish(client: Client, side: Side, subject: Subject) -> bool:
    page = side.public(subject)
    assert page.live
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}")
    return not _fresh(page).live


def delete_draft(client: Client, side: Side, subject: Subject) -> bool:
    page = side.draft(subject)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}")
    return not Page.objects.filter(pk=page.pk).exists()


def record_old(client: Client, side: Side, subject: Subject) -> bool:
    client.post(reverse("approval_paper_new"), _paper(side))
    return PaperRecord.objects.filter(hamlet=side.hamlet).exists()


def confirm_old(client: Client, side: Side, subject: Subject) -> bool:
    values = _paper(side) | {"hamlet": side.hamlet, "scan": None}
    for day in ("decided_on", "effective_on"):
        values[day] = dt.date(2020, 1, 2)
    record = record_paper(by=side.staff[Role.CULTURE_OFFICER], **values)
    client.post(reverse("approval_paper_record", args=[record.pk]), {"confirm": "1", "answer_note": ""})
    return CovenantPage.objects.filter(place=side.hamlet, live=True).exists()


def manage_files(client: Client, side: Side, subject: Subject) -> bool:
    upload = f.upload()
    values = {"title": TITLE, "file": upload, "collection": side.unit.collection_id}
    client.post(reverse("wagtaildocs:add"), values)
    return AttachedFile.objects.filter(title=TITLE, collection=side.unit.collection).exists()


def see_history(client: Client, side: Side, subject: Subject) -> bool:
    if subject == Subject.PLACE:
        place = side.hamlet or side.unit
        return client.get(reverse("register_history", args=["noi-chon", place.pk])).status_code == 200
    page = side.draft(subject)
    return _can_read(
        client,
        reverse("approval_document", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
    )


def manage_people(client: Client, side: Side, subject: Subject) -> bool:
    values = {
        "full_name": "Người Mới", "phone": "0977000001", "email": "", "unit": side.hamlet.pk,
        "role": Role.DRAFTING_MEMBER.value, "valid_from": "2026-01-01", "reason": "Thử",
    }  # fmt: skip
    client.post(reverse("roles_create"), values)
    return Membership.objects.filter(unit=side.hamlet, person__username="0977000001").exists()


def manage_places(client: Client, side: Side, subject: Subject) -> bool:
    values = {"kind": side.hamlet.kind, "name": "Tên Mới", "on": "2026-01-01", "reason": "Thử"}
    client.post(reverse("places_rename", args=[side.hamlet.pk]), values)
    return Place.objects.get(pk=side.hamlet.pk).name == "Tên Mới"


def manage_questions(client: Client, side: Side, subject: Subject) -> bool:
    values = {"text": TITLE, "address": "", "order": "1", "active": "on"}
    client.post(reverse("questions_create"), values)
    return FrequentQuestion.objects.filter(text=TITLE).exists()


def manage_models(client: Client, side: Side, subject: Subject) -> bool:
    values = {"name": TITLE, "kind": "ap", "summary": "Thử", "title": "Hương ước ấp ……", "text": "Điều 1. Chung\nMột."}
    client.post(reverse("writing_model_new"), values)
    return ModelText.objects.filter(name=TITLE).exists()


def manage_wording(client: Client, side: Side, subject: Subject) -> bool:
    values = {"text": f"Về {TITLE}", "reason": "Thử", "source": "", "confirmed": ""}
    client.post(reverse("papers_snippet", args=["refusal", "abstract"]), values)
    return Snippet.objects.filter(text=f"Về {TITLE}").exists()


def see_searches(client: Client, side: Side, subject: Subject) -> bool:
    QueryCount.objects.create(day=dt.date.today(), key=SECRET.lower(), text=SECRET, found=True)
    return _can_read(client, reverse("searches_index"), reverse("searches_index") + "?xuat=tim-nhieu")


_DOCUMENT: dict[Action, Deed] = {
    Action.SEE_DRAFT: see_draft,
    Action.CREATE: create,
    Action.EDIT: edit,
    Action.SUBMIT: submit_text,
    Action.WITHDRAW: withdraw,
    Action.PUBLISH: publish,
    Action.UNPUBLISH: unpublish,
    Action.DELETE_DRAFT: delete_draft,
    Action.MANAGE_FILES: manage_files,
    Action.SEE_HISTORY: see_history,
}
DEEDS: dict[Subject, dict[Action, Deed]] = {
    Subject.COVENANT: _DOCUMENT
    | {
        Action.REVIEW: review,
        Action.CHECK: check,
        Action.RECOGNISE: recognise,
        Action.SUSPEND: suspend,
        Action.ABOLISH: abolish,
        Action.ANNUL: annul,
        Action.RECORD_OLD: record_old,
        Action.CONFIRM_OLD: confirm_old,
    },
    Subject.DISCLOSURE: _DOCUMENT | {Action.APPROVE: approve_text},
    Subject.MATERIAL: _DOCUMENT | {Action.APPROVE: approve_text},
    Subject.PLACE: {
        Action.MANAGE_PEOPLE: manage_people,
        Action.MANAGE_PLACES: manage_places,
        Action.MANAGE_QUESTIONS: manage_questions,
        Action.MANAGE_MODELS: manage_models,
        Action.MANAGE_WORDING: manage_wording,
        Action.SEE_SEARCHES: see_searches,
        Action.SEE_HISTORY: see_history,
    },
}
_MODELS = {
    Subject.COVENANT: ("covenants", "covenantpage"),
    Subject.DISCLOSURE: ("disclosures", "disclosurepage"),
    Subject.MATERIAL: ("materials", "materialpage"),
}


def _fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def _can_read(client: Client, *addresses: str) -> bool:
    return any(SECRET in client.get(address).content.decode(errors="replace") for address in addresses)


def _parent(side: Side, subject: Subject) -> Page:
    if subject == Subject.COVENANT:
        return side.hamlet.page
    section = Section.DISCLOSURES if subject == Subject.DISCLOSURE else Section.MATERIALS
    return side.unit.sections.get(section=section)


def _decide(client: Client, page: Any) -> bool:
    state = page.current_workflow_task_state
    bound = latest_binding(page)
    values = {"revision_id": bound.revision_id, "sha256": bound.sha256, "approve": "1", "reason": ""}
    decision = {"number": "1/QĐ-UBND", "issued_on": "2026-03-02", "signer": "A", "signer_title": "Chủ tịch"}
    client.post(reverse("approval_decide", args=[state.pk]), values | decision)
    state.refresh_from_db()
    return state.status == state.STATUS_APPROVED


def _decide_about(client: Client, side: Side, kind: str, more: dict[str, Any]) -> bool:
    """Record a decision about a recognised covenant, confirmed at once."""
    page = side.public(Subject.COVENANT)
    values = {"number": "77/QĐ-UBND", "issued_on": "2026-03-16", "signer": "A", "signer_title": "Chủ tịch",
              "reason": "Thử", "ground": "Thử", "annuls": page.decisions.get().pk, "confirmed": "1"}  # fmt: skip
    client.post(reverse("approval_decision_record", args=[page.pk, kind]), values | more)
    return page.decisions.filter(number="77/QĐ-UBND").exists()


def _form(subject: Subject, page: Any = None) -> dict[str, Any]:
    """What the editor posts."""
    values: dict[str, Any] = {"title": TITLE, "comments": inline_formset([])}
    if subject == Subject.COVENANT:
        article = {"heading": "Điều thử", "body": "1. Thử.", "printed_number": ""}
        values |= {"kind": "huong_uoc", "body": streamfield([("article", article)])}
    else:
        values |= {"body": streamfield([("text", rich_text("<p>Nội dung</p>"))]), "attachments": inline_formset([])}
    if subject == Subject.DISCLOSURE:
        values |= {
            "item": "1", "decision_number": "1", "decision_date": "2026-01-15", "responsible": "Văn phòng",
            "forms": ["posting"], "posted_from": "2026-01-20", "posted_until": "",
        }  # fmt: skip
    if subject == Subject.MATERIAL:
        values |= {
            "material_type": "leaflet", "audiences": ["citizens"], "plan_year": "2026", "images": inline_formset([]),
        }  # fmt: skip
    if page is not None:
        values["loaded_revision_id"] = page.latest_revision_id
        values["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
    return nested_form_data(values)


def _paper(side: Side) -> dict[str, Any]:
    return {
        "hamlet": side.hamlet.pk, "kind": "huong_uoc", "title": "Hương ước cũ", "text": "Điều 1. Vệ sinh\n1. Giữ gìn.",
        "decision_number": "9/QĐ", "decided_on": "2020-01-02", "issuer": "UBND huyện", "signer": "Ông A",
        "signer_title": "Chủ tịch", "effective_on": "2020-01-02",
    }  # fmt: skip
