"""Names of places found by words that look like them."""

from __future__ import annotations

import random
import time

import pytest

from search.near_names import NearNames

NAMES = (
    "rach tau",
    "khai long",
    "thanh phuoc",
    "tan dien",
    "cua song",
    "xeo lon",
    "tan xuyen",
    "cai nuoc a",
    "cai nuoc b",
    "5",
    "cho",
)
NEAR = NearNames.made((name, name.split()) for name in NAMES)
SECONDS = 0.03  # of the processor, for the names of a whole country


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rach tau", ["rach tau"]),
        ("ra tay rach tauu o dau", ["rach tau"]),  # a letter more
        ("rach tu", ["rach tau"]),  # less
        ("rahc tau", ["rach tau"]),  # swapped
        ("thnh phuocc", ["thanh phuoc"]),  # a slip in both
        ("khailong", ["khai long"]),
        ("cai nuoc", ["cai nuoc a", "cai nuoc b"]),
        ("cai nuoc b", ["cai nuoc b"]),
        ("tan dien tan xuyen", ["tan xuyen"]),  # the longer of two
        ("5", []),
        ("cho", []),  # too short to be meant
        ("rung duoc", []),
        ("", []),
    ],
)
def test_the_name_that_looks_most_like_some_words(typed: str, found: list[str]) -> None:
    assert NEAR.find(typed.split()) == found


def test_places_of_one_name_come_in_the_order_given() -> None:
    assert NearNames.made([("commune", ["dat", "mui"]), ("hamlet", ["dat", "mui"])]).find(["dat", "muj"]) == [
        "commune",
        "hamlet",
    ]


def test_ninety_thousand_names_are_no_wait() -> None:
    chance = random.Random(4)
    syllables = [head + rest for head in ("t", "th", "tr", "c", "ch", "n", "ng", "l", "x") for rest in _rhymes()]
    weights = [1 / (place + 5) for place in range(len(syllables))]
    names = [chance.choices(syllables, weights, k=chance.choice((1, 2, 2, 3, 3, 4))) for _name in range(90_000)]
    near = NearNames.made((str(number), name) for number, name in enumerate(names))
    asked = [syllables[:6], ["tan"] * 6, ["thanh"] * 6]
    asked += [[word + chance.choice("aeg") for name in chance.sample(names, 3) for word in name][:6] for _ in range(40)]
    started = time.process_time()
    for words in asked:
        near.find(words)
    assert (time.process_time() - started) / len(asked) < SECONDS


def _rhymes() -> list[str]:
    return [
        vowel + end for vowel in ("a", "e", "i", "o", "u", "ie", "uo") for end in ("", "n", "ng", "nh", "m", "c", "t")
    ]
