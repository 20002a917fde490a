"""The history of a register entry: who changed it when and why, and any two states side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from reversion.models import Version

from content_models.places.models import Place
from content_models.roles.models import Membership, Person
from content_models.roles.rights import may
from content_models.roles.table import Action

REGISTERS: dict[str, type[models.Model]] = {"noi-chon": Place, "nguoi": Person, "vai-tro": Membership}
HIDDEN_FIELDS = frozenset({"password", "last_login", "collection", "is_staff"})


def register_history(request: HttpRequest, register: str, pk: int) -> HttpResponse:
    """All states of an entry, newest first; with `?cu=…&moi=…` two of them field by field."""
    model = REGISTERS.get(register)
    if model is None:
        raise Http404("Không có sổ này.")
    entry = get_object_or_404(model, pk=pk)
    if not _may_see(request.user, entry):
        raise PermissionDenied("Bạn không xem được lịch sử này.")
    versions = list(Version.objects.get_for_object(entry).select_related("revision__user"))
    old, new = _chosen(request, versions)
    context = {
        "page_title": f"Lịch sử: {entry}",
        "header_icon": "history",
        "entry": entry,
        "versions": versions,
        "old": old,
        "new": new,
        "rows": differences(old, new) if old and new else [],
    }
    return render(request, "dinh_admin/register_history.html", context)


def differences(old: Version, new: Version) -> list[dict[str, Any]]:
    """Fields of two states with their Vietnamese names; `changed` where they differ."""
    model = apps.get_model(new.content_type.app_label, new.content_type.model)
    rows = []
    for field in model._meta.concrete_fields:
        if field.name in HIDDEN_FIELDS or field.primary_key:
            continue
        before, after = (_shown(field, version.field_dict.get(field.attname)) for version in (old, new))
        rows.append({"label": str(field.verbose_name), "before": before, "after": after, "changed": before != after})
    return rows


def _shown(field: models.Field[Any, Any], value: Any) -> str:
    if value is None or value == "":
        return "–"
    if field.remote_field is not None:
        return str(field.remote_field.model._default_manager.filter(pk=value).first() or value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def _chosen(request: HttpRequest, versions: list[Version]) -> tuple[Version | None, Version | None]:
    by_pk = {str(version.pk): version for version in versions}
    old, new = by_pk.get(request.GET.get("cu", "")), by_pk.get(request.GET.get("moi", ""))
    if old is None and new is None and len(versions) > 1:
        return versions[1], versions[0]
    return old, new


def _may_see(user: Any, entry: Any) -> bool:
    if isinstance(entry, Place):
        return may(user, Action.SEE_HISTORY, entry)
    held = [entry] if isinstance(entry, Membership) else list(entry.memberships.select_related("unit__parent__parent"))
    return user.is_superuser or any(may(user, Action.SEE_HISTORY, membership.unit) for membership in held)
