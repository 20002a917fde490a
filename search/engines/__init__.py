"""The engine of this installation."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from .base import Engine


def engine() -> Engine:
    """The engine that the settings name; one object a process."""
    chosen = settings.DINH_SEARCH
    return _engine(chosen["engine"], tuple(sorted((key, str(value)) for key, value in chosen.items())))


@cache
def _engine(name: str, options: tuple[tuple[str, str], ...]) -> Engine:
    values = dict(options)
    if name == "elasticsearch":
        from .elasticsearch.engine import ElasticsearchEngine

        return ElasticsearchEngine(values)
    from .embedded.engine import EmbeddedEngine

    return EmbeddedEngine(values["path"])
