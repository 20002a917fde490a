"""References follow their articles through moves, insertions and deletions; a person's own words win."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.internal_references import Gone, follow_renumbering, references, still_gone
from content_models.covenants.provisions import Covenant, number_blocks


def article(block_id: str, body: str = "Mọi người giữ gìn.", heading: str = "", printed: str = "") -> dict[str, Any]:
    return {
        "type": "article",
        "id": block_id,
        "value": {"heading": heading or f"Việc {block_id}", "body": body, "printed_number": printed},
    }


def text_of(*blocks: dict[str, Any]) -> Covenant:
    return number_blocks(blocks)


A, B, C = article("a"), article("b"), article("c")


def test_a_reference_leads_to_the_narrowest_provision() -> None:
    target = article("a", "1. Một.\n2. Hai:\na) Điểm.")
    body = "Theo điểm a khoản 2 Điều 1, khoản 2 Điều 1, khoản 9 Điều 1, Điều 1 và Điều 7."
    found = references(text_of(target, article("b", body)))
    assert [reference.target_anchor for reference in found] == [
        "dieu-1-khoan-2-diem-a", "dieu-1-khoan-2", "dieu-1", "dieu-1", None,
    ]  # fmt: skip
    assert body[found[1].start : found[1].end] == found[1].text == "khoản 2 Điều 1"


def test_a_number_follows_a_move() -> None:
    c = article("c", "Nhắc như ở khoản 2 Điều 1 và các Điều 2, 3.")
    following = follow_renumbering(text_of(A, B, c), text_of(B, A, c))
    assert following.bodies == {"c": "Nhắc như ở khoản 2 Điều 2 và các Điều 1, 3."}
    assert [str(change) for change in following.changes] == [
        "Điều 3: “ở khoản 2 Điều 1” thành “ở khoản 2 Điều 2”",
        "Điều 3: “các Điều 2” thành “các Điều 1”",
    ]


def test_a_number_follows_an_insertion_and_a_preamble_too() -> None:
    preamble = {"type": "preamble", "value": "Điều 2 là lời hẹn chung."}
    following = follow_renumbering(text_of(preamble, A, B), text_of(preamble, A, C, B))
    assert following.bodies == {"loi-noi-dau": "Điều 3 là lời hẹn chung."}


def test_a_target_that_is_gone_is_reported_and_stays_reported() -> None:
    c = article("c", "Theo Điều 1 và Điều 2.")
    first = follow_renumbering(text_of(A, B, c), text_of(B, c))
    assert first.gone == (Gone("c", "1", "Điều 1. Việc a"),)
    assert first.bodies == {"c": "Theo Điều 1 và Điều 1."}  # the second one follows; the first is left as written
    later = text_of(B, article("c", "Theo Điều 1."))
    assert follow_renumbering(later, text_of(A, B, article("c", "Theo Điều 1.")), first.gone).bodies == {}
    assert still_gone(later, first.gone) == list(first.gone)
    assert still_gone(text_of(B, article("c", "Theo lời hẹn.")), first.gone) == []


def test_ones_own_number_in_the_same_save_wins() -> None:
    old = text_of(A, B, article("c", "Theo Điều 1, rồi Điều 2."))
    new = text_of(B, A, article("c", "Theo Điều 3, rồi Điều 2."))
    assert follow_renumbering(old, new).bodies == {"c": "Theo Điều 3, rồi Điều 1."}


def test_a_reference_typed_since_is_taken_by_the_new_numbers() -> None:
    new = text_of(B, A, article("c", "Câu mới theo Điều 2."))
    assert follow_renumbering(text_of(A, B, C), new).bodies == {}


def test_words_written_around_a_reference_do_not_hide_it() -> None:
    old = text_of(A, B, article("c", "Theo Điều 1."))
    new = text_of(B, A, article("c", "Mở đầu.\nBà con làm theo Điều 1. Viết thêm."))
    assert follow_renumbering(old, new).bodies == {"c": "Mở đầu.\nBà con làm theo Điều 2. Viết thêm."}


def test_laws_are_left_alone() -> None:
    c = article("c", "Điều 1 Nghị định 61/2023/NĐ-CP, Luật Đất đai (Điều 1).")
    assert follow_renumbering(text_of(A, B, c), text_of(B, A, c)).bodies == {}


def test_printed_numbers_lead_too() -> None:
    a, c = article("a", printed="5a"), article("c", "Theo Điều 5a.")
    assert follow_renumbering(text_of(a, c), text_of(article("a"), c)).bodies == {"c": "Theo Điều 1."}


ORDERS = st.permutations(list("abcdefgh")).flatmap(
    lambda order: st.tuples(st.just(order), st.integers(min_value=3, max_value=8))
)
LINKS = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=4))


@given(ORDERS, LINKS, st.integers(min_value=0, max_value=8))
def test_each_reference_keeps_its_target_through_any_reordering(
    order: tuple[list[str], int], links: dict[str, list[str]], new_at: int
) -> None:
    numbers = {name: position + 1 for position, name in enumerate("abcdefgh")}
    bodies = {
        name: "".join(f"Theo Điều {numbers[target]}. " for target in links.get(name, [])) + "Hết."
        for name in "abcdefgh"
    }
    old = text_of(*(article(name, bodies[name]) for name in "abcdefgh"))
    kept = order[0][: order[1]]
    names = [*kept[:new_at], "mới", *kept[new_at:]]
    new = text_of(*(article(name, bodies.get(name, "Hết.")) for name in names))

    following = follow_renumbering(old, new)

    after = text_of(*(article(name, following.bodies.get(name, bodies.get(name, "Hết."))) for name in names))
    lost = {(gone.key, gone.target) for gone in following.gone}
    for name in kept:
        found = [reference for reference in references(after) if reference.key == name]
        for reference, target in zip(found, links.get(name, []), strict=True):
            if target in kept:
                assert reference.target_id == target
            else:
                assert (name, f"Điều {numbers[target]}. Việc {target}") in lost
    again = follow_renumbering(after, after, following.gone)
    assert again.bodies == {} and not again.changes
