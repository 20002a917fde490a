"""What the site expects of a search engine. Both engines pass the same tests."""

from __future__ import annotations

import datetime as dt
import threading
import unicodedata
from dataclasses import replace

import pytest

from search.engines import engine
from search.engines.base import FACETS, Document, Engine, EngineUnavailable, Passage, Request
from search.engines.weights import named_place_boost
from search.text.gazetteer import Gazetteer, PlaceRow
from search.text.knowledge import Knowledge
from search.text.query import read_query
from tests.search.engines.builders import ask, document, ids

# --- finding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "giữ gìn vệ sinh kênh rạch",
        "giu gin ve sinh kenh rach",
        "GIỮ GÌN VỆ SINH KÊNH RẠCH",
        "giu gìn vệ sinh kenh rạch",
        unicodedata.normalize("NFD", "giữ gìn vệ sinh kênh rạch"),
        '"vệ sinh" (kênh) rạch*',
    ],
)
def test_found_however_it_is_typed(index: Engine, typed: str) -> None:
    index.write([document(1, "Mọi hộ giữ gìn vệ sinh kênh rạch."), document(2, "Đám cưới tổ chức gọn nhẹ.")])
    assert ids(index, typed) == ["1"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Tổ hòa giải", "hoà giải"),
        ("Tổ hoà giải", "hòa giải"),
        ("Chị Thuý", "thúy"),
        ("Sông Đốc, Đầm Dơi", "song doc dam doi"),
        ("SÔNG ĐỐC", "đốc"),
        (unicodedata.normalize("NFD", "Nghĩa vụ đóng góp"), "nghia vu"),
        ("Ấp\u00a0Rạch\u00adTàu", "rachtau"),
        ("quyết định 15/QĐ-UBND", "15/qđ-ubnd"),
    ],
)
def test_text_and_query_are_spelt_alike(index: Engine, text: str, typed: str) -> None:
    index.write([document(1, text), document(2, "khác hẳn")])
    assert ids(index, typed) == ["1"]


def test_accents_prefer_accented_text(index: Engine) -> None:
    index.write([document(1, "con mà đi học"), document(2, "con má đi học"), document(3, "con mạ đi học")])
    assert ids(index, "con má")[0] == "2"
    assert set(ids(index, "con ma")) == {"1", "2", "3"}


def test_neighbours_count_more_than_scattered_words(index: Engine) -> None:
    index.write([document(1, "ước gì cây hương có đủ ở đây"), document(2, "đây là hương ước có đủ gì ở cây")])
    assert ids(index, "hương ước") == ["2", "1"]


def test_a_heading_counts_more_than_a_mention(index: Engine) -> None:
    mention = Document("1", 1, "material", "Tin", (Passage("a", "Việc chung", "có nói tới an ninh trật tự ở ấp"),))
    heading = Document("2", 1, "material", "Tin", (Passage("a", "An ninh trật tự", "các hộ có nói tới ở ấp này"),))
    index.write([mention, heading])
    assert ids(index, "an ninh trật tự") == ["2", "1"]


def test_title_and_tags_are_found(index: Engine) -> None:
    index.write([document(1, "nội dung", title="Quy ước khóm 5", tags=("Phường An Xuyên", "Xã Tân Thành cũ"))])
    assert ids(index, "quy uoc khom 5") == ids(index, "an xuyen") == ids(index, "tan thanh cu") == ["1"]


def test_of_two_words_both_must_occur_and_of_more_half(index: Engine) -> None:
    index.write([document(1, "cháy rừng"), document(2, "rừng tràm")])
    assert ids(index, "cháy rừng") == ["1"]
    assert set(ids(index, "phòng cháy chữa rừng")) == {"1"}
    assert set(ids(index, "rừng tràm u minh")) == {"2"}
    assert ids(index, "voi hổ báo") == []


# --- hits ------------------------------------------------------------------------------------------------


def test_a_hit_is_a_document_with_its_best_passages(index: Engine) -> None:
    index.write(
        [
            document(1, "rác", "rác thải nhựa bỏ đúng chỗ", "không có gì", "rác thải", "rác nhựa", "nhựa"),
            document(2, "rác thải ở chợ"),
        ]
    )
    results = ask(index, "rác thải nhựa")
    assert results.total == 2
    assert [hit.document_id for hit in results.hits] == ["1", "2"]
    anchors = results.hits[0].anchors
    assert anchors[0] == "dieu-2"
    assert len(anchors) == 3
    assert "dieu-3" not in anchors
    assert results.hits[0].score >= results.hits[1].score > 0


def test_pages_cover_everything_once(index: Engine) -> None:
    index.write([document(n, f"lúa tôm số {n}", "lúa tôm nữa") for n in range(1, 26)])
    pages = [ids(index, "lúa tôm", page=page, page_size=10) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert sorted(int(i) for page in pages for i in page) == list(range(1, 26))
    assert ask(index, "lúa tôm", page=4, page_size=10).total == 25


def test_newest_first_and_undated_last(index: Engine) -> None:
    dates = {1: dt.date(2024, 5, 1), 2: None, 3: dt.date(2026, 1, 1), 4: dt.date(2025, 12, 31)}
    index.write([document(n, "ngân sách xã", date=day, year=day and day.year) for n, day in dates.items()])
    assert ids(index, "ngân sách", sort="date") == ["3", "4", "1", "2"]


def test_a_document_without_passages_is_found_by_its_title(index: Engine) -> None:
    index.write([Document("1", 1, "place", "Xã Đất Mũi", ())])
    assert ids(index, "dat mui") == ["1"]


# --- filters ---------------------------------------------------------------------------------------------


@pytest.fixture
def varied(index: Engine) -> Engine:
    index.write(
        [
            document(1, "tôm", "tôm sú", kind="covenant", commune="10", hamlet="101", year=2025),
            document(2, "tôm", kind="covenant", commune="10", hamlet="102", year=2026),
            document(3, "tôm", kind="disclosure", commune="10", year=2026),
            document(4, "tôm", kind="disclosure", commune="20", year=2026),
            document(5, "cua", kind="material", commune="20", year=2024),
        ]
    )
    return index


def test_facets_count_documents(varied: Engine) -> None:
    results = ask(varied, "tôm")
    assert results.total == 4
    assert {name: values for name, values in results.facets.items() if values} == {
        "kind": {"covenant": 2, "disclosure": 2},
        "commune": {"10": 3, "20": 1},
        "hamlet": {"101": 1, "102": 1},
        "year": {"2026": 3, "2025": 1},
    }
    assert set(results.facets) == set(FACETS)


def test_a_facet_leaves_out_its_own_filter(varied: Engine) -> None:
    filters = {"kind": frozenset({"disclosure"}), "commune": frozenset({"10"})}
    results = ask(varied, "tôm", filters=filters)
    assert [hit.document_id for hit in results.hits] == ["3"]
    assert results.total == 1
    assert results.facets["kind"] == {"covenant": 2, "disclosure": 1}
    assert results.facets["commune"] == {"10": 1, "20": 1}
    assert results.facets["year"] == {"2026": 1}
    assert results.facets["hamlet"] == {}


def test_values_of_one_filter_are_alternatives(varied: Engine) -> None:
    filters = {"hamlet": frozenset({"101", "102", "999"})}
    assert sorted(ids(varied, "tôm", filters=filters)) == ["1", "2"]
    assert ask(varied, "tôm", filters={"year": frozenset({"1999"})}).total == 0


def test_facets_are_never_cut(index: Engine) -> None:
    index.write([document(n, "lúa", commune=str(n)) for n in range(1, 65)])
    assert ask(index, "lúa").facets["commune"] == {str(n): 1 for n in range(1, 65)}


# --- versions --------------------------------------------------------------------------------------------


def test_an_older_write_does_nothing(index: Engine) -> None:
    index.write([document(1, "mới", version=5)])
    assert index.write([document(1, "cũ", version=4)]) == {}
    assert (ids(index, "mới"), ids(index, "cũ")) == (["1"], [])
    assert index.versions() == {"1": 5}


def test_an_equal_version_is_written_again(index: Engine) -> None:
    index.write([document(1, "trước", version=5)])
    index.write([document(1, "sau", version=5)])
    assert (ids(index, "trước"), ids(index, "sau")) == ([], ["1"])


def test_a_shorter_text_leaves_no_passage_behind(index: Engine) -> None:
    index.write([document(1, *[f"x{n} chung" for n in range(1, 80)], version=1)])
    assert ids(index, "x79") == ["1"]
    index.write([document(1, "x1 chung", version=2)])
    assert [ids(index, f"x{n}") for n in (1, 2, 33, 64, 79)] == [["1"], [], [], [], []]


def test_an_older_longer_text_leaves_no_passage_behind(index: Engine) -> None:
    index.write([document(1, "một", "hai", version=7)])
    index.write([document(1, "một", "hai", "ba", "bốn", version=6)])
    assert ids(index, "ba") == ids(index, "bốn") == []
    assert index.versions() == {"1": 7}


def test_deleted_is_gone_and_stays_gone(index: Engine) -> None:
    index.write([document(1, "tôm", "cua", version=3), document(2, "tôm", version=1)])
    index.delete({"1": 4})
    assert (ids(index, "tôm"), ids(index, "cua")) == (["2"], [])
    index.write([document(1, "tôm", "cua", version=3)])
    assert (ids(index, "tôm"), ids(index, "cua")) == (["2"], [])
    assert index.versions() == {"2": 1}
    assert index.status().documents == 1
    index.write([document(1, "tôm", version=5)])
    assert sorted(ids(index, "tôm")) == ["1", "2"]


def test_an_older_deletion_does_nothing(index: Engine) -> None:
    index.write([document(1, "tôm", "cua", version=3)])
    index.delete({"1": 2})
    assert ids(index, "tôm") == ids(index, "cua") == ["1"]


def test_deleting_what_was_never_there_keeps_older_writes_out(index: Engine) -> None:
    index.delete({"1": 4})
    index.write([document(1, "tôm", "cua", version=3)])
    assert ids(index, "tôm") == ids(index, "cua") == []
    assert index.versions() == {}


def test_two_writers_end_with_the_newest(index: Engine) -> None:
    """Each writes its versions in its own order; what remains is the highest, whole and alone."""

    def write(versions: list[int]) -> None:
        for version in versions:
            index.write([document(1, *[f"v{version} đoạn{n}" for n in range(1 + version % 5)], version=version)])

    threads = [threading.Thread(target=write, args=(list(range(start, 25, 2)),)) for start in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert index.versions() == {"1": 24}
    assert ids(index, "v24") == ["1"]
    assert all(ids(index, f"v{version}") == [] for version in range(1, 24))


# --- rebuild ---------------------------------------------------------------------------------------------


def test_a_rebuild_is_seen_only_when_it_is_finished(index: Engine) -> None:
    index.write([document(1, "tôm")])
    new = index.rebuild()
    new.write([document(2, "tôm")])
    assert ids(index, "tôm") == ["1"]
    before = index.status().generation
    new.finish()
    assert ids(index, "tôm") == ["2"]
    assert index.status().generation != before


def test_edits_during_a_rebuild_are_in_both(index: Engine) -> None:
    index.write([document(n, "tôm", version=1) for n in (1, 2, 3)])
    new = index.rebuild()
    index.write([document(1, "cua", version=2), document(4, "tôm", version=1)])
    index.delete({"2": 2})
    # The rebuild read these before the edits, and writes them after.
    new.write([document(n, "tôm", "tôm nữa", version=1) for n in (1, 2, 3)])
    assert (sorted(ids(index, "tôm")), ids(index, "cua")) == (["3", "4"], ["1"])
    assert new.versions() == {"1": 2, "3": 1, "4": 1}
    new.finish()
    assert (sorted(ids(index, "tôm")), ids(index, "cua")) == (["3", "4"], ["1"])
    assert index.versions() == {"1": 2, "3": 1, "4": 1}


def test_an_abandoned_rebuild_leaves_everything_as_it_was(index: Engine) -> None:
    index.write([document(1, "tôm")])
    new = index.rebuild()
    new.write([document(2, "tôm")])
    new.abandon()
    index.write([document(3, "tôm")])
    assert sorted(ids(index, "tôm")) == ["1", "3"]


def test_a_second_rebuild_takes_over(index: Engine) -> None:
    """As after a kill: the first can no longer swap its half in."""
    first = index.rebuild()
    first.write([document(1, "tôm")])
    second = index.rebuild()
    second.write([document(2, "tôm")])
    with pytest.raises(EngineUnavailable):
        first.finish()
    second.finish()
    assert ids(index, "tôm") == ["2"]


def test_many_rebuilds_keep_working(index: Engine) -> None:
    for number in range(1, 5):
        new = index.rebuild()
        new.write([document(number, "tôm")])
        new.finish()
    assert ids(index, "tôm") == ["4"]


def test_before_the_first_build_it_says_that_it_is_unavailable(each_engine: str) -> None:
    fresh = engine()
    assert not fresh.is_ready()
    assert fresh.status().problem
    for use in (
        lambda: fresh.search(Request(read_query("tôm"))),
        lambda: fresh.write([document(1, "tôm")]),
        lambda: fresh.delete({"1": 1}),
        fresh.versions,
    ):
        with pytest.raises(EngineUnavailable):
            use()


def test_status_counts_documents_not_passages(index: Engine) -> None:
    index.write([document(1, "tôm", "cua"), document(2, "tôm")])
    index.refresh()
    status = index.status()
    assert (status.available, status.documents, status.problem) == (True, 2, "")
    assert status.engine == index.name


def test_the_parts_of_a_score_are_told_when_asked(index: Engine) -> None:
    index.write([document(1, "vệ sinh kênh rạch", title="Vệ sinh")])
    (hit,) = ask(index, "vệ sinh", explain=True).hits
    assert hit.parts["whole"] > 0 and hit.parts["title"] > 0 and not hit.parts.get("heading")
    assert ask(index, "vệ sinh").hits[0].parts == {}


def test_an_exact_phrase_must_occur_with_its_accents(index: Engine) -> None:
    index.write([document(1, "ngày của má"), document(2, "ngày của mà"), document(3, "má của ngày")])
    assert ids(index, '"của má"') == ["1"]
    assert sorted(ids(index, '"cua ma"')) == ["1", "2"]


def test_a_phrase_does_not_reach_from_the_heading_into_the_body(index: Engine) -> None:
    index.write([document(1, "rừng phòng hộ", title="Bảo vệ")])
    assert ids(index, '"bảo vệ rừng"') == []
    assert ids(index, '"rừng phòng hộ"') == ["1"]


def test_what_is_excluded_is_left_out(index: Engine) -> None:
    index.write([document(1, "nuôi tôm"), document(2, "nuôi cua"), document(3, "nuôi tôm và cua")])
    assert ids(index, "nuôi -cua") == ["1"]
    assert sorted(ids(index, 'nuôi -"nuôi tôm"')) == ["2"]


def test_a_reference_finds_the_article_before_those_that_mention_it(index: Engine) -> None:
    law = Passage("dieu-5", "Điều 5", "Lấy ý kiến.", ("a:5@nd-61/2023", "d:nd-61/2023"))
    mention = Passage("dieu-1", "Điều 1", "Theo điều 5 nghị định 61/2023, điều 5.", (), ("a:5@nd-61/2023",))
    index.write([Document("1", 1, "covenant", "Một", (mention,)), Document("2", 1, "law", "Hai", (law,))])
    assert ids(index, "điều 5 nghị định 61/2023") == ["2", "1"]


def test_what_belongs_to_a_named_place_comes_first(index: Engine) -> None:
    places = Gazetteer.made([PlaceRow("7", "hamlet", "ap", "3"), PlaceRow("8", "hamlet", "ap", "13")])
    knowledge = replace(Knowledge.shipped(), places=places)
    index.write(
        [
            document(1, "đám cưới đám cưới ở ấp", title="Hương ước ấp Chùa", hamlet="9"),
            document(2, "đám cưới trong ba ngày", title="Hương ước ấp 3", hamlet="7"),
        ]
    )
    index.refresh()
    found = index.search(Request(read_query("huong uoc dam cuoi ap 3", knowledge)))
    assert [hit.document_id for hit in found.hits] == ["2", "1"]
    asked = Request(read_query("huong uoc dam cuoi ap 3", knowledge), near="5", explain=True)
    parts = index.search(asked).hits[0].parts
    assert parts["places"] == named_place_boost() and not parts.get("near")


def test_another_way_to_say_it_is_found(index: Engine) -> None:
    index.write([document(1, "chăm sóc trẻ em"), document(2, "chăm sóc cây em trồng cho trẻ")])
    assert ids(index, "con nít") == ["1"]


def test_what_belongs_to_the_readers_commune_comes_first(index: Engine) -> None:
    index.write([document(n, "nuôi tôm sạch", commune=str(n)) for n in (1, 2, 3)])
    assert ids(index, "tôm sạch", near="3")[0] == "3"
    assert len(ids(index, "tôm sạch", near="3")) == 3
