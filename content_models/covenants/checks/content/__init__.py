"""Clauses whose content needs a second look: each class of tests/judged/clauses, one function a class. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..clause import Clause, Span
from .equality import unequal_newcomers, unequal_women
from .money import contribution, fine
from .naming import names_in_public
from .papers import refuses_papers
from .sanctions import replaces_law

CLASSES: Mapping[str, Callable[[Clause], Span | None]] = {
    "money_fine": fine,
    "replaces_sanction": replaces_law,
    "money_contribution": contribution,
    "refuses_papers": refuses_papers,
    "naming_shaming": names_in_public,
    "unequal_women": unequal_women,
    "unequal_newcomers": unequal_newcomers,
}
