"""What the search box offers to complete what is being typed: places, questions, titles of documents."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Page

from content_models.documents import KIND_LABELS
from content_models.searching import pages_for_hits
from content_models.visibility import public
from search.engines import engine
from search.engines.base import EngineUnavailable
from search.engines.completions import PLACE, readings_of
from search.engines.names import Completion, Reading
from search.text.normalise import fold, nfc

from .masking import MASK
from .ordering import QUESTION_MERIT, SHOWN, Candidate, chosen
from .questions import Question, fitting_questions

logger = logging.getLogger(__name__)

FEWEST_LETTERS = 2
ASKED_OF_ENGINE = 40


@dataclass(frozen=True)
class Suggestion:
    """A line below the search box: what it says, what is said beside it, and where it leads."""

    text: str
    about: str
    kind: str
    url: str


def suggestions(typed: str) -> list[Suggestion]:
    """At most eight, best first. What the public may not see now is never among them. Without an answer of
    the engine only questions are offered."""
    readings = readings_of(typed)
    if sum(map(len, (*readings[-1].whole, readings[-1].start)) if readings else ()) < FEWEST_LETTERS:
        return []
    questions = fitting_questions(readings, SHOWN)
    completions = _completions(readings)
    pages = _public_pages([c.document_id for c in completions] + [q.page_id for q in questions if q.page_id])
    addresses = {page_id: page.url or "" for page_id, page in pages.items()}
    candidates = [*_of_names(_of_today(completions, pages), addresses), *_of_questions(questions, addresses)]
    return [_suggestion(candidate, addresses) for candidate in chosen(candidates, typed)]


def _completions(readings: Sequence[Reading]) -> tuple[Completion, ...]:
    try:
        return engine().complete(readings, ASKED_OF_ENGINE)
    except EngineUnavailable as problem:
        logger.warning("suggestions: %s", problem)
        return ()


def _public_pages(ids: Iterable[str | int]) -> dict[str, Page]:
    """Page id → page, of those that the public may see: the one predicate, asked once."""
    numbers = {int(one) for one in ids if str(one).isascii() and str(one).isdigit() and len(str(one)) <= 18}
    return {str(page.pk): page for page in public(Page.objects.filter(pk__in=numbers))}


def _of_today(completions: Iterable[Completion], pages: dict[str, Page]) -> list[Completion]:
    """Without titles that a document bears no more: they may hold what was just taken out, and the index is a
    moment behind. A covenant's title is that of its version in force, so a page's own row does not decide."""
    kept = [one for one in completions if one.document_id in pages]
    doubtful = [one for one in kept if one.kind != PLACE and nfc(pages[one.document_id].title) != one.name.text]
    if not doubtful:
        return kept
    now = pages_for_hits({int(one.document_id): () for one in doubtful})
    titles = {str(page_id): nfc(page.search_content().title) for page_id, page in now.items()}
    gone = {one for one in doubtful if titles.get(one.document_id) != one.name.text}
    return [one for one in kept if one not in gone]


def _of_names(completions: Iterable[Completion], addresses: dict[str, str]) -> list[Candidate]:
    """One candidate a name. A title that several documents bear becomes one that is searched for."""
    by_name: dict[tuple[str, ...], list[Completion]] = {}
    for completion in completions:
        if addresses.get(completion.document_id):
            name = completion.name
            same = (name.text, name.about) if completion.kind == PLACE else (fold(name.text),)
            by_name.setdefault((completion.kind, *same), []).append(completion)
    return [_candidate(same[0], several=len({one.document_id for one in same}) > 1) for same in by_name.values()]


def _candidate(completion: Completion, *, several: bool) -> Candidate:
    name, kind = completion.name, completion.kind
    where = "nhiều nơi" if several else name.about
    about = name.about if kind == PLACE else " · ".join(part for part in (KIND_LABELS.get(kind, ""), where) if part)
    merit = completion.merit + (completion.merit >= QUESTION_MERIT)
    return Candidate("" if several else completion.document_id, kind, name.text, about, merit)


def _of_questions(questions: Iterable[Question], addresses: dict[str, str]) -> list[Candidate]:
    """A question whose page is not public (any more) is not offered."""
    return [
        Candidate(str(q.page_id or ""), "question", q.text, q.about, QUESTION_MERIT)
        for q in questions
        if q.page_id is None or addresses.get(str(q.page_id))
    ]


def _suggestion(candidate: Candidate, addresses: dict[str, str]) -> Suggestion:
    url = addresses.get(candidate.id) or _search_address(candidate.text)
    return Suggestion(candidate.text, candidate.about, candidate.kind, url)


def _search_address(text: str) -> str:
    words = " ".join(text.replace(MASK, " ").split())
    return f"{reverse('search')}?{urlencode({'q': words})}"
