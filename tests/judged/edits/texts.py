"""The covenants that are edited: the demo's, and others mixed from their articles."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from content_models.covenants.comparison.tokens import syllables
from content_models.covenants.plain_text import read_covenant
from tools.paths import REPOSITORY

LEAST_ARTICLES = 6
MIXED = 12
LENGTHS = (8, 15, 25, 40, 60)


@dataclass(frozen=True)
class Text:
    """Heading and body of an article."""

    heading: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.body.split("\n") if line.strip()]


@cache
def demo_covenants() -> tuple[tuple[Text, ...], ...]:
    """Every text of the demo with at least six articles, each article once."""
    found = []
    for path in sorted((REPOSITORY / "fixtures" / "demo" / "covenants").rglob("*.txt")):
        text = path.read_text(encoding="utf-8").split("+++\n", 2)[2]  # front matter stands between two lines of plus
        articles = [_text(block["value"]) for block in read_covenant(text).blocks if block["type"] == "article"]
        if len(articles) >= LEAST_ARTICLES:
            found.append(tuple(dict.fromkeys(articles)))
    return tuple(found)


@cache
def pool() -> tuple[Text, ...]:
    """Articles of all covenants, one a heading: a new article is about something else than those that are there."""
    by_heading = {text.heading.casefold(): text for covenant in demo_covenants() for text in covenant if text.heading}
    return tuple(by_heading.values())


@cache
def covenants() -> tuple[tuple[Text, ...], ...]:
    """The demo's, and mixed ones of 8–60 articles."""
    chance = random.Random(61)
    lengths = [min(LENGTHS[number % len(LENGTHS)], len(pool()) * 2 // 3) for number in range(MIXED)]
    return (*demo_covenants(), *(tuple(chance.sample(pool(), length)) for length in lengths))


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Syllables of all covenants and how often they occur: what other words a person might write."""
    counts = Counter(word for text in pool() for word in syllables(f"{text.heading} {text.body}") if word.isalpha())
    return tuple(counts), tuple(counts.values())


def _text(value: dict[str, Any]) -> Text:
    return Text(value["heading"].strip(), value["body"].strip())
