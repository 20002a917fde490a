"""The text inside attached files as passages of their document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from content_models.documents import SearchPassage

from .models import Attachment

ANCHOR = "tep-"


def attachment_passages(attachments: Iterable[Attachment]) -> tuple[SearchPassage, ...]:
    """One passage for each file whose text is known; its anchor is that of the file's row on the page."""
    return tuple(
        SearchPassage(f"{ANCHOR}{attachment.file_id}", attachment.title, attachment.file.text)
        for attachment in attachments
        if attachment.file.text
    )


def read_attachments(pages: Sequence[Any], model: type[Attachment], anchors: Collection[str] | None) -> None:
    """The files of all pages with their text; with `anchors` only those that were found, often none."""
    found = model._default_manager.select_related("file")
    if anchors is not None:
        numbers = [anchor.removeprefix(ANCHOR) for anchor in anchors if anchor.startswith(ANCHOR)]
        wanted = [int(number) for number in numbers if number.isdecimal()]
        found = found.filter(file__in=wanted) if wanted else model._default_manager.none()
    prefetch_related_objects(pages, Prefetch("attachments", found))
