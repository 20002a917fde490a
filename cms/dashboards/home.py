"""The first screen of the admin: what waits for this person, what they are writing, what they can begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from cms.approval.views import waiting_for
from content_models.covenants.drafting import may_begin, obstacle, page_of
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.places.models import Place, Section
from content_models.roles.rights import may, memberships_of
from content_models.roles.table import Action, Subject

SHOWN = 20


@dataclass(frozen=True)
class Writing:
    """A document of the person's units that is not (or not yet again) public as it stands."""

    title: str
    place: str
    state: str
    url: str


@dataclass(frozen=True)
class Beginning:
    """Something that the person can create."""

    label: str
    url: str


class HomePanel(Component):
    """Replaces Wagtail's own panels, which show pages of all units."""

    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        units = [membership.unit for membership in memberships_of(request.user)]
        context = {
            "waiting": waiting_for(request.user)[:SHOWN],
            "writing": writing_of(request.user, units),
            "beginnings": beginnings_of(request.user, units),
            "units": units,
        }
        return render_to_string("dashboards/home.html", context, request=request)


def writing_of(user: Any, units: list[Place]) -> list[Writing]:
    """The hamlet's covenant, and drafts, returned texts and texts under approval that the person may edit."""
    open_now = Q(live=False) | Q(has_unpublished_changes=True)
    found = []
    for model, wanted in ((CovenantPage, Q()), (DisclosurePage, open_now), (MaterialPage, open_now)):
        pages = model.objects.filter(wanted, place__in=units).select_related("place__parent__parent").defer("body")
        for page in pages.order_by("-latest_revision_created_at").prefetch_workflow_states()[:SHOWN]:
            if may(user, Action.EDIT, page) or may(user, Action.SUBMIT, page):
                url = reverse("approval_document", args=[page.pk])
                found.append(Writing(page.get_admin_display_title(), page.place.label, _state(page), url))
    return found


def beginnings_of(user: Any, units: list[Place]) -> list[Beginning]:
    """Links to new documents, in the person's own units."""
    found = []
    for unit in dict.fromkeys(units):
        if may_begin(user, unit) and not obstacle(unit, page_of(unit)):
            found.append(Beginning(f"Bắt đầu soạn: {unit.label}", reverse("writing_start", args=[unit.pk])))
        for subject, section, model, label in (
            (Subject.DISCLOSURE, Section.DISCLOSURES, DisclosurePage, "Thêm nội dung công khai"),
            (Subject.MATERIAL, Section.MATERIALS, MaterialPage, "Thêm tài liệu tuyên truyền"),
        ):
            page = unit.sections.filter(section=section).first()
            if page and may(user, Action.CREATE, unit, subject):
                found.append(_beginning(f"{label} của {unit.full_name}", model, page.pk))
    return found


def _beginning(label: str, model: Any, parent_id: int) -> Beginning:
    meta = model._meta
    return Beginning(label, reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent_id]))


def _state(page: Any) -> str:
    state = page.current_workflow_state
    if state is None:
        if not page.live:
            return "đang soạn"
        return "đang soạn bản sửa đổi" if page.has_unpublished_changes else "đang có hiệu lực"
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "được trả lại, cần sửa"
    return f"đang duyệt: {state.current_task_state.task.name.lower()}"
