"""The Elasticsearch engine: where a province or a country runs. Speaks to 8.x and 9.x servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.engines.base import Document, EngineUnavailable, Request, Results, Status

from . import writing
from .generations import Generations
from .querying import build, read

SEARCH_SECONDS = 1.5  # the page must answer within 2 s even when the server hangs
WRITE_SECONDS = 30
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
    """See `search.engines.base.Engine`. `options`: url, index, user, password, ca as in the settings."""

    name = "elasticsearch"

    def __init__(self, options: Mapping[str, str]) -> None:
        security: dict[str, Any] = {"ca_certs": options["ca"]} if options.get("ca") else {}
        if options.get("user"):
            security["basic_auth"] = (options["user"], options["password"])
        self.client = Elasticsearch(
            options["url"], request_timeout=WRITE_SECONDS, retry_on_timeout=False, max_retries=0, **security
        )
        self.reader = self.client.options(request_timeout=SEARCH_SECONDS)
        self.generations = Generations(self.client, options["index"])

    def search(self, request: Request) -> Results:
        if request.query.is_empty:
            return Results((), 0, {})
        body = build(request).to_dict()
        with unavailable_when_failing():
            return read(self.reader.search(index=self.generations.alias, **_arguments(body)))

    def write(self, documents: Sequence[Document]) -> dict[str, str]:
        refused: dict[str, str] = {}
        with unavailable_when_failing():
            for door in self.generations.doors():
                refused |= writing.write(self.client, door, documents)
        return refused

    def delete(self, versions: Mapping[str, int]) -> None:
        with unavailable_when_failing():
            for door in self.generations.doors():
                writing.delete(self.client, door, versions)

    def versions(self) -> dict[str, int]:
        with unavailable_when_failing():
            return versions_in(self.client, self.generations.live())

    def rebuild(self) -> ElasticsearchRebuild:
        return ElasticsearchRebuild(self)

    def is_ready(self) -> bool:
        return self.status().available

    def status(self) -> Status:
        try:
            with unavailable_when_failing():
                index = self.generations.live(self.reader)
                first = {"bool": {"filter": [{"term": {"position": 0}}, EXISTING]}}
                count = int(self.reader.count(index=index, query=first)["count"])
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

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self.client, self.generations = engine.client, engine.generations
        with unavailable_when_failing():
            self.index = self.generations.create()

    def write(self, documents: Sequence[Document]) -> dict[str, str]:
        with unavailable_when_failing():
            return writing.write(self.client, self.generations.door(self.index), documents)

    def versions(self) -> dict[str, int]:
        with unavailable_when_failing():
            return versions_in(self.client, self.index)

    def finish(self) -> None:
        with unavailable_when_failing():
            self.generations.swap_to(self.index)

    def abandon(self) -> None:
        with unavailable_when_failing():
            self.generations.drop(self.index)


def versions_in(client: Elasticsearch, index: str) -> dict[str, int]:
    """Document → version; of a document that was half written, the lower one."""
    client.indices.refresh(index=index)
    found: dict[str, int] = {}
    for hit in scan(client, index=index, query={"query": EXISTING, "_source": ["doc", "version"]}, size=2000):
        doc, version = hit["_source"]["doc"], int(hit["_source"]["version"])
        found[doc] = min(version, found.get(doc, version))
    return found


def _arguments(body: dict[str, Any]) -> dict[str, Any]:
    """The client's names for two keys of a search body."""
    renamed = {"from": "from_", "_source": "source"}
    return {renamed.get(key, key): value for key, value in body.items()}
