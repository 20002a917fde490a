"""Abbreviations of officers and citizens, read by their neighbours."""

import re
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.abbreviations import TABLES_FILE, IsPlace, find
from search.text.expansion import Expansion
from search.text.normalise import fold, nfc, tokens


def read(text: str, is_place: IsPlace | None = None) -> tuple[list[str], list[str], tuple[Expansion, ...]]:
    words = tokens(nfc(text))
    accented, folded = [word.accented for word in words], [word.folded for word in words]
    return accented, folded, find(accented, folded, is_place)


def said(text: str, is_place: IsPlace | None = None) -> dict[str, list[str]]:
    """The other ways to say it, by the words of the text."""
    accented, _, found = read(text, is_place)
    return {" ".join(accented[one.start : one.end]): [" ".join(other) for other in one.others] for one in found}


@pytest.mark.parametrize(
    ("typed", "short", "long"),
    [
        ("UBND xã họp", "ubnd", "ủy ban nhân dân"),
        ("HĐND", "hđnd", "hội đồng nhân dân"),
        ("hdnd", "hdnd", "hội đồng nhân dân"),
        ("MTTQ VN giám sát", "mttq vn", "mặt trận tổ quốc việt nam"),
        ("KT-XH của xã", "kt xh", "kinh tế xã hội"),
        ("luật hn&gđ", "hn gđ", "hôn nhân và gia đình"),
        ("PT TDĐKXDĐSVH", "tdđkxdđsvh", "toàn dân đoàn kết xây dựng đời sống văn hóa"),
        ("nvh ấp", "nvh", "nhà văn hóa"),
        ("TDP số 4", "tdp", "tổ dân phố"),
        ("ĐBQH tiếp xúc cử tri", "đbqh", "đại biểu quốc hội"),
        ("KH tuyên truyền", "kh", "kế hoạch"),
        ("qd cong nhan", "qd", "quyết định"),
        ("kp3", "kp3", "khu phố 3"),
        ("K5", "k5", "khóm 5"),
    ],
)
def test_short_form_is_said_in_full(typed: str, short: str, long: str) -> None:
    assert long in said(typed)[short]


@pytest.mark.parametrize("typed", ["ủy ban nhân dân xã", "uy ban nhan dan xa", "ỦY BAN NHÂN DÂN xã"])
def test_full_form_is_said_in_short(typed: str) -> None:
    assert list(said(typed).values()) == [["ubnd"]]


@pytest.mark.parametrize(
    ("typed", "short", "long"),
    [
        ("HĐ phối hợp phổ biến pháp luật", "hđ", ["hội đồng"]),
        ("hd phoi hop", "hd", ["hội đồng"]),
        ("HĐ lao động", "hđ", ["hợp đồng"]),
        ("ký hđ thuê nhà", "hđ", ["hợp đồng"]),
        ("kinh phí hđ", "hđ", ["hoạt động"]),
        ("hd thủ tục", "hd", ["hướng dẫn"]),
        ("TT 04", "tt", ["thông tư"]),
        ("TT văn hóa", "tt", ["trung tâm"]),
        ("an ninh TT", "tt", ["trật tự"]),
        ("công tác tt", "tt", ["tuyên truyền"]),
        ("CT UBND xã", "ct", ["chủ tịch"]),
        ("CT số 30", "ct", ["chỉ thị"]),
        ("ban CT mặt trận", "ct", ["công tác"]),
        ("PT văn nghệ", "pt", ["phong trào"]),
        ("GĐ văn hóa", "gđ", ["gia đình"]),
        ("GĐ sở", "gđ", ["giám đốc"]),
        ("gđ 2021", "gđ", ["giai đoạn"]),
        ("BT chi bộ", "bt", ["bí thư"]),
        ("tiền bt đất", "bt", ["bồi thường"]),
        ("CB CC xã", "cb", ["cán bộ"]),
        ("CB CC xã", "cc", ["công chức"]),
        ("CC hợp đồng", "cc", ["công chứng"]),
        ("kp hoạt động", "kp", ["kinh phí"]),
        ("trưởng kp", "kp", ["khu phố"]),
        ("theo qđ của pháp luật", "qđ", ["quy định"]),
        ("thanh tra nd", "nd", ["nhân dân"]),
        ("KH công nghệ", "kh", ["khoa học"]),
    ],
)
def test_neighbours_choose_the_sense(typed: str, short: str, long: list[str]) -> None:
    assert said(typed)[short] == long


@pytest.mark.parametrize("typed", ["hđ", "tt", "hd", "p", "x", "p lớn", "cc", "ca hát", "bt"])
def test_short_form_without_a_neighbour_stays(typed: str) -> None:
    assert said(typed) == {}


def test_ward_and_commune_letters_hold_before_a_place_only() -> None:
    def is_an_xuyen(folded: list[str], index: int) -> bool:
        return folded[index : index + 2] == ["an", "xuyen"]

    assert said("p an xuyên", is_an_xuyen) == {"p": ["phường"]}
    assert said("x an xuyên", is_an_xuyen) == {"x": ["xã"]}
    assert said("p an khang", is_an_xuyen) == {}
    assert said("p 5") == {"p": ["phường"]}


@pytest.mark.parametrize(
    ("typed", "unit", "others"),
    [
        ("hương ước ấp 3", "ấp", {"thôn", "làng"}),
        ("huong uoc ap 3", "ap", {"thôn", "làng"}),
        ("trưởng thôn", "thôn", {"ấp", "làng"}),
        ("trưởng bản", "bản", {"ấp", "thôn", "làng"}),
        ("khóm 5", "khóm", {"khu phố", "tổ dân phố"}),
        ("tổ dân phố 2", "tổ dân phố", {"khóm", "khu phố", "tdp"}),
        ("trưởng khóm", "trưởng khóm", {"trưởng khu phố", "tổ trưởng tổ dân phố"}),
    ],
)
def test_names_of_the_community_are_one(typed: str, unit: str, others: set[str]) -> None:
    assert set(said(typed)[unit]) == others


@pytest.mark.parametrize(
    "typed",
    [
        "áp dụng",
        "ap dung",
        "ap phich",
        "huyết áp",
        "nông thôn",
        "nong thon",
        "văn bản",
        "van ban",
        "bản sao",
        "lang",
        "ban",
    ],
)
def test_words_that_only_sound_like_a_community(typed: str) -> None:
    assert said(typed) == {}


def test_tables_hold_together() -> None:
    tables = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
    assert len(tables["sure"]) + len({row["short"] for row in tables["sense"]}) >= 133
    for short, longs in tables["sure"].items():
        assert longs and all(fold(long) != fold(short) for long in longs)
        assert re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", short), short
    for row in tables["sense"]:
        assert row["short"] not in tables["sure"], row
        assert row.get("otherwise") or row.get("next") or row.get("prev"), row


def test_every_sure_form_leads_there_accented_or_not() -> None:
    tables = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
    for short, longs in tables["sure"].items():
        for typed in {short, fold(short), short.upper()}:
            others = [other for found in said(typed).values() for other in found]
            assert " ".join(token.accented for token in tokens(longs[0])) in others, typed


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    accented, folded, found = read(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(accented)
        end = one.end
        assert one.others and all(words and all(words) for words in one.others)
        assert tuple(accented[one.start : one.end]) not in one.others
    assert len(accented) == len(folded)


@pytest.mark.parametrize("hostile", ["hđ ", "ấp thôn ", "tổ dân ", "ban thanh tra ", "tt 5 "])
def test_long_texts_take_linear_time(hostile: str) -> None:
    def seconds(length: int) -> float:
        words = tokens((hostile * length)[:length])
        accented, folded = [word.accented for word in words], [word.folded for word in words]
        begin = time.process_time()
        find(accented, folded)
        return time.process_time() - begin

    seconds(1000)
    assert min(seconds(20_000) for _ in range(3)) < 40 * max(min(seconds(2000) for _ in range(3)), 0.0005)
