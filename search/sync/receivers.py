"""What makes a page's index entry stale. Wagtail's page signals come without a usable sender, and some
changes send none for descendants, so subtrees are marked (`docs/search.md`)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from content_models import signals
from content_models.files.access import uses_of
from content_models.files.models import AttachedFile
from content_models.places.models import Place, PlacePage

from .outbox import mark, mark_subtree

# Saving a draft of a live page touches only these columns: the public text is the same.
DRAFT_FIELDS = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(page_saved, dispatch_uid="search.page_saved")
    post_delete.connect(page_deleted, dispatch_uid="search.page_deleted")
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid=f"search.{id(signal)}")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(branch_changed, dispatch_uid=f"search.{id(signal)}")
    post_save.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search.unrestricted")
    signals.place_changed.connect(place_changed, dispatch_uid="search.place_changed")
    signals.covenant_recognised.connect(covenant_recognised, dispatch_uid="search.covenant_recognised")
    signals.legal_state_changed.connect(visibility_changed, dispatch_uid="search.legal_state_changed")
    signals.visibility_changed.connect(visibility_changed, dispatch_uid="search.visibility_changed")
    signals.file_text_changed.connect(file_text_changed, dispatch_uid="search.file_text_changed")


def page_saved(sender: Any, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any) -> None:
    if not isinstance(instance, Page) or raw:
        return
    if update_fields is not None and set(update_fields) <= DRAFT_FIELDS:
        return
    mark([instance.pk])


def page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and instance.pk:
        mark([instance.pk])


def page_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    """What lies below a page that is hidden is hidden with it; documents have nothing below."""
    if instance.numchild:
        mark_subtree(instance)
    else:
        mark([instance.pk])


def branch_changed(sender: Any, instance: Page, **kwargs: Any) -> None:
    mark_subtree(instance)


def restriction_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    mark_subtree(instance.page)


def place_changed(sender: Any, place: Place, **kwargs: Any) -> None:
    for page in PlacePage.objects.filter(place=place):
        mark_subtree(page)


def covenant_recognised(sender: Any, version: Any, **kwargs: Any) -> None:
    mark([version.page_id])


def visibility_changed(sender: Any, page: Page, **kwargs: Any) -> None:
    mark([page.pk])


def file_text_changed(sender: Any, file: AttachedFile, **kwargs: Any) -> None:
    """Again after the commit: a page may be getting the file at this moment."""
    _mark_users_of(file)
    transaction.on_commit(lambda: _mark_users_of(file))


def _mark_users_of(file: AttachedFile) -> None:
    for model, field in uses_of(AttachedFile):
        mark(model._default_manager.filter(**{field: file}).values_list("page_id", flat=True))
