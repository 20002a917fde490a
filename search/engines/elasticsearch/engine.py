"""The Elasticsearch engine: where a province or a country runs. Speaks to 8.x and 9.x servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.engines.base import Document, EngineUnavailable, Refusal, Request, Results, Status
from search.engines.names import Completion, Reading

from . import completing, similar, writing
from .connection import connect, options_of
from .generations import Generations
from .querying import build, read

EXISTING = {"bool": {"must_not": {"term": {"deleted": True}}}}


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
    """See `search.engines.base.Engine`. The settings' entries are those of `connection.options_of`."""

    name = "elasticsearch"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        options = options_of(settings)
        self.client = connect(options)
        self.reader = self.client.options(request_timeout=options.search_seconds)
        self.generations = Generations(self.client, options.index, options.shards, options.replicas)

    def search(self, request: Request) -> Results:
        if request.query.is_empty:
            return Results((), 0, {})
        body = build(request).to_dict()
        with unavailable_when_failing():
            found = self.reader.search(
                index=self.generations.alias, include_named_queries_score=request.explain, **_arguments(body)
            )
        return read(found)

    def complete(self, readings: Sequence[Reading], limit: int) -> tuple[Completion, ...]:
        with unavailable_when_failing():
            return completing.complete(self.client, self.generations.alias, readings, limit)

    def similar(self, document: Document, limit: int) -> tuple[str, ...]:
        with unavailable_when_failing():
            return similar.similar(self.client, self.generations.alias, document, limit)

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]:
        refused: dict[str, Refusal] = {}
        with unavailable_when_failing():
            for door in self.generations.doors():
                refused |= writing.write(self.client, door, documents)
        return refused

    def delete(self, versions: Mapping[str, int]) -> dict[str, Refusal]:
        refused: dict[str, Refusal] = {}
        with unavailable_when_failing():
            for door in self.generations.doors():
                refused |= writing.delete(self.client, door, versions)
        return refused

    def versions(self) -> dict[str, int]:
        with unavailable_when_failing():
            return versions_in(self.client, self.generations.live())

    def rebuild(self, resume: str = "") -> ElasticsearchRebuild:
        return ElasticsearchRebuild(self, resume)

    def is_ready(self) -> bool:
        return self.status().available

    def status(self) -> Status:
        try:
            with unavailable_when_failing():
                index = self.generations.live(self.reader)
                count = int(self.reader.count(index=index, query=EXISTING)["count"])
        except EngineUnavailable as problem:
            return Status(self.name, False, 0, "", str(problem))
        return Status(self.name, True, count, index)

    def refresh(self) -> None:
        with unavailable_when_failing():
            self.client.indices.refresh(index=self.generations.alias)

    def drop(self) -> None:
        with unavailable_when_failing():
            self.generations.drop_except(())


class ElasticsearchRebuild:
    """See `search.engines.base.Rebuild`."""

    def __init__(self, engine: ElasticsearchEngine, resume: str = "") -> None:
        self.client, self.generations = engine.client, engine.generations
        with unavailable_when_failing():
            self.generation = self.generations.begin(resume)

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]:
        with unavailable_when_failing():
            return writing.write(self.client, self.generations.door(self.generation), documents)

    def versions(self) -> dict[str, int]:
        with unavailable_when_failing():
            return versions_in(self.client, self.generation)

    def finish(self) -> None:
        with unavailable_when_failing():
            self.generations.swap_to(self.generation)

    def abandon(self) -> None:
        with unavailable_when_failing():
            self.generations.abandon(self.generation)


def versions_in(client: Elasticsearch, index: str) -> dict[str, int]:
    """Document → version."""
    client.indices.refresh(index=index)
    query = {"query": EXISTING, "_source": False, "version": True}
    return {hit["_id"]: int(hit["_version"]) for hit in scan(client, index=index, query=query, size=2000)}


def _arguments(body: dict[str, Any]) -> dict[str, Any]:
    """The client's names for two keys of a search body."""
    renamed = {"from": "from_", "_source": "source"}
    return {renamed.get(key, key): value for key, value in body.items()}
