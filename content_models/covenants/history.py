"""The rows of a covenant's legal history as facts for `legal_state`, and what the search says about them."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from .articles import Article, Provision
from .legal_state import WHOLE, ArticleFact, Below, DecisionFact, End, History, ProvisionState, State, VersionFact
from .provisions import Covenant

if TYPE_CHECKING:
    from .models import CovenantPage, CovenantVersion, Decision

# What is not in force today, in the words of `STATE_LABELS`.
SEARCH_STATES: Mapping[State, str] = {
    State.NOT_YET: "not_yet",
    State.IN_FORCE: "in_force",
    State.SUSPENDED: "suspended",
    State.REPLACED: "not_in_force",
    State.ABOLISHED: "abolished",
}
_NOTES: Mapping[State, str] = {
    State.SUSPENDED: "đang tạm ngừng thực hiện",
    State.ABOLISHED: "đã bị bãi bỏ",
}
MOST = 2000  # versions whose articles are remembered: a version never changes
_Articles = tuple[tuple[ArticleFact, ...], tuple[str, ...]]
_articles: OrderedDict[tuple[int, str], _Articles] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Shown:
    """What the search shows of a covenant today: the version, its state (`STATE_LABELS`), the number of its
    decision after all corrections, and notes to articles by anchor."""

    version: CovenantVersion | None = None
    state: str = "not_in_force"
    number: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def history_of(page: CovenantPage) -> History:
    """The whole legal history of a covenant. At most two queries; none for versions that the page has read."""
    return History((version_fact(version) for version in page.public_versions), map(decision_fact, decisions_of(page)))


def decisions_of(page: CovenantPage) -> list[Decision]:
    """All records of decisions about a covenant, the newest first, with the version each is about. One query."""
    found = page.decisions.select_related("about", "version", "file").defer(
        "about__text", "about__provisions", "version__text", "version__provisions"
    )
    return list(found.order_by("-issued_on", "-pk"))


def wholes_of(page_ids: Iterable[int]) -> dict[int, tuple[History, bool]]:
    """Histories of many covenants that know only the state of each version as a whole, and whether one of its
    provisions is suspended today. Two queries, and one more for texts of which a part was hit."""
    from .models import CovenantVersion, Decision

    ids = list(page_ids)
    decisions: dict[int, list[DecisionFact]] = {}
    for decision in Decision.objects.filter(page__in=ids).select_related("about", "version").only(*_DECISION_COLUMNS):
        decisions.setdefault(decision.page_id, []).append(decision_fact(decision))
    versions: dict[int, list[VersionFact]] = {}
    parts = {page for page, found in decisions.items() if any(d.targets for d in found)}
    for version in CovenantVersion.objects.filter(page__in=parts).defer("text"):
        versions.setdefault(version.page_id, []).append(version_fact(version))
    slim = CovenantVersion.objects.filter(page__in=set(ids) - parts).only(*_VERSION_COLUMNS)
    for version in slim:
        fact = VersionFact(version.number, version.effective_on, version.decision_id)
        versions.setdefault(version.page_id, []).append(fact)
    today = timezone.localdate()
    made = {page: History(found, decisions.get(page, ())) for page, found in versions.items()}
    return {page: (history, page in parts and is_partly_suspended(history, today)) for page, history in made.items()}


def shown_today(versions: Iterable[CovenantVersion], whole: tuple[History, bool]) -> Shown:
    """Which of a covenant's versions the search shows today, and what it says about it."""
    history, partly = whole
    today = timezone.localdate()
    number, state = state_of(history, partly, today)
    version = next((version for version in versions if version.number == number), None)
    if version is None:
        return Shown()
    decision = history.effective(version.decision_id)
    notes = article_notes(history, version.number, today)
    return Shown(version, state, decision.number if decision else version.decision.number, notes)


def state_of(history: History, partly: bool, day: dt.date) -> tuple[int | None, str]:
    """The number of the version that a reader is shown on a day, and its state as a key of `STATE_LABELS`.

    None: no recognised text that counts. A text that is not in force yet is shown when there is no other.
    """
    number = history.latest_on(day)
    if number is None:
        coming = [v.number for v in history.versions if history.annulled_by(v.decision) is None]
        return (coming[0], "not_yet") if coming else (None, "not_in_force")
    state = SEARCH_STATES[history.state(number, WHOLE, day).state]
    return number, "partly_suspended" if partly and state == "in_force" else state


def is_partly_suspended(history: History, day: dt.date) -> bool:
    """True when a provision of the law of that day is suspended, but not the whole."""
    number = history.version_on(day)
    if number is None:
        return False
    states = history.states(number, day)
    return states[WHOLE].state == State.IN_FORCE and any(s.state == State.SUSPENDED for s in states.values())


def article_notes(history: History, number: int, day: dt.date) -> dict[str, str]:
    """What a reader of single articles must know, by anchor, where it is not the state of the whole.

    Empty for a history without articles (see `wholes_of`) and for a text that is not the law on that day.
    """
    states = history.states(number, day)
    if states[WHOLE].state != State.IN_FORCE:
        return {}
    version = next(version for version in history.versions if version.number == number)
    found = {article.anchor: _note(article, states) for article in version.articles}
    return {anchor: note for anchor, note in found.items() if note}


def version_fact(version: CovenantVersion) -> VersionFact:
    """A version with its articles, clauses and points; read out of its text once in the life of the process."""
    key = (version.pk, version.sha256)
    with _lock:
        known = _articles.get(key)
    if known is None:
        known = articles_of(version.covenant)
        with _lock:
            _articles[key] = known
            while len(_articles) > MOST:
                _articles.popitem(last=False)
    return VersionFact(version.number, version.effective_on, version.decision_id, *known)


def articles_of(covenant: Covenant) -> _Articles:
    """The articles of a text, and the anchors of its other parts."""
    articles = tuple(_article(article) for article in covenant.articles)
    return articles, tuple(part.anchor for part in covenant.parts if part.article is None)


def decision_fact(decision: Any) -> DecisionFact:
    """A record of a decision. A recognition is about its version, a correction of one about that version."""
    version = decision.about or getattr(decision, "version", None)
    return DecisionFact(
        id=decision.pk,
        effect=decision.effect,
        number=decision.number,
        issued_on=decision.issued_on,
        effective_on=decision.effective_on,
        version=version.number if version else 0,
        targets=frozenset(decision.targets),
        ends=frozenset(End(suspension, target) for suspension, target in decision.ends),
        corrects=decision.corrects_id,
        annuls=decision.annuls_id,
    )


def _note(article: ArticleFact, states: Mapping[str, ProvisionState]) -> str:
    own = states[article.anchor].state
    if own in _NOTES:
        return f"Điều này {_NOTES[own]}"
    below = {states[part.anchor].state for part in article.below}
    return "; ".join(f"có khoản, điểm {words}" for state, words in _NOTES.items() if state in below).capitalize()


def _article(article: Article) -> ArticleFact:
    below = [entry for clause in article.clauses for entry in _below(clause, article.anchor)]
    return ArticleFact(article.block_id, article.anchor, tuple(below))


def _below(provision: Provision, parent: str) -> Iterator[Below]:
    yield Below(provision.anchor, parent, provision.text)
    for child in provision.children:
        yield from _below(child, provision.anchor)


_DECISION_COLUMNS = (
    "page", "effect", "number", "issued_on", "effective_on", "targets", "ends", "corrects", "annuls",
    "about__number", "version__number",
)  # fmt: skip
_VERSION_COLUMNS = ("page", "number", "effective_on", "decision")
