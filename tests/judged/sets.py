"""The judged sets, their throw-away indexes, and what queries find in them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from search.engines.base import Document, Engine, Passage, Request, Results
from search.engines.plan import plan_of
from search.evaluation import Judged, build, by_anchor, read_corpus, read_queries
from search.management.commands.search_eval import texts, throw_away
from search.text.knowledge import Knowledge
from search.text.query import ReadQuery

HERE = Path(__file__).parent
ENGINES = ("embedded", "elasticsearch")


@dataclass(frozen=True)
class JudgedSet:
    """Queries with their judgements. Sets of one corpus share an index."""

    name: str
    corpus: Path
    queries: tuple[Judged, ...]

    def of(self, variant: str) -> list[Judged]:
        return [query for query in self.queries if query.variant == variant]

    @property
    def variants(self) -> list[str]:
        return list(dict.fromkeys(query.variant for query in self.queries))


def judged_sets(alqac: Path | None = None) -> list[JudgedSet]:
    """The two sets of the project and, where its files are at hand in a folder (made by `make`), ALQAC 2022."""
    law = HERE / "law.json.gz"
    found = [JudgedSet(name, law, tuple(read_queries(HERE / f"{name}.json"))) for name in ("domain", "citizens")]
    if alqac:
        queries = tuple(read_queries(alqac / "alqac.json"))
        found.append(JudgedSet("ALQAC 2022", alqac / "alqac-law.json.gz", queries))
    return found


def fewer(judged: JudgedSet, most: int) -> JudgedSet:
    """At most so many queries, chosen at random, each in all its variants."""
    names = sorted({query.id.split(":")[0] for query in judged.queries})
    chosen = set(random.Random(1).sample(names, k=min(most, len(names))))
    return replace(judged, queries=tuple(one for one in judged.queries if one.id.split(":")[0] in chosen))


@dataclass(frozen=True)
class Corpus:
    """Passages with an index of them, and what the reading learns from them."""

    documents: tuple[Document, ...]
    index: Engine

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return by_anchor(self.documents)

    @cached_property
    def knowledge(self) -> Knowledge:
        return Knowledge.learned(text for document in self.documents for text in (document.title, *_texts(document)))


def _texts(document: Document) -> list[str]:
    return texts(document.passages)


@contextmanager
def indexed(path: Path, engine: str) -> Iterator[Corpus]:
    """A throw-away index of a corpus file."""
    documents = tuple(read_corpus(path))
    with tempfile.TemporaryDirectory(prefix="dinh-eval-") as folder:
        index = throw_away(engine, folder)
        try:
            build(index, documents)
            yield Corpus(documents, index)
        finally:
            index.drop()


class Remembering:
    """An engine that searches once for what comes down to the same plan: NFD, most Telex. Only `search`.

    A plan is all that an engine sees of a query; `forget` when weights have changed.
    """

    def __init__(self, index: Engine) -> None:
        self.index = index
        self.found: dict[str, Results] = {}

    def search(self, request: Request) -> Results:
        key = repr((plan_of(request.query), replace(request, query=_NO_QUERY)))
        if key not in self.found:
            self.found[key] = self.index.search(request)
        return self.found[key]

    def ranks(self, readings: Sequence[tuple[Judged, ReadQuery]]) -> list[int]:
        """Rank of the first hit that counts, for each query in this reading; 0 without one among ten."""
        return [rank_of(query, self._hits(read)) for query, read in readings]

    def _hits(self, read: ReadQuery) -> list[str]:
        if read.is_empty:
            return []
        return [hit.anchors[0] for hit in self.search(Request(read)).hits]

    def forget(self) -> None:
        self.found.clear()


_NO_QUERY = ReadQuery("", (), (), (), False, False)


def rank_of(query: Judged, hits: Sequence[str]) -> int:
    """Place of the first hit of grade 2, from 1; 0 when there is none."""
    return next((place for place, hit in enumerate(hits, 1) if query.relevant.get(hit, 0) >= 2), 0)
