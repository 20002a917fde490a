"""An abolished article that a new text still holds would come back without a word: writer and approver are told."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.approval.reading import reading_of
from content_models.covenants import decisions
from content_models.covenants.drafting import BRINGS_BACK, amendment_draft
from content_models.covenants.models import CovenantPage
from content_models.roles.table import Role

from . import builders
from .builders import Unit


@pytest.fixture
def page(unit: Unit) -> CovenantPage:
    """Article 3 is abolished, a clause of article 2 suspended."""
    page = builders.recognised(unit)
    leader, day = unit.person(Role.COMMUNE_LEADER), dt.date(2026, 2, 10)
    decisions.abolish(
        page, version=1, anchors=("dieu-3",), issued_on=day, effective_on=day, number="41/QĐ-UBND", signer="A",
        reason="Trái luật", by=leader,
    )  # fmt: skip
    decisions.suspend(
        builders.fresh(page), version=1, anchors=("dieu-2-khoan-1",), issued_on=day, number="42/QĐ-UBND", signer="A",
        reason="Trái luật", deadline=dt.date(2026, 4, 1), by=leader,
    )  # fmt: skip
    return builders.fresh(page)


def test_the_writer_is_told_beside_the_article(page: CovenantPage) -> None:
    draft = amendment_draft(page.current_version)
    told = {draft.blocks[position]["id"]: " ".join(lines) for position, lines in draft.hints.items()}
    assert set(told) == {"a2", "a3"}
    assert told["a3"].startswith("Điều 3 đã bị bãi bỏ theo Quyết định số 41/QĐ-UBND") and BRINGS_BACK in told["a3"]
    assert told["a2"].startswith("Khoản 1 Điều 2 đang tạm ngừng thực hiện theo Quyết định số 42/QĐ-UBND")


def test_the_approver_is_told_of_what_comes_back_and_of_nothing_else(unit: Unit, page: CovenantPage) -> None:
    builders.write(page, unit.writer, body=builders.three_articles())
    (sentence,) = reading_of(builders.fresh(page)).returning
    assert "Điều 3 đã bị bãi bỏ" in sentence and "có hiệu lực theo lời văn trong bản này" in sentence
    builders.write(builders.fresh(page), unit.writer, body=builders.three_articles()[:2])
    assert reading_of(builders.fresh(page)).returning == []
