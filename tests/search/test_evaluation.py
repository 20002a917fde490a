"""`search_eval` keeps to the documented form of its files, on both engines, and touches nothing of the site.

No test here may use the database: pytest-django refuses every query.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from search.engines import engine
from search.engines.base import Document, Passage, Request
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.evaluation import Judged, read_corpus, run
from search.management.commands import search_eval
from search.text.knowledge import Knowledge
from search.text.query import read_query

ROOT = Path(__file__).parents[2]
PASSAGES = [
    {
        "id": "44.13.NĐ.2#8/a b",
        "title": "Hương ước ấp Tân Hòa",
        "heading": "Điều 8. Rác thải",
        "body": "Bỏ rác đúng nơi.",
    },
    {"id": "d'x\" %_", "title": "Hương ước ấp Tân Hòa", "heading": "Điều 9. Đám cưới", "body": "Tổ chức tiết kiệm."},
    {"id": "plain", "title": "Luật Trẻ em", "body": "Trẻ em được chăm sóc.\nTrẻ em được học tập.", "kind": "law"},
]
QUERIES = [
    {"id": "c1:clean", "text": "bỏ rác", "relevant": {"44.13.NĐ.2#8/a b": 2}},
    {"id": "c2 #ạ", "text": "dam cuoi", "variant": "no_diacritics", "relevant": {"d'x\" %_": 2, "plain": 1}},
    {"id": "c3", "text": "trẻ em"},
]


@pytest.fixture
def evaluate(tmp_path: Path, each_engine: str) -> Any:
    """Runs the command on each engine; gives the content of OUT.json."""

    def run_it(passages: Any = PASSAGES, queries: Any = QUERIES, name: str = each_engine) -> dict[str, Any]:
        out = tmp_path / "out.json"
        evaluate_files(
            written(tmp_path / "corpus.json", passages), written(tmp_path / "queries.json", queries), out, name
        )
        return json.loads(out.read_text(encoding="utf-8"))

    return run_it


def written(path: Path, content: Any) -> Path:
    """A file of this content: bytes as they are, anything else as JSON."""
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def evaluate_files(corpus: Path, queries: Path, out: Path, name: str = "embedded") -> None:
    call_command("search_eval", corpus=corpus, queries=queries, engine=name, json=out, stdout=io.StringIO())


def hits(result: dict[str, Any]) -> dict[str, list[str]]:
    return {entry["id"]: entry["hits"] for entry in result["queries"]}


def test_what_is_written(evaluate: Any, each_engine: str) -> None:
    result = evaluate()
    assert set(result) == {"queries", "summary"}
    assert hits(result) == {"c1:clean": ["44.13.NĐ.2#8/a b"], "c2 #ạ": ["d'x\" %_"], "c3": ["plain"]}
    for entry in result["queries"]:
        assert set(entry) == {"id", "variant", "hits", "took_ms", "suggestion"}
        assert 0 < entry["took_ms"] < 60_000
    assert [entry["variant"] for entry in result["queries"]] == ["clean", "no_diacritics", "clean"]
    assert [entry["suggestion"] for entry in result["queries"]] == [None, "đám cưới", None]
    measured = result["summary"]
    assert measured["engine"] == each_engine
    assert measured["documents"] == len(PASSAGES)
    assert measured["index_seconds"] >= 0
    whole = {"queries": 1, "s_at_1": 1.0, "s_at_10": 1.0, "mrr": 1.0}
    assert measured["variants"] == {"clean": whole, "no_diacritics": whole}, "c3 has no judgement"


def test_ten_hits_at_most_and_none_twice(evaluate: Any) -> None:
    passages = [{"id": f"p{n}", "title": "Quy ước", "body": f"vệ sinh đường phố {n}"} for n in range(30)]
    found = hits(evaluate(passages, [{"id": "q", "text": "vệ sinh"}]))["q"]
    assert len(found) == len(set(found)) == 10


def test_judgements_influence_no_hit(evaluate: Any) -> None:
    bare = [{key: value for key, value in query.items() if key != "relevant"} for query in QUERIES]
    turned = [query | {"relevant": {"plain": 2}, "variant": "telex"} for query in bare]
    assert hits(evaluate()) == hits(evaluate(PASSAGES, bare)) == hits(evaluate(PASSAGES, turned))


def test_each_query_is_alone(evaluate: Any) -> None:
    assert hits(evaluate()) == hits(evaluate(PASSAGES, QUERIES[::-1]))


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_composed_or_not(evaluate: Any, form: Any) -> None:
    """Texts are compared normalised; ids go in and out as they are."""

    def of(text: str) -> str:
        return unicodedata.normalize(form, text)

    passages = [{"id": of("điều"), "title": of("Hương ước"), "heading": of("Điều 1"), "body": of("Giữ gìn thuý hoà")}]
    other = "NFC" if form == "NFD" else "NFD"
    queries = [{"id": of("câu"), "text": unicodedata.normalize(other, "thúy hòa"), "relevant": {of("điều"): 2}}]
    result = evaluate(passages, queries)
    assert hits(result) == {of("câu"): [of("điều")]}
    assert result["summary"]["variants"]["clean"]["mrr"] == 1.0


def test_optional_keys_and_unknown_ones(evaluate: Any) -> None:
    passages = [
        {"id": "a", "title": "", "body": "ghe xuồng", "heading": None, "references": None, "kind": None, "x": [1]},
        {"id": "b", "title": "Nghị định", "body": "", "references": ["Điều 10 Nghị định 61/2023/NĐ-CP"]},
    ]
    queries = [
        {"id": "q", "text": "ghe xuong", "relevant": None, "variant": None, "note": {}},
        {"id": "r", "text": "đ10 nđ 61/2023", "relevant": {}},
        {"id": "dots", "text": "…?!"},
    ]
    result = evaluate(passages, queries)
    assert hits(result) == {"q": ["a"], "r": ["b"], "dots": []}
    assert result["summary"]["variants"] == {}


def test_long_bodies_and_any_query(evaluate: Any) -> None:
    filling = "chăm lo đời sống nhân dân " * 4000
    body = filling[: 100_000 - len(" nuôi nghêu")] + " nuôi nghêu"
    assert len(body) == 100_000
    queries = [
        {"id": "end", "text": "nuôi nghêu"},
        {"id": "long", "text": "nghêu " * 166},
        {"id": "signs", "text": '"nuôi* OR (\\ -" AND :^~ \u0000\ud800 NOT'},
    ]
    result = evaluate([*PASSAGES, {"id": "long", "title": "Quy ước", "body": body}], queries)
    assert hits(result)["end"] == hits(result)["long"] == ["long"]


def test_halves_of_letters_in_texts_are_dropped(evaluate: Any) -> None:
    passages = [
        {"id": "a", "title": "Quy\u0000 ước\ud800", "heading": "\ud800", "body": "bè\u0000cá \udfff", "kind": "\ud800"}
    ]
    assert hits(evaluate(passages, [{"id": "q", "text": "bè cá"}])) == {"q": ["a"]}


def test_nothing_of_the_site_is_touched(evaluate: Any) -> None:
    site = engine()
    site.rebuild().finish()
    site.write([Document("7", 3, "covenant", "Hương ước", (Passage("dieu-1", "Điều 1", "Bỏ rác đúng nơi"),))])
    site.refresh()
    before = (site.status(), site.versions(), indexes())
    assert hits(evaluate())["c1:clean"] == ["44.13.NĐ.2#8/a b"]
    assert (site.status(), site.versions(), indexes()) == before
    assert [hit.document_id for hit in site.search(Request(read_query("bỏ rác"))).hits] == ["7"]


def indexes() -> list[str]:
    """Files or indexes of the engine of this test."""
    search = settings.DINH_SEARCH
    if search["engine"] == "embedded":
        return sorted(path.name for path in Path(search["path"]).parent.iterdir() if "sqlite3" in path.name)
    client = ElasticsearchEngine({key: str(value) for key, value in search.items()}).client
    with client:
        return sorted(client.indices.get(index=f"{search['index']}*", expand_wildcards="all"))


def test_an_interrupted_run_leaves_no_index(each_engine: str, tmp_path: Path) -> None:
    before = indexes()
    index = search_eval.throw_away(each_engine, str(tmp_path))

    def interrupt(done: int) -> None:
        assert index.status().documents == len(PASSAGES)
        raise KeyboardInterrupt

    documents = read_corpus(written(tmp_path / "corpus.json", PASSAGES))
    with pytest.raises(KeyboardInterrupt):
        run(index, documents, [Judged("q", "rác", {}, "clean")], Knowledge.shipped(), interrupt)
    assert indexes() == before
    assert not index.status().available


@pytest.mark.once
def test_a_terminated_run_ends_in_order(tmp_path: Path) -> None:
    """SIGTERM in the middle: a sentence, no file, no index."""
    scratch, out = tmp_path / "scratch", tmp_path / "out.json"
    scratch.mkdir()
    files = [written(tmp_path / "c.json", many(60_000)), written(tmp_path / "q.json", QUERIES)]
    with subprocess.Popen(**command(*files, out, TMPDIR=str(scratch))) as process:
        deadline = time.monotonic() + 60
        while not list(scratch.rglob("search.sqlite3")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Đã dừng giữa chừng" in said
    assert not out.exists()
    assert not list(scratch.rglob("search.sqlite3*"))


def many(count: int) -> list[dict[str, Any]]:
    return [{"id": str(n), "title": f"Quy ước {n}", "body": "vệ sinh môi trường"} for n in range(count)]


def command(corpus: Path, queries: Path, out: Path, engine: str = "embedded", **environment: str) -> dict[str, Any]:
    """Arguments of `subprocess` for the command as a person runs it."""
    return {
        "args": [
            *(sys.executable, "manage.py", "search_eval", "--corpus", str(corpus), "--queries", str(queries)),
            *("--engine", engine, "--json", str(out)),
        ],
        "cwd": ROOT,
        "env": os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"} | environment,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


GOOD_CORPUS, GOOD_QUERIES = json.dumps(PASSAGES).encode(), json.dumps(QUERIES).encode()
BAD_FILES = [
    ("corpus", b"\xef\xbb\xbf" + GOOD_CORPUS, "BOM"),
    ("corpus", GOOD_CORPUS[:-5], "không đọc được"),
    ("corpus", "Hương ước".encode("utf-16"), "không đọc được"),
    ("corpus", b"[" * 100_000, "không đọc được"),
    ("corpus", {"a": 1}, "danh sách"),
    ("corpus", ["a"], "danh sách"),
    ("corpus", [{"title": "a", "body": "b"}], "mục 1: thiếu “id”"),
    ("corpus", [{"id": 5, "title": "a", "body": "b"}], "mục 1: thiếu “id”"),
    ("corpus", [{"id": "x\ud800", "title": "a", "body": "b"}], "mục 1: thiếu “id”"),
    ("corpus", [*PASSAGES, PASSAGES[2]], "mục 4: “id” 'plain' có hai lần"),
    ("corpus", [{"id": "a", "title": "a"}], "mục 1: thiếu “body”"),
    ("corpus", [{"id": "a", "body": "a"}], "mục 1: thiếu “title”"),
    ("corpus", [{"id": "a", "title": "a", "body": ["b"]}], "mục 1: thiếu “body”"),
    ("corpus", [{"id": "a", "title": "a", "body": "b", "heading": 3}], "mục 1: thiếu “heading”"),
    ("corpus", [{"id": "a", "title": "a", "body": "b", "references": "Điều 5"}], "mục 1: “references”"),
    ("corpus", [{"id": "a", "title": "a", "body": "b", "references": [5]}], "mục 1: “references”"),
    ("queries", b"\xef\xbb\xbf" + GOOD_QUERIES, "BOM"),
    ("queries", [{"id": "a"}], "mục 1: thiếu “text”"),
    ("queries", [*QUERIES, QUERIES[0]], "mục 4: “id” 'c1:clean' có hai lần"),
    ("queries", [{"id": "a", "text": "b", "relevant": ["plain"]}], "mục 1: “relevant”"),
    ("queries", [{"id": "a", "text": "b", "relevant": {"plain": "2"}}], "mục 1: “relevant”"),
    ("queries", [{"id": "a", "text": "b", "variant": 7}], "mục 1: “variant”"),
]


@pytest.mark.once
@pytest.mark.parametrize(("which", "content", "said"), BAD_FILES)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, which: str, content: Any, said: str) -> None:
    files = {
        "corpus": written(tmp_path / "corpus.json", GOOD_CORPUS),
        "queries": written(tmp_path / "queries.json", GOOD_QUERIES),
    }
    written(files[which], content)
    out = written(tmp_path / "out.json", {"of": "an earlier run"})
    with pytest.raises(CommandError) as problem:
        evaluate_files(files["corpus"], files["queries"], out)
    assert said in str(problem.value)
    assert files[which].name in str(problem.value)
    assert "\n" not in str(problem.value)
    assert not out.exists()


@pytest.mark.once
def test_where_no_result_can_be_written(tmp_path: Path) -> None:
    corpus, queries = written(tmp_path / "c.json", PASSAGES), written(tmp_path / "q.json", QUERIES)
    for out, said in (
        (tmp_path / "none" / "o.json", "Không có thư mục"),
        (tmp_path, "Không ghi"),
        (corpus, "Không ghi"),
    ):
        with pytest.raises(CommandError, match=said):
            evaluate_files(corpus, queries, out)
    assert json.loads(corpus.read_bytes()) == PASSAGES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.json", "q.json"], "nothing half-written stays"


@pytest.mark.once
@pytest.mark.parametrize(
    ("engine", "url", "said"),
    [
        ("elasticsearch", "http://127.0.0.1:1", "không trả lời"),
        ("elasticsearch", "", "ELASTICSEARCH_URL"),
        ("elasticsearch", "nonsense", "ELASTICSEARCH_URL"),
    ],
)
def test_a_missing_engine_is_told_in_one_sentence(tmp_path: Path, engine: str, url: str, said: str) -> None:
    files = written(tmp_path / "c.json", PASSAGES), written(tmp_path / "q.json", QUERIES)
    out = tmp_path / "o.json"
    done = subprocess.run(**command(*files, out, engine, ELASTICSEARCH_URL=url), timeout=120, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.once
def test_from_a_shell(tmp_path: Path) -> None:
    """Exit code 0, measures on the screen; a packed corpus is read, too."""
    files = written(tmp_path / "c.json", PASSAGES), written(tmp_path / "q.json", QUERIES)
    done = subprocess.run(**command(*files, tmp_path / "o.json"), timeout=120, check=True)
    assert "clean" in done.stdout
    assert done.stderr == ""
    assert len(json.loads((tmp_path / "o.json").read_bytes())["queries"]) == len(QUERIES)
    assert list(tmp_path.glob(".o.json*")) == []
