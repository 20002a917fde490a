"""Completion of what is being typed: at the engine with 30,000 titles, and the whole answer of the site."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from django.conf import settings
from django.test import Client, override_settings

from content_models.places.models import Place
from search.engines import engine
from search.engines.base import Document, Passage
from search.engines.completions import readings_of
from search.suggesting.service import ASKED_OF_ENGINE
from tests.bench.installation import Installation
from tests.bench.queries import count_queries
from tests.bench.table import Row
from tests.bench.timing import Sample, milliseconds

TITLES = 30_000
BATCH = 500
BAR_MS = 50
MOST_QUERIES = 25
# Each is typed letter by letter from the second on: what a box asks for while somebody writes.
TYPED = (
    "hương ước ấp rạch tàu", "huong uoc ap 3", "đất mũi", "dat mui", "mui ca mau", "ap 1 dam doi", "quy uoc khom 5",
    "ngân sách năm 2026", "ngan sach", "thu chi quỹ", "danh sách hộ nghèo", "to gap", "hoa giai", "xa vien an",
    "kế hoạch sử dụng đất", "thi tran ganh hao",
)  # fmt: skip
SUBJECTS = (
    "Dự toán ngân sách", "Quyết toán thu, chi quỹ đền ơn đáp nghĩa", "Kế hoạch sử dụng đất", "Danh sách hộ nghèo",
    "Hương ước", "Quy ước", "Tờ gấp về vệ sinh môi trường", "Kết quả hòa giải ở cơ sở", "Lịch tiếp công dân",
    "Công trình lộ bê tông", "Danh mục thủ tục hành chính", "Hỗ trợ nhà ở", "Phương án phòng, chống cháy rừng",
)  # fmt: skip


def measure(made: Installation) -> list[Row]:
    """Times of each beginning, once; the first ones are thrown away."""
    beginnings = [text[:end] for text in TYPED for end in range(2, len(text) + 1)]
    scratch = settings.DINH_SEARCH | {
        "index": f"{settings.DINH_SEARCH['index']}-titles",
        "path": made.folder / "titles.sqlite3",
    }
    with override_settings(DINH_SEARCH=scratch):
        try:
            _fill()
            alone = _times(lambda text: engine().complete(readings_of(text), ASKED_OF_ENGINE), beginnings)
        finally:
            engine().drop()
    client = Client()
    whole = _times(lambda text: client.get("/tim-kiem/goi-y/", {"q": text}), beginnings)
    queries = max(count_queries(client, f"/tim-kiem/goi-y/?q={text}") for text in TYPED)
    name = f"autocomplete: engine alone, {TITLES:,} titles (p95)"
    return [
        Row(name, "ms", alone.p95, BAR_MS, alone, note=f"{len(beginnings)} beginnings"),
        Row("autocomplete: whole answer, demo data (p95)", "ms", whole.p95, None, whole),
        Row("autocomplete: database queries of an answer", "", queries, MOST_QUERIES),
    ]


def _times(action: Callable[[str], object], beginnings: list[str]) -> Sample:
    for text in beginnings[:20]:
        action(text)
    return Sample(tuple(milliseconds(lambda text=text: action(text)) for text in beginnings))


def _fill() -> None:
    building = engine().rebuild()
    documents = itertools.chain(_places(), _titles())
    while batch := list(itertools.islice(documents, BATCH)):
        building.write(batch)
    building.finish()
    engine().refresh()


def _places() -> Iterator[Document]:
    """The installation's communes with their former names, and 15 hamlets each."""
    number = itertools.count(1)
    for commune in Place.objects.communes().prefetch_related("former_units"):
        former = tuple(str(unit) for unit in commune.former_units.all())
        yield _document(next(number), "place", commune.label, tags=(commune.label, *former))
        for hamlet in range(1, 16):
            label = f"Ấp {hamlet}, {commune.label[:1].lower()}{commune.label[1:]}"
            yield _document(next(number), "place", label, hamlet=str(hamlet), tags=(label,))


def _titles() -> Iterator[Document]:
    labels = [commune.label for commune in Place.objects.communes()]
    for number in range(TITLES):
        subject, label = SUBJECTS[number % len(SUBJECTS)], labels[number % len(labels)]
        title = f"{subject} năm {2015 + number % 12}, đợt {number // 1000} của {label}"
        kind = "covenant" if "ước" in subject else "material" if "Tờ gấp" in subject else "disclosure"
        yield _document(100_000 + number, kind, title, tags=(label,))


def _document(number: int, kind: str, title: str, *, hamlet: str = "", tags: tuple[str, ...]) -> Document:
    return Document(str(number), 1, kind, title, (Passage("", "", ""),), hamlet=hamlet, tags=tags)
