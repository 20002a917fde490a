"""Reading a file line by line, whatever stands in it."""

from __future__ import annotations

import io

import pytest

from cms.importing.lines import MAX_BYTES, Refused, lines


def test_numbers_count_as_an_editor_counts() -> None:
    found = list(lines(io.BytesIO(b"\xef\xbb\xbf{}\n\n  \r\n[1]\nlast")))

    assert [(line.number, line.data) for line in found] == [(1, b"{}\n"), (4, b"[1]\n"), (5, b"last")]
    assert found[-1].end == 3 + 3 + 1 + 4 + 4 + 4


@pytest.mark.parametrize("extra", [1, MAX_BYTES, 3 * MAX_BYTES + 7])
@pytest.mark.parametrize("ending", [b"\n{}", b""])
def test_a_line_that_is_too_long_is_skipped_and_the_next_is_read(extra: int, ending: bytes) -> None:
    whole = b"x" * (MAX_BYTES + extra) + ending
    found = list(lines(io.BytesIO(whole)))

    assert [line.too_long for line in found] == [True, False][: len(found)]
    assert found[-1].end == len(whole)
    with pytest.raises(Refused, match="1024 KB"):
        found[0].text()


def test_the_longest_line_that_is_taken() -> None:
    (line,) = lines(io.BytesIO(b"x" * MAX_BYTES))
    assert not line.too_long
    (line,) = lines(io.BytesIO(b"x" * MAX_BYTES + b"\n"))
    assert not line.too_long


def test_what_is_no_utf_8_says_where() -> None:
    (line,) = lines(io.BytesIO("Đất ".encode() + b"\xff\n"))
    with pytest.raises(Refused, match="byte thứ 8"):
        line.text()
