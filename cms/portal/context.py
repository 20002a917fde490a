"""What every template may need."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def public_address(request: HttpRequest) -> dict[str, str]:
    """`base_url`: the site's public address without a slash at the end.

    Not taken from the request: its host may be wrong (that is one reason of the page for status 400).
    """
    return {"base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}
