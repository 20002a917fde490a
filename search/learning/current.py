"""The knowledge by which this process reads queries; looked after once a minute."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError
from django.db.models import Count, Max

from content_models.places.models import Place, PlaceName, Succession
from search.text.knowledge import Knowledge
from search.text.language import Language

from .gazetteer import site_gazetteer
from .models import LearnedLanguage

logger = logging.getLogger(__name__)

SECONDS = 60.0


@dataclass
class _Kept:
    """What was read, by what it was made from, and when that was last looked at (monotonic seconds)."""

    knowledge: Knowledge
    learned: Any = None
    places: Any = None
    looked_at: float = -SECONDS


_lock = threading.Lock()
_kept: _Kept | None = None


def current_knowledge() -> Knowledge:
    """Language, places and tables of this site. A failing database leaves what was known before.

    Who asks while another thread reads anew (seconds, for a large register) gets what was known before, too.
    """
    global _kept
    kept = _kept
    if kept and kept.places is not None and _lock.locked():
        return kept.knowledge
    with _lock:
        if _kept is None:
            _kept = _Kept(Knowledge.shipped())
        if time.monotonic() - _kept.looked_at >= SECONDS:
            _kept.looked_at = time.monotonic()
            try:
                _look_after(_kept)
            except DatabaseError as problem:
                logger.warning("knowledge of queries: %s", problem)
        return _kept.knowledge


def forget() -> None:
    """Read everything anew at the next query."""
    global _kept
    with _lock:
        _kept = None


def _look_after(kept: _Kept) -> None:
    learned = LearnedLanguage.objects.values_list("learned_at", flat=True).first()
    if learned != kept.learned:
        kept.knowledge, kept.learned = replace(kept.knowledge, language=_language()), learned
    places = _places_stamp()
    if places != kept.places:
        kept.knowledge, kept.places = replace(kept.knowledge, places=site_gazetteer()), places


def _language() -> Language:
    row = LearnedLanguage.objects.first()
    if row is None:
        return Knowledge.shipped().language
    try:
        return Language.from_bytes(bytes(row.counts))
    except ValueError as problem:  # of other code: the next learning makes it anew
        logger.warning("learned language: %s", problem)
        return Knowledge.shipped().language


def _places_stamp() -> tuple[Any, ...]:
    """Changes with every new, renamed, ended or joined place."""
    return (
        *Place.objects.aggregate(Max("pk"), Count("pk"), Count("ended_on")).values(),
        *PlaceName.objects.aggregate(Max("pk"), Count("pk")).values(),
        *Succession.objects.aggregate(Max("pk"), Count("pk")).values(),
    )
