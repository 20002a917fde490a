"""Questions that the search box offers: the editors' own, and what was asked on enough separate days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save

from search.engines.completions import words_of
from search.engines.names import Name, Reading

from .masking import masked
from .models import FrequentQuestion
from .statistics import asked_often

CACHE_KEY, OFTEN_KEY = "search-offered-questions", "search-asked-often"
SECONDS = 60  # another process knows of a changed question after so long
OFTEN_SECONDS = 10 * 60  # a year's counts take a second to add up, and what they say changes by the day
MOST_CURATED = 500
CURATED, OFTEN = "Câu hỏi thường gặp", "Nhiều người tìm"


@dataclass(frozen=True)
class Question:
    """What is offered, what is said beside it, and the page that answers it (None: it is searched for)."""

    text: str
    about: str
    page_id: int | None
    words: frozenset[str]


def fitting_questions(readings: Sequence[Reading], limit: int) -> list[Question]:
    """Questions that match a reading, the editors' first."""
    found = (question for question in offered() if any(reading.fits(question.words) for reading in readings))
    return [question for question, _ in zip(found, range(limit), strict=False)]


def offered() -> list[Question]:
    """All questions that may be offered, in the editors' order, then by how often they were asked."""
    kept = cache.get(CACHE_KEY)
    if kept is None:
        kept = _read()
        cache.set(CACHE_KEY, kept, SECONDS)
    return kept


def forget(**kwargs: Any) -> None:
    """The next one who asks reads the database again."""
    cache.delete_many([CACHE_KEY, OFTEN_KEY])


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=FrequentQuestion, dispatch_uid="search.questions")


def _read() -> list[Question]:
    curated = list(FrequentQuestion.objects.all()[:MOST_CURATED])
    known = {_same(question.text) for question in curated}
    active = [_question(question.text, CURATED, question.target_id) for question in curated if question.active]
    often = cache.get_or_set(OFTEN_KEY, asked_often, OFTEN_SECONDS) or []
    return active + [_question(text, OFTEN, None) for text in often if _same(text) not in known]


def _question(text: str, about: str, page_id: int | None) -> Question:
    return Question(text, about, page_id, words_of(Name(text)))


def _same(text: str) -> str:
    """The key under which the same words are counted."""
    kept = masked(text)
    return kept.key if kept else text
