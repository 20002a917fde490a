"""Passages of recognised texts, kept in the process: a version never changes, and reading one out of its
provisions takes longer than anything else that showing a hit does."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from content_models.documents import SearchPassage

from .provisions import Covenant, from_json

if TYPE_CHECKING:
    from .models import CovenantVersion

MOST = 300  # versions; one of sixty articles is about 100 kB
_kept: OrderedDict[tuple[int, str], tuple[SearchPassage, ...]] = OrderedDict()
_lock = threading.Lock()


def passages_of(covenant: Covenant) -> tuple[SearchPassage, ...]:
    """The parts of a text that can be a hit, as the search takes them."""
    return tuple(SearchPassage(passage.anchor, passage.heading, passage.text) for passage in covenant.passages)


def read_passages(versions: Iterable[CovenantVersion], *, keep: bool) -> None:
    """Give versions their `passages`; those that are not kept yet are read in one query. With `keep` they are
    kept from now on, the longest unused ones making room."""
    missing: dict[int, CovenantVersion] = {}
    for version in versions:
        known = _known(version)
        if known is None:
            missing[version.pk] = version
        else:
            version.passages = known
    if not missing:
        return
    model = type(next(iter(missing.values())))
    for pk, provisions in model.objects.filter(pk__in=missing).values_list("pk", "provisions"):
        missing[pk].passages = passages_of(from_json(provisions))
        if keep:
            _keep(missing[pk])


def _known(version: CovenantVersion) -> tuple[SearchPassage, ...] | None:
    with _lock:
        known = _kept.get(_key(version))
        if known is not None:
            _kept.move_to_end(_key(version))
        return known


def _keep(version: CovenantVersion) -> None:
    with _lock:
        _kept[_key(version)] = version.passages
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _key(version: CovenantVersion) -> tuple[int, str]:
    """The text's hash stands beside the id: a restored database may give an id to another text."""
    return version.pk, version.sha256
