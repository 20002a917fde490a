"""The checks read whatever people type: no text makes them fail, no way of writing letters makes them blind."""

from __future__ import annotations

import datetime as dt
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.checks import CheckContext, LawPassages, OtherText, check, classes_of, only_yours
from content_models.covenants.checks.words import shingles, tokens
from content_models.covenants.provisions import number_blocks
from tests.content_models.covenants.texts import BODIES, PRINTED, TITLES

DAY = dt.date(2026, 11, 24)
LAW = LawPassages.of([("Điều 1", "Luật này quy định về hòa giải ở cơ sở, về hòa giải viên và tổ hòa giải ở cơ sở.")])
ARTICLES = st.builds(
    lambda heading, body, number: {
        "type": "article", "id": heading, "value": {"heading": heading, "body": body, "printed_number": number},
    },
    TITLES | st.text(max_size=20), BODIES, PRINTED,
)  # fmt: skip
OTHERS = st.one_of(
    ARTICLES,
    st.builds(lambda text: {"type": "preamble", "value": text}, BODIES),
    st.builds(lambda t: {"type": "chapter", "value": {"title": t, "printed_number": ""}}, TITLES),
    st.builds(lambda t: {"type": "table", "value": {"caption": t, "rows": [[t, "2"]]}}, st.text(max_size=20)),
)
SAMPLES = st.sampled_from(
    [
        "Ai xả rác xuống kinh thì nộp hai trăm ngàn đồng cho quỹ ấp.",
        "Hộ tạm trú không được dự họp.",
        "Người trộm gà bị bêu tên trên loa ấp.",
        "Mỗi hộ đóng quỹ an ninh mười ngàn đồng một tháng.",
        "Hộ chưa đóng quỹ thì trưởng ấp chưa ký giấy tờ.",
    ]
)


@given(st.lists(OTHERS, max_size=6), st.text(max_size=30))
def test_no_text_makes_the_checks_fail(blocks: list[dict[str, object]], title: str) -> None:
    text = number_blocks(blocks)
    anchors = {""} | {part.anchor for part in text.parts}
    anchors |= {line.anchor for article in text.articles for line in article.lines}
    context = CheckContext(title=title, law=LAW, others=[OtherText("Ấp khác", text)], day=DAY, own="")
    for finding in check(text, context):
        assert finding.anchor in anchors
        assert finding.ground and finding.source and finding.advice and finding.article_label
    only_yours(text, [OtherText("Ấp khác", text)])


@given(st.text(max_size=200))
def test_any_clause_is_judged(text: str) -> None:
    classes_of(text)


@given(SAMPLES)
def test_decomposed_letters_and_other_line_ends_change_nothing(text: str) -> None:
    plain = set(classes_of(text))
    assert plain
    assert set(classes_of(unicodedata.normalize("NFD", text))) == plain
    assert set(classes_of(f"Giữ kinh.\r\n{text}\r\n")) == plain
    assert set(classes_of(text.upper())) == plain


@given(st.text(max_size=100))
def test_tokens_lie_in_the_text_and_parts_count_up(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.part for token in found] == sorted(token.part for token in found)
    assert {token.part for token in found} == set(range(len({token.part for token in found})))


def test_shingles_are_the_same_in_every_process() -> None:
    assert list(shingles("một hai ba bốn năm")) == list(shingles("Một, hai, ba – bốn: NĂM!"))
    assert [*shingles("mot hai ba bon nam")] == [1396997844137150017]
    assert list(shingles("quá ngắn")) == []
