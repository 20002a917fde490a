"""Every address of the admin that a person can come to, asked the way a browser asks, with nothing kept."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ADMIN = "/quan-tri/"
LINK = re.compile(r"""(?<![\w-])(?:href|action|data-[\w-]*url|data-[\w-]*src-value|formaction)="([^"#]+)""")
# Ends the visit, or answers with something that is no screen.
NOT_ASKED = re.compile(r"/(?:logout|jsi18n|sprite|view_draft|preview)/|/api/|\.(?:pdf|docx|xlsx|csv|json)$|export=|_=")
# Not sent empty: what a script sends only with a file or an address; taking back a date that is not set.
NOT_SENT = re.compile(r"/multiple/add/$|/choose-external-link/|/unschedule/$")
INPUT = re.compile(r"<input\b[^>]*type=\"hidden\"[^>]*>")
ATTRIBUTE = re.compile(r"""\b(name|value)="([^"]*)\"""")
MODALS = ("choose-page/", "choose-external-link/", "choose-email-link/", "choose-phone-link/", "choose-anchor-link/")
SAME_SCREEN = 3  # addresses of one screen that differ in their query only: pages, filters, orders


@dataclass(frozen=True)
class Answer:
    """What came back from an address: `html` is a page, or the piece of a page that a script puts into one."""

    method: str
    address: str
    status: int
    html: str


def walk(client: Client, values: dict[str, list[Any]]) -> Iterator[Answer]:
    """All answers to a logged-in person: first by the links, then by the URL configuration filled with `values`.

    An address that is refused (403) or is not there (404) is given back too: somebody reads those pages as well.
    Forms are also sent empty, for their messages; what that changes is undone.
    """
    client.raise_request_exception = False
    waiting = [ADMIN, *(address for address in configured(values))]
    asked: set[str] = set()
    screens: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        screen = address.partition("?")[0]
        if address in asked or NOT_ASKED.search(address) or screens.get(screen, 0) >= SAME_SCREEN:
            continue
        asked.add(address)
        screens[screen] = screens.get(screen, 0) + 1
        page = ask(client, "get", address)
        yield page
        waiting += [link for link in links(page) if link not in asked]
        if not NOT_SENT.search(address):
            yield ask(client, "post", address, empty_form(page.html))


def empty_form(html: str) -> dict[str, str]:
    """What a browser sends when nothing was filled in: the hidden fields (StreamField's counts come by a script)."""
    hidden = (dict(ATTRIBUTE.findall(tag)) for tag in INPUT.findall(html))
    named = {field["name"]: unescape(field.get("value", "")) for field in hidden if "name" in field}
    return {"body-count": "0", **named}


def ask(client: Client, method: str, address: str, data: dict[str, str] | None = None) -> Answer:
    """One answer, whose effects are undone; a redirect is followed once, for the message on the next page."""
    with transaction.atomic():
        response: Any = getattr(client, method)(address, data)
        if response.status_code in (301, 302) and method == "post":
            response = client.get(response["Location"])
        transaction.set_rollback(True)
    kind = response.headers.get("Content-Type", "")
    readable = "html" in kind or "json" in kind
    text = "" if response.streaming or not readable else response.content.decode()
    return Answer(method, address, response.status_code, _html_of(text) if "json" in kind else text)


def _html_of(source: str) -> str:
    """A modal's answer: its pages of HTML, and the sentences beside them."""
    data = json.loads(source)
    said = [data.get(key) for key in ("html", "error_message", "error", "message")] if isinstance(data, dict) else []
    return "\n".join(part for part in said if isinstance(part, str))


def links(answer: Answer) -> list[str]:
    """Addresses of the admin that a page names, complete."""
    found = (urlsplit(urljoin(answer.address, unescape(link))) for link in LINK.findall(answer.html))
    here = [link for link in found if not link.netloc and link.path.startswith(ADMIN)]
    return list(dict.fromkeys(f"{link.path}?{link.query}" if link.query else link.path for link in here))


def configured(values: dict[str, list[Any]]) -> Iterator[str]:
    """Every address of the URL configuration whose arguments are all in `values`, with the editor's modals."""
    for name, arguments in admin_patterns():
        if not all(argument in values for argument in arguments):
            continue
        for chosen in itertools.product(*(values[argument] for argument in arguments)):
            try:
                yield reverse(name, kwargs=dict(zip(arguments, chosen, strict=True)))
            except NoReverseMatch:
                continue  # a value that this address does not take
    for modal in MODALS:
        yield f"{ADMIN}{modal}?allow_external_link=true&allow_email_link=true&allow_phone_link=true"


def admin_patterns() -> Iterator[tuple[str, list[str]]]:
    """URL names of the admin with the names of their arguments."""

    def below(resolver: URLResolver, path: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            if not isinstance(pattern, URLPattern):
                yield from below(pattern, here, (*spaces, pattern.namespace) if pattern.namespace else spaces)
            elif here.startswith(ADMIN[1:]) and pattern.name:
                yield ":".join([*spaces, pattern.name]), list(pattern.pattern.regex.groupindex)

    return below(get_resolver(), "", ())
