"""Wagtail's page editor as a browser posts it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from wagtail.test.utils.form_data import querydict_from_html

FORM_ID = "page-edit-form"


def draft_form(html: str, blocks: list[dict[str, Any]]) -> QueryDict:
    """What "Save draft" sends: the fields of the opened page, and the body as its JavaScript makes it.

    Tables have an editor of their own and are not supported: raises KeyError for one.
    """
    data = querydict_from_html(html, form_id=FORM_ID)
    for name, value in _body(blocks):
        data[name] = value
    return data


def _body(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    yield "body-count", str(len(blocks))
    for position, block in enumerate(blocks):
        prefix = f"body-{position}"
        yield from ((f"{prefix}-type", block["type"]), (f"{prefix}-id", block["id"]))
        yield from ((f"{prefix}-order", str(position)), (f"{prefix}-deleted", ""))
        yield from _value(f"{prefix}-value", block)


def _value(prefix: str, block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = {"preamble": (), "chapter": ("title", "printed_number"), "article": ("heading", "body", "printed_number")}
    if not names[block["type"]]:
        yield prefix, block["value"]
    for name in names[block["type"]]:
        yield f"{prefix}-{name}", block["value"][name]
