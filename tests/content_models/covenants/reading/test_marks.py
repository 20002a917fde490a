"""What is told beside a provision, and how provisions are called."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings

from content_models.covenants.articles import parse_article
from content_models.covenants.legal_facts import ProvisionState, State
from content_models.covenants.provisions import Covenant, Part, number_blocks
from content_models.covenants.reading.labels import provision_label, provision_labels
from content_models.covenants.reading.marks import marks
from tests.content_models.covenants.texts import blocks

PARENTS = {"dieu-1": "", "dieu-1-khoan-1": "dieu-1", "dieu-2": ""}
UNTIL = dt.date(2026, 9, 1)


def told(**states: ProvisionState) -> dict[str, str]:
    named = {name.replace("_", "-"): state for name, state in states.items()}
    whole = named.pop("whole", ProvisionState(State.IN_FORCE, 1))
    found = {"": whole} | {anchor: named.get(anchor, whole) for anchor in PARENTS}
    return {anchor: str(mark.state) for anchor, mark in marks(found, PARENTS).items() if anchor}


def test_a_text_in_force_tells_nothing() -> None:
    assert told() == {}


def test_a_hit_on_an_article_is_told_once_and_not_at_its_clauses() -> None:
    hit = ProvisionState(State.SUSPENDED, 5, UNTIL)
    assert told(dieu_1=hit, dieu_1_khoan_1=hit) == {"dieu-1": "suspended"}


def test_another_decision_on_a_clause_is_told_at_the_clause() -> None:
    found = told(dieu_1=ProvisionState(State.SUSPENDED, 5), dieu_1_khoan_1=ProvisionState(State.ABOLISHED, 6))
    assert found == {"dieu-1": "suspended", "dieu-1-khoan-1": "abolished"}


def test_what_hit_the_whole_is_not_told_at_each_article() -> None:
    assert told(whole=ProvisionState(State.SUSPENDED, 5)) == {}
    assert told(whole=ProvisionState(State.REPLACED, 5)) == {}
    ended_before = ProvisionState(State.ABOLISHED, 4)
    assert told(whole=ProvisionState(State.REPLACED, 5), dieu_2=ended_before) == {"dieu-2": "abolished"}


TEXT = "1. Một:\na) Điểm a;\nb) Điểm b.\n2. Hai."


def covenant() -> Covenant:
    article = parse_article("5", "Rác", TEXT, anchor="dieu-5")
    return Covenant((Part("chapter", "chuong-i", "I", "CHUNG"), Part("article", "dieu-5", "5", "Rác", article=article)))


@pytest.mark.parametrize(
    ("anchor", "label"),
    [
        ("", "toàn bộ văn bản"),
        ("dieu-5", "Điều 5"),
        ("dieu-5-khoan-2", "khoản 2 Điều 5"),
        ("dieu-5-khoan-1-diem-a", "điểm a khoản 1 Điều 5"),
        ("chuong-i", "Chương I"),
        ("dieu-9", "dieu-9"),
    ],
)
def test_labels(anchor: str, label: str) -> None:
    assert provision_label(covenant(), anchor) == label


def test_several_labels_stand_in_the_order_of_the_text() -> None:
    assert provision_labels(covenant(), ["dieu-5-khoan-2", "dieu-5-khoan-1"]) == "khoản 1 Điều 5, khoản 2 Điều 5"
    assert provision_labels(covenant(), []) == "toàn bộ văn bản"


@settings(max_examples=60, deadline=None)
@given(blocks())
def test_every_provision_has_a_name(found: list[dict[str, Any]]) -> None:
    text = number_blocks(found)
    for article in text.articles:
        for clause in article.clauses:
            for provision in clause.walk():
                assert provision_label(text, provision.anchor).endswith(f"Điều {article.number}")
