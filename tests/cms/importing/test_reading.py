"""A line as plain data, or a sentence that says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.importing.lines import Refused
from cms.importing.reading import OldDocument, read_document

TODAY = dt.date(2026, 11, 24)
DECISION = {"decision_number": "5/QĐ-UBND", "decision_date": "2017-05-02", "decision_issuer": "UBND huyện Ngọc Hiển"}


def line(**changes: Any) -> str:
    """A good disclosure with changes; None takes a key away."""
    values = {
        "key": "cv-1", "title": "Kế hoạch", "date": "2022-03-01", "kind": "disclosure", "commune": "32248",
        "heading": "Mục tiêu", "paragraphs": ["Đoạn một.", "Đoạn hai."],
    } | changes  # fmt: skip
    return json.dumps({name: value for name, value in values.items() if value is not None}, ensure_ascii=False)


def read(**changes: Any) -> OldDocument:
    return read_document(line(**changes), today=TODAY)


def test_a_good_line() -> None:
    document = read(key=17, commune=32248)

    assert (document.key, document.commune, document.date) == ("17", "32248", dt.date(2022, 3, 1))
    assert document.paragraphs == ("Đoạn một.", "Đoạn hai.")
    assert document.extra["item"] == 14


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": None}, "key"),
        ({"key": "  "}, "key"),
        ({"key": "x" * 201}, "200"),
        ({"key": True}, "key"),
        ({"title": None}, "title"),
        ({"title": "…"}, "title"),
        ({"title": "x" * 256}, "255"),
        ({"title": ["a"]}, "title"),
        ({"date": None}, "Thiếu ngày"),
        ({"date": "2022-02-30"}, "Không có ngày 2022-02-30"),
        ({"date": "0000-01-01"}, "Không có ngày"),
        ({"date": "hôm qua"}, "2019-05-30"),
        ({"date": 20220301}, "2019-05-30"),
        ({"date": "1926-03-01"}, "quá khứ"),
        ({"date": "2026-11-25"}, "chưa tới"),
        ({"kind": "law"}, "disclosure, material, covenant"),
        ({"kind": ["disclosure"]}, "disclosure, material, covenant"),
        ({"commune": None}, "commune"),
        ({"commune": {"a": 1}}, "commune"),
        ({"paragraphs": None}, "paragraphs"),
        ({"paragraphs": []}, "không có chữ"),
        ({"paragraphs": ["", " \u200b "]}, "không có chữ"),
        ({"paragraphs": [1]}, "paragraphs"),
        ({"item": 15}, "14"),
        ({"item": True}, "14"),
        ({"item": [1]}, "14"),
        ({"forms": ["sms"]}, "posting"),
        ({"kind": "material", "material_type": "book"}, "leaflet"),
        ({"kind": "material", "plan_year": "2020"}, "plan_year"),
        ({"kind": "covenant"}, "số, ngày, cơ quan ban hành"),
        ({"kind": "covenant", **DECISION, "decision_number": ""}, "thiếu số"),
        ({"kind": "covenant", **DECISION, "decision_date": None}, "thiếu ngày"),
        ({"kind": "covenant", **DECISION, "decision_issuer": None}, "thiếu cơ quan ban hành"),
        ({"kind": "covenant", **DECISION, "decision_date": "2017-13-02"}, "Không có ngày"),
    ],
)
def test_what_is_refused_and_why(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(**changes)


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"a"', '{"key": NaN', "[" * 200_000, "1" * 5000])
def test_what_is_no_object(text: str) -> None:
    with pytest.raises(Refused, match="JSON"):
        read_document(text, today=TODAY)


@pytest.mark.parametrize(
    "written", ["2022-03-01", "2022-3-1", "01/03/2022", "2022-03-01T08:30:00+07:00", " 2022-03-01 "]
)
def test_ways_to_write_a_day(written: str) -> None:
    assert read(date=written).date == dt.date(2022, 3, 1)


def test_keys_become_slugs_only_when_they_are_none() -> None:
    assert read(key="CV_12-a").key == "CV_12-a"
    assert read(key="12/KH-UBND, Đất Mũi").key == "12-kh-ubnd-dat-mui"


def test_texts_are_cleaned_at_the_door() -> None:
    document = read(title="Kê\u0301 hoạch\n năm", paragraphs=["a\u00adb\x00c", "x\r\ny", "\ud800"])
    assert document.title == "Kế hoạch năm"
    assert document.paragraphs == ("abc", "x\ny")


def test_a_covenant_with_its_decision_flat_or_nested() -> None:
    flat = read(kind="covenant", **DECISION)
    nested = read(
        kind="covenant", decision={"number": "5/QĐ-UBND", "date": "2017-05-02", "issuer": "UBND huyện Ngọc Hiển"}
    )
    assert flat == nested
    assert flat.extra["effective_on"] == flat.extra["decided_on"] == dt.date(2017, 5, 2)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(json.loads(line(**DECISION, item=1, forms=[], decision={})))), _json))
def test_no_line_whatever_does_more_than_be_refused(changes: dict[str, Any]) -> None:
    for kind in ("disclosure", "material", "covenant"):
        values = json.loads(line(kind=kind)) | {name: value for name, value in changes.items() if name != "kind"}
        try:
            read_document(json.dumps(values), today=TODAY)
        except Refused as problem:
            assert str(problem)
