"""Topics of an article by the words in it, as `topics.toml` says. Pure: the same article always gives the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

TOPICS_FILE = Path(__file__).with_name("topics.toml")


class Titled(Protocol):
    """What has a heading and a text: `provisions.Article`, or a model text's article."""

    @property
    def heading(self) -> str: ...
    @property
    def body(self) -> str: ...


@dataclass(frozen=True)
class Topic:
    """A topic with its words (lower-case phrase → weight) and phrases in which they mean something else."""

    key: str
    label: str
    words: tuple[tuple[str, int], ...] = ()
    without: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        return _either(tuple(word for word, weight in self.words if weight))

    @property
    def left_out(self) -> re.Pattern[str]:
        return _either(self.without)


@dataclass(frozen=True)
class Rules:
    """The rule file: how often words count, the score that makes a topic, how many an article has at most."""

    heading: int
    most: int
    least: int
    topics_an_article: int
    topics: tuple[Topic, ...]

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> Rules:
        return Rules.read(tomllib.loads(TOPICS_FILE.read_text(encoding="utf-8")))

    @staticmethod
    def read(content: Mapping[str, Any]) -> Rules:
        """Raises KeyError for a missing entry, ValueError for two topics with one key."""
        found = tuple(
            Topic(entry["key"], entry["label"], tuple(entry["words"].items()), tuple(entry.get("not", ())))
            for entry in content["topic"]
        )
        if len({topic.key for topic in found}) != len(found):
            raise ValueError("two topics with one key")
        return Rules(content["heading"], content["most"], content["least"], content["topics"], found)


def topics() -> Mapping[str, str]:
    """Key → Vietnamese label, in the order of the filter."""
    return {topic.key: topic.label for topic in Rules.shipped().topics}


def topics_of(article: Titled, rules: Rules | None = None) -> tuple[str, ...]:
    """Keys of the article's topics, strongest first; of equal ones the rule file's first. Often none."""
    rules = rules or Rules.shipped()
    return _topics_of(article.heading, article.body, rules)


@lru_cache(maxsize=8192)
def _topics_of(heading: str, body: str, rules: Rules) -> tuple[str, ...]:
    heading, body = heading.lower(), body.lower()
    scores = {topic.key: _score(topic, heading, body, rules) for topic in rules.topics}
    strong = [key for key, score in scores.items() if score >= rules.least]
    return tuple(sorted(strong, key=lambda key: -scores[key])[: rules.topics_an_article])


def _score(topic: Topic, heading: str, body: str, rules: Rules) -> int:
    weights = dict(topic.words)
    score = sum(weights[word] for word in _found(topic, heading)) * rules.heading
    counts: dict[str, int] = {}
    for word in _found(topic, body):
        counts[word] = counts.get(word, 0) + 1
    return score + sum(weights[word] * min(count, rules.most) for word, count in counts.items())


def _found(topic: Topic, text: str) -> list[str]:
    """Words of the topic in a lower-case text, the longest at each place."""
    if topic.without:
        text = topic.left_out.sub("…", text)
    return [" ".join(match[0].split()) for match in topic.pattern.finditer(text)]


@lru_cache(maxsize=256)
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    options = "|".join(r"\s{1,3}".join(re.escape(part) for part in word.split()) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{options or '(?!)'})(?!\w)")
