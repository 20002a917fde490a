"""Two texts word by word, in stretches that a person can read."""

from __future__ import annotations

import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.comparison import Span, word_spans
from content_models.covenants.comparison.tokens import tokens

WORDS = st.one_of(
    st.sampled_from(["tổ", "chức", "trưởng", "kênh", "rạch", "mương", "bà", "con", "nhắc", "nhở", "và"]),
    st.sampled_from(["21/5/2026", "1.500.000", "61/2023/NĐ-CP", "10%", "a)", ",", ".", ";"]),
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.lists(LINES, max_size=7).map("\n".join)


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in word_spans(old, new)]


def joined(spans: tuple[Span, ...], without: str) -> str:
    return "".join(span.text for span in spans if span.kind != without)


@given(TEXTS | st.text(max_size=80), TEXTS | st.text(max_size=80))
def test_spans_joined_are_the_two_texts(old: str, new: str) -> None:
    spans = word_spans(old, new)
    assert joined(spans, "added") == old
    assert joined(spans, "removed") == new
    assert all(a.kind != b.kind for a, b in pairwise(spans))
    assert all(span.text for span in spans)


@given(TEXTS, TEXTS)
def test_no_span_begins_inside_a_syllable_number_or_date(old: str, new: str) -> None:
    spans = word_spans(old, new)
    for text, without in ((old, "added"), (new, "removed")):
        inside, position = set(), 0
        for token in tokens(text):
            inside.update(range(position + 1, position + len(token.rstrip())))
            position += len(token)
        position = 0
        for span in spans:
            if span.kind != without:
                assert position not in inside
                position += len(span.text)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert word_spans(text, text) == ((Span("same", text),) if text else ())


@given(TEXTS, TEXTS)
def test_nothing_is_called_new_that_is_the_same(old: str, new: str) -> None:
    assert (old == new) == all(span.kind == "same" for span in word_spans(old, new))


def test_a_word_of_two_syllables_stays_whole() -> None:
    assert shown("Ấp giao cho tổ chức ấy lo việc này.", "Ấp giao cho tổ trưởng ấy lo việc này.") == [
        ("same", "Ấp giao cho "), ("removed", "tổ chức "), ("added", "tổ trưởng "), ("same", "ấy lo việc này."),
    ]  # fmt: skip


def test_the_second_half_of_a_word_goes_with_the_first() -> None:
    assert shown("Dọn sạch mương rạch mỗi tháng.", "Dọn sạch kênh rạch mỗi tháng.")[1:3] == [
        ("removed", "mương rạch "), ("added", "kênh rạch "),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("Họp ngày 5/1/2026 tại ấp.", "Họp ngày 5/2/2026 tại ấp.", "5/1/2026 ", "5/2/2026 "),
        ("Góp 1.500.000 đồng mỗi hộ.", "Góp 1.200.000 đồng mỗi hộ.", "1.500.000 ", "1.200.000 "),
        ("Theo Nghị định 61/2023/NĐ-CP của.", "Theo Nghị định 61/2024/NĐ-CP của.", "61/2023/NĐ-CP ", "61/2024/NĐ-CP "),
        ("Giảm 10% cho hộ nghèo.", "Giảm 15% cho hộ nghèo.", "10% ", "15% "),
    ],
)
def test_numbers_and_dates_stay_whole(old: str, new: str, removed: str, added: str) -> None:
    assert [entry for entry in shown(old, new) if entry[0] != "same"] == [("removed", removed), ("added", added)]


def test_an_accent_written_apart_is_no_cut() -> None:
    old, new = "Giữ sạch tie\u0302\u0301ng ồn này.", "Giữ sạch tie\u0302\u0300ng ồn này."
    assert [entry for entry in shown(old, new) if entry[0] != "same"] == [
        ("removed", "tie\u0302\u0301ng "), ("added", "tie\u0302\u0300ng "),
    ]  # fmt: skip


def test_a_comma_changes_without_its_word() -> None:
    assert shown("Dọn kênh, đường và chợ.", "Dọn kênh; đường và chợ.") == [
        ("same", "Dọn kênh"), ("removed", ", "), ("added", "; "), ("same", "đường và chợ."),
    ]  # fmt: skip


def test_a_paragraph_between_two_others_is_added_whole() -> None:
    old = "1. Giữ sạch bờ rạch.\n2. Không nuôi heo thả rông."
    new = "1. Giữ sạch bờ rạch.\n2. Không đốt rác ngoài vườn sau nhà.\n3. Không nuôi heo thả rông."
    assert shown(old, new) == [
        ("same", "1. Giữ sạch bờ rạch.\n"), ("added", "2. Không đốt rác ngoài vườn sau nhà.\n"),
        ("removed", "2"), ("added", "3"), ("same", ". Không nuôi heo thả rông."),
    ]  # fmt: skip


def test_a_paragraph_with_nothing_in_common_is_replaced_whole() -> None:
    old, new = "Đám cưới không quá một ngày.", "Trồng cây hai bên lộ theo lịch."
    assert shown(f"Mở đầu.\n{old}\nKết.", f"Mở đầu.\n{new}\nKết.") == [
        ("same", "Mở đầu.\n"), ("removed", f"{old}\n"), ("added", f"{new}\n"), ("same", "Kết."),
    ]  # fmt: skip


def test_a_lonely_word_between_two_changes_is_no_island() -> None:
    old = "Mỗi nhà cử người dọn cỏ ven đường và quét chợ vào cuối tuần thứ ba."
    new = "Mỗi nhà cử người trồng hoa trước ngõ và tưới cây vào cuối tuần thứ ba."
    assert [kind for kind, _ in shown(old, new)] == ["same", "removed", "added", "same"]


def test_a_hostile_paragraph_is_answered_in_a_moment() -> None:
    chance = random.Random(7)
    few = [" ".join(chance.choice(["một", "hai", "ba", "bốn"]) for _ in range(15_000)) for _ in range(2)]
    lines = ["\n".join(chance.choice("ab") for _ in range(5_000)) for _ in range(2)]
    long = ["".join(f"{letter}{n}" for n in range(60_000)) for letter in "ab"]
    started = time.perf_counter()
    for old, new in (few, lines, long):
        assert joined(word_spans(old, new), "added") == old
    assert time.perf_counter() - started < 3


def test_tokens_lose_nothing() -> None:
    text = "Điều 5.\u00a0Giữ   sạch (bờ rạch), 21 giờ 30; v.v…\r\n\t“Thôi”\u2028x"
    assert "".join(tokens(text)) == text
    assert not any(re.fullmatch(r"\s+", token) for token in tokens(text))
