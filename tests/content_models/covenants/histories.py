"""Small histories for tests of the law in time, and random ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from content_models.covenants.legal_state import ArticleFact, Below, DecisionFact, End, History, VersionFact

FIRST = dt.date(2026, 1, 1)
LAST = 22  # days after FIRST that random histories use


def day(number: int) -> dt.date:
    """The first of January is day 1."""
    return FIRST + dt.timedelta(days=number - 1)


def article(identity: str, number: int, *clauses: str) -> ArticleFact:
    anchor = f"dieu-{number}"
    below = [Below(f"{anchor}-khoan-{n}", anchor, text) for n, text in enumerate(clauses, 1)]
    return ArticleFact(identity, anchor, tuple(below))


def version(number: int, on: int, decision: int, *articles: ArticleFact) -> VersionFact:
    return VersionFact(number, day(on), decision, articles, ("loi-noi-dau",))


def decision(id: int, effect: Any, number: str, on: int, version: int, **more: Any) -> DecisionFact:
    """`on` is the day of issue and, unless `since` says otherwise, that of effect."""
    since = more.pop("since", on)
    more["targets"] = frozenset(more.get("targets", ()))
    more["ends"] = frozenset(End(*end) if isinstance(end, tuple) else End(end) for end in more.get("ends", ()))
    return DecisionFact(id, effect, number, day(on), day(since), version, **more)


def states(history: History, number: int, anchor: str, *days: int) -> list[str]:
    return [history.state(number, anchor, day(n)).state.value for n in days]


_IDENTITIES = ("a", "b", "c")
_CLAUSES = st.lists(st.sampled_from(["không rượu", "không rác", "giúp nhau"]), max_size=3)


@st.composite
def _articles(draw: Any) -> tuple[ArticleFact, ...]:
    chosen = draw(st.lists(st.sampled_from(_IDENTITIES), min_size=1, max_size=3, unique=True))
    return tuple(article(identity, n, *draw(_CLAUSES)) for n, identity in enumerate(chosen, 1))


@st.composite
def random_facts(draw: Any) -> tuple[list[VersionFact], list[DecisionFact]]:
    """Versions 1..n with their recognitions, and decisions of all kinds about them, corrections included."""
    versions, decisions = [], []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        on = draw(st.integers(2, LAST))
        versions.append(VersionFact(number, day(on), number, draw(_articles()), ("loi-noi-dau",)))
        decisions.append(decision(number, "recognition", _number(draw), on, number))
    for _ in range(draw(st.integers(0, 7))):
        decisions.append(_later(draw, versions, decisions))
    return versions, decisions


def _number(draw: Any) -> str:
    return f"{draw(st.integers(1, 30))}/QĐ-UBND"


def _later(draw: Any, versions: list[VersionFact], decisions: list[DecisionFact]) -> DecisionFact:
    about = draw(st.sampled_from(versions))
    effect = draw(st.sampled_from(["suspension", "suspension", "abolition", "annulment", "correction"]))
    on = draw(st.integers(1, LAST))
    anchors = [anchor for anchor in about.parents if anchor.startswith("dieu")]
    targets = draw(st.lists(st.sampled_from(anchors), max_size=2, unique=True))
    id = len(decisions) + 1
    if effect == "annulment":
        named = draw(st.sampled_from(decisions))
        return decision(id, "annulment", _number(draw), on, named.version, annuls=named.id)
    if effect == "correction":
        return _correction(draw, id, decisions)
    since = on + draw(st.integers(0, 6)) if effect == "abolition" else on
    return decision(id, effect, _number(draw), on, about.number, targets=targets, since=since)


def _correction(draw: Any, id: int, decisions: list[DecisionFact]) -> DecisionFact:
    wrong = draw(st.sampled_from(decisions))
    on = draw(st.integers(1, LAST))
    ends: list[int] = []
    if wrong.effect == "recognition":  # a recognition names suspensions: here through its corrected record
        ends = draw(
            st.lists(st.sampled_from([d.id for d in decisions if d.effect != "recognition"] or [99]), max_size=2)
        )
    return decision(
        id, wrong.effect, _number(draw), on, wrong.version, targets=wrong.targets, ends=ends, corrects=wrong.id,
        annuls=wrong.annuls,
    )  # fmt: skip
