"""The made texts: the same at every run, as many as asked for, and such as the import takes."""

from __future__ import annotations

import datetime as dt
import json

from cms.importing.reading import read_document
from tests.bench import corpus


def test_the_same_at_every_run() -> None:
    assert list(corpus.covenants(60)) == list(corpus.covenants(60))
    assert corpus.notice(7) == corpus.notice(7) != corpus.notice(8)


def test_as_many_passages_as_asked_for_and_one_part_after_the_other() -> None:
    whole = list(corpus.covenants(100))
    assert sum(len(text.passages) for text in whole) == 100
    assert whole[:2] == [corpus.covenant(0), corpus.covenant(1)]
    assert next(corpus.covenants(100, first=1)) == whole[1]


def test_the_import_takes_them() -> None:
    for number in range(50):
        line = corpus.import_line(corpus.notice(number), "32248")
        document = read_document(json.dumps(line), today=dt.date(2026, 11, 24))
        assert document.paragraphs and document.title == line["title"]
