"""The Elasticsearch engine: where a province or a country runs. Speaks to 8.x and 9.x servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.engines.base import Document, EngineUnavailable, Request, Results, Status

from .mapping import MAPPINGS, SETTINGS
from .querying import build, read
from .writing import remove_from, write

SEARCH_SECONDS = 1.5  # the page must answer within 2 s even when the server hangs
WRITE_SECONDS = 30


@contextmanager
def unavailable_when_failing() -> Iterator[None]:
    """The client's errors as the contract's one error."""
    try:
        yield
    except NotFoundError as problem:
        raise EngineUnavailable("the index has not been built") from problem
    except (ApiError, TransportError) as problem:
        raise EngineUnavailable(f"{type(problem).__name__}: {problem}"[:500]) from problem


class ElasticsearchEngine:
    """See `search.engines.base.Engine`. `options`: url, index, user, password, ca as in the settings."""

    name = "elasticsearch"

    def __init__(self, options: Mapping[str, str]) -> None:
        self.alias = options["index"]
        self.building = f"{self.alias}-building"
        security: dict[str, Any] = {"ca_certs": options["ca"]} if options.get("ca") else {}
        if options.get("user"):
            security["basic_auth"] = (options["user"], options["password"])
        self.client = Elasticsearch(
            options["url"], request_timeout=WRITE_SECONDS, retry_on_timeout=False, max_retries=0, **security
        )
        self.reader = self.client.options(request_timeout=SEARCH_SECONDS)

    def search(self, request: Request) -> Results:
        if request.query.is_empty:
            return Results((), 0, {})
        with unavailable_when_failing():
            return read(self.reader.search(index=self.alias, **_arguments(build(request).to_dict())))

    def write(self, documents: Sequence[Document]) -> None:
        with unavailable_when_failing():
            for index in self.indexes():
                write(self.client, index, documents)

    def delete(self, versions: Mapping[str, int]) -> None:
        with unavailable_when_failing():
            for index in self.indexes():
                remove_from(self.client, index, {doc: (0, version) for doc, version in versions.items()})

    def versions(self) -> dict[str, int]:
        with unavailable_when_failing():
            self.client.indices.refresh(index=self.alias)
            hits = scan(self.client, index=self.alias, query={"_source": ["doc", "version"]}, size=2000)
            return {hit["_source"]["doc"]: int(hit["_source"]["version"]) for hit in hits}

    def rebuild(self) -> ElasticsearchRebuild:
        return ElasticsearchRebuild(self)

    def is_ready(self) -> bool:
        return self.status().available

    def status(self) -> Status:
        try:
            with unavailable_when_failing():
                generation = self.live(self.reader)
                count = self.count(generation, self.reader)
        except EngineUnavailable as problem:
            return Status(self.name, False, 0, "", str(problem))
        return Status(self.name, True, count, generation)

    def refresh(self) -> None:
        with unavailable_when_failing():
            self.client.indices.refresh(index=self.alias)

    def drop(self) -> None:
        with unavailable_when_failing():
            for index in self.client.indices.get(index=f"{self.alias}-g*", allow_no_indices=True):
                self.client.indices.delete(index=index)

    def live(self, client: Elasticsearch | None = None) -> str:
        """Name of the index behind the alias. Raises NotFoundError without one."""
        return str(next(iter((client or self.client).indices.get_alias(name=self.alias))))

    def indexes(self) -> list[str]:
        """Where writes go: the live index and, during a rebuild, the new one."""
        return sorted(self.client.indices.get_alias(name=f"{self.alias},{self.building}"))

    def count(self, index: str, client: Elasticsearch | None = None) -> int:
        """Documents (not passages) of an index."""
        answer = (client or self.client).search(
            index=index,
            size=0,
            aggs={"documents": {"cardinality": {"field": "doc", "precision_threshold": 40_000}}},
        )
        return int(answer["aggregations"]["documents"]["value"])


class ElasticsearchRebuild:
    """See `search.engines.base.Rebuild`."""

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self.engine = engine
        client, alias = engine.client, engine.alias
        with unavailable_when_failing():
            existing = [
                int(name.rsplit("-g", 1)[1]) for name in client.indices.get(index=f"{alias}-g*", allow_no_indices=True)
            ]
            self.index = f"{alias}-g{max(existing, default=0) + 1:06d}"
            actions = [
                {"remove": {"index": index, "alias": engine.building}}
                for index in client.indices.get_alias(name=engine.building, ignore_unavailable=True)
            ] if client.indices.exists_alias(name=engine.building) else []  # fmt: skip
            client.indices.create(index=self.index, settings=SETTINGS, mappings=MAPPINGS)
            client.indices.update_aliases(actions=[*actions, {"add": {"index": self.index, "alias": engine.building}}])

    def write(self, documents: Iterable[Document]) -> None:
        with unavailable_when_failing():
            write(self.engine.client, self.index, list(documents))

    def count(self) -> int:
        with unavailable_when_failing():
            self.engine.client.indices.refresh(index=self.index)
            return self.engine.count(self.index)

    def finish(self) -> None:
        """One atomic call swaps; the index before stays until the next rebuild."""
        client, alias = self.engine.client, self.engine.alias
        with unavailable_when_failing():
            before = list(client.indices.get_alias(name=alias)) if client.indices.exists_alias(name=alias) else []
            client.indices.update_aliases(
                actions=[
                    *({"remove": {"index": index, "alias": alias}} for index in before),
                    {"add": {"index": self.index, "alias": alias}},
                    {"remove": {"index": self.index, "alias": self.engine.building}},
                ]
            )
            for index in client.indices.get(index=f"{alias}-g*", allow_no_indices=True):
                if index not in {self.index, *before}:
                    client.indices.delete(index=index)

    def abandon(self) -> None:
        with unavailable_when_failing():
            self.engine.client.indices.delete(index=self.index, ignore_unavailable=True)


def _arguments(body: dict[str, Any]) -> dict[str, Any]:
    """The client's names for two keys of a search body."""
    renamed = {"from": "from_", "_source": "source"}
    return {renamed.get(key, key): value for key, value in body.items()}
