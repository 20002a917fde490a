"""Ranking numbers, read from the data file beside this module."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from search.text.expansion import Expansion


@dataclass(frozen=True)
class Score:
    """Weights of the parts of a passage's score (`weights.toml`, section `score`)."""

    words: float
    pairs: float
    accented: float
    heading: float
    title: float
    tie: float
    full_heading: int


@dataclass(frozen=True)
class Expanding:
    """What other ways of saying a part of the query count, beside a typed word's 1 (section `expanding`).

    `accented` is the share for finding such a word with its accents in the text, `replaced` what the typed words
    themselves still count where there is another way.
    """

    abbreviation: float
    synonym: float
    place: float
    accented: float
    replaced: float

    def of(self, expansion: Expansion) -> float:
        """Weight of each word of another way to say it. An earlier name of many places says each of them the less."""
        if expansion.why == "place":
            return self.place / len(expansion.others)
        return self.synonym if expansion.why == "synonym" else self.abbreviation


def score_weights() -> Score:
    """The weights that both engines rank by."""
    return Score(**_file()["score"])


def heading_share(count: int) -> float:
    """Share of the weights of heading and title for a query of `count` different words: a long statement says
    what the body says, and a heading that repeats some of its words says little."""
    return min(1.0, score_weights().full_heading / count)


def expanding() -> Expanding:
    """Weights of abbreviations' long forms and of synonyms."""
    return Expanding(**_file()["expanding"])


def reference_weight(keyword: str, place: int) -> float:
    """Score of a passage that has a keyword of a legal reference, the `place`-th of its alternatives from 0."""
    weights = _file()["references"]
    kind = "document" if keyword.startswith("d:") else "article" if "@" in keyword else "bare_article"
    return float(weights[kind] * weights["next"] ** place)


def cited_share() -> float:
    """What a passage that only mentions the thing referred to gets, of what the thing itself gets."""
    return float(_file()["references"]["cited"])


def own_place_boost() -> float:
    """Added to the score of what belongs to the reader's own commune."""
    return float(_file()["places"]["own"])


def named_place_boost() -> float:
    """Added to the score of what belongs to a place that the query names."""
    return float(_file()["places"]["named"])


def words_required(count: int) -> int:
    """How many of `count` different query words a passage must hold: all of a few, else a share, rounded down."""
    match = _file()["match"]
    few = int(match["all_up_to"])
    return count if count <= few else max(few, math.floor(count * match["share"]))


@cache
def _file() -> dict[str, Any]:
    with (Path(__file__).parent / "weights.toml").open("rb") as file:
        return tomllib.load(file)
