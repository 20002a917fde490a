"""Wagtail serves documents; this hook asks first."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks

from .access import may_fetch
from .models import AttachedFile


@hooks.register("before_serve_document")
def serve_only_what_may_be_seen(document: AttachedFile, request: HttpRequest) -> None:
    """404, not 403: whether a private file exists is nobody's business."""
    if not may_fetch(request.user, document):
        raise Http404("Không có tệp này.")
