"""Whatever is typed or stored, no engine answers with an error."""

from __future__ import annotations

import unicodedata

import pytest

from search.engines.base import Engine
from tests.search.engines.builders import ask, document, ids

HOSTILE = [
    "",
    " ",
    "'",
    '"',
    '""""',
    "tôm' OR 1=1 --",
    'tôm" NEAR "cua',
    "words : tôm",
    "tôm AND",
    "NOT tôm",
    "-tôm +cua",
    "t*m? ~2 ^3 {a TO b} [1 TO *]",
    "\\",
    "((((((((",
    "/.*/",
    "\x00\x01\x02tôm\x7f",
    "\ue000tôm\ue001",
    "a" * 10_000,
    "tôm " * 2_500,
    " ".join(f"chu{n}" for n in range(2_000)),
    "?!" * 5_000,
    unicodedata.normalize("NFD", "ườ" * 3_000),
    "😀 ﷺ ﬁ ½ ① ខ្មែរ 中文 العربية",
    "<script>alert(1)</script>",
    "%00 %27 ${jndi:ldap} {{7*7}}",
    "\ud800",
    "İstanbul ǰ ß ΐ",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_is_an_error(index: Engine, typed: str) -> None:
    index.write([document(1, "tôm", "cua")])
    results = ask(index, typed)
    assert results.total == len(results.hits)


def test_no_text_is_an_error(index: Engine) -> None:
    odd = [document(n, text, title=text, tags=(text,)) for n, text in enumerate(HOSTILE, 1) if "\ud800" not in text]
    assert index.write(odd) == {}
    assert len(index.versions()) == len(odd)


def test_text_that_holds_a_word_of_any_script_is_found_by_it(index: Engine) -> None:
    for number, text in enumerate(("ខ្មែរ ភាសា", "中文 文字", "ﬁnance ①", "ﷺ ½"), 1):
        index.write([document(number, text)])
        assert str(number) in ids(index, text)


def test_a_very_long_text_is_stored(index: Engine) -> None:
    assert index.write([document(1, "tôm " * 100_000)]) == {}
    assert ids(index, "tôm") == ["1"]
