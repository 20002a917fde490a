"""What only a server can do wrong."""

from __future__ import annotations

import socket
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.base import Document, EngineUnavailable, Passage, Request
from search.engines.elasticsearch import querying, writing
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.mapping import FORMAT
from search.text.query import read_query

pytestmark = pytest.mark.elasticsearch
SHRIMP = Document("1", 1, "material", "Tài liệu", (Passage("a", "Nuôi", "tôm"), Passage("b", "Bán", "tôm")))


@pytest.fixture
def index(settings: Any) -> Iterator[ElasticsearchEngine]:
    name = f"{settings.DINH_SEARCH['index']}-{uuid.uuid4().hex[:6]}"
    made = ElasticsearchEngine(settings.DINH_SEARCH | {"index": name})
    made.rebuild().finish()
    yield made
    made.drop()


def indexes(index: ElasticsearchEngine) -> set[str]:
    return set(index.client.indices.get(index=f"{index.generations.alias}*"))


def test_a_write_to_an_index_that_is_gone_fails_instead_of_making_one(index: ElasticsearchEngine) -> None:
    door = index.generations.door(index.generations.live())
    index.drop()
    with pytest.raises(EngineUnavailable):
        writing.write(index.client, door, [SHRIMP])
    with pytest.raises(EngineUnavailable):
        index.write([SHRIMP])
    assert indexes(index) == set()


def test_a_field_that_the_mapping_does_not_know_is_refused(index: ElasticsearchEngine) -> None:
    action = {"_op_type": "index", "_index": index.generations.doors()[0], "_id": "7", "_source": {"surprise": 1}}
    assert list(writing._send(index.client, [action])) == ["7"]


def test_one_generation_before_the_live_one_is_kept(index: ElasticsearchEngine) -> None:
    for _ in range(3):
        index.rebuild().finish()
    live = index.generations.live()
    assert len(indexes(index)) == 2 and live == max(indexes(index))


def test_a_read_only_index_delays_and_loses_nothing(index: ElasticsearchEngine) -> None:
    """What a full disk does to a server."""
    live = index.generations.live()
    index.client.indices.put_settings(index=live, settings={"index.blocks.read_only_allow_delete": True})
    with pytest.raises(EngineUnavailable):
        index.write([SHRIMP])
    index.client.indices.put_settings(index=live, settings={"index.blocks.read_only_allow_delete": None})
    assert index.write([SHRIMP]) == {}
    assert index.versions() == {"1": 1}


def test_another_installation_on_the_same_server_is_left_alone(index: ElasticsearchEngine, settings: Any) -> None:
    name = index.generations.alias.removesuffix(f"-f{FORMAT}")
    other = ElasticsearchEngine(settings.DINH_SEARCH | {"index": f"{name}-other"})
    other.rebuild().finish()
    other.write([SHRIMP])
    index.rebuild().finish()
    assert index.versions() == {}
    assert other.versions() == {"1": 1}
    other.drop()
    assert index.is_ready()


def test_a_search_asks_once(index: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    index.write([SHRIMP])
    index.refresh()
    asked: list[str] = []
    perform = index.reader.transport.perform_request

    def counting(method: str, target: str, **rest: Any) -> Any:
        asked.append(target)
        return perform(method, target, **rest)

    monkeypatch.setattr(index.reader.transport, "perform_request", counting)
    assert index.search(Request(read_query("tôm"))).total == 1
    assert len(asked) == 1


@pytest.mark.parametrize("accepts", [True, False], ids=["hangs", "refuses"])
def test_a_server_that_does_not_answer_is_given_up_in_time(accepts: bool) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if accepts:
            silent.listen(8)
        engine = ElasticsearchEngine({"url": f"http://127.0.0.1:{silent.getsockname()[1]}", "index": "dinh"})
        started = time.perf_counter()
        with pytest.raises(EngineUnavailable):
            engine.search(Request(read_query("tôm")))
        assert not engine.is_ready()
        assert time.perf_counter() - started < 4.0  # two questions, each given up after 1.5 s


@pytest.mark.parametrize("shards", [1, 3])
def test_pages_beyond_the_second_stage_cover_everything_once(settings: Any, shards: int) -> None:
    """More documents than a shard scores by everything, some of them alike."""
    name = f"{settings.DINH_SEARCH['index']}-{uuid.uuid4().hex[:6]}"
    made = ElasticsearchEngine(settings.DINH_SEARCH | {"index": name, "shards": shards})
    made.rebuild().finish()
    try:
        count = 3 * querying.WINDOW + 50
        bodies = [f"nuôi tôm {'sạch ' * (number % 7)}" for number in range(count)]
        made.write(
            [Document(str(n), 1, "material", f"Số {n}", (Passage("a", "", body),)) for n, body in enumerate(bodies)]
        )
        made.refresh()
        found: list[str] = []
        for page in range(1, count // 50 + 2):
            request = Request(read_query("nuôi tôm sạch"), page=page, page_size=50)
            found += [hit.document_id for hit in made.search(request).hits]
        assert len(found) == len(set(found)) == count
    finally:
        made.drop()
