"""Everyday and southern words: the tables themselves, and how they are found in a query."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from search.text.language import Language
from search.text.normalise import nfc, tokens
from search.text.synonyms import FOLDER, Entry, Synonyms, read_table

ROOT = Path(__file__).parents[3]
TABLES = sorted(FOLDER.glob("*.tsv"))


def entries() -> list[tuple[str, Entry]]:
    return [(path.name, entry) for path in TABLES for entry in read_table(path)]


def words(text: str) -> tuple[str, ...]:
    return tuple(token.accented for token in tokens(nfc(text)))


def corpus() -> Iterable[str]:
    """The law's articles of the judged set, and the demo covenants, disclosures and materials."""
    for article in json.loads(gzip.decompress((ROOT / "tests/judged/law.json.gz").read_bytes())):
        yield f"{article['heading']}\n{article['body']}"
    for path in sorted((ROOT / "fixtures/demo").rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def found(query: str, restored: str | None = None) -> dict[str, set[str]]:
    """Everyday words found in a query → the law's words."""
    typed = words(query)
    likely = Language.shipped().restore(typed) if restored is None else words(restored)
    return {
        " ".join(typed[expansion.start : expansion.end]): {" ".join(other) for other in expansion.others}
        for expansion in Synonyms.shipped().find(typed, likely)
    }


@cache
def occurring() -> str:
    return "\n".join(f" {' '.join(words(text))} " for text in corpus())


def test_every_line_has_four_columns_at_most_and_says_in_which_sense_it_holds() -> None:
    for path in TABLES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            columns = line.split("\t")
            assert 3 <= len(columns) <= 4, f"{path.name}:{number}"
            assert all(column.strip() for column in columns[:3]), f"{path.name}:{number}"
            assert columns[3:] in ([], [""], ["yes"]), f"{path.name}:{number}"
            assert line == nfc(line).lower() or columns[:2] == [nfc(column).lower() for column in columns[:2]]


def test_the_tables_are_large_and_say_no_everyday_words_twice() -> None:
    everyday = Counter(entry.everyday for _, entry in entries())
    assert sum(everyday.values()) >= 600
    assert [" ".join(phrase) for phrase, count in everyday.items() if count > 1] == []


def test_no_entry_leads_to_itself_alone() -> None:
    assert [" ".join(entry.everyday) for _, entry in entries() if set(entry.law) == {entry.everyday}] == []


def test_the_words_led_to_stand_in_the_law_or_in_the_demo_texts() -> None:
    missing = {
        f"{name}: {' '.join(entry.everyday)} → {' '.join(law)}"
        for name, entry in entries()
        for law in entry.law
        if f" {' '.join(law)} " not in occurring()
    }
    assert missing == set()


def test_the_words_led_to_are_phrases_not_articles() -> None:
    assert [" ".join(law) for _, entry in entries() for law in entry.law if len(law) > 7] == []


@pytest.mark.parametrize(
    ("query", "everyday", "law"),
    [
        ("tổ hòa giải gồm những ai", "gồm những ai", "thành phần"),
        ("khi nào thì rút giấy phép", "rút giấy phép", "thu hồi giấy phép"),
        ("rút giấy phép bán rượu", "rút giấy phép bán rượu", "thu hồi giấy phép"),
        ("hương ước là gì", "là gì", "giải thích từ ngữ"),
        ("tiền đâu mà làm hòa giải", "tiền đâu mà", "nguồn kinh phí"),
        ("con nít uống rượu", "con nít uống rượu", "chưa đủ 18 tuổi"),
        ("lệ làng", "lệ làng", "hương ước quy ước"),
        ("đuổi trưởng ấp", "đuổi trưởng ấp", "cho thôi làm trưởng thôn"),
    ],
)
def test_everyday_words_lead_to_the_laws(query: str, everyday: str, law: str) -> None:
    assert law in found(query)[everyday]


def test_words_typed_without_accents_are_found_too() -> None:
    assert "trẻ em" in found("con nit mo coi")["con nit"]
    assert "thành phần" in found("to hoa giai gom nhung ai")["gom nhung ai"]


def test_words_typed_with_other_accents_are_not() -> None:
    assert "bạn ghe" not in found("bàn ghế")
    assert "luật cũ" not in found("luật cư trú")
    assert found("xã hội hóa") == {}


def test_a_single_bare_word_that_is_many_words_counts_only_when_it_is_restored_so() -> None:
    assert found("ma", restored="ma") == {}
    assert found("ma", restored="má") == {"ma": {"mẹ"}}


def test_the_longest_words_of_the_whole_query_come_first() -> None:
    assert found("ai làm trưởng ấp mấy năm") == {"làm trưởng ấp mấy năm": {"nhiệm kỳ"}}
    assert set(found("cho con nghỉ học")) == {"cho con nghỉ học"}


@pytest.mark.parametrize(
    ("query", "not_said"),
    [
        ("hai vợ chồng", "hai vợ"),
        ("hỏi giấy tờ xe", "hỏi giấy"),
        ("quyền của vợ sau khi ly hôn", "vợ sau"),
        ("điều kiện xã hội", "kiện xã"),
        ("ngoài xã hội", "ngoài xã"),
        ("tôi làm hòa giải viên", "làm hòa"),
        ("xài bao nhiêu tiền", "xài bao"),
        ("công bố thông tin", "bố"),
    ],
)
def test_words_inside_others_are_left_alone(query: str, not_said: str) -> None:
    assert not_said not in found(query)


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("# head\ncon nít\t\ttrẻ\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_table(table)
