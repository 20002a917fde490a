"""A whole file, in batches: each batch is one transaction, each line in it stands or falls for itself.

Killed anywhere, what was committed stays and the rest is as before; the same command goes on, for a line
that is in already is found by its key and its hash. Nothing of a batch is kept when it is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, reset_queries, transaction
from django.utils import timezone

from .lines import Line, Refused, lines
from .models import ImportedDocument
from .reading import OldDocument, read_document
from .service import Importer, sentences

BATCH = 100  # lines; on SQLite a batch holds the one write lock, so it must not take seconds
BATCH_BYTES = 4 * 1024 * 1024
TAKEN = "Máy đang ghi trang khác có cùng mã này. Hãy chạy lại lệnh."


@dataclass(frozen=True)
class RefusedLine:
    """A line that was not taken; `key` is empty when the line could not be read so far."""

    number: int
    key: str
    reason: str


@dataclass
class Tally:
    """What came of the lines read so far: outcomes of `Importer.bring`, and how many were refused."""

    outcomes: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    end: int = 0

    @property
    def lines(self) -> int:
        return self.outcomes.total() + self.refused


def import_file(
    file: BinaryIO,
    importer: Importer,
    *,
    source: str,
    refuse: Callable[[RefusedLine], None],
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Bring in every line that can be. `refuse` hears of the others, `progress` after each batch; `Tally.end`
    counts bytes of the file. Raises DatabaseError when the database does not answer: run it again later."""
    tally = Tally()
    first_lines: dict[str, int] = {}
    for batch in _batches(lines(file)):
        documents, refused = _read(batch, first_lines)
        with transaction.atomic():
            refused += _bring(documents, importer, source, tally)
        tally.refused += len(refused)
        for problem in sorted(refused, key=lambda found: found.number):
            refuse(problem)
        tally.end = batch[-1].end
        importer.forget()
        reset_queries()  # with DEBUG Django keeps every statement
        progress(tally)
    return tally


def _batches(found: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in found:
        batch.append(line)
        size += len(line.data)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(batch: list[Line], first_lines: dict[str, int]) -> tuple[list[tuple[int, OldDocument]], list[RefusedLine]]:
    """The documents of a batch with their line numbers. Of one key in several lines the first counts."""
    today = timezone.localdate()
    documents, refused = [], []
    for line in batch:
        try:
            document = read_document(line.text(), today=today)
        except Refused as problem:
            refused.append(RefusedLine(line.number, "", str(problem)))
            continue
        first = first_lines.setdefault(document.key, line.number)
        if first == line.number:
            documents.append((line.number, document))
            continue
        refused.append(RefusedLine(line.number, document.key, f"Mã “{document.key}” đã có ở dòng {first}."))
    return documents, refused


def _bring(
    documents: list[tuple[int, OldDocument]], importer: Importer, source: str, tally: Tally
) -> list[RefusedLine]:
    keys = [document.key for _number, document in documents]
    known = {entry.key: entry for entry in ImportedDocument.objects.filter(key__in=keys).select_related("record")}
    outcomes: Counter[str] = Counter()
    refused = []
    for number, document in documents:
        try:
            with transaction.atomic():
                outcomes[importer.bring(document, known.get(document.key), f"{source}:{number}")] += 1
        except IntegrityError:
            refused.append(RefusedLine(number, document.key, TAKEN))
            importer.forget()
        except (Refused, ValidationError, PermissionDenied) as problem:
            refused.append(RefusedLine(number, document.key, sentences(problem)))
            importer.forget()
    tally.outcomes += outcomes
    return refused
