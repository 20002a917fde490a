"""Notes of a commune on whether the covenant of a merged or split hamlet still applies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError

from content_models.roles.rights import may
from content_models.roles.table import Action

if TYPE_CHECKING:
    from .models import CovenantPage, StandingNote


def may_note(user: Any, page: CovenantPage) -> bool:
    """The commune's culture officer and its leader."""
    return may(user, Action.RECORD_OLD, page) or may(user, Action.RECOGNISE, page)


def note_standing(page: CovenantPage, *, applies: str, ground: str, explanation: str = "", by: Any) -> StandingNote:
    """Record what the commune says. Raises PermissionDenied, and ValidationError without a ground or for a hamlet
    that was neither merged nor split."""
    from .models import StandingNote

    if not may_note(by, page):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội và lãnh đạo UBND của xã ghi được ghi chú này.")
    if not page.place.succession_to.exists():
        raise ValidationError("Ấp, khóm này chưa nhập hay tách, nên không cần ghi chú áp dụng.")
    note = StandingNote(page=page, applies=applies, ground=ground.strip(), explanation=explanation.strip(), noted_by=by)
    note.full_clean()
    note.save()
    return note


def notes_of(page_ids: Iterable[int]) -> dict[int, StandingNote]:
    """Page id → its newest note. One query."""
    from .models import StandingNote

    found: dict[int, StandingNote] = {}
    for note in StandingNote.objects.filter(page__in=list(page_ids)):
        found.setdefault(note.page_id, note)
    return found
