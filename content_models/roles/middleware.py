"""A first password opens one page only: the one where it is replaced."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

STAFF_PREFIXES = ("/quan-tri/", "/tep/")  # files of drafts open to staff
# The page itself, what it is drawn with, and the way out.
OPEN = ("roles_first_password", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")


class FirstPasswordMiddleware:
    """Sends a person with a first password to the page that asks for a password of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        if person is not None and person.is_authenticated and getattr(person, "must_change_password", False):
            allowed = {reverse(name) for name in OPEN}
            if request.path not in allowed and request.path.startswith(STAFF_PREFIXES):
                return redirect("roles_first_password")
        return self.get_response(request)
