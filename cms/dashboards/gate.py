"""Which of Wagtail's screens are open, and to whom what they name is visible.

Wagtail answers several addresses without asking whether the visitor may know of the page, file or image
that the address names (chooser of a page's children, "chosen" answers, page type report). The gate stands
before all of them: a screen that is not listed is closed to staff, so that a new one of a later Wagtail
is closed too, and an id that the visitor may not see is "not found".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.middleware import ADMIN_PREFIX
from content_models.document_page import DocumentPage
from content_models.files.models import AttachedFile, SectionImage
from content_models.roles.rights import may
from content_models.roles.table import Action

CLOSED = "Trang quản trị này không dùng trong Đình."

# Our own screens ask `rights.may` themselves.
OWN_PREFIXES = (
    "approval_",
    "covenant_",
    "papers_",
    "roles_",
    "places_",
    "questions_",
    "searches_",
    "search_state",
    "register_history",
    "writing_",
)
OPEN_TO_STAFF = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:detail",
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtail_bulk_action",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:locked_pages_results",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:aging_pages_results",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_login",
        "wagtailadmin_dismissibles",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_block_preview",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)
OPEN_NAMESPACES = frozenset(
    {"wagtailadmin_pages", "wagtaildocs", "wagtaildocs_chooser", "wagtailimages", "wagtailimages_chooser"}
)
# Closed although their namespace is open: its filters name the people of all units. So do those of the reports
# on workflows and on the site's history, which are therefore not in the list above.
CLOSED_TO_STAFF = frozenset({"wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results"})
# Closed to the operator (superuser) as well.
CLOSED_TO_ALL = frozenset(
    {
        "wagtailadmin_error_test",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:set_page_position",
        "wagtailusers_users",
        "wagtailusers_groups",
    }
)
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
FILE_ARGUMENTS = {
    "wagtaildocs": (AttachedFile, ("document_id", "doc_id")),
    "wagtailimages": (SectionImage, ("image_id",)),
}
BULK_MODELS = {
    ("wagtailcore", "page"): Page,
    ("files", "attachedfile"): AttachedFile,
    ("files", "sectionimage"): SectionImage,
}
LOOKING = frozenset({"choose", "add", "change"})


class AdminGateMiddleware:
    """Runs `process_view` after login is known and before any view of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raises PermissionDenied for a closed screen, Http404 for what the visitor may not know of.

        A view without a name is Wagtail's "no such page".
        """
        user, match = request.user, request.resolver_match
        if (
            not request.path.startswith(ADMIN_PREFIX)
            or match is None
            or match.url_name is None
            or not user.is_authenticated
        ):
            return
        name = match.view_name
        if _listed(name, CLOSED_TO_ALL) or not (user.is_superuser or is_open(name)):
            raise PermissionDenied(CLOSED)
        if not user.is_superuser and not name.startswith(OWN_PREFIXES):
            _check_pages(request, name, kwargs)
            _check_files(request, name, kwargs)


def is_open(name: str) -> bool:
    """True when staff may use the screen of that URL name."""
    if _listed(name, CLOSED_TO_ALL) or name in CLOSED_TO_STAFF:
        return False
    return name.startswith(OWN_PREFIXES) or _listed(name, OPEN_TO_STAFF | OPEN_NAMESPACES)


def _listed(name: str, names: frozenset[str]) -> bool:
    """By itself or with its whole namespace."""
    return name in names or name.split(":")[0] in names


def _check_pages(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> None:
    named = [kwargs[argument] for argument in PAGE_ARGUMENTS if argument in kwargs]
    if name.startswith(("wagtailadmin_pages:", "wagtailadmin_api:pages")) and "pk" in kwargs:
        named.append(kwargs["pk"])
    if name == "wagtailadmin_choose_page_chosen_multiple" or _bulk_model(name, kwargs) is Page:
        named += request.GET.getlist("id")
    if named and not _reads_as_approver(request.user, named):
        _require_all(policy_registry.get_by_type(Page).explorable_instances(request.user), named)


def _reads_as_approver(user: Any, ids: list[Any]) -> bool:
    """Approvers hold no branch of the tree; what lies with them, or what they published, they may name."""
    pages = Page.objects.filter(pk__in=[pk for pk in ids if _is_id(str(pk))]).specific()
    return len(pages) == len(ids) and all(
        isinstance(page, DocumentPage) and may(user, Action.SEE_DRAFT, page) for page in pages
    )


def _check_files(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> None:
    namespace = name.split(":")[0]
    model, arguments = FILE_ARGUMENTS.get(namespace.removesuffix("_chooser"), (_bulk_model(name, kwargs), ()))
    if model is None or model is Page:
        return
    named = [kwargs[argument] for argument in arguments if argument in kwargs]
    if namespace.endswith("_chooser") and "pk" in kwargs:
        named.append(kwargs["pk"])
    named += request.GET.getlist("id")
    if named:
        policy = policy_registry.get_by_type(model)
        _require_all(policy.instances_user_has_any_permission_for(request.user, LOOKING), named)


def _bulk_model(name: str, kwargs: dict[str, Any]) -> type[Any] | None:
    """What a bulk action is about; Wagtail lists by title also what the visitor may not change.

    "All of the listing" counts pages of other units in, so staff name what they mean.
    """
    if name != "wagtail_bulk_action":
        return None
    model = BULK_MODELS.get((kwargs["app_label"], kwargs["model_name"]))
    if model is None:
        raise PermissionDenied(CLOSED)
    return model


def _is_id(text: str) -> bool:
    """A number that a database key can be: a longer one is an error in SQLite."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _require_all(visible: Any, ids: Iterable[Any]) -> None:
    wanted = {str(pk) for pk in ids}
    if not all(_is_id(pk) for pk in wanted) or visible.filter(pk__in=wanted).count() != len(wanted):
        raise Http404("Không có nội dung này, hoặc bạn không xem được.")
