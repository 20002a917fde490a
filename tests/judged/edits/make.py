"""Edits by script, each article with the mark of what it was made from.

An edit takes the list of articles and changes it as a committee would; truth is kept in `Item.origins`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from content_models.covenants.provisions import Covenant, number_blocks

from .texts import Text, pool, vocabulary

_CLAUSE = re.compile(r"^(\d{1,3})([.)]\s)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Item:
    """An article of the edited text. `origins`: positions in the old text; `printed`: a number that is kept."""

    text: Text
    origins: tuple[int, ...]
    identity: str
    printed: str = ""
    whole: bool = True  # neither split nor merged: such a one is not split or merged again


@dataclass
class Case:
    """Two texts and the truth: pairs (old position, new position) of articles that are the same or of one group."""

    kind: str
    old: Covenant
    new: Covenant
    truth: frozenset[tuple[int, int]]
    touched_old: frozenset[int] = field(default_factory=frozenset)


Edit = Callable[[list[Item], random.Random], set[int]]  # gives the old positions that it touched


def swap(items: list[Item], chance: random.Random) -> set[int]:
    a, b = chance.sample(range(len(items)), 2)
    items[a], items[b] = items[b], items[a]
    return {*items[a].origins, *items[b].origins}


def move(items: list[Item], chance: random.Random) -> set[int]:
    item = items.pop(chance.randrange(len(items)))
    items.insert(chance.randrange(len(items) + 1), item)
    return set(item.origins)


def delete(items: list[Item], chance: random.Random) -> set[int]:
    return set(items.pop(chance.randrange(len(items))).origins)


def insert(items: list[Item], chance: random.Random) -> set[int]:
    """An article on a matter that the text does not have."""
    known = {item.text.heading.casefold() for item in items}
    text = chance.choice([text for text in pool() if text.heading.casefold() not in known])
    place = chance.randrange(len(items) + 1)
    items.insert(place, Item(text, (), f"new-{chance.random()}"))
    return {origin for item in items[max(0, place - 1) : place + 2] for origin in item.origins}


def split(items: list[Item], chance: random.Random) -> set[int]:
    """The later clauses of an article become one of their own, with another heading and numbers from 1."""
    able = [i for i, item in enumerate(items) if item.whole and len(item.text.paragraphs) >= 2]
    if not able:
        return set()
    place = chance.choice(able)
    item = items[place]
    lines = item.text.paragraphs
    cut = chance.randint(1, len(lines) - 1)
    first = Text(item.text.heading, "\n".join(lines[:cut]))
    second = Text(_heading(chance), _renumbered(lines[cut:], 1))
    items[place : place + 1] = [
        replace(item, text=first, whole=False),
        Item(second, item.origins, f"new-{chance.random()}", whole=False),
    ]
    return set(item.origins)


def merge(items: list[Item], chance: random.Random) -> set[int]:
    """Two neighbours become one, the clauses numbered through."""
    able = [i for i in range(len(items) - 1) if items[i].whole and items[i + 1].whole and items[i].origins]
    able = [i for i in able if items[i + 1].origins]
    if not able:
        return set()
    place = chance.choice(able)
    first, second = items[place : place + 2]
    heading = chance.choice([first.text.heading, f"{first.text.heading}, {second.text.heading.lower()}"])
    lines = first.text.paragraphs
    body = "\n".join([*lines, _renumbered(second.text.paragraphs, len(lines) + 1)])
    items[place : place + 2] = [
        replace(first, text=Text(heading, body), origins=(*first.origins, *second.origins), whole=False)
    ]
    return {*first.origins, *second.origins}


def shuffle(items: list[Item], chance: random.Random) -> set[int]:
    """No article stays where it was, as between two hamlets."""
    chance.shuffle(items)
    return {origin for item in items for origin in item.origins}


def split_again(items: list[Item], chance: random.Random) -> set[int]:
    """An article becomes three."""
    able = [i for i, item in enumerate(items) if item.whole and len(item.text.paragraphs) >= 3]
    if not able:
        return set()
    place = chance.choice(able)
    item = items[place]
    lines = item.text.paragraphs
    one, two = sorted(chance.sample(range(1, len(lines)), 2))
    bodies = "\n".join(lines[:one]), _renumbered(lines[one:two], 1), _renumbered(lines[two:], 1)
    items[place : place + 1] = [
        Item(Text(heading, body), item.origins, identity, whole=False)
        for heading, body, identity in zip(
            (item.text.heading, _heading(chance), _heading(chance)),
            bodies,
            (item.identity, f"new-{chance.random()}", f"new-{chance.random()}"),
            strict=True,
        )
    ]
    return set(item.origins)


def renumber(items: list[Item], chance: random.Random) -> set[int]:
    """The printed numbers go on from another one, as in a text that continues an older one."""
    begin, place = chance.randint(2, 20), chance.randrange(len(items))
    for number, item in enumerate(items[place:], begin + place):
        item.printed = str(number)
    return {origin for item in items[place:] for origin in item.origins}


def rewrite(share: float) -> Edit:
    """So many of the words of every third article become other words, in the heading too."""

    def edit(items: list[Item], chance: random.Random) -> set[int]:
        touched: set[int] = set()
        for item in chance.sample(items, max(1, len(items) // 3)):
            item.text = Text(_retold(item.text.heading, share, chance), _retold(item.text.body, share, chance))
            touched.update(item.origins)
        return touched

    return edit


def everything(share: float) -> Edit:
    """So many of the words of every article become other words."""

    def edit(items: list[Item], chance: random.Random) -> set[int]:
        for item in items:
            item.text = Text(_retold(item.text.heading, share, chance), _retold(item.text.body, share, chance))
        return {origin for item in items for origin in item.origins}

    return edit


def in_turn(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(items: list[Item], chance: random.Random) -> set[int]:
        return set().union(*(one(items, chance) for one in edits))

    return edit


EDITS: dict[str, Edit] = {
    "swap": swap,
    "move": move,
    "insert": insert,
    "delete": delete,
    "split": split,
    "merge": merge,
    "renumber": renumber,
    **{f"rewrite {round(share * 100)} %": rewrite(share) for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)},
    "rewrite all 60 %": everything(0.6),
    "move + rewrite 30 %": in_turn(move, move, rewrite(0.3)),
    "split + rewrite 20 %": in_turn(split, rewrite(0.2)),
    "merge + rewrite 20 %": in_turn(merge, rewrite(0.2)),
    "insert + delete": in_turn(insert, delete, insert, delete),
    "shuffle": shuffle,
    "shuffle + rewrite all 60 %": in_turn(shuffle, everything(0.6)),
    "split in three": split_again,
    "split + rewrite all 40 %": in_turn(split, split_again, everything(0.4)),
    "merge + rewrite all 40 %": in_turn(merge, merge, everything(0.4)),
    "all together, rewrite all 40 %": in_turn(
        swap, move, delete, insert, delete, insert, split, merge, everything(0.4), renumber
    ),
    "all together": in_turn(swap, move, delete, insert, split, merge, rewrite(0.3), renumber),
}


def case_of(kind: str, texts: tuple[Text, ...], seed: int, *, identities: bool) -> Case:
    """One edited covenant, the same for the same arguments."""
    chance = random.Random(f"{kind} {seed}")
    old = [Item(text, (number,), f"id-{number}") for number, text in enumerate(texts)]
    new = [replace(item) for item in old]
    touched = EDITS[kind](new, chance)
    truth = frozenset((origin, j) for j, item in enumerate(new) for origin in item.origins)
    return Case(kind, _covenant(old, identities), _covenant(new, identities), truth, frozenset(touched))


def _covenant(items: list[Item], identities: bool) -> Covenant:
    return number_blocks(
        [
            {
                "type": "article",
                "id": item.identity if identities else "",
                "value": {"heading": item.text.heading, "body": item.text.body, "printed_number": item.printed},
            }
            for item in items
        ]
    )


def _retold(text: str, share: float, chance: random.Random) -> str:
    words, weights = vocabulary()

    def other(match: re.Match[str]) -> str:
        if chance.random() >= share:
            return match[0]
        word = chance.choices(words, weights)[0]
        return word.capitalize() if match[0][0].isupper() else word

    return _WORD.sub(other, text)


def _heading(chance: random.Random) -> str:
    words, weights = vocabulary()
    return " ".join(chance.choices(words, weights, k=chance.randint(2, 5))).capitalize()


def _renumbered(lines: list[str], begin: int) -> str:
    """Clauses numbered from `begin`; other paragraphs as they are."""
    found = []
    for line in lines:
        if match := _CLAUSE.match(line):
            line = f"{begin}{match[2]}{line[match.end() :]}"
            begin += 1
        found.append(line)
    return "\n".join(found)
