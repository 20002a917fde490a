"""Reading the text inside a file, outside the request."""

from __future__ import annotations

from django_tasks import task

from content_models import signals

from .extraction import extract_text
from .models import AttachedFile, TextState

_STATES = {"pdf": TextState.READ, "docx": TextState.READ, "ocr": TextState.RECOGNISED}


@task()
def read_file_text(file_id: int) -> None:
    """Store the text of one file, or the sentence that says why it cannot be read. Safe to repeat."""
    stored = AttachedFile.objects.filter(pk=file_id).first()
    if stored is None:
        return
    extracted = extract_text(stored.file.path)
    state = TextState.UNREADABLE if extracted.problem else _STATES[extracted.source]
    AttachedFile.objects.filter(pk=file_id, file=stored.file.name).update(
        text=extracted.text, text_state=state, text_note=(extracted.problem or extracted.note)[:300]
    )
    stored.refresh_from_db()
    signals.file_text_changed.send(sender=AttachedFile, file=stored)
