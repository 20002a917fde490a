"""`{% similar_documents page %}`: the block of similar documents on a public document's page."""

from __future__ import annotations

from typing import Any

from django import template

from search.suggesting import similar

register = template.Library()


@register.inclusion_tag("search/similar.html")
def similar_documents(page: Any) -> dict[str, Any]:
    """Lines for `search/similar.html`; a page that the public cannot see (a preview) has none."""
    return {"documents": similar.similar_documents(page) if page.live else []}
