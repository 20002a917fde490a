"""System checks: a page type that forgets its declarations stops `manage.py`, not a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page, PagePermissionTester

from content_models.document_page import DocumentPage, DocumentTester
from content_models.documents import KIND_LABELS
from content_models.places.models.pages import FixedPage, FixedPageTester
from content_models.roles.table import Subject

CLOSED_QUESTIONS = (
    "can_edit",
    "can_delete",
    "can_publish",
    "can_publish_subpage",
    "can_unpublish",
    "can_submit_for_moderation",
    "can_lock",
    "can_unlock",
    "can_reorder_children",
    "can_copy",
)  # fmt: skip


@register("dinh")
def check_page_types(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every page type of ours is a document with its declarations, or a fixed page that nobody edits."""
    return list(problems_of(model for model in apps.get_models() if issubclass(model, Page)))


def problems_of(models: Iterable[type[Any]]) -> Iterator[CheckMessage]:
    """What is wrong with the given page types. `wagtail`'s own base type is passed over."""
    for model in models:
        if model is Page:
            continue
        if issubclass(model, DocumentPage):
            yield from _document_problems(model)
        elif issubclass(model, FixedPage):
            yield from _fixed_problems(model)
        else:
            yield Error(f"{model.__name__} is neither a DocumentPage nor a FixedPage.", obj=model, id="dinh.E001")


def _document_problems(model: type[Any]) -> Iterator[CheckMessage]:
    if not isinstance(getattr(model, "subject", None), Subject):
        yield Error(f"{model.__name__} declares no subject: the role table cannot answer.", obj=model, id="dinh.E002")
    if getattr(model, "kind_key", None) not in KIND_LABELS:
        yield Error(f"{model.__name__}.kind_key is not one of KIND_LABELS.", obj=model, id="dinh.E003")
    if not callable(getattr(model, "search_content", None)):
        yield Error(f"{model.__name__} has no search_content().", obj=model, id="dinh.E004")
    if not isinstance(_tester(model), DocumentTester):
        yield Error(f"{model.__name__}: rights are not answered by a DocumentTester.", obj=model, id="dinh.E005")


def _fixed_problems(model: type[Any]) -> Iterator[CheckMessage]:
    tester = _tester(model)
    if not isinstance(tester, FixedPageTester):
        yield Error(f"{model.__name__}: rights are not answered by a FixedPageTester.", obj=model, id="dinh.E006")
        return
    for question in CLOSED_QUESTIONS:
        if getattr(tester, question)():
            yield Error(f"{model.__name__}.{question}() is true, but the page is fixed.", obj=model, id="dinh.E007")


def _tester(model: type[Any]) -> PagePermissionTester:
    """The tester that the operator would get: if she is refused, everybody is."""
    # With a content type, so that Wagtail does not look one up: checks run before the tables are there.
    return model(content_type_id=1, path="00010001", depth=2).permissions_for_user(_Operator())


class _Operator:
    """A superuser without a database."""

    pk = None
    is_active = is_authenticated = is_superuser = True
    is_anonymous = False
