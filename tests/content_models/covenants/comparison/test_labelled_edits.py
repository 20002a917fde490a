"""The floor of the labelled edits; `python -m tests.judged.edits` prints them all."""

from __future__ import annotations

import pytest

from tests.judged.edits.make import EDITS, case_of
from tests.judged.edits.score import Score, score_of
from tests.judged.edits.texts import covenants

FLOOR = 0.97
# Most words of every article are others, and its place too: what is right of them is measured, and little is lost.
HARDEST = 0.94


def share(kind: str, *, identities: bool) -> float:
    """Of every third covenant."""
    score = Score()
    for seed, texts in enumerate(covenants()[::3]):
        score.add(score_of(case_of(kind, texts, seed + 90_000, identities=identities)))
    return min(score.share, score.touched_share)


@pytest.mark.parametrize("kind", EDITS)
def test_alignment_of_labelled_edits(kind: str) -> None:
    floor = HARDEST if "all" in kind else FLOOR
    assert share(kind, identities=False) >= floor
    assert share(kind, identities=True) >= floor


def test_a_case_tells_the_truth() -> None:
    """The labels themselves: an edit that touched nothing would be found right by any alignment."""
    for kind in EDITS:
        cases = [case_of(kind, texts, 7, identities=False) for texts in covenants()[:4]]
        assert any(case.touched_old for case in cases), kind
        for case in cases:
            assert all(i < len(case.old.articles) and j < len(case.new.articles) for i, j in case.truth)
