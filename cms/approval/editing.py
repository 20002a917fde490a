"""Wagtail's page editor, corrected: a stale save never overwrites, a submission goes through our service."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, WorkflowState

from cms.writing.editing import CovenantCreateView, CovenantEditing
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.roles.rights import may
from content_models.roles.table import Action

from . import service
from .models import Act, ApprovalStep

UNDER_WAY = dt.timedelta(seconds=10)
STALE = (
    "Chưa lưu: trong lúc bạn viết, người khác đã lưu một bản mới hơn của văn bản này. "
    "Những gì bạn gõ vẫn còn nguyên dưới đây. Hãy mở bản mới trong một thẻ khác, so lại rồi lưu lần nữa."
)

STALE_OWN = (
    "Chưa lưu: ngay trước đó đã có một bản do chính bạn lưu (máy tự lưu, hoặc bạn mở hai thẻ). "
    "Những gì bạn gõ vẫn còn nguyên dưới đây; nếu đây là bản đúng, hãy bấm lưu lần nữa."
)


class DocumentEditing:
    """What the editor and the view that brings an old revision back have in common."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """A save holds the page's row, so that it neither passes another save nor a submission."""
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page_id).first()
            return super().dispatch(request, page_id, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._tell_why_returned(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stock Wagtail refuses only a stale autosave; a stale Save or Submit is refused too.

        The page comes back with everything that was typed. Its hidden fields then name the newer revision,
        so that a second Save, after the warning, is the writer's own decision.
        """
        self._keep_what_was_submitted(request)
        if not self.expects_json_response and self._is_stale(request) and not self.locked_for_user:
            return self._refuse_stale(request)
        return super().post(request, *args, **kwargs)

    def _keep_what_was_submitted(self, request: HttpRequest) -> None:
        """A tab that was open all along names its own revision to be rewritten in place, even after that
        revision was submitted, approved and published: it gets a new one."""
        number = request.POST.get("overwrite_revision_id", "")
        if not number.isdecimal() or not self._was_submitted(int(number)):
            return
        data = request.POST.copy()
        del data["overwrite_revision_id"]
        data["loaded_revision_id"] = number
        data["loaded_revision_created_at"] = self.latest_revision_created_at
        request.POST = data

    def _was_submitted(self, revision_id: int) -> bool:
        steps = ApprovalStep.objects.filter(page_id=self.page.pk, revision_id=revision_id)
        return revision_id == self.page.live_revision_id or steps.exists()

    def _is_stale(self, request: HttpRequest) -> bool:
        """A form that does not say which revision it shows is stale as well: stock Wagtail lets it pass."""
        names = ("loaded_revision_id", "overwrite_revision_id")
        silent = self.latest_revision is not None and not any(request.POST.get(name) for name in names)
        return silent or (self.is_out_of_date and not self._autosave_was_under_way(request))

    def _autosave_was_under_way(self, request: HttpRequest) -> bool:
        """The form was sent before the answer to its own first autosave came: what it holds is newer than that.

        Should it have been another tab of the same person, that tab's text stays as a revision of its own.
        """
        loaded = request.POST.get("loaded_revision_id", "")
        newer = list(self.page.revisions.filter(pk__gt=int(loaded))) if loaded.isdecimal() else []
        if len(newer) != 1 or newer[0].user_id != request.user.pk:
            return False
        return bool(newer[0].created_at > timezone.now() - UNDER_WAY)

    @cached_property
    def is_cancelling_workflow(self) -> bool:
        """Wagtail also lets the page's owner cancel; the role table says who may."""
        return bool(super().is_cancelling_workflow) and may(self.request.user, Action.WITHDRAW, self.page)

    def save_action(self) -> HttpResponse:
        """After an autosave the form shows the revision that the autosave made. Stock Wagtail tells that only to
        the next autosave, so that Save or Submit would be refused as stale because of the writer's own words."""
        answer = super().save_action()
        if not isinstance(answer, JsonResponse):
            return answer
        data = json.loads(answer.content)
        data["field_updates"] |= {
            "loaded_revision_id": str(data["revision_id"]),
            "loaded_revision_created_at": data["revision_created_at"],
        }
        return JsonResponse(data)

    def submit_action(self) -> HttpResponse:
        """Save, then submit as every other door does. A text that is not ready stays saved."""
        self.page = self.form.save(commit=not self.page.live)
        self.subscription.save()
        revision = self.page.save_revision(
            user=self.request.user, log_action=True, previous_revision=self.previous_revision
        )
        if self.has_content_changes and "comments" in self.form.formsets:
            changes = self.get_commenting_changes()
            self.log_commenting_changes(changes, revision)
            self.send_commenting_notifications(changes)
        try:
            service.submit(self.page, self.request.user)
        except ValidationError as problem:
            messages.error(self.request, f"Đã lưu nhưng chưa gửi. {' '.join(problem.messages)}")
            return self.redirect_and_remain()
        messages.success(self.request, "Đã lưu và gửi duyệt.")
        return self.run_hook("after_edit_page", self.request, self.page) or self.redirect_away()

    def restart_workflow_action(self) -> HttpResponse:
        """Where a text starts again follows from whether it changed."""
        return self.submit_action()

    def _tell_why_returned(self, request: HttpRequest) -> None:
        state = self.workflow_state
        if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
            return
        step = ApprovalStep.objects.filter(workflow_state_id=state.pk, act=Act.RETURNED).last()
        if step is not None:
            address = reverse("approval_document", args=[self.page.pk])
            button = messages.button(address, "Xem nhận xét ở từng điều")
            messages.warning(request, f"{step.person.full_name} đã trả lại. Lý do: {step.reason}", buttons=[button])

    def _only_own_saves(self, request: HttpRequest) -> bool:
        """What made the form stale was saved by its writer alone: an autosave still under way, another tab."""
        loaded = request.POST.get("loaded_revision_id", "")
        if self.latest_revision is None or not loaded.isdecimal():
            return False
        writers = set(self.page.revisions.filter(pk__gt=int(loaded)).values_list("user_id", flat=True))
        return (writers or {self.latest_revision.user_id}) == {request.user.pk}

    def _refuse_stale(self, request: HttpRequest) -> HttpResponse:
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.is_valid()
        messages.error(request, STALE_OWN if self._only_own_saves(request) else STALE)
        self.errors_debug = ""
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data(), status=409)


class DocumentEditView(DocumentEditing, EditView):
    """The editor of covenants, disclosures and materials."""


class DocumentRevertView(DocumentEditing, RevisionsRevertView):
    """Bringing an old revision back is a save like any other."""


class CovenantEditView(CovenantEditing, DocumentEditView):
    """The editor of a covenant: contents, checks and references that follow."""


class CovenantRevertView(CovenantEditing, DocumentRevertView):
    """Bringing an old text back, with the same panes."""


def _viewset(page_model: type[Any], name: str, **views: Any) -> PageViewSet:
    views = {"edit_view_class": DocumentEditView, "revisions_revert_view_class": DocumentRevertView} | views
    return type(f"{page_model.__name__}ViewSet", (PageViewSet,), {"model": page_model, **views})(name)


_COVENANT_VIEWS = {
    "add_view_class": CovenantCreateView,
    "edit_view_class": CovenantEditView,
    "revisions_revert_view_class": CovenantRevertView,
}


VIEWSETS = (
    _viewset(CovenantPage, "covenant_pages", **_COVENANT_VIEWS),
    _viewset(DisclosurePage, "disclosure_pages"),
    _viewset(MaterialPage, "material_pages"),
)
