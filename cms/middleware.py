"""Rules that hold for every request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

ADMIN_PREFIX = "/quan-tri/"
PUBLIC_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's date pickers and inline panels still carry inline scripts and styles.
ADMIN_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)

COMPRESSED_TYPES = ("text/", "application/json", "application/xml")

Handler = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicyMiddleware:
    """No external request, and no inline script outside the admin."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN_POLICY if request.path.startswith(ADMIN_PREFIX) else PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class CompressPublicPages(GZipMiddleware):
    """Pages travel packed: a phone far out pays for every kilobyte.

    Only what the public reads, and only text: the admin's pages carry secrets (tokens) beside what a visitor
    may have sent, and files and pictures are packed already.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "GET" or request.path.startswith(ADMIN_PREFIX):
            return response
        if not response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)


class UnsafeRequestsInOneTransaction:
    """POST, PUT, PATCH and DELETE are atomic: a page, its outbox rows and its notices stand or fall together.

    Wagtail's single-page views send `page_published` and others outside any transaction. It must be the
    last middleware: Django stops at the first `process_view` that answers, and the CSRF check before it
    has to run. Not ATOMIC_REQUESTS: with SQLite's IMMEDIATE every GET would take the write lock.
    """

    SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method in self.SAFE or getattr(view, "commits_by_itself", False):
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response
