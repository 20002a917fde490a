"""A new index beside the live one, from the database."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils import timezone
from wagtail.models import Page, get_page_models

from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import Document, EngineUnavailable, Rebuild, Refusal
from search.models import IndexEntry, IndexRun

from .failures import wait_seconds
from .outbox import mark

BATCH = 100
PATIENCE = 6  # attempts at one batch, half a minute in all
# An unfinished index older than this is not gone on with: nobody knows by what code it was begun.
YOUNG = dt.timedelta(hours=12)


class IndexIncomplete(Exception):
    """The new index does not hold what was sent to it; the old one stays live."""


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None, *, anew: bool = False) -> int:
    """Build beside, compare, swap once. Edits meanwhile go to both indexes through the outbox.

    A rebuild that was killed or lost its engine is gone on with where it stopped, unless `anew` or it is old.
    `progress` gets documents done and documents in all. Returns the number of documents sent. Raises
    EngineUnavailable or IndexIncomplete; the old index stays then.
    """
    new, after = _begin(anew)
    try:
        sent = _fill(new, after, progress)
        _compare(sent, new.versions())
    except Exception as problem:
        _end_without(new, problem)
        raise
    new.finish()
    _acknowledge(sent)
    report = {"generation": new.generation, "documents": len(sent)}
    IndexRun.note(IndexRun.Kind.REBUILD, finished_at=timezone.now(), report=report)
    return len(sent)


def searchable_ids() -> list[int]:
    """Ids of all public pages that are documents."""
    return list(_searchable().values_list("pk", flat=True))


def current_documents(page_ids: list[int]) -> Iterator[Document | tuple[int, Refusal]]:
    """The documents of public pages, with the version of their last change, read before the page.

    Of a page that cannot be read its id, with the reason.
    """
    versions = dict(IndexEntry.objects.filter(page_id__in=page_ids).values_list("page_id", "version"))
    pages = list(public(Page.objects.filter(pk__in=page_ids)).specific())
    read_for_search(pages)
    for page in pages:
        try:
            yield document_of(page, versions[page.pk])
        except Exception as problem:  # decided by the caller: a page that nobody could read before stops nothing
            yield page.pk, Refusal(f"{type(problem).__name__}: {problem}")


def ensure_entries(page_ids: list[int]) -> None:
    """Pages from before the outbox get their row."""
    known = set(IndexEntry.objects.filter(page_id__in=page_ids).values_list("page_id", flat=True))
    mark([page_id for page_id in page_ids if page_id not in known])


def unfinished() -> str:
    """Name of the generation that a killed rebuild of the last hours has begun; "" when there is none."""
    run = IndexRun.last(IndexRun.Kind.REBUILD)
    if run is None or run.finished_at or timezone.now() - run.started_at > YOUNG:
        return ""
    return str(run.report.get("generation", ""))


def _begin(anew: bool) -> tuple[Rebuild, int]:
    """The index in the making, and the id of the last page that is known to be in it (0 for a new one)."""
    resume = "" if anew else unfinished()
    new = engine().rebuild(resume)
    if resume and new.generation == resume:
        run = IndexRun.last(IndexRun.Kind.REBUILD)
        return new, int(run.report.get("after", 0)) if run else 0
    _checkpoint(new, 0, started_at=timezone.now(), finished_at=None)
    return new, 0


def _checkpoint(new: Rebuild, after: int, **values: Any) -> None:
    IndexRun.note(IndexRun.Kind.REBUILD, report={"generation": new.generation, "after": after}, **values)


@dataclass(frozen=True)
class _Part:
    """Some pages in the order of ids: what of them is in the new index already (id → version), what is to be sent,
    and which cannot be read."""

    ids: list[int]
    kept: dict[int, int]
    documents: list[Document]
    unreadable: dict[int, Refusal]


def _fill(new: Rebuild, after: int, progress: Callable[[int, int], None]) -> dict[int, int]:
    """Send every public document, in the order of ids. Gives id → version of what the new index got.

    While the engine takes one part, the next one is read.
    """
    sent: dict[int, int] = {}
    problems: dict[int, Refusal] = {}
    done, total = 0, _searchable().count()

    def settle(part: _Part, writing: Future[dict[str, Refusal]]) -> None:
        nonlocal done
        refused = {int(pk): refusal for pk, refusal in writing.result().items()}
        problems.update(part.unreadable | refused)
        sent.update(part.kept | {int(d.id): d.version for d in part.documents if int(d.id) not in refused})
        done += len(part.ids)
        if not part.kept:
            _checkpoint(new, max(after, part.ids[-1]))
        progress(done, max(done, total))

    def write(part: _Part, before: Future[dict[str, Refusal]] | None) -> dict[str, Refusal]:
        if before:
            before.result()  # an engine that went away is not waited for again with the next part
        return _write(new, part.documents)

    with ThreadPoolExecutor(max_workers=1) as thread:
        before: tuple[_Part, Future[dict[str, Refusal]]] | None = None
        for part in _parts(new, after):
            writing = thread.submit(write, part, before[1] if before else None)
            if before:
                settle(*before)
            before = part, writing
        if before:
            settle(*before)
    _judge(problems, len(sent))
    return sent


def _parts(new: Rebuild, after: int) -> Iterator[_Part]:
    """Only now are pages read: what becomes public from here on reaches the new index through the outbox. Of what
    is there up to the checkpoint only what has changed since is read again."""
    there = new.versions() if after else {}
    for ids in _batches():
        ensure_entries(ids)
        versions = dict(IndexEntry.objects.filter(page_id__in=ids).values_list("page_id", "version"))
        kept = {pk: versions[pk] for pk in ids if pk <= after and there.get(str(pk)) == versions[pk]}
        yield _Part(ids, kept, *_read([pk for pk in ids if pk not in kept]))


def _batches() -> Iterator[list[int]]:
    """Ids of public documents, some at a time."""
    last = 0
    while ids := list(_searchable().filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield ids
        last = ids[-1]


def _searchable() -> Any:
    models = [model for model in get_page_models() if is_searchable(model)]
    pages = public(Page.objects.all()).type(*models) if models else Page.objects.none()
    return pages.order_by("pk")


def _read(page_ids: list[int]) -> tuple[list[Document], dict[int, Refusal]]:
    documents: list[Document] = []
    problems: dict[int, Refusal] = {}
    for found in current_documents(page_ids):
        if isinstance(found, Document):
            documents.append(found)
        else:
            problems[found[0]] = found[1]
    return documents, problems


def _write(new: Rebuild, documents: list[Document]) -> dict[str, Refusal]:
    """Documents refused for what they hold. For an engine that has no room there is some patience."""
    refused: dict[str, Refusal] = {}
    for attempt in range(PATIENCE):
        try:
            answer = new.write(documents)
        except EngineUnavailable:
            if attempt == PATIENCE - 1:
                raise
            answer = {document.id: Refusal("", own=False) for document in documents}
        refused |= {pk: refusal for pk, refusal in answer.items() if refusal.own}
        documents = [document for document in documents if document.id in answer and not answer[document.id].own]
        if not documents:
            return refused
        time.sleep(wait_seconds(attempt))
    raise EngineUnavailable("the engine takes no documents")


def _judge(problems: Mapping[int, Refusal], sent: int) -> None:
    """A page that is a dead letter already, which the administrators see, holds up no rebuild. Any other does."""
    dead = set(IndexEntry.objects.dead_letters().filter(page_id__in=list(problems)).values_list("page_id", flat=True))
    new = sorted(set(problems) - dead)
    if not new and len(problems) <= sent:
        return
    mark(new)  # by the outbox they become dead letters or find their way in: the next rebuild is not held up
    first = new[0] if new else min(problems)
    raise IndexIncomplete(
        f"{len(problems)} documents are not taken, among them {first}: {problems[first].reason}"[:500]
    )


def _compare(sent: Mapping[int, int], stored: Mapping[str, int]) -> None:
    """What was sent is there, but for what was withdrawn or changed meanwhile, which the outbox brings."""
    lacking = {pk: version for pk, version in sent.items() if stored.get(str(pk), -1) < version}
    if not lacking:
        return
    unchanged = {
        pk for pk, version in IndexEntry.objects.values_list("page_id", "version") if lacking.get(pk) == version
    }
    if missing := unchanged & set(searchable_ids()):
        raise IndexIncomplete(
            f"{len(missing)} of {len(sent)} documents are missing among {len(stored)}, the first is {min(missing)}"
        )


def _end_without(new: Rebuild, problem: Exception) -> None:
    """What an absent engine or database interrupted is gone on with later; what is wrong is dropped."""
    if isinstance(problem, EngineUnavailable | DatabaseError):
        return
    with contextlib.suppress(EngineUnavailable):
        new.abandon()
    IndexRun.note(IndexRun.Kind.REBUILD, finished_at=timezone.now(), report={"problem": str(problem)[:500]})


def _acknowledge(sent: Mapping[int, int]) -> None:
    """What the new index holds need not be sent again; what was marked meanwhile stays pending."""
    by_version: dict[int, list[int]] = {}
    for page_id, version in sent.items():
        by_version.setdefault(version, []).append(page_id)
    for version, ids in by_version.items():
        for start in range(0, len(ids), BATCH):
            entries = IndexEntry.objects.filter(page_id__in=ids[start : start + BATCH], version=version)
            entries.update(indexed_version=version, attempts=0, last_error="", fault="", given_up_at=None)
