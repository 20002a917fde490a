"""Taking apart articles that were pasted into one, as a save of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage
from content_models.covenants.pasted_articles import taken_apart
from content_models.covenants.renumbering import follow


@transaction.atomic
def split_article(page_id: int, block_id: str, *, by: Any) -> int:
    """Give each article that was pasted into the block a block of its own; the first keeps its identity, references
    elsewhere follow. Returns the number of parts. Raises ValidationError with a sentence."""
    Page.objects.select_for_update().get(pk=page_id)
    page = CovenantPage.objects.get(pk=page_id).get_latest_revision_as_object()
    lock = page.get_lock()
    if lock is not None and lock.for_user(by):
        raise ValidationError("Văn bản đang khóa nên chưa tách được.")
    before = page.numbered()
    raw = list(page.body.raw_data)
    position = next((index for index, block in enumerate(raw) if block.get("id") == block_id), None)
    parts = taken_apart(raw[position]["value"]) if position is not None and raw[position]["type"] == "article" else []
    if position is None or not parts:
        raise ValidationError("Không còn điều nào để tách: bản nháp đã đổi.")
    parts[0]["id"] = block_id
    page.body = [*raw[:position], *stream_data(parts), *raw[position + 1 :]]
    follow(page, before)
    if not page.live:  # a page that was never public keeps its draft in its own row
        page.save(clean=False)
    page.save_revision(user=by, log_action=True, clean=False)
    return len(parts)
