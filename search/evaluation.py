"""Judged queries run through the very pipeline of the search page, on a throw-away index.

Forms of the files: `docs/search.md`, "Evaluation".
"""

from __future__ import annotations

import gzip
import json
import random
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content_models.documents import SearchPassage
from search.documents import passage_of
from search.engines.base import Document, Engine, EngineUnavailable, Passage, Request
from search.text.highlight import Found, marked, marked_fragment
from search.text.knowledge import Knowledge
from search.text.normalise import nfc
from search.text.query import read_query

HITS = 10
GRADE = 2  # a hit counts when its grade is this or more
BATCH = 500


class BadFile(ValueError):
    """A corpus or query file that is not of the documented form. The message says what is wrong."""


@dataclass(frozen=True)
class Judged:
    """A query with the passages that answer it (id → grade)."""

    id: str
    text: str
    relevant: Mapping[str, float]
    variant: str


@dataclass(frozen=True)
class Outcome:
    """What one query found. `took_ms` is from the typed text to ranked hits with highlights and facets."""

    query: Judged
    hits: tuple[str, ...]
    took_ms: float
    suggestion: str | None

    @property
    def rank(self) -> int:
        """Place of the first hit that counts, from 1; 0 when none is among the first ten."""
        for place, hit in enumerate(self.hits, 1):
            if self.query.relevant.get(hit, 0) >= GRADE:
                return place
        return 0


def read_corpus(path: Path) -> list[Document]:
    """Passages as documents of one passage each; the document's id is the passage's place in the file."""
    documents = []
    for position, item in enumerate(_items(path)):
        where = f"{path.name}: mục {position + 1}"
        title, body = _text(item, "title", where), _text(item, "body", where)
        heading = _text(item, "heading", where) if item.get("heading") else ""
        references = item.get("references") or []
        if not isinstance(references, list) or not all(isinstance(text, str) for text in references):
            raise BadFile(f"{where}: “references” phải là danh sách chuỗi.")
        passage = passage_of(SearchPassage(item["id"], heading, body), tuple(references))
        kind = nfc(str(item.get("kind") or ""))
        documents.append(Document(str(position), 1, kind, nfc(title), (passage,)))
    return documents


def read_queries(path: Path) -> list[Judged]:
    """The queries of a file, in its order."""
    queries = []
    for position, item in enumerate(_items(path), 1):
        where = f"{path.name}: mục {position}"
        variant = item.get("variant") or "clean"
        if not isinstance(variant, str) or not _is_text(variant):
            raise BadFile(f"{where}: “variant” phải là chuỗi.")
        queries.append(Judged(item["id"], _text(item, "text", where), _relevant(item, where), variant))
    return queries


def run(
    index: Engine,
    documents: Sequence[Document],
    queries: Iterable[Judged],
    knowledge: Knowledge,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[list[Outcome], float]:
    """Build the index, ask everything, remove the index. Gives outcomes and the seconds of indexing.

    Raises EngineUnavailable, also when the engine refuses one of the documents.
    """
    started = time.perf_counter()
    try:
        build(index, documents)
        seconds = time.perf_counter() - started
        outcomes = []
        passages = by_anchor(documents)
        for query in queries:
            outcomes.append(ask(index, query, knowledge, passages))
            progress(len(outcomes))
        return outcomes, seconds
    finally:
        index.drop()


def build(index: Engine, documents: Sequence[Document]) -> None:
    """Build an empty engine's index. Raises EngineUnavailable."""
    new = index.rebuild()
    for start in range(0, len(documents), BATCH):
        for document, refusal in new.write(documents[start : start + BATCH]).items():
            raise EngineUnavailable(f"passage {int(document) + 1} was refused: {refusal.reason}")
    new.finish()
    index.refresh()


def by_anchor(documents: Iterable[Document]) -> dict[str, Passage]:
    """The passages of a corpus by their ids."""
    return {passage.anchor: passage for document in documents for passage in document.passages}


def ask(index: Engine, query: Judged, knowledge: Knowledge, passages: Mapping[str, Passage]) -> Outcome:
    """One query as the search page asks it: first page, no filter, with the highlights of its `passages` (by
    anchor). Raises EngineUnavailable."""
    started = time.perf_counter()
    read = read_query(query.text, knowledge)
    request = Request(read, page_size=HITS)
    hits = index.search(request).hits if not read.is_empty else ()
    found = Found.of(read)
    for hit in hits:
        for passage in (passages[anchor] for anchor in hit.anchors):
            marked(passage.heading, found), marked_fragment(passage.body, found)
    took = (time.perf_counter() - started) * 1000
    return Outcome(query, tuple(hit.anchors[0] for hit in hits), took, read.suggestion or None)


def summary(outcomes: Iterable[Outcome]) -> dict[str, dict[str, float]]:
    """S@1, S@10 and MRR by variant, over queries that have judgements."""
    by_variant: dict[str, list[int]] = {}
    for outcome in outcomes:
        if outcome.query.relevant:
            by_variant.setdefault(outcome.query.variant, []).append(outcome.rank)
    return {variant: measures(ranks) for variant, ranks in by_variant.items()}


def measures(ranks: Sequence[int]) -> dict[str, float]:
    """Measures of the ranks of first counting hits (0: none among ten)."""
    return {
        "queries": len(ranks),
        "s_at_1": round(sum(rank == 1 for rank in ranks) / len(ranks), 4),
        "s_at_10": round(sum(rank > 0 for rank in ranks) / len(ranks), 4),
        "mrr": round(mean_reciprocal(ranks), 4),
    }


def mean_reciprocal(ranks: Sequence[int]) -> float:
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def interval(ranks: Sequence[int], *, samples: int = 2000, seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of the MRR."""
    chance = random.Random(seed)
    means = sorted(mean_reciprocal(chance.choices(ranks, k=len(ranks))) for _ in range(samples))
    return means[int(samples * 0.025)], means[int(samples * 0.975) - 1]


def _items(path: Path) -> list[dict[str, Any]]:
    try:
        content = path.read_bytes()
        found = json.loads((gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8"))
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as problem:
        raise BadFile(f"{path.name}: không đọc được tệp JSON ({problem}).") from problem
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise BadFile(f"{path.name}: phải là một danh sách các mục.")
    seen: set[str] = set()
    for position, item in enumerate(found, 1):
        key = item.get("id")
        if not isinstance(key, str) or not key or not _is_text(key):
            raise BadFile(f"{path.name}: mục {position}: thiếu “id” hoặc không phải chuỗi.")
        if key in seen:
            raise BadFile(f"{path.name}: mục {position}: “id” {key!r} có hai lần.")
        seen.add(key)
    return found


def _text(item: Mapping[str, Any], key: str, where: str) -> str:
    value = item.get(key)
    if not isinstance(value, str):
        raise BadFile(f"{where}: thiếu “{key}” hoặc không phải chuỗi.")
    return value


def _relevant(item: Mapping[str, Any], where: str) -> dict[str, float]:
    grades = item.get("relevant") or {}
    if not isinstance(grades, dict) or not all(type(grade) in (int, float) for grade in grades.values()):
        raise BadFile(f"{where}: “relevant” phải là danh mục id → điểm số.")
    return grades


def _is_text(value: str) -> bool:
    """False for halves of surrogate pairs, which JSON can hold but no file."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
