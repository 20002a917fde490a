"""Small builders for tests: places, people with a role, documents in a state. Nothing here is demo data.

The province and its 64 communes are in every database (`places.install`); hamlets are made on demand.
Documents go the way that people's go: a draft is a saved revision, publishing is an approval.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter

from cms.approval.binding import latest_binding
from cms.approval.service import DecisionData, approve, submit
from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.files.models import AttachedFile, SectionImage
from content_models.materials.models import MaterialPage
from content_models.places.models import Place, Section
from content_models.places.service import create_place
from content_models.roles.models import Membership, Person
from content_models.roles.table import Role

PASSWORD = "mot-mat-khau-dai"
SINCE = dt.date(2025, 7, 1)
DAT_MUI, DAM_DOI, AN_XUYEN = "32248", "32152", "32002"
_numbers = itertools.count(1)


def province() -> Place:
    return Place.objects.get(level="province")


def commune(code: str = DAT_MUI) -> Place:
    """One of the 64 installed communes by its GSO code."""
    return Place.objects.get(code=code)


def hamlet(name: str = "Rạch Tàu", code: str = DAT_MUI) -> Place:
    """The hamlet of that name in a commune; made when it is not there."""
    above = commune(code)
    kind = "ap" if above.kind == "xa" else "khom"
    found = Place.objects.filter(parent=above, kind=kind, name=name).first()
    return found or create_place(kind=kind, name=name, parent=above, by=None, reason="Thử nghiệm")


def person(
    role: Role | None = None,
    unit: Place | None = None,
    *,
    name: str = "",
    since: dt.date = SINCE,
    until: dt.date | None = None,
    **fields: Any,
) -> Person:
    """Somebody with a password of their own (`PASSWORD`) and, when named, one role in one unit."""
    number = next(_numbers)
    made = Person(username=f"08{number:08d}", full_name=name or f"Người Thứ {number}", **fields)
    made.set_password(PASSWORD)
    made.save()
    if role is not None and unit is not None:
        Membership.objects.create(person=made, unit=unit, role=role, valid_from=since, valid_to=until)
    return made


def superuser() -> Person:
    return person(name="Người Vận Hành", is_superuser=True, is_staff=True)


def article(body: str = "1. Giữ gìn vệ sinh chung.", heading: str = "Vệ sinh") -> dict[str, Any]:
    return {"type": "article", "value": {"heading": heading, "body": body, "printed_number": ""}}


def covenant(
    place: Place,
    writer: Person,
    *,
    title: str = "Hương ước ấp Rạch Tàu",
    articles: tuple[dict[str, Any], ...] = (),
) -> CovenantPage:
    """A draft of a hamlet's covenant, with one article unless others are given."""
    page = CovenantPage(title=title, owner=writer, live=False, body=json.dumps(stream_data(articles or (article(),))))
    place.page.add_child(instance=page)
    return _saved(page, writer)


def disclosure(unit: Place, writer: Person, *, title: str = "Dự toán ngân sách", **fields: Any) -> DisclosurePage:
    """A draft of a commune's disclosure."""
    values: dict[str, Any] = {
        "item": 1,
        "decision_number": "12/QĐ-UBND",
        "decision_date": dt.date(2026, 1, 15),
        "responsible": "Văn phòng HĐND và UBND xã",
        "forms": ["posting", "portal"],
        "posted_from": dt.date(2026, 1, 20),
        "body": text_body("Nội dung công khai."),
    } | fields
    page = DisclosurePage(title=title, owner=writer, live=False, **values)
    unit.sections.get(section=Section.DISCLOSURES).add_child(instance=page)
    return _saved(page, writer)


def material(unit: Place, writer: Person, *, title: str = "Tờ gấp về hương ước", **fields: Any) -> MaterialPage:
    """A draft of a material of the province or a commune."""
    values: dict[str, Any] = {
        "material_type": "leaflet",
        "audiences": ["citizens"],
        "plan_year": 2026,
        "body": text_body("Nội dung tuyên truyền."),
    } | fields
    page = MaterialPage(title=title, owner=writer, live=False, **values)
    unit.sections.get(section=Section.MATERIALS).add_child(instance=page)
    return _saved(page, writer)


def text_body(text: str) -> str:
    """A body of one text block, as its field takes it."""
    return json.dumps([{"type": "text", "value": text}])


def published(page: Any, *, by: Person, approver: Person) -> Any:
    """A disclosure or material, submitted and approved."""
    submit(page, by)
    approve(page.current_workflow_task_state.pk, approver, latest_binding(page))
    return type(page).objects.get(pk=page.pk)


def recognised(page: CovenantPage, *, by: Person, approvers: tuple[Person, Person, Person]) -> CovenantPage:
    """A covenant through all three approvals (culture officer, justice officer, leader)."""
    submit(page, by)
    return approved(page, *approvers)


def approved(page: CovenantPage, *approvers: Person) -> CovenantPage:
    """A submitted covenant approved by the given people, one task each; the third brings the decision."""
    for approver in approvers:
        page = CovenantPage.objects.get(pk=page.pk)
        state = page.current_workflow_task_state
        last = state.task.specific.action == "recognise"
        approve(state.pk, approver, latest_binding(page), decision=decision() if last else None)
    return CovenantPage.objects.get(pk=page.pk)


def decision(number: str = "15/QĐ-UBND", issued_on: dt.date = dt.date(2026, 3, 2)) -> DecisionData:
    return DecisionData(number, issued_on, "Ủy ban nhân dân xã", "Nguyễn Văn Đệ", "Chủ tịch")


def attached_file(unit: Place, by: Person | None = None, *, title: str = "Tệp thử") -> AttachedFile:
    """A tiny PDF in the unit's folder."""
    content = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"tep-{next(_numbers)}.pdf")
    return AttachedFile.objects.create(title=title, file=content, collection=unit.collection, uploaded_by_user=by)


def upload() -> ContentFile:
    """A file as a browser sends it: a real PDF of one empty page."""
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    return ContentFile(buffer.getvalue(), name=f"tep-{next(_numbers)}.pdf")


def image(unit: Place, by: Person | None = None, *, title: str = "Hình thử") -> SectionImage:
    """A picture of one colour in the unit's folder."""
    return SectionImage.objects.create(
        title=title, file=picture(), description=title, collection=unit.collection, uploaded_by_user=by
    )


def picture() -> ContentFile:
    """An uploaded PNG of 8 × 8 points."""
    content = ContentFile(b"", name=f"hinh-{next(_numbers)}.png")
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    content.seek(0)
    return content


def _saved(page: Any, writer: Person) -> Any:
    page.save_revision(user=writer, log_action=True)
    return type(page).objects.get(pk=page.pk)
