"""Ranking numbers, read from the data file beside this module."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Score:
    """Weights of the parts of a passage's score (`weights.toml`, section `score`)."""

    words: float
    pairs: float
    accented: float
    heading: float
    title: float
    tie: float


def score_weights() -> Score:
    """The weights that both engines rank by."""
    return Score(**_file()["score"])


def words_required(count: int) -> int:
    """How many of `count` different query words a passage must hold: all of a few, else half, rounded down."""
    match = _file()["match"]
    return count if count <= match["all_up_to"] else math.floor(count * match["share"])


@cache
def _file() -> dict[str, Any]:
    with (Path(__file__).parent / "weights.toml").open("rb") as file:
        return tomllib.load(file)
