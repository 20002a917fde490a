"""The law in time over random histories: what must hold whatever was decided and however it was entered."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.legal_state import DecisionFact, End, History, State, VersionFact
from tests.content_models.covenants.histories import LAST, day, decision, random_facts

DAYS = [day(number) for number in range(0, LAST + 12)]


def told(history: History, number: int, *, but: frozenset[int] = frozenset()) -> list[Any]:
    """State and decision of every provision on every day."""
    return [
        {anchor: (s.state, None if s.decision_id in but else s.decision_id) for anchor, s in found.items()}
        for found in (history.states(number, when) for when in DAYS)
    ]


def everything(history: History) -> dict[int, list[Any]]:
    return {version.number: told(history, version.number) for version in history.versions}


@given(random_facts())
def test_each_provision_has_exactly_one_state_a_day(facts: Any) -> None:
    history = History(*facts)
    for version in history.versions:
        for when in DAYS:
            found = history.states(version.number, when)
            assert set(found) == {"", *version.parents}
            assert all(isinstance(s.state, State) for s in found.values())
            assert found == {anchor: history.state(version.number, anchor, when) for anchor in found}


@given(random_facts())
def test_at_most_one_version_is_the_law(facts: Any) -> None:
    history = History(*facts)
    for when in DAYS:
        ruling = [
            version.number
            for version in history.versions
            if history.state(version.number, "", when).state in (State.IN_FORCE, State.SUSPENDED)
        ]
        assert ruling == [number for number in [history.version_on(when)] if number is not None]


@given(random_facts(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(facts: Any, chance: random.Random) -> None:
    """Neither the order of the rows nor the ids that they got."""
    versions, decisions = facts
    shuffled = [chance.sample(versions, len(versions)), chance.sample(decisions, len(decisions))]
    assert everything(History(*shuffled)) == everything(History(versions, decisions))
    ids = {d.id: new for d, new in zip(decisions, chance.sample(range(100, 200), len(decisions)), strict=True)}
    renamed = History(*_renamed(versions, decisions, ids))
    before, after = everything(History(versions, decisions)), everything(renamed)
    for number in before:
        assert [{a: s for a, (s, _) in row.items()} for row in before[number]] == [
            {a: s for a, (s, _) in row.items()} for row in after[number]
        ]


def _renamed(versions: list[VersionFact], decisions: list[DecisionFact], ids: dict[int, int]) -> tuple[Any, Any]:
    return [replace(v, decision=ids[v.decision]) for v in versions], [
        replace(
            d,
            id=ids[d.id],
            corrects=ids.get(d.corrects or 0),
            annuls=ids.get(d.annuls or 0),
            ends=frozenset(End(ids.get(e.suspension, 99), e.target) for e in d.ends),
        )
        for d in decisions
    ]


@given(random_facts(), st.data())
def test_a_decision_recorded_late_changes_nothing_before_its_day(facts: Any, data: Any) -> None:
    versions, decisions = facts
    effect = data.draw(st.sampled_from(["suspension", "abolition"]))
    about = data.draw(st.sampled_from(versions))
    targets = data.draw(st.lists(st.sampled_from(list(about.parents)), max_size=2, unique=True))
    on = data.draw(st.integers(1, LAST))
    late = decision(500, effect, "99/QĐ-UBND", on, about.number, targets=targets)
    before, after = everything(History(versions, decisions)), everything(History(versions, [*decisions, late]))
    for number in before:
        for when, old, new in zip(DAYS, before[number], after[number], strict=True):
            assert when >= day(on) or old == new
            ruled = {a for a in old if old[a] != new[a]}
            # A further suspension or abolition never brings an ended provision back. A suspension may end with an
            # abolition, and go on no further.
            assert all(old[a][0] in (State.IN_FORCE, State.SUSPENDED, State.ABOLISHED, State.REPLACED) for a in ruled)
            if effect == "suspension":
                assert all(new[a][0] == State.SUSPENDED for a in ruled)


@given(random_facts(), st.data())
def test_a_late_suspension_hits_exactly_its_days(facts: Any, data: Any) -> None:
    """On its own version: every named provision that was in force on or after its day is suspended, others not."""
    versions, decisions = facts
    about = data.draw(st.sampled_from(versions))
    target = data.draw(st.sampled_from(list(about.parents)))
    on = data.draw(st.integers(1, LAST))
    late = decision(500, "suspension", "99/QĐ-UBND", on, about.number, targets=[target])
    before, after = History(versions, decisions), History(versions, [*decisions, late])
    for when in DAYS:
        for anchor, old in before.states(about.number, when).items():
            hit = when >= day(on) and target in about.path(anchor)
            expected = State.SUSPENDED if hit and old.state == State.IN_FORCE else old.state
            assert after.state(about.number, anchor, when).state == expected


@given(random_facts(), st.data())
def test_an_annulled_decision_is_as_if_it_had_never_been(facts: Any, data: Any) -> None:
    versions, decisions = facts
    wrong = data.draw(st.sampled_from([d for d in decisions if d.corrects is None]))
    annulment = decision(500, "annulment", "99/QĐ-UBND", LAST + 5, wrong.version, annuls=wrong.id)
    with_it = History(versions, [*decisions, annulment])
    chain = _records_of(wrong, decisions)
    without = History([v for v in versions if v.decision != wrong.id], [d for d in decisions if d.id not in chain])
    for version in without.versions:
        assert told(with_it, version.number) == told(without, version.number)
    if wrong.effect == "recognition":
        states = {with_it.state(wrong.version, "", when) for when in DAYS}
        assert {s.state for s in states} == {State.NOT_YET}


@given(random_facts(), st.data())
def test_a_corrected_decision_is_as_if_it_had_been_recorded_right(facts: Any, data: Any) -> None:
    versions, decisions = facts
    wrong = data.draw(st.sampled_from(decisions[: len(versions)]))
    plain = [d for d in decisions if d.corrects is None and d.annuls is None]
    right = replace(wrong, issued_on=day(7), effective_on=day(7), number="8/QĐ-UBND")
    corrected = History(versions, [*plain, replace(right, id=500, corrects=wrong.id)])
    recorded_right = History(versions, [right if d.id == wrong.id else d for d in plain])
    for version in versions:
        new = [{a: s for a, (s, _) in row.items()} for row in told(corrected, version.number)]
        assert new == [{a: s for a, (s, _) in row.items()} for row in told(recorded_right, version.number)]


@given(random_facts())
def test_until_is_the_first_day_with_another_state(facts: Any) -> None:
    history = History(*facts)
    for version in history.versions:
        for anchor in ("", *version.parents):
            rows = [history.state(version.number, anchor, when) for when in DAYS]
            for position, row in enumerate(rows):
                pairs = zip(DAYS[position:], rows[position:], strict=True)
                another = ((when, s) for when, s in pairs if (s.state, s.decision_id) != (row.state, row.decision_id))
                first = next((when for when, _ in another), None)
                assert row.until == first


@given(random_facts())
def test_nothing_changes_between_the_days_of_change(facts: Any) -> None:
    history = History(*facts)
    days = set(history.change_days())
    for version in history.versions:
        rows = told(history, version.number)
        for when, old, new in zip(DAYS[1:], rows, rows[1:], strict=False):
            assert old == new or when in days


def _records_of(first: DecisionFact, decisions: list[DecisionFact]) -> set[int]:
    found = {first.id}
    while more := {d.id for d in decisions if d.corrects in found} - found:
        found |= more
    return found
