"""The engine of this installation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

from .base import Engine


def engine() -> Engine:
    """The engine that the settings name; one object a process."""
    return _kept(tuple(sorted((key, str(value)) for key, value in settings.DINH_SEARCH.items())))


def engine_of(options: Mapping[str, Any]) -> Engine:
    """An engine by options of the form of `settings.DINH_SEARCH`."""
    values = {key: str(value) for key, value in options.items()}
    if values["engine"] == "elasticsearch":
        from .elasticsearch.engine import ElasticsearchEngine

        return ElasticsearchEngine(values)
    from .embedded.engine import EmbeddedEngine

    return EmbeddedEngine(values["path"])


@cache
def _kept(options: tuple[tuple[str, str], ...]) -> Engine:
    return engine_of(dict(options))
