"""The law in time: worked tables by the rules of NĐ 61/2023 Đ.11–14, a row a day that matters."""

from __future__ import annotations

import pytest

from content_models.covenants.legal_state import End, History, State
from tests.content_models.covenants.histories import article, day, decision, states, version

A5, A6 = article("a", 5, "không rượu", "không rác"), article("b", 6)
V1 = version(1, 10, 1, A5, A6)
V2 = version(2, 20, 2, A5, A6)
R1 = decision(1, "recognition", "15/QĐ-UBND", 10, 1)
R2 = decision(2, "recognition", "30/QĐ-UBND", 20, 2)


def test_a_version_is_in_force_from_the_day_of_its_decision_until_the_next_one() -> None:
    history = History([V1, V2], [R1, R2])
    assert states(history, 1, "", 9, 10, 19, 20, 99) == ["not_yet", "in_force", "in_force", "replaced", "replaced"]
    assert states(history, 2, "dieu-5", 9, 19, 20, 99) == ["not_yet", "not_yet", "in_force", "in_force"]
    assert [history.version_on(day(n)) for n in (9, 10, 19, 20)] == [None, 1, 1, 2]


def test_paper_records_have_their_own_date_of_effect() -> None:
    history = History([V1], [decision(1, "recognition", "7/QĐ", 1, 1, since=12)])
    assert states(history, 1, "", 1, 11, 12) == ["not_yet", "not_yet", "in_force"]


def test_a_suspended_article_takes_its_clauses_along_and_leaves_the_rest() -> None:
    history = History([V1], [R1, decision(3, "suspension", "40/QĐ-UBND", 15, 1, targets=["dieu-5"])])
    assert states(history, 1, "dieu-5", 14, 15, 99) == ["in_force", "suspended", "suspended"]
    assert states(history, 1, "dieu-5-khoan-2", 14, 15) == ["in_force", "suspended"]
    assert states(history, 1, "dieu-6", 15) == states(history, 1, "", 15) == ["in_force"]


def test_a_suspended_clause_leaves_its_article() -> None:
    history = History([V1], [R1, decision(3, "suspension", "40/QĐ-UBND", 15, 1, targets=["dieu-5-khoan-2"])])
    assert states(history, 1, "dieu-5-khoan-2", 15) == ["suspended"]
    assert states(history, 1, "dieu-5", 15) == states(history, 1, "dieu-5-khoan-1", 15) == ["in_force"]


@pytest.mark.parametrize("targets", [[], ["dieu-5"]])
def test_a_suspension_goes_on_in_the_next_version_unless_it_is_named_as_ended(targets: list[str]) -> None:
    """The decree has no lifting (Đ.12): only the recognition of the redone text ends it, and says so."""
    suspension = decision(3, "suspension", "40/QĐ-UBND", 15, 1, targets=targets)
    ending = decision(2, "recognition", "30/QĐ-UBND", 20, 2, ends=[3])
    assert states(History([V1, V2], [R1, R2, suspension]), 2, "dieu-5", 20, 99) == ["suspended"] * 2
    assert states(History([V1, V2], [R1, ending, suspension]), 2, "dieu-5", 20, 99) == ["in_force"] * 2
    assert states(History([V1, V2], [R1, ending, suspension]), 1, "dieu-5", 19, 20) == ["suspended", "replaced"]


def test_one_of_two_suspended_articles_may_be_ended() -> None:
    suspension = decision(3, "suspension", "40/QĐ-UBND", 15, 1, targets=["dieu-5", "dieu-6"])
    history = History([V1, V2], [R1, decision(2, "recognition", "30", 20, 2, ends=[(3, "dieu-5")]), suspension])
    assert states(history, 2, "dieu-5", 20) == ["in_force"] and states(history, 2, "dieu-6", 20) == ["suspended"]
    assert [target for _, target in history.open_suspensions(day(20))] == ["dieu-6"]
    assert [target for _, target in history.open_suspensions(day(19))] == ["dieu-5", "dieu-6"]


def test_a_suspended_article_is_found_again_under_its_new_number() -> None:
    moved = version(2, 20, 2, article("b", 5), article("a", 6, "không rác", "không rượu"))
    history = History([V1, moved], [R1, R2, decision(3, "suspension", "40", 15, 1, targets=["dieu-5"])])
    assert states(history, 2, "dieu-6", 20) == ["suspended"] and states(history, 2, "dieu-5", 20) == ["in_force"]


@pytest.mark.parametrize(
    ("clauses", "suspended"),
    [
        (("không rượu", "không rác"), [2]),  # as it was
        (("không rác",), [1]),  # its words moved up
        (("không rượu", "không rác bừa bãi"), [2]),  # reworded in its place
        (("không rượu",), []),  # cut out
        (("mới", "không rượu"), []),  # what stands in its place stood elsewhere before
    ],
)
def test_a_suspended_clause_follows_its_words_then_its_number(clauses: tuple[str, ...], suspended: list[int]) -> None:
    rewritten = version(2, 20, 2, article("a", 5, *clauses), A6)
    history = History([V1, rewritten], [R1, R2, decision(3, "suspension", "40", 15, 1, targets=["dieu-5-khoan-2"])])
    found = [n for n in range(1, len(clauses) + 1) if states(history, 2, f"dieu-5-khoan-{n}", 20) == ["suspended"]]
    assert found == suspended


def test_an_abolition_hits_its_version_from_the_day_that_it_names() -> None:
    abolition = decision(3, "abolition", "40", 12, 1, targets=["dieu-5"], since=15)
    history = History([V1, V2], [R1, R2, abolition])
    assert states(history, 1, "dieu-5", 14, 15, 20) == ["in_force", "abolished", "abolished"]
    assert states(history, 2, "dieu-5", 20, 99) == ["in_force", "in_force"]  # a later recognition wins


def test_an_abolition_that_would_begin_after_the_next_version_changes_nothing() -> None:
    history = History([V1, V2], [R1, R2, decision(3, "abolition", "40", 12, 1, targets=["dieu-5"], since=25)])
    assert states(history, 1, "dieu-5", 20, 25) == ["replaced"] * 2
    assert states(history, 2, "dieu-5", 25) == ["in_force"]


def test_an_abolished_text_stays_abolished_until_a_new_one_is_recognised() -> None:
    history = History([V1, V2], [R1, R2, decision(3, "abolition", "40", 15, 1)])
    assert states(history, 1, "", 15, 19, 20, 99) == ["abolished"] * 4
    assert [history.version_on(day(n)) for n in (14, 15, 19, 20)] == [1, None, None, 2]
    assert history.latest_on(day(17)) == 1


def test_abolition_ends_a_suspension_of_the_same_text() -> None:
    """What was suspended is gone: a text recognised later is another one."""
    facts = [R1, R2, decision(3, "suspension", "40", 12, 1), decision(4, "abolition", "41", 15, 1)]
    history = History([V1, V2], facts)
    assert states(history, 1, "", 12, 15) == ["suspended", "abolished"]
    assert states(history, 2, "", 20) == ["in_force"]


@pytest.mark.parametrize(("first", "second", "law"), [("9/QĐ-UBND", "10/QĐ-UBND", 2), ("10/QĐ", "9/QĐ", 1)])
def test_on_one_day_the_later_number_counts(first: str, second: str, law: int) -> None:
    """The numeric part, not the letters: 10 comes after 9."""
    same_day = version(2, 10, 2, A5)
    facts = [decision(1, "recognition", first, 10, 1), decision(2, "recognition", second, 10, 2)]
    history = History([V1, same_day], facts)
    assert history.version_on(day(10)) == law
    assert states(history, 3 - law, "", 9, 10) == ["not_yet", "replaced"]


@pytest.mark.parametrize(("number", "state"), [("29/QĐ-UBND", "replaced"), ("31/QĐ-UBND", "abolished")])
def test_replaced_and_abolished_on_one_day(number: str, state: str) -> None:
    history = History([V1, V2], [R1, R2, decision(3, "abolition", number, 20, 1)])
    assert states(history, 1, "", 20, 99) == [state, state]
    assert history.version_on(day(20)) == 2


def test_annulment_undoes_from_the_start() -> None:
    suspension = decision(3, "suspension", "40", 15, 1)
    history = History([V1], [R1, suspension, decision(4, "annulment", "50", 30, 1, annuls=3)])
    assert states(history, 1, "", 15, 29, 30) == ["in_force"] * 3
    assert history.annulled_by(3) == 4


def test_an_annulled_recognition_never_made_law() -> None:
    history = History([V1, V2], [R1, R2, decision(4, "annulment", "50", 30, 2, annuls=2)])
    assert states(history, 2, "", 20, 99) == ["not_yet"] * 2
    assert states(history, 1, "", 20, 99) == ["in_force"] * 2
    assert history.state(2, "", day(99)).decision_id == 4


def test_an_annulled_annulment_leaves_the_decision() -> None:
    facts = [R1, decision(3, "suspension", "40", 15, 1), decision(4, "annulment", "50", 30, 1, annuls=3)]
    history = History([V1], [*facts, decision(5, "annulment", "60", 31, 1, annuls=4)])
    assert states(history, 1, "", 15, 99) == ["suspended"] * 2


def test_annulling_the_recognition_that_ended_a_suspension_brings_it_back() -> None:
    suspension = decision(3, "suspension", "40", 15, 1)
    ending = decision(2, "recognition", "30", 20, 2, ends=[3])
    history = History([V1, V2], [R1, ending, suspension, decision(4, "annulment", "50", 30, 2, annuls=2)])
    assert states(history, 1, "", 20, 99) == ["suspended"] * 2


def test_a_corrected_record_counts_with_its_new_data_for_ever() -> None:
    wrong = decision(3, "suspension", "40", 15, 1, targets=["dieu-5"])
    right = decision(4, "suspension", "40", 17, 1, targets=["dieu-6"], corrects=3)
    history = History([V1], [R1, wrong, right])
    assert states(history, 1, "dieu-5", 15, 99) == ["in_force"] * 2
    assert states(history, 1, "dieu-6", 16, 17) == ["in_force", "suspended"]
    again = decision(5, "suspension", "40", 18, 1, targets=["dieu-6"], corrects=4)
    assert states(History([V1], [R1, wrong, right, again]), 1, "dieu-6", 17, 18) == ["in_force", "suspended"]


def test_a_corrected_recognition_moves_its_version() -> None:
    history = History([V1], [R1, decision(3, "recognition", "15/QĐ-UBND", 12, 1, corrects=1)])
    assert states(history, 1, "", 10, 11, 12) == ["not_yet", "not_yet", "in_force"]


def test_a_record_made_by_mistake_is_void() -> None:
    facts = [R1, decision(3, "abolition", "40", 15, 1), decision(4, "void", "40", 15, 1, corrects=3)]
    assert states(History([V1], facts), 1, "", 15, 99) == ["in_force"] * 2


def test_what_is_named_by_its_corrected_record_is_meant_too() -> None:
    """`ends` and `annuls` keep pointing at the decision, whichever of its records they name."""
    wrong = decision(3, "suspension", "40", 14, 1)
    right = decision(4, "suspension", "40", 15, 1, corrects=3)
    ending = decision(2, "recognition", "30", 20, 2, ends=[3])
    assert states(History([V1, V2], [R1, ending, wrong, right]), 2, "", 20) == ["in_force"]
    annulled = History([V1], [R1, wrong, right, decision(5, "annulment", "50", 30, 1, annuls=3)])
    assert states(annulled, 1, "", 15) == ["in_force"]


def test_the_state_says_which_decision_and_until_when() -> None:
    suspension = decision(3, "suspension", "40", 15, 1, targets=["dieu-5"])
    history = History([V1, V2], [R1, decision(2, "recognition", "30", 20, 2, ends=[3]), suspension])
    found = history.state(1, "dieu-5", day(12))
    assert (found.state, found.decision_id, found.until) == (State.IN_FORCE, 1, day(15))
    found = history.state(1, "dieu-5", day(15))
    assert (found.state, found.decision_id, found.until) == (State.SUSPENDED, 3, day(20))
    assert history.state(2, "dieu-5", day(20)).until is None
    assert history.change_days() == (day(10), day(15), day(20))


def test_states_of_a_version_are_those_of_its_provisions() -> None:
    history = History([V1], [R1, decision(3, "suspension", "40", 15, 1, targets=["dieu-5-khoan-1"])])
    found = history.states(1, day(15))
    assert found == {anchor: history.state(1, anchor, day(15)) for anchor in ("", *V1.parents)}
    assert [a for a, s in found.items() if s.state == State.SUSPENDED] == ["dieu-5-khoan-1"]


def test_unknown_versions_and_anchors_are_errors_and_unknown_targets_hit_nothing() -> None:
    history = History([V1], [R1, decision(3, "suspension", "40", 15, 1, targets=["dieu-99"])])
    assert states(history, 1, "", 15) == ["in_force"]
    with pytest.raises(KeyError):
        history.state(2, "", day(1))
    with pytest.raises(KeyError):
        history.state(1, "dieu-99", day(1))


def test_a_history_that_points_nowhere_or_in_a_circle_still_answers() -> None:
    circle = [decision(3, "suspension", "1", 15, 1, corrects=4), decision(4, "suspension", "2", 16, 1, corrects=3)]
    history = History([V1], [R1, *circle, decision(5, "annulment", "9", 30, 1, annuls=77)])
    assert states(history, 1, "", 14, 16) == ["in_force", "suspended"]
    assert History([V1], []).state(1, "", day(10)).state == State.IN_FORCE
    assert End(3) == End(3, "")


def test_of_two_records_alike_always_the_same_one_is_named() -> None:
    twins = [decision(id, "suspension", "40", 15, 1) for id in (3, 4)]
    found = {History([V1], [R1, *order]).state(1, "", day(15)) for order in (twins, twins[::-1])}
    assert len(found) == 1 and found.pop().state == State.SUSPENDED
