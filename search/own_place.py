"""The reader's own commune: said on a place's page, kept in the reader's browser, and nowhere else.

The cookie holds the id of a place and nothing about the reader; it does what the reader pressed the button for,
so no consent is asked (a sentence beside the button says what it does).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .places import KnownPlace, known_places

COOKIE = "xa_cua_toi"
A_YEAR = 60 * 60 * 24 * 365  # seconds


def own_commune(request: HttpRequest) -> KnownPlace | None:
    """The commune that the reader named, while it exists."""
    return commune(request.COOKIES.get(COOKIE, ""))


def commune(value: str) -> KnownPlace | None:
    """The commune of that id, while it exists."""
    place = known_places().get(value)
    return place if place and place.level == "commune" and place.exists else None


@csrf_exempt  # places' pages carry no token, so that they are the same for all; see `_is_from_here`
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_place(request: HttpRequest) -> HttpResponse:
    """POST `xa` (the id of a commune; empty: none) keeps or forgets it; the page says what is kept."""
    if request.method != "POST":
        return render(request, "search/own_place.html", {"own": own_commune(request), "nav": "search"})
    if not _is_from_here(request):
        return HttpResponseForbidden("Yêu cầu này không đến từ trang này.", content_type="text/plain; charset=utf-8")
    value = request.POST.get("xa", "")
    if value and commune(value) is None:
        return HttpResponseBadRequest("Không có xã, phường này.", content_type="text/plain; charset=utf-8")
    response = HttpResponseRedirect(reverse("own_place"))
    if value:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(COOKIE, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _is_from_here(request: HttpRequest) -> bool:
    """True when a page of this site sent the form, by the first of three headers that there is; a form without any
    is refused. Old browsers send the last: this site's Referrer-Policy keeps it for addresses of its own."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    said = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return (said.scheme, said.netloc) == (request.scheme, request.get_host())
