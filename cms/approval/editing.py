"""Wagtail's page editor with two corrections: a stale save never overwrites, a changed text starts anew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import WorkflowState

from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage

from .binding import text_sha256
from .models import Act, ApprovalStep

STALE = (
    "Chưa lưu: trong lúc bạn viết, người khác đã lưu một bản mới hơn của văn bản này. "
    "Những gì bạn gõ vẫn còn nguyên dưới đây. Hãy mở bản mới trong một thẻ khác, so lại rồi lưu lần nữa."
)


class DocumentEditView(EditView):
    """The editor of covenants, disclosures and materials."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stock Wagtail refuses only a stale autosave; a stale Save, Submit or Publish is refused too.

        The page comes back with everything that was typed. Its hidden fields then name the newer revision,
        so that a second Save, after the warning, is the writer's own decision.
        """
        if not self.expects_json_response and self.is_out_of_date and not self.locked_for_user:
            return self._refuse_stale(request)
        return super().post(request, *args, **kwargs)

    def submit_action(self) -> HttpResponse:
        """After a return, the same text goes on at the task that returned it; a changed one starts at the first."""
        state = self.workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and self._text_changed(state):
            state.cancel(user=self.request.user)
            self.workflow_state = None
        return super().submit_action()

    def _text_changed(self, state: WorkflowState) -> bool:
        returned = ApprovalStep.objects.filter(workflow_state_id=state.pk, act=Act.RETURNED).last()
        typed = self.form.save(commit=False)
        return returned is None or returned.text_sha256 != text_sha256(typed.serializable_data())

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
        messages.error(request, STALE)
        self.errors_debug = ""
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data(), status=409)


def _viewset(page_model: type[Any], name: str) -> PageViewSet:
    kind = type(
        f"{page_model.__name__}ViewSet",
        (PageViewSet,),
        {"model": page_model, "edit_view_class": DocumentEditView},
    )
    return kind(name)


VIEWSETS = (
    _viewset(CovenantPage, "covenant_pages"),
    _viewset(DisclosurePage, "disclosure_pages"),
    _viewset(MaterialPage, "material_pages"),
)
