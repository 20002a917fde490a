"""The closing table never lets a part vanish."""

from __future__ import annotations

import pytest

from tools.summary import Outcome, Part, exit_code, table, verdict

pytestmark = pytest.mark.once

PASSED = Part("Kiểu dữ liệu (mypy)", Outcome.PASSED, 6.2)
FAILED = Part("Kiểm thử: SQLite", Outcome.FAILED, 61.0, "mã thoát 1")
LEFT_OUT = Part("Chromium: mọi kiểm thử bằng trình duyệt", Outcome.LEFT_OUT, why="thiếu chromium")


@pytest.mark.parametrize(
    ("parts", "everything_required", "code"),
    [
        ([PASSED], False, 0),
        ([PASSED], True, 0),
        ([PASSED, LEFT_OUT], False, 0),
        ([PASSED, LEFT_OUT], True, 1),
        ([PASSED, FAILED], False, 1),
        ([LEFT_OUT, FAILED], True, 1),
    ],
)
def test_what_is_missing_fails_only_where_everything_is_required(
    parts: list[Part], everything_required: bool, code: int
) -> None:
    assert exit_code(parts, everything_required) == code


def test_the_table_names_every_part_with_its_reason() -> None:
    text = table([PASSED, FAILED, LEFT_OUT])
    for part in (PASSED, FAILED, LEFT_OUT):
        assert part.name in text
        assert part.why in text


def test_the_verdict_says_failure_before_incompleteness() -> None:
    assert verdict([PASSED]) == "ĐẠT TẤT CẢ"
    assert verdict([PASSED, LEFT_OUT]).startswith("ĐẠT, NHƯNG CHƯA ĐỦ: 1 phần")
    assert verdict([PASSED, LEFT_OUT, FAILED]).startswith("KHÔNG ĐẠT: 1 phần")
