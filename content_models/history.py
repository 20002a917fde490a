"""The one door for changes of registers: who, when and why are always kept (django-reversion)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import reversion
from django.core.exceptions import ValidationError
from django.db import transaction

if TYPE_CHECKING:
    from content_models.roles.models import Person


@contextmanager
def recorded(by: Person | None, reason: str) -> Iterator[None]:
    """Keep every registered model saved inside as one entry of the register history, in one transaction.

    `by` is None only for what the installation does itself. Raises ValidationError for a blank reason.
    """
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do của thay đổi này.")
    with transaction.atomic(), reversion.create_revision():
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(reason.strip())
        yield
