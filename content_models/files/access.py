"""A file is served only if a page that the public may see uses it now, or the user may see its folder."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import ManyToOneRel
from wagtail.permissions import policy_registry

from .models import AttachedFile, OnPage, SectionImage


def may_fetch(user: Any, stored: AttachedFile | SectionImage) -> bool:
    """True when the public may have the file, or the user's unit owns it."""
    if is_in_public_use(stored):
        return True
    policy = policy_registry.get_by_type(type(stored))
    return bool(policy.user_has_any_permission_for_instance(user, {"choose", "change"}, stored))


def is_in_public_use(stored: AttachedFile | SectionImage) -> bool:
    """True when any page that the public may see shows the file today."""
    return any(model.public_uses().filter(**{field: stored}).exists() for model, field in uses_of(type(stored)))


def is_on_a_page_naming_persons(stored: AttachedFile | SectionImage) -> bool:
    """True when a page that names persons uses the file: no search machine keeps it, no cache either."""
    return any(model.uses_naming_persons().filter(**{field: stored}).exists() for model, field in uses_of(type(stored)))


def uses_of(stored_model: type[models.Model]) -> list[tuple[Any, str]]:
    """Models that put a file or an image on a page, with the name of their field."""
    relations = (
        field for field in stored_model._meta.get_fields(include_hidden=True) if isinstance(field, ManyToOneRel)
    )
    return [(rel.related_model, rel.field.name) for rel in relations if issubclass(rel.related_model, OnPage)]
