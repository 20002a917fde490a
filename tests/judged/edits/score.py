"""What of the labelled edits the alignment finds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from content_models.covenants.comparison import align

from .make import EDITS, Case, case_of
from .texts import covenants


@dataclass
class Score:
    """Articles of both texts, and those whose partners were found exactly: all of them, and none too many."""

    articles: int = 0
    right: int = 0
    touched: int = 0
    touched_right: int = 0

    @property
    def share(self) -> float:
        return self.right / self.articles if self.articles else 1.0

    @property
    def touched_share(self) -> float:
        """The same of the old articles that an edit touched."""
        return self.touched_right / self.touched if self.touched else 1.0

    def add(self, other: Score) -> None:
        self.articles += other.articles
        self.right += other.right
        self.touched += other.touched
        self.touched_right += other.touched_right


def found_pairs(case: Case) -> frozenset[tuple[int, int]]:
    """(old, new) of all articles that the alignment calls the same or of one group."""
    found = align(case.old.articles, case.new.articles)
    pairs = {(i, j) for j, i in found.pairs.items()}
    return frozenset(pairs | {(i, j) for j, i in found.parts.items()} | {(i, j) for i, j in found.sources.items()})


def score_of(case: Case) -> Score:
    """One case, article by article."""
    found = found_pairs(case)
    wrong = found ^ case.truth
    wrong_old, wrong_new = {i for i, _ in wrong}, {j for _, j in wrong}
    articles = len(case.old.articles) + len(case.new.articles)
    return Score(
        articles,
        articles - len(wrong_old) - len(wrong_new),
        len(case.touched_old),
        len(case.touched_old - wrong_old),
    )


def scores(*, identities: bool, rounds: int = 1, first_seed: int = 0) -> dict[str, Score]:
    """By kind of edit, over all covenants and so many seeds each."""
    found: dict[str, Score] = defaultdict(Score)
    for kind in EDITS:
        for number, texts in enumerate(covenants()):
            for turn in range(rounds):
                seed = first_seed + number * 1000 + turn
                found[kind].add(score_of(case_of(kind, texts, seed, identities=identities)))
    return found


def total(found: dict[str, Score]) -> Score:
    """All kinds together, each article counted once."""
    whole = Score()
    for score in found.values():
        whole.add(score)
    return whole
