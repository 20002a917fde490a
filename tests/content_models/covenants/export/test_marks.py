"""What is printed beside what was suspended, abolished or replaced."""

from __future__ import annotations

import datetime as dt

from content_models.covenants.export.marks import marks_of, state_words
from content_models.covenants.legal_state import ArticleFact, Below, DecisionFact, History, VersionFact

ARTICLES = (ArticleFact("i1", "dieu-1", (Below("dieu-1-khoan-2", "dieu-1"),)), ArticleFact("i2", "dieu-2"))
DAY = dt.date(2026, 6, 1)


def history(*decisions: DecisionFact, versions: int = 1) -> History:
    first = VersionFact(1, dt.date(2026, 1, 5), 1, ARTICLES, ("chuong-i",))
    second = VersionFact(2, dt.date(2026, 5, 20), 9, ARTICLES)
    return History((first, second)[:versions], (recognition(), *decisions))


def recognition(pk: int = 1, day: dt.date = dt.date(2026, 1, 5), version: int = 1) -> DecisionFact:
    return DecisionFact(pk, "recognition", f"{pk}/QĐ-UBND", day, day, version)


def suspension(*targets: str) -> DecisionFact:
    day = dt.date(2026, 3, 2)
    return DecisionFact(2, "suspension", "20/QĐ-UBND", day, day, 1, frozenset(targets))


def test_nothing_is_said_of_what_is_in_force() -> None:
    assert marks_of(history(), 1, DAY) == {}
    assert state_words(history(), 1, DAY) == "đang có hiệu lực"


def test_a_suspended_article_names_its_decision_once() -> None:
    told = marks_of(history(suspension("dieu-1")), 1, DAY)
    assert told == {
        "dieu-1": "Điều này tạm ngừng thực hiện từ ngày 02/03/2026 theo Quyết định số 20/QĐ-UBND "
        "ngày 02 tháng 3 năm 2026"
    }
    assert state_words(history(suspension("dieu-1")), 1, DAY).startswith("đang có hiệu lực, trừ")


def test_a_clause_alone_is_named_as_one() -> None:
    assert list(marks_of(history(suspension("dieu-1-khoan-2")), 1, DAY)) == ["dieu-1-khoan-2"]
    assert marks_of(history(suspension("dieu-1-khoan-2")), 1, DAY)["dieu-1-khoan-2"].startswith("Khoản này")


def test_the_day_before_says_nothing() -> None:
    assert marks_of(history(suspension("dieu-1")), 1, dt.date(2026, 3, 1)) == {}


def test_the_whole_is_marked_once_and_not_each_article() -> None:
    told = marks_of(history(suspension()), 1, DAY)
    assert list(told) == [""]
    assert told[""].startswith("Văn bản này tạm ngừng thực hiện")
    assert state_words(history(suspension()), 1, DAY) == "đang tạm ngừng thực hiện"


def test_a_replaced_text_names_what_replaced_it() -> None:
    told = marks_of(history(recognition(9, dt.date(2026, 5, 20), 2), versions=2), 1, DAY)
    assert told[""].startswith("Văn bản này đã được thay thế từ ngày 20/05/2026")
    assert "9/QĐ-UBND" in told[""]


def test_an_abolished_point_of_time() -> None:
    abolition = DecisionFact(
        3, "abolition", "7/QĐ-UBND", dt.date(2026, 4, 1), dt.date(2026, 5, 1), 1, frozenset({"dieu-2"})
    )
    assert marks_of(history(abolition), 1, dt.date(2026, 4, 30)) == {}
    assert marks_of(history(abolition), 1, dt.date(2026, 5, 1))["dieu-2"].startswith(
        "Điều này bị bãi bỏ từ ngày 01/05/2026"
    )
