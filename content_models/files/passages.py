"""The text inside attached files as passages of their document."""

from __future__ import annotations

from collections.abc import Iterable

from content_models.documents import SearchPassage

from .models import Attachment


def attachment_passages(attachments: Iterable[Attachment]) -> tuple[SearchPassage, ...]:
    """One passage for each file whose text is known; its anchor is that of the file's row on the page."""
    return tuple(
        SearchPassage(f"tep-{attachment.file_id}", attachment.title, attachment.file.text)
        for attachment in attachments
        if attachment.file.text
    )
