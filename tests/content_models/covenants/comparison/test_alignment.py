"""Which article became which."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.comparison import ArticleChange, align, compare, full_text, group_text, summary
from content_models.covenants.provisions import Covenant, number_blocks

from ..texts import block, blocks

CONTRARY = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
RUBBISH = "1. Mỗi nhà phân loại rác nhựa và rác vườn trước khi đổ.\n2. Xe gom rác chạy sáng thứ hai và thứ sáu."
WEDDING = "1. Đám cưới tổ chức trong một ngày, không quá khuya.\n2. Loa nhạc tắt trước mười giờ đêm."
FERRY = "1. Đò ngang nghỉ lúc chín giờ tối.\n2. Người lái đò mặc áo phao và giữ đủ phao cứu sinh."
SCHOOL = "1. Quỹ khuyến học mở sổ ghi từng khoản.\n2. Học trò nghèo được tặng tập sách đầu năm."
TEXTS = {"Rác thải": RUBBISH, "Việc cưới": WEDDING, "Bến đò": FERRY, "Khuyến học": SCHOOL}


def article(heading: str, body: str = "", block_id: str = "", printed: str = "") -> dict[str, Any]:
    value = {"heading": heading, "body": body or TEXTS[heading], "printed_number": printed}
    return block("article", value, block_id)


def covenant(*articles: dict[str, Any]) -> Covenant:
    return number_blocks(articles)


def kinds(changes: list[ArticleChange]) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old.number if c.old else None, c.new.number if c.new else None) for c in changes]


def parted(block_id: str = "") -> list[dict[str, Any]]:
    """The article on rubbish as two."""
    first, second = RUBBISH.split("\n")
    return [article("Rác thải", first, block_id), article("Giờ gom rác", "1" + second[1:])]


def test_an_article_that_was_split_is_shown_with_both_parts() -> None:
    old = covenant(article("Việc cưới"), article("Rác thải"), article("Bến đò"))
    new = covenant(article("Việc cưới"), *parted(), article("Bến đò"))
    changes = compare(old, new)
    assert kinds(changes) == [("same", "1", "1"), ("split", "2", "2"), ("split", None, "3"), ("same", "3", "4")]
    assert summary(changes) == "Điều 2 tách thành Điều 2 và Điều 3; Điều 3 chuyển thành Điều 4."
    whole, further = changes[1], changes[2]
    assert "".join(s.text for s in whole.spans if s.kind != "added") == group_text([old.articles[1]])
    assert "".join(s.text for s in whole.spans if s.kind != "removed") == group_text(new.articles[1:3])
    assert further.follows and not further.spans and not whole.follows


def test_articles_that_were_merged_are_shown_once() -> None:
    old = covenant(article("Việc cưới"), *parted(), article("Bến đò"))
    new = covenant(article("Việc cưới"), article("Rác thải"), article("Bến đò"))
    changes = compare(old, new)
    assert kinds(changes) == [("same", "1", "1"), ("merged", "2", "2"), ("merged", "3", None), ("same", "4", "3")]
    assert summary(changes) == "Điều 2 và Điều 3 nhập thành Điều 2; Điều 4 chuyển thành Điều 3."


def test_a_split_is_seen_when_the_first_part_kept_its_identity() -> None:
    old = covenant(article("Rác thải", block_id="r"), article("Bến đò", block_id="d"))
    new = covenant(*parted("r"), article("Bến đò", block_id="d"))
    assert [change.kind for change in compare(old, new)] == ["split", "split", "same"]


def test_a_new_article_beside_one_that_stayed_is_no_split() -> None:
    old = covenant(article("Rác thải"), article("Bến đò"))
    new = covenant(article("Rác thải"), article("Khuyến học"), article("Bến đò"))
    assert [change.kind for change in compare(old, new)] == ["same", "added", "same"]


def test_a_copy_of_an_article_is_new_and_no_split() -> None:
    old = covenant(article("Rác thải"), article("Bến đò"))
    new = covenant(article("Rác thải"), article("Bến đò"), article("Rác thải"))
    assert [change.kind for change in compare(old, new)] == ["same", "same", "added"]


def test_identity_outweighs_words_and_can_be_left_aside() -> None:
    old = covenant(article("Rác thải", block_id="1"), article("Bến đò", block_id="2"))
    new = covenant(article("Bến đò", block_id="1"), article("Rác thải", block_id="2"))
    assert align(old.articles, new.articles).pairs == {0: 0, 1: 1}
    assert align(old.articles, new.articles, by_identity=False).pairs == {0: 1, 1: 0}
    assert sorted(change.kind for change in compare(old, new, by_identity=False)) == ["moved", "same"]


def test_an_article_that_moved_and_changed_says_both() -> None:
    old = covenant(*(article(heading, block_id=heading) for heading in TEXTS))
    first = article("Rác thải", RUBBISH.replace("sáng", "chiều"), "Rác thải")
    new = covenant(*(article(heading, block_id=heading) for heading in list(TEXTS)[1:]), first)
    last = compare(old, new)[-1]
    assert (last.kind, last.moved, last.renumbered) == ("changed", True, True)


def test_an_article_with_a_printed_number_that_changed_its_place_is_counted() -> None:
    old = covenant(*(article(heading, printed=str(n)) for n, heading in enumerate(TEXTS, 1)))
    new = covenant(*(article(heading, printed=str(n)) for n, heading in reversed(list(enumerate(TEXTS, 1)))))
    assert summary(compare(old, new)) == "3 điều đổi chỗ."


def test_empty_texts() -> None:
    one = covenant(article("Bến đò"))
    assert compare(covenant(), covenant()) == []
    assert [change.kind for change in compare(covenant(), one)] == ["added"]
    assert [change.kind for change in compare(one, covenant())] == ["removed"]


@given(blocks(), blocks(), st.booleans())
def test_every_article_of_both_sides_is_there_once_and_its_words_too(
    old: list[dict[str, Any]], new: list[dict[str, Any]], by_identity: bool
) -> None:
    before, after = number_blocks(old), number_blocks(new)
    changes = compare(before, after, by_identity)
    articles = [change for change in changes if not change.part]
    assert [change.new for change in articles if change.new] == list(after.articles)
    assert sorted(c.old.anchor for c in articles if c.old) == sorted(a.anchor for a in before.articles)
    for change in articles:
        if change.spans:
            olds, news = _texts(change)
            assert "".join(span.text for span in change.spans if span.kind != "added") == olds
            assert "".join(span.text for span in change.spans if span.kind != "removed") == news


def _texts(change: ArticleChange) -> tuple[str, str]:
    if change.news:
        return group_text(change.olds), group_text(change.news)
    return full_text(change.old) if change.old else "", full_text(change.new) if change.new else ""


@given(blocks(), st.booleans())
def test_a_text_compared_with_itself_is_the_same(written: list[dict[str, Any]], by_identity: bool) -> None:
    text = number_blocks(written)
    assert {change.kind for change in compare(text, text, by_identity)} <= {"same"}


@given(blocks(), blocks(), st.booleans())
def test_counts_are_the_same_from_the_other_side(
    old: list[dict[str, Any]], new: list[dict[str, Any]], by_identity: bool
) -> None:
    before, after = number_blocks(old), number_blocks(new)
    there = Counter(change.kind for change in compare(before, after, by_identity))
    back = Counter(CONTRARY.get(change.kind, change.kind) for change in compare(after, before, by_identity))
    assert there == back


@given(st.permutations(list(TEXTS)), st.permutations(list(TEXTS)))
def test_nothing_but_the_order_changed(old: list[str], new: list[str]) -> None:
    changes = compare(covenant(*map(article, old)), covenant(*map(article, new)))
    assert {change.kind for change in changes} <= {"same", "moved"}
    assert all(change.old.heading == change.new.heading for change in changes if change.old and change.new)
