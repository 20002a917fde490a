"""The approval in Wagtail's admin: addresses, menu, the editor of documents, and refusals that testers miss."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page

from content_models.document_page import DocumentPage
from content_models.places.models import PlacePage, SectionPage
from content_models.roles.rights import units_of
from content_models.roles.table import Role

from . import change_views, decision_views, paper_views, views
from .editing import VIEWSETS


@hooks.register("register_admin_urls")
def approval_urls() -> list[Any]:
    return [
        path("duyet/", views.inbox, name="approval_inbox"),
        path("duyet/<int:task_state_id>/", views.decide, name="approval_decide"),
        path("duyet/van-ban/<int:page_id>/", views.document, name="approval_document"),
        path("duyet/van-ban/<int:page_id>/thay-doi/", change_views.changes, name="approval_changes"),
        path("duyet/van-ban/<int:page_id>/rut-ve/", views.withdraw, name="approval_withdraw"),
        path("duyet/van-ban/<int:page_id>/gui/", views.submit, name="approval_submit"),
        path("duyet/van-ban/<int:page_id>/go-xuong/", views.unpublish, name="approval_unpublish"),
        path("quyet-dinh/", decision_views.index, name="approval_decisions"),
        path("quyet-dinh/<int:page_id>/", decision_views.history, name="approval_decisions_of"),
        path("quyet-dinh/<int:page_id>/<slug:kind>/", decision_views.record, name="approval_decision_record"),
        path(
            "quyet-dinh/<int:page_id>/dinh-chinh/<int:record_id>/",
            decision_views.correct,
            name="approval_decision_correct",
        ),
        path("van-ban-cu/", paper_views.index, name="approval_paper"),
        path("van-ban-cu/ghi/", paper_views.record, name="approval_paper_new"),
        path("van-ban-cu/<int:pk>/", paper_views.answer, name="approval_paper_record"),
    ]


@hooks.register("register_admin_viewset")
def document_viewsets() -> list[Any]:
    return list(VIEWSETS)


class SubmitItem(SubmitForModerationMenuItem):
    """Stock builds the words from the name of a workflow, which the writer does not know."""

    def get_context_data(self, parent_context: Any) -> Any:
        return super().get_context_data(parent_context) | {"label": "Lưu và gửi duyệt"}


@hooks.register("construct_page_action_menu")
def plain_submit(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    for position, item in enumerate(menu_items):
        if type(item) is SubmitForModerationMenuItem:
            menu_items[position] = SubmitItem(order=item.order)


class PaperMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(paper_views.hamlets_for(request.user).exists())


@hooks.register("register_admin_menu_item")
def inbox_menu_item() -> MenuItem:
    return MenuItem("Chờ tôi duyệt", reverse("approval_inbox"), icon_name="tasks", order=50)


class DecisionsMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(units_of(request.user, Role.COMMUNE_LEADER))


@hooks.register("register_admin_menu_item")
def decisions_menu_item() -> MenuItem:
    return DecisionsMenuItem("Hiệu lực văn bản", reverse("approval_decisions"), icon_name="doc-full-inverse", order=55)


@hooks.register("register_admin_menu_item")
def paper_menu_item() -> MenuItem:
    return PaperMenuItem("Văn bản cũ", reverse("approval_paper"), icon_name="doc-full", order=60)


@hooks.register("register_page_header_buttons")
def approval_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """From the editor to the state of the approval."""
    if isinstance(page.specific_deferred, DocumentPage) and page.pk:
        yield HeaderButton(
            label="Tình hình duyệt",
            url=reverse("approval_document", args=[page.pk]),
            icon_name="history",
            priority=5,
        )


@hooks.register("before_delete_page")
def refuse_deletion(request: HttpRequest, page: Page) -> None:
    """A tester is not asked for descendants: nothing that was ever public, and no fixed page, is deleted."""
    for found in page.get_descendants(inclusive=True).specific():
        if isinstance(found, (PlacePage, SectionPage)) or (isinstance(found, DocumentPage) and not found.is_deletable):
            raise PermissionDenied("Văn bản đã công bố và trang của nơi chốn không xóa được.")


@hooks.register("before_bulk_action")
def refuse_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Bulk deletion and moving follow the same rule; bulk publishing is refused by the testers."""
    for obj in objects:
        if action_type == "delete" and isinstance(obj, Page):
            refuse_deletion(request, obj)
        if action_type == "move" and isinstance(obj, Page):
            raise PermissionDenied("Văn bản không chuyển sang đơn vị khác được.")
