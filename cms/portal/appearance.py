"""How large and how dark a visitor reads: two cookies, set by links that work without a script.

Nothing else is kept about the visitor. A value that is not offered is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

SIZE, SCHEME = "co-chu", "nen"
CHOICES: Mapping[str, Mapping[str, str]] = {
    SIZE: {"": "Vừa", "lon": "Lớn", "rat-lon": "Rất lớn"},
    SCHEME: {"": "Theo máy", "sang": "Sáng", "toi": "Tối"},
}
TITLES = {SIZE: "Cỡ chữ", SCHEME: "Nền"}
A_YEAR = 365 * 24 * 60 * 60  # seconds
ADDRESS = "/hien-thi/"


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Appearance:
    """What is chosen ("" for the usual), and the links by which another choice is made."""

    size: str
    scheme: str
    path: str

    @property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        chosen = {SIZE: self.size, SCHEME: self.scheme}
        return [
            (TITLES[name], [Choice(label, self._url(name, value), value == chosen[name]) for value, label in values])
            for name, values in ((name, options.items()) for name, options in CHOICES.items())
        ]

    def _url(self, name: str, value: str) -> str:
        return f"{ADDRESS}?{urlencode({name: value, 've': self.path})}"


def appearance(request: HttpRequest) -> dict[str, Appearance]:
    """Context processor: what this visitor has chosen."""
    size, scheme = (_known(name, request.COOKIES.get(name, "")) for name in (SIZE, SCHEME))
    return {"appearance": Appearance(size, scheme, request.get_full_path())}


def choose(request: HttpRequest) -> HttpResponse:
    """Keep what the address asks for and go back to the page of the site from which it was asked."""
    back = request.GET.get("ve", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back)
    for name in (SIZE, SCHEME):
        if name not in request.GET:
            continue
        value = _known(name, request.GET[name])
        if value:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
        else:
            response.delete_cookie(name)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _known(name: str, value: str) -> str:
    return value if value in CHOICES[name] else ""
