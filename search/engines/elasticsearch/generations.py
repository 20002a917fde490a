"""Indexes beside one another: the live one, the one before, and the one that is being built.

`dinh-f3` is the alias that is read, `dinh-f3-building` marks an index in the making, and each index
`dinh-f3-g000001` has a door of its own, the alias `dinh-f3-w000001`: all writes go through doors with
`require_alias`, so that a write to an index that has just been dropped fails instead of making an unfolded one.
"""

from __future__ import annotations

from collections.abc import Collection

from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable

from .mapping import FORMAT, MAPPINGS, SETTINGS


class Generations:
    """The indexes of one installation on a server. The client's errors pass through."""

    def __init__(self, client: Elasticsearch, name: str, shards: int = 1, replicas: int = 0) -> None:
        self.client = client
        self.settings = SETTINGS | {"number_of_shards": shards, "number_of_replicas": replicas}
        self.alias = f"{name}-f{FORMAT}"
        self.building = f"{self.alias}-building"

    def live(self, client: Elasticsearch | None = None) -> str:
        """Name of the index behind the alias. Raises NotFoundError without one."""
        return str(next(iter((client or self.client).indices.get_alias(name=self.alias))))

    def doors(self) -> list[str]:
        """Where writes go: the live index and, during a rebuild, the new one."""
        wanted = {self.alias, self.building}
        doors = [self.door(index) for index, aliases in self._all().items() if aliases & wanted]
        if not doors:
            raise EngineUnavailable("the index has not been built")
        return sorted(doors)

    def door(self, index: str) -> str:
        """The write alias of an index."""
        return f"{self.alias}-w{index.rsplit('-g', 1)[1]}"

    def begin(self, resume: str = "") -> str:
        """An index that takes part in all writes from now on: the unfinished one of that name, or a new one.

        Any other one that a killed rebuild left is dropped.
        """
        existing = self._all()
        if self.building in existing.get(resume, set()):
            return resume
        for index, aliases in existing.items():
            if self.building in aliases:
                self.drop(index)
        index = f"{self.alias}-g{max((_number(name) for name in existing), default=0) + 1:06d}"
        names: dict[str, dict[str, str]] = {self.door(index): {}, self.building: {}}
        self.client.indices.create(index=index, settings=self.settings, mappings=MAPPINGS, aliases=names)
        return index

    def swap_to(self, index: str) -> None:
        """One atomic call; the index before stays until the next swap. Raises EngineUnavailable when another
        rebuild has dropped this one."""
        everything = self._all()
        if self.building not in everything.get(index, set()):
            raise EngineUnavailable("another rebuild has taken over")
        before = [name for name, aliases in everything.items() if self.alias in aliases]
        self.client.indices.update_aliases(
            actions=[
                *({"remove": {"index": name, "alias": self.alias}} for name in before),
                {"add": {"index": index, "alias": self.alias}},
                {"remove": {"index": index, "alias": self.building}},
            ]
        )
        self.drop_except({index, *before})

    def abandon(self, index: str) -> None:
        """Drop an index in the making; never one that another process has brought to its end."""
        if self.building in self._all().get(index, set()):
            self.drop(index)

    def drop(self, index: str) -> None:
        self.client.indices.delete(index=index, ignore_unavailable=True)

    def drop_except(self, kept: Collection[str]) -> None:
        """Drop all others but one in the making."""
        for index, aliases in self._all().items():
            if index not in kept and (self.building not in aliases or not kept):
                self.drop(index)

    def _all(self) -> dict[str, set[str]]:
        """Index → its aliases."""
        found = self.client.indices.get_alias(index=f"{self.alias}-g*", allow_no_indices=True)
        return {str(index): set(body["aliases"]) for index, body in found.items()}


def _number(index: str) -> int:
    return int(index.rsplit("-g", 1)[1])
