"""Documents like one another: both engines."""

from __future__ import annotations

import time
from typing import Any

import pytest

from search.engines import engine
from search.engines.base import Document, Engine, EngineUnavailable, Passage
from search.engines.likeness import pairs_of

RICE = "vụ lúa hè thu xuống giống đúng lịch, bơm nước, làm cỏ, phun thuốc sâu theo hướng dẫn"
SEA = "ghe tàu ra biển khai báo trạm biên phòng, neo đậu tránh bão, không dùng xung điện"
LIST = "danh sách hộ nghèo được hỗ trợ nhà ở theo chương trình mục tiêu quốc gia"


def made(number: int, body: str, *, kind: str = "covenant", title: str = "", where: str = "Ấp Một") -> Document:
    return Document(str(number), 1, kind, title or f"Văn bản {number}", (Passage("", "", body),), tags=(where,))


@pytest.fixture
def filled(index: Engine) -> Engine:
    index.write(
        [
            made(1, RICE), made(2, f"{RICE} và giữ kênh mương"), made(3, SEA), made(4, f"{SEA} và cứu hộ"),
            made(5, LIST, kind="disclosure"), made(6, f"{LIST} năm sau", kind="disclosure"),
            made(7, RICE, kind="place"), made(8, f"tờ gấp về {SEA}", kind="material"),
            *(made(n, f"việc riêng thứ {n} của ấp này không giống ai") for n in range(20, 40)),
        ]
    )  # fmt: skip
    index.refresh()
    return index


@pytest.mark.parametrize(
    ("number", "body", "found"), [(1, RICE, ["2"]), (3, SEA, ["4", "8"]), (99, SEA, ["3", "4", "8"])]
)
def test_documents_that_share_telling_words_are_similar(
    filled: Engine, number: int, body: str, found: list[str]
) -> None:
    assert sorted(filled.similar(made(number, body), 4)) == found


def test_the_same_kind_comes_first(filled: Engine) -> None:
    assert filled.similar(made(8, f"tờ gấp về {SEA}", kind="covenant"), 1)[0] in ("3", "4")
    filled.write([made(9, f"tờ gấp về {SEA}", kind="material")])
    filled.refresh()
    assert filled.similar(made(8, f"tờ gấp về {SEA}", kind="material"), 1) == ("9",)


def test_a_common_place_makes_nothing_similar(index: Engine) -> None:
    index.write([made(n, f"riêng {n}", title=f"Văn bản của ấp Rạch Tàu {n}", where="Ấp Rạch Tàu") for n in range(1, 3)])
    assert "rach_tau" not in pairs_of(made(1, "x", title="Ấp Rạch Tàu", where="Ấp Rạch Tàu"))


@pytest.mark.parametrize("body", ["", "một", "?!* \x00", "\ud800", "từ " * 50_000, '" OR NOT ('])
def test_whatever_a_document_says_is_no_error(filled: Engine, body: str) -> None:
    assert isinstance(filled.similar(made(99, body), 4), tuple)


def test_without_an_index_it_says_so(each_engine: str) -> None:
    with pytest.raises(EngineUnavailable):
        engine().similar(made(1, RICE), 4)


@pytest.mark.elasticsearch
def test_a_server_that_hangs_is_given_up_in_time(settings: Any) -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "elasticsearch", "url": url}
        started = time.perf_counter()
        with pytest.raises(EngineUnavailable):
            engine().similar(made(1, RICE), 4)
        assert time.perf_counter() - started < 0.6
