"""What can be measured, by name. Each function gets the installation and returns rows.

Their modules are imported when asked for: Django is set up by then, and its models can be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..installation import Installation
from ..table import Row

Measure = Callable[[Installation], list[Row]]


def _later(module: str) -> Measure:
    return lambda made: import_module(f".{module}", __name__).measure(made)


# Each takes minutes and makes tens of thousands of pages: only when named.
LARGE: dict[str, Measure] = {
    "sizes": _later("sizes"),
    "hostile": _later("hostile"),
    "rebuild": _later("rebuild_ratio"),
    "import": _later("importing"),
    "against-stock": _later("against_stock"),
}
MEASURES: dict[str, Measure] = {
    "found": _later("found"),
    "search-page": _later("search_page"),
    "pages": _later("public_pages"),
    "editor": _later("editor"),
    "paper": _later("paper"),
    "checks": _later("checks"),
    "indexing": _later("indexing"),
    "autocomplete": _later("autocomplete"),
    "comparison": _later("comparison"),
}
