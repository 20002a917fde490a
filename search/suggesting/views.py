"""Suggestions as JSON: `/tim-kiem/goi-y/?q=…`."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .service import suggestions

LONGEST = 200


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """At most eight lines with text, what is said beside it, kind and address; none for fewer than two letters."""
    typed = request.GET.get("q", "")[:LONGEST]
    return JsonResponse({"items": [asdict(one) for one in suggestions(typed)]})
