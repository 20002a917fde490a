"""Ranking numbers, read from the data file beside this module."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def weights() -> dict[str, Any]:
    """The content of weights.toml."""
    with (Path(__file__).parent / "weights.toml").open("rb") as file:
        return tomllib.load(file)


def words_required(count: int) -> int:
    """How many of `count` different query words a passage must hold."""
    match = weights()["match"]
    return count if count <= match["all_up_to"] else math.ceil(count * match["share"])
