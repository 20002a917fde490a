"""What the reading of a query knows besides the query itself. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Knowledge:
    """The language, the places, the tables."""
