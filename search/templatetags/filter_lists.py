"""The values of a filter as list items. In Python: for hundreds the template engine takes most of a page's time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def filter_items(values: Iterable[Mapping[str, Any]]) -> SafeString:
    """`values`: {facet: {label, count, chosen}, url}, and in a tree `inside` (values of the same form) and `open`."""
    return mark_safe("".join(_item(value) for value in values))


def _item(value: Mapping[str, Any]) -> str:
    facet = value["facet"]
    label = escape(str(facet["label"]))
    current, drop = (' aria-current="true"', ' <span class="filters__drop">bỏ</span>') if facet["chosen"] else ("", "")
    link = f'<a href="{escape(str(value["url"]))}" rel="nofollow"{current}>{label}{drop}</a>'
    return f'<li>{link} <span class="filters__count">({facet["count"]})</span>{_inside(value, label)}</li>'


def _inside(value: Mapping[str, Any], label: str) -> str:
    inside = value.get("inside")
    if not inside:
        return ""
    summary = f'<summary>Ấp, khóm<span class="visually-hidden"> của {label}</span></summary>'
    return f"<details{' open' if value['open'] else ''}>{summary}<ul>{''.join(map(_item, inside))}</ul></details>"
