"""Places named in a query, today's and former, as people in Cà Mau write them."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.gazetteer import FormerName, Gazetteer, PlaceMention, PlaceRow
from search.text.normalise import fold, nfc, tokens

CA_MAU, BAC_LIEU = "Tỉnh Cà Mau", "Tỉnh Bạc Liêu"


def commune(code: str, kind: str, name: str, *former: tuple[str, str, str]) -> PlaceRow:
    names = tuple(FormerName(unit, district=district, province=province) for unit, district, province in former)
    return PlaceRow(code, "commune", kind, name, "96", names)


def hamlet(code: str, kind: str, name: str, commune_code: str, *former: str) -> PlaceRow:
    return PlaceRow(code, "hamlet", kind, name, commune_code, tuple(FormerName(old) for old in former))


GAZETTEER = Gazetteer.made(
    [
        PlaceRow("96", "province", "tinh", "Cà Mau"),
        commune(
            "mui", "xa", "Đất Mũi", ("Xã Đất Mũi", "Huyện Ngọc Hiển", CA_MAU), ("Xã Viên An", "Huyện Ngọc Hiển", CA_MAU)
        ),
        commune("tan_an", "xa", "Tân Ân", ("Thị trấn Rạch Gốc", "Huyện Ngọc Hiển", CA_MAU)),
        commune("nam_can", "xa", "Năm Căn", ("Thị trấn Năm Căn", "Huyện Năm Căn", CA_MAU)),
        commune("tam_giang", "xa", "Tam Giang", ("Xã Hiệp Tùng", "Huyện Năm Căn", CA_MAU)),
        commune("dam_doi", "xa", "Đầm Dơi", ("Thị trấn Đầm Dơi", "Huyện Đầm Dơi", CA_MAU)),
        commune(
            "an_xuyen",
            "phuong",
            "An Xuyên",
            ("Xã An Xuyên", "Thành phố Cà Mau", CA_MAU),
            ("Phường 1", "Thành phố Cà Mau", CA_MAU),
        ),
        commune("bac_lieu", "phuong", "Bạc Liêu", ("Phường 1", "Thành phố Bạc Liêu", BAC_LIEU)),
        commune("hoa_binh", "xa", "Hoà Bình", ("Thị trấn Hòa Bình", "Huyện Hòa Bình", BAC_LIEU)),
        hamlet("rach_tau", "ap", "Rạch Tàu", "mui", "Ấp Cây Me"),
        hamlet("mui_3", "ap", "3", "mui"),
        hamlet("dam_doi_3", "ap", "3", "dam_doi"),
        hamlet("an_xuyen_5", "khom", "5", "an_xuyen"),
        hamlet("bac_lieu_5", "khom", "5", "bac_lieu"),
        hamlet("bac_lieu_cho", "khom", "Chợ", "bac_lieu"),
    ]
)


def mentions(text: str) -> list[tuple[str, set[str], str, str]]:
    words = tokens(nfc(text))
    accented, folded = [word.accented for word in words], [word.folded for word in words]
    found = GAZETTEER.find(accented, folded, accented != folded)
    return [(" ".join(folded[one.start : one.end]), set(one.place_ids), one.level, one.was) for one in found]


@pytest.mark.parametrize(
    ("typed", "said", "ids", "level", "was"),
    [
        ("hương ước xã Đất Mũi", "xa dat mui", {"mui"}, "commune", "today"),
        ("đất mũi có gì mới", "dat mui", {"mui"}, "commune", "today"),
        ("ấp rạch tàu xã đất mũi", "ap rach tau xa dat mui", {"rach_tau"}, "hamlet", "today"),
        ("xã Đất Mũi, ấp Rạch Tàu", "xa dat mui ap rach tau", {"rach_tau"}, "hamlet", "today"),
        ("ấp rạch tàu thuộc xã đất mũi", "ap rach tau thuoc xa dat mui", {"rach_tau"}, "hamlet", "today"),
        ("hương ước ấp 3", "ap 3", {"mui_3", "dam_doi_3"}, "hamlet", "today"),
        ("ấp 03", "ap 03", {"mui_3", "dam_doi_3"}, "hamlet", "today"),
        ("ap3 dam doi", "ap3 dam doi", {"dam_doi_3"}, "hamlet", "today"),
        ("ấp 3, xã Đầm Dơi, tỉnh Cà Mau", "ap 3 xa dam doi tinh ca mau", {"dam_doi_3"}, "hamlet", "today"),
        ("thôn 3 đầm dơi", "thon 3 dam doi", {"dam_doi_3"}, "hamlet", "today"),
        ("kp 5 phường bạc liêu", "kp 5 phuong bac lieu", {"bac_lieu_5"}, "hamlet", "today"),
        ("ấp 3 huyện Ngọc Hiển", "ap 3 huyen ngoc hien", {"mui_3"}, "hamlet", "today"),
        ("ấp cây me", "ap cay me", {"rach_tau"}, "hamlet", "old_hamlet"),
        ("p an xuyên", "p an xuyen", {"an_xuyen"}, "commune", "today"),
        ("xã an xuyên", "xa an xuyen", {"an_xuyen"}, "commune", "old_commune"),
        ("phường 1", "phuong 1", {"an_xuyen", "bac_lieu"}, "commune", "old_commune"),
        ("p1 tp bạc liêu", "p1 tp bac lieu", {"bac_lieu"}, "commune", "old_commune"),
        ("phường 1 thành phố Cà Mau", "phuong 1 thanh pho ca mau", {"an_xuyen"}, "commune", "old_commune"),
        ("huyện ngọc hiển", "huyen ngoc hien", {"mui", "tan_an"}, "commune", "old_district"),
        ("ngọc hiển", "ngoc hien", {"mui", "tan_an"}, "commune", "old_district"),
        ("năm căn", "nam can", {"nam_can"}, "commune", "today"),
        ("thị trấn năm căn cũ", "thi tran nam can cu", {"nam_can"}, "commune", "old_commune"),
        ("năm căn cũ", "nam can cu", {"nam_can", "tam_giang"}, "commune", "old_district"),
        ("thành phố cà mau", "thanh pho ca mau", {"an_xuyen"}, "commune", "old_district"),
        ("cà mau", "ca mau", {"96"}, "province", "today"),
        ("tỉnh Bạc Liêu", "tinh bac lieu", {"bac_lieu", "hoa_binh"}, "commune", "old_province"),
        ("xã hòa bình", "xa hoa binh", {"hoa_binh"}, "commune", "today"),
        ("khóm chợ", "khom cho", {"bac_lieu_cho"}, "hamlet", "today"),
    ],
)
def test_place_is_found(typed: str, said: str, ids: set[str], level: str, was: str) -> None:
    assert mentions(typed) == mentions(fold(typed)) == mentions(typed.upper()) == [(said, ids, level, was)]


@pytest.mark.parametrize(
    "typed",
    [
        "áp dụng",
        "ap dung",
        "nông thôn mới",
        "ấp 99",
        "xã hội",
        "chợ",
        "mũi",
        "năm 2025",
        "đất mùi",
        "ấp rạch táu",
        "p",
        "",
    ],
)
def test_no_place(typed: str) -> None:
    assert mentions(typed) == []


def test_of_the_successors_of_a_district_the_one_of_its_name_comes_first() -> None:
    (found,) = GAZETTEER.find(["năm", "căn", "cũ"], ["nam", "can", "cu"], True)
    assert found.place_ids[0] == "nam_can"
    rows = [
        PlaceRow(
            "a", "commune", "xa", "Đá Bạc", former=(FormerName("Khánh Bình Tây", district="Huyện Trần Văn Thời"),)
        ),
        PlaceRow(
            "b", "commune", "xa", "Trần Văn Thời", former=(FormerName("Phong Lạc", district="Huyện Trần Văn Thời"),)
        ),
    ]
    (found,) = Gazetteer.made(rows).find(["huyện", "trần", "văn", "thời"], ["huyen", "tran", "van", "thoi"], True)
    assert found.place_ids == ("b", "a")


def test_a_hamlet_that_is_not_there_leaves_its_commune() -> None:
    assert mentions("ấp rạch tàu xã đầm dơi") == [("xa dam doi", {"dam_doi"}, "commune", "today")]
    assert mentions("ấp 99 xã đầm dơi") == [("xa dam doi", {"dam_doi"}, "commune", "today")]


def test_two_places_are_two_mentions() -> None:
    found = mentions("ấp 3 xã đầm dơi và ấp rạch tàu xã đất mũi")
    assert [ids for _, ids, _, _ in found] == [{"dam_doi_3"}, {"rach_tau"}]


def test_where_a_name_begins() -> None:
    assert GAZETTEER.starts_name(["p", "an", "xuyen"], 1)
    assert GAZETTEER.starts_name(["huyen", "ngoc", "hien"], 1)
    assert not GAZETTEER.starts_name(["p", "an", "khang"], 1)
    assert not GAZETTEER.starts_name(["ap", "rach", "tau"], 1)


def test_empty_register() -> None:
    assert Gazetteer.made([]).find(["xã", "đất", "mũi"], ["xa", "dat", "mui"], True) == ()


def check(found: Sequence[PlaceMention], length: int) -> None:
    end = 0
    for one in found:
        assert end <= one.start < one.end <= length and one.place_ids
        end = one.end


PLACES = "ấp 3 xã đất mũi rạch tàu huyện năm căn cũ tỉnh cà mau tp p an xuyên thuộc ap3 khóm 5 chợ"
WORDS = st.sampled_from(PLACES.split())


@given(st.text() | st.lists(WORDS).map(" ".join), st.booleans())
def test_no_text_breaks_the_reader(text: str, has_marks: bool) -> None:
    words = tokens(nfc(text))
    accented, folded = [word.accented for word in words], [word.folded for word in words]
    check(GAZETTEER.find(accented, folded, has_marks), len(words))


@pytest.mark.parametrize("hostile", ["ấp 3 ", "xã đất mũi ", "tổ dân phố ", "ấp rạch tàu xã đất mũi huyện ngọc hiển "])
def test_long_texts_take_linear_time(hostile: str) -> None:
    def seconds(length: int) -> float:
        words = tokens((hostile * length)[:length])
        accented, folded = [word.accented for word in words], [word.folded for word in words]
        begin = time.process_time()
        GAZETTEER.find(accented, folded, True)
        return time.process_time() - begin

    seconds(1000)
    assert min(seconds(20_000) for _ in range(3)) < 40 * max(min(seconds(2000) for _ in range(3)), 0.0005)
