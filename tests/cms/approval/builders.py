"""A commune with its people, and documents of the three kinds in the state that a test wants."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState

from cms.approval.binding import Binding, latest_binding
from cms.approval.service import DecisionData, approve, submit
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.places.models import Place, Section
from content_models.places.service import create_place
from content_models.roles.models import Membership, Person
from content_models.roles.table import HAMLET_ROLES, Role

PASSWORD = "mat-khau-dai-2026"
SINCE = dt.date(2025, 7, 1)
DAT_MUI, SONG_DOC = "32248", "32098"
DECISION = DecisionData("15/QĐ-UBND", dt.date(2026, 1, 15), "Ủy ban nhân dân xã Đất Mũi", "Đặng Hoài Nam", "Chủ tịch")
STEPS = (Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)
_numbers = itertools.count(1)


class Unit:
    """A commune with one hamlet; people are made when they are asked for."""

    def __init__(self, code: str = DAT_MUI, hamlet: str = "Rạch Thử") -> None:
        self.commune = Place.objects.get(code=code)
        self.hamlet = create_place(kind="ap", name=hamlet, parent=self.commune, by=None, reason="thử")
        self._people: dict[tuple[Role, int], Person] = {}

    def person(self, role: Role, number: int = 1) -> Person:
        """The first, second … holder of a role here. A fresh object: rights are cached on it."""
        if (role, number) not in self._people:
            self._people[role, number] = new_person(self.place_of(role), role)
        return Person.objects.get(pk=self._people[role, number].pk)

    def place_of(self, role: Role) -> Place:
        if role in HAMLET_ROLES:
            return self.hamlet
        provincial = role in (Role.PROVINCIAL_EDITOR, Role.PROVINCIAL_ADMIN)
        return self.commune.parent if provincial else self.commune

    @property
    def writer(self) -> Person:
        return self.person(Role.DRAFTING_MEMBER)

    @property
    def head(self) -> Person:
        return self.person(Role.HAMLET_HEAD)

    def client(self, role: Role, number: int = 1) -> Client:
        return login(self.person(role, number))


def new_person(place: Place | None = None, *roles: Role, superuser: bool = False) -> Person:
    number = next(_numbers)
    person = Person(
        username=f"08{number:08d}",
        full_name=f"Người số {number}",
        email=f"p{number}@example.invalid",
        is_superuser=superuser,
    )
    person.set_password(PASSWORD)
    person.save()
    for role in roles:
        Membership.objects.create(person=person, unit=place, role=role, valid_from=SINCE)
    return person


def login(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def article(heading: str, body: str, block_id: str = "") -> dict[str, Any]:
    value = {"heading": heading, "body": body, "printed_number": ""}
    return {"type": "article", "id": block_id or str(uuid.uuid4()), "value": value}


def three_articles() -> list[dict[str, Any]]:
    return [
        article("Phạm vi áp dụng", "Hương ước này áp dụng cho mọi hộ trong ấp.", "a1"),
        article("Giữ vệ sinh kênh rạch", "1. Không đổ rác xuống kênh.\n2. Mỗi tháng vớt lục bình một lần.", "a2"),
        article("Giúp nhau khi hoạn nạn", "1. Nhà có tang, bà con đến phụ giúp.", "a3"),
    ]


def draft_covenant(unit: Unit, blocks: list[dict[str, Any]] | None = None, by: Person | None = None) -> CovenantPage:
    by = by or unit.writer
    page = CovenantPage(title="Hương ước ấp Rạch Thử", owner=by, live=False)
    page.body = blocks or three_articles()
    unit.hamlet.page.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return fresh(page)


def draft_disclosure(unit: Unit, by: Person | None = None, **fields: Any) -> DisclosurePage:
    by = by or unit.person(Role.DISCLOSURE_EDITOR)
    values: dict[str, Any] = {
        "title": "Danh sách hộ được hỗ trợ", "item": 1, "decision_number": "7/QĐ", "decision_date": dt.date(2026, 2, 1),
        "responsible": "Văn phòng", "forms": ["portal"], "posted_from": dt.date(2026, 2, 2),
        "body": [{"type": "text", "value": "<p>Nội dung công khai thứ nhất.</p>", "id": "t1"}],
    }  # fmt: skip
    page = DisclosurePage(owner=by, live=False, **(values | fields))
    unit.commune.sections.get(section=Section.DISCLOSURES).add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return fresh(page)


def draft_material(unit: Unit, by: Person | None = None, place: Place | None = None, **fields: Any) -> MaterialPage:
    by = by or unit.person(Role.CULTURE_OFFICER)
    values: dict[str, Any] = {
        "title": "Tờ gấp về hương ước", "material_type": "leaflet", "audiences": ["citizens"], "plan_year": 2026,
        "body": [{"type": "text", "value": "<p>Hương ước là gì?</p>", "id": "t1"}],
    }  # fmt: skip
    page = MaterialPage(owner=by, live=False, **(values | fields))
    (place or unit.commune).sections.get(section=Section.MATERIALS).add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return fresh(page)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def write(page: Any, by: Person, **fields: Any) -> Any:
    """A plain save below the editor: a new revision, no lock asked."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, log_action=True, clean=False)
    return fresh(page)


def overwrite(page: Any, **fields: Any) -> Any:
    """What autosave does below the editor: the latest revision is rewritten in place, same id."""
    revision = fresh(page).get_latest_revision()
    draft = revision.as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=revision.user, overwrite_revision=revision, clean=False)
    return fresh(page)


def task_of(page: Any) -> TaskState:
    return fresh(page).current_workflow_task_state


def approve_as(page: Any, person: Person, bound: Binding | None = None) -> Any:
    """The person approves the current task, with the decision where it is the last one of a covenant."""
    state = task_of(page)
    decision = DECISION if state.task.specific.action == "recognise" else None
    approve(state.pk, person, bound or latest_binding(page), decision=decision)
    return fresh(page)


def in_review(unit: Unit, approvals: int = 0, page: CovenantPage | None = None) -> CovenantPage:
    """A covenant that was submitted, with 0, 1 or 2 approvals given (3: recognised)."""
    page = page or draft_covenant(unit)
    submit(page, unit.head)
    for role in STEPS[:approvals]:
        approve_as(page, unit.person(role))
    return fresh(page)


def recognised(unit: Unit) -> CovenantPage:
    return in_review(unit, approvals=3)


def published_disclosure(unit: Unit, **fields: Any) -> DisclosurePage:
    page = draft_disclosure(unit, **fields)
    submit(page, unit.person(Role.DISCLOSURE_EDITOR))
    return approve_as(page, unit.person(Role.COMMUNE_LEADER))


def url(name: str, *args: Any) -> str:
    """Address of one of Wagtail's page views."""
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk_url(action: str, *pages: Page) -> str:
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{chosen}&next=/quan-tri/"


def edit_url(page: Any) -> str:
    return url("edit", page.pk)


def covenant_form(page: CovenantPage, **changed: Any) -> dict[str, Any]:
    """What the editor's form posts for the latest text of a covenant, as a browser would."""
    latest = fresh(page).get_latest_revision()
    draft = latest.as_object()
    data = {
        "title": draft.title, "kind": draft.kind, "body-count": str(len(draft.body.raw_data)),
        "loaded_revision_id": str(latest.pk), "loaded_revision_created_at": latest.created_at.isoformat(),
        "comment_notifications": "",
    }  # fmt: skip
    data |= formset("comments")
    for index, block in enumerate(draft.body.raw_data):
        prefix = f"body-{index}"
        data |= {
            f"{prefix}-type": block["type"],
            f"{prefix}-id": block["id"],
            f"{prefix}-order": str(index),
            f"{prefix}-deleted": "",
        }
        data |= {f"{prefix}-value-{name}": value for name, value in block["value"].items()}
    return data | changed


def disclosure_form(page: DisclosurePage, **changed: Any) -> dict[str, Any]:
    draft = fresh(page).get_latest_revision_as_object()
    data = {
        "item": draft.item,
        "decision_number": draft.decision_number,
        "decision_date": draft.decision_date.strftime("%d/%m/%Y"),
        "responsible": draft.responsible,
        "forms": draft.forms,
        "posted_from": draft.posted_from.strftime("%d/%m/%Y"),
        "posted_until": "",
    }
    return _common(page) | data | changed


def material_form(page: MaterialPage, **changed: Any) -> dict[str, Any]:
    draft = fresh(page).get_latest_revision_as_object()
    data = {"material_type": draft.material_type, "audiences": draft.audiences, "plan_year": draft.plan_year}
    return _common(page) | data | formset("images") | changed


def form_of(page: Any, **changed: Any) -> dict[str, Any]:
    """The editor's form of any kind of document."""
    makers = {CovenantPage: covenant_form, DisclosurePage: disclosure_form, MaterialPage: material_form}
    return makers[type(page)](page, **changed)


def _common(page: Any) -> dict[str, Any]:
    latest = fresh(page).get_latest_revision()
    content = {"blocks": [_PARAGRAPH], "entityMap": {}}
    data = {
        "title": latest.as_object().title,
        "go_live_at": "",
        "expire_at": "",
        "loaded_revision_id": str(latest.pk),
        "loaded_revision_created_at": latest.created_at.isoformat(),
        "comment_notifications": "",
        "body-count": "1",
        "body-0-type": "text",
        "body-0-id": "t1",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value": json.dumps(content),
    }
    return data | formset("comments") | formset("attachments")


_PARAGRAPH = {
    "key": "k1", "text": "Nội dung công khai thứ nhất.", "type": "unstyled", "depth": 0,
    "inlineStyleRanges": [], "entityRanges": [],
}  # fmt: skip


def formset(name: str) -> dict[str, str]:
    return {
        f"{name}-TOTAL_FORMS": "0",
        f"{name}-INITIAL_FORMS": "0",
        f"{name}-MIN_NUM_FORMS": "0",
        f"{name}-MAX_NUM_FORMS": "",
    }


def decide_form(page: Any, **fields: Any) -> dict[str, Any]:
    """What the approval page posts, bound to the text as it is now."""
    bound = latest_binding(page)
    return {"revision_id": bound.revision_id, "sha256": bound.sha256} | fields


def decide_url(page: Any) -> str:
    return reverse("approval_decide", args=[task_of(page).pk])
