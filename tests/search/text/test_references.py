"""Legal references as officers and citizens type them, and the keywords by which they meet a passage."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import legal_documents
from search.text.legal_documents import LegalDocument, document_of, flatten
from search.text.normalise import fold, nfc
from search.text.references import Reference, find, passage_keywords, query_keywords

ND61 = "61/2023/nd-cp"
LAW10 = "10/2022/qh15"


def read(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(found.article, found.clause, found.point, found.document) for found in find(text)]


@pytest.mark.parametrize(
    ("typed", "article", "clause", "point", "document"),
    [
        ("Điều 5 Nghị định 61/2023/NĐ-CP", "5", None, None, ND61),
        ("61/2023/NĐ-CP điều 12", "12", None, None, ND61),
        ("điều 5 NĐ 61", "5", None, None, "nd:61"),
        ("NĐ 61/2023 điều 5", "5", None, None, "nd:61/2023"),
        ("NĐ 61/23 điều 5", "5", None, None, "nd:61/2023"),
        ("điều 5 khoản 2 NĐ 61/2023", "5", "2", None, "nd:61/2023"),
        ("điểm đ khoản 2 Điều 8 Nghị định 61/2023/NĐ-CP", "8", "2", "đ", ND61),
        ("điều 8, khoản 2, điểm a của nghị định số 61/2023/NĐ-CP", "8", "2", "a", ND61),
        ("k2đ5 nđ61", "5", "2", None, "nd:61"),
        ("k2d5nd61/2023", "5", "2", None, "nd:61/2023"),
        ("k2 d5 nd61", "5", "2", None, "nd:61"),
        ("d5 nd 61", "5", None, None, "nd:61"),
        ("Đ.5 k.4", "5", "4", None, None),
        ("điểm a khoản 2 Điều 8", "8", "2", "a", None),
        ("Điều 5a", "5a", None, None, None),
        ("điều thứ 5 hương ước", "5", None, None, None),
        ("đ51 luật trẻ em", "51", None, None, "102/2016/qh13"),
        ("điều 51 luật trẻ em 2016", "51", None, None, "102/2016/qh13"),
        ("luật trẻ em năm 2016 điều 51", "51", None, None, "102/2016/qh13"),
        ("điều 51 luật trẻ em 2017", "51", None, None, "102/2016/qh13"),  # came into force in 2017
        ("điều 51 luật trẻ em 2004", "51", None, None, "25/2004/qh11"),
        ("điều 51 trẻ em 2016", "51", None, None, "102/2016/qh13"),
        ("khoản 1 điều 8 luật hôn nhân và gia đình 2014", "8", "1", None, "52/2014/qh13"),
        ("luật hn&gđ điều 8", "8", None, None, "52/2014/qh13"),
        ("Điều 8 Luật Trẻ em số 102/2016/QH13 ngày 05/04/2016", "8", None, None, "102/2016/qh13"),
        ("điều 174 BLHS", "174", None, None, "100/2015/qh13"),
        ("hiến pháp 2013 điều 25", "25", None, None, "hp:2013"),
        ("luật thực hiện dân chủ ở cơ sở điều 22", "22", None, None, LAW10),
        ("điều 22 luật THDCCS", "22", None, None, LAW10),
        ("luật 10/2022/QH15 điều 43", "43", None, None, LAW10),
        ("Điều 5 91/2015/QH13", "5", None, None, "91/2015/qh13"),
        ("Điều 3 01/VBHN-VPQH", "3", None, None, "1/vbhn-vpqh"),
    ],
)
def test_article_with_its_document(
    typed: str, article: str, clause: str | None, point: str | None, document: str | None
) -> None:
    assert read(typed) == [(article, clause, point, document)]
    assert read(unicodedata.normalize("NFD", typed)) == [(article, clause, point, document)]
    assert read(typed.upper()) == [(article, clause, point, document)]
    if "đ5" not in typed and "Đ.5" not in typed:  # a bare "d5" alone is no article
        unaccented = [(article, clause, point and fold(point), document)]
        assert [(a, c, p and fold(p), d) for a, c, p, d in read(fold(typed))] == unaccented


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        ("nghi dinh 61 nam 2023", "nd:61/2023"),
        ("nghị định 61 2023", "nd:61/2023"),
        ("NĐ-CP 61/2023", ND61),
        ("nđ cp 61/2023", ND61),
        ("nđ61/2023", "nd:61/2023"),
        ("61 / 2023 / NĐ - CP", ND61),
        ("61/2023/nđ cp", ND61),
        ("nghị định số 61/2023/NĐ-CP ngày 16/8/2023", ND61),
        ("nghị định của Chính phủ số 61/2023", "nd:61/2023"),
        ("TT 04/2011/TT-BVHTTDL", "4/2011/tt-bvhttdl"),
        ("QĐ 22/2018/QĐ-TTg", "22/2018/qd-ttg"),
        ("114/2008/QĐ-TT", "114/2008/qd-ttg"),
        ("144/2014/TTLT-BTC-BVHTTDL", "144/2014/ttlt-btc-bvhttdl"),
        ("02/2002/TTLT/BTC-MTTW", "2/2002/ttlt-btc-mttw"),
        ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/nqlt-ubtvqh14-cp-dctubtwmttqvn"),
        ("NQLT 403/2017", "nqlt:403/2017"),
        ("pháp lệnh công an xã", "6/2008/pl-ubtvqh12"),
        ("nghị quyết 04", "nq:4"),
        ("luật 10", "luat:10"),
        ("chỉ thị 30-CT/TW", "30/ct-tw"),
        ("15/QĐ-UBND", "15/qd-ubnd"),
        ("quyết định 15/QĐ-UBND ngày 14/10/2025", "15/qd-ubnd"),
        ("kế hoạch số 15/KH-UBND", "15/kh-ubnd"),
        ("kế hoạch số 15", "kh:15"),
        ("61/2023", "61/2023"),
        ("nghị định hương ước", ND61),
        ("luật đất đai 2013", "45/2013/qh13"),
        ("luật phòng, chống tác hại của rượu, bia", "44/2019/qh14"),
    ],
)
def test_document_alone(typed: str, document: str) -> None:
    assert read(typed) == [(None, None, None, document)] == read(fold(typed)) == read(typed.upper())


@pytest.mark.parametrize(
    "typed",
    [
        "tháng 8/2023",
        "8/2023",
        "ngày 16/8/2023",
        "kế hoạch 5 năm",
        "thông báo 3 ngày",
        "quyết định 5 triệu",
        "luật 3 con",
        "điều kiện",
        "khoản tiền 5 triệu",
        "điểm a",
        "giá 20.000đ 5 cái",
        "d5",
        "k2",
        "ấp 3 xã Đầm Dơi",
        "hướng dẫn 5 bước",
        "luật 2024",
        "bàn trẻ em 2016",
        "thực hiện pháp luật",
        "thuc hien phap luat",
        "theo pháp luật. 5. Các hành vi",
        "luật dẫn chủ",
        "Điều 39.10.NĐ.11",
    ],
)
def test_what_only_looks_like_a_reference(typed: str) -> None:
    assert find(typed) == ()


def test_several_references_keep_to_their_documents() -> None:
    assert read("Điều 5, Điều 6 Nghị định 61; điều 7 NĐ 62") == [
        ("5", None, None, "nd:61"),
        ("6", None, None, "nd:61"),
        ("7", None, None, "nd:62"),
    ]
    assert read("NĐ 61 điều 5, điều 6") == [("5", None, None, "nd:61"), ("6", None, None, "nd:61")]
    assert read("các điều 5, 6 và 7 Luật 10/2022/QH15") == [(n, None, None, LAW10) for n in "567"]
    assert read("khoản 1, khoản 3 Điều 5") == [("5", "1", None, None), ("5", "3", None, None)]
    assert read("điều 5, 3 người ký") == [("5", None, None, None)]


def test_article_and_document_apart_belong_together_in_a_short_text_only() -> None:
    short = "điều 8 quy định gì trong luật hôn nhân"
    assert read(short)[0] == ("8", None, None, "52/2014/qh13")
    assert read(short + " và việc nhà" * 20)[0] == ("8", None, None, None)
    assert read("điều 5 hương ước theo nghị định 61")[0] == ("5", None, None, None)


def test_place_in_the_text_is_that_of_the_nfc_text() -> None:
    typed = unicodedata.normalize("NFD", "xem Điều 5 khoản 2 Nghị định 61/2023/NĐ-CP nhé")
    (found,) = find(typed)
    assert nfc(typed)[found.start : found.end] == "Điều 5 khoản 2 Nghị định 61/2023/NĐ-CP"


@pytest.mark.parametrize(
    ("typed", "passage"),
    [
        ("điều 5 NĐ 61", "Điều 5 Nghị định 61/2023/NĐ-CP"),
        ("k2 đ5 nđ61/2023", "Điều 5 Nghị định 61/2023/NĐ-CP"),
        ("điều 5 61/2023", "Điều 5 Nghị định 61/2023/NĐ-CP"),
        ("luật trẻ em điều 51", "Điều 51 Luật 102/2016/QH13"),
        ("điều 51 luật 102", "Điều 51 Luật 102/2016/QH13"),
        ("điều 5 bộ luật dân sự", "Điều 5 91/2015/QH13"),
        ("điều 2 TT 1/2016", "Điều 2 Thông tư liên tịch 01/2016/TTLT-TANDTC-VKSNDTC-BTP"),
        ("điều 3 quyết định 114/2008/QĐ-TTg", "Điều 3 Quyết định 114/2008/QĐ-TT"),
        ("điều 3 nghị quyết liên tịch giám sát phản biện xã hội", "Điều 3 NQLT 403/2017"),
        ("điều 5 hương ước ấp 3", "Điều 5 Hương ước ấp Rạch Tàu"),
        ("điều 10 NĐ 61/2023", "Điều 10 Nghị định số 61/2023/NĐ-CP ngày 16 tháng 8 năm 2023"),
    ],
)
def test_question_meets_its_article_first(typed: str, passage: str) -> None:
    (reference,) = find(typed)
    wanted = [keyword for keyword in query_keywords(reference) if keyword.startswith("a:")]
    assert set(wanted) & passage_keywords([passage])
    other = passage.replace("Điều ", "Điều 9")
    assert not set(wanted) & passage_keywords([other])


@pytest.mark.parametrize(
    ("typed", "passage"),
    [
        ("quyết định 15/QĐ-UBND", "15/QĐ-UBND"),
        ("quyết định 15", "Quyết định số 15/QĐ-UBND ngày 14/10/2025"),
        ("QĐ 15 năm 2025", "Quyết định số 15/QĐ-UBND ngày 14/10/2025"),
        ("quyết định 15/QĐ-UBND ngày 14/10/2025", "15/QĐ-UBND"),
        ("nghị định 61", "Điều 5 Nghị định 61/2023/NĐ-CP"),
        ("luật 10", "Điều 5 Luật 10/2022/QH15"),
        ("luật dân chủ cơ sở", "Điều 5 Luật 10/2022/QH15"),
    ],
)
def test_document_is_found_by_what_is_known_of_it(typed: str, passage: str) -> None:
    (reference,) = find(typed)
    assert set(query_keywords(reference)) & passage_keywords([passage])


@pytest.mark.parametrize(
    ("typed", "passage"),
    [
        ("điều 5 NĐ 61/2023", "Điều 5 Nghị định 61/2020/NĐ-CP"),
        ("điều 5 NĐ 61", "Điều 5 Thông tư 61/2023/TT-BTC"),
        ("điều 5 NĐ 61", "Điều 5 Hương ước ấp 3"),
        ("61/2023/NĐ-CP", "61/2023/TT-BTC"),
        ("15/QĐ-UBND", "15/2025/QĐ-TTg"),
        ("luật trẻ em 2016", "Luật 25/2004/QH11"),
    ],
)
def test_other_documents_do_not_match(typed: str, passage: str) -> None:
    (reference,) = find(typed)
    assert not set(query_keywords(reference)) & passage_keywords([passage])


def test_keywords_of_a_question_go_from_exact_to_wide() -> None:
    (reference,) = find("điều 5 nghị định 61/2023/NĐ-CP")
    assert query_keywords(reference) == (
        "a:5@61/2023/nd-cp",
        "a:5@nd-61/2023",
        "d:61/2023/nd-cp",
        "d:nd-61/2023",
    )
    (covenant,) = find("điều 5 hương ước")
    assert query_keywords(covenant) == ("a:5",)


def test_register_numbers() -> None:
    assert document_of("04/2011/TT-BVHTTDL") == LegalDocument("4", "tt", "2011", "tt-bvhttdl")
    assert document_of("HP/2013").canonical == "hp:2013"
    assert document_of("").canonical == ""


@given(st.text() | st.text(alphabet="điều khoảnđkn0123456789/-.,NĐCPQH luật", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    clean = nfc(text)
    assert len(flatten(clean)) == len(clean)
    for reference in find(text):
        assert isinstance(reference, Reference)
        assert 0 <= reference.start < reference.end <= len(clean)
        assert all(keyword.isascii() and " " not in keyword for keyword in query_keywords(reference))
        assert (
            reference.article or not reference.documents or set(query_keywords(reference)) & set(reference.keywords())
        )


@given(st.integers(1, 9999), st.integers(1, 99), st.integers(1, 9999), st.integers(1945, 2040))
def test_any_number_is_read(article: int, clause: int, number: int, year: int) -> None:
    typed = f"khoản {clause} Điều {article} Nghị định {number}/{year}/NĐ-CP"
    assert read(typed) == [(str(article), str(clause), None, f"{number}/{year}/nd-cp")]
    (reference,) = find(typed)
    assert set(query_keywords(reference)) <= passage_keywords([f"Điều {article} NĐ {number:02}/{year}/NĐ-CP"])


@pytest.mark.parametrize(
    "hostile",
    ["k2đ5", "điều 1, ", "luật ", "điều" + " " * 50, "61/2023/a-", "các điều 1,1", "1/", "nd", "thông tư liên tịch "],
)
def test_hostile_texts_take_linear_time(hostile: str) -> None:
    def seconds(length: int) -> float:
        text = (hostile * length)[:length]
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    seconds(1000)
    assert min(seconds(20_000) for _ in range(3)) < 40 * max(min(seconds(2000) for _ in range(3)), 0.0005)


def test_letters_of_all_scripts_do_not_fill_the_memory() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 2 * legal_documents.MOST_LETTERS)))
    assert flatten(text) == text
    assert len(legal_documents._FLAT) <= legal_documents.MOST_LETTERS
    assert flatten("Đất Mũi") == "dat mui"
