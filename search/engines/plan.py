"""A read query as both engines search it: what must occur, and which terms count how much. Pure.

The engines only carry this plan out, so they cannot disagree about what a query means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.engines.weights import Expanding, expanding, heading_share, reference_weight, score_weights, words_required
from search.text.expansion import Expansion
from search.text.normalise import fold_word, pairs
from search.text.operators import Phrase
from search.text.query import ReadQuery

# Weight → terms: terms of one weight are one clause of the engine.
Groups = Mapping[float, tuple[str, ...]]


@dataclass(frozen=True)
class Unit:
    """Something asked for: there when the word is, or all the pairs (or the one accented word) of another way to
    say it."""

    word: str
    others: tuple[tuple[str, ...], ...] = ()
    accented: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """`required` of the `units` must occur, or one keyword of `references`; `phrases` must, `excluded` must not.

    `words`, `pairs` and `accented` are looked for in the whole passage, `heads` (folded) in headings and titles.
    `references` holds for each legal reference its keywords with weights; the best one counts. `places` are facet and
    ids of places that the query names: what belongs to one comes earlier, and nothing is left out for it.
    """

    units: tuple[Unit, ...]
    required: int
    words: Groups
    pairs: Groups
    accented: Groups
    heads: Groups
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    references: tuple[tuple[tuple[str, float], ...], ...] = ()
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()


def plan_of(query: ReadQuery, *, every: bool = False) -> Plan:
    """The plan of a query that is not empty. With `every` a document must hold all of it: where merit does not
    order the hits, those that hold a part are noise."""
    weights = expanding()
    units = _units(query)
    bag = _Bag()
    replaced = {index for e in query.expansions for index in range(e.start, e.end)}
    own = [weights.replaced if index in replaced else 1.0 for index in range(len(query.folded))]
    for word, weight in zip(query.folded, own, strict=True):
        bag.words.add(word, weight)
        bag.heads.add(word, weight)
    for index, pair in enumerate(pairs(list(query.folded))):
        bag.pairs.add(pair, min(own[index], own[index + 1]))
    for word, weight in zip(query.likely, own, strict=True):
        bag.accented.add(word, weight * score_weights().accented)
    for expansion in query.expansions:
        _add_others(bag, expansion, weights)
    return Plan(
        units=units,
        required=len(units) if every else words_required(len(units)),
        words=bag.words.groups(),
        pairs=bag.pairs.groups(),
        accented=bag.accented.groups(),
        heads=bag.heads.groups(share=heading_share(len(units))),
        phrases=query.phrases,
        excluded=query.excluded,
        references=tuple(_weighted(keywords) for keywords in query.references),
        places=tuple((place.level, place.place_ids) for place in query.places if place.level in ("commune", "hamlet")),
    )


class _Terms:
    """Terms with the highest weight that somebody gave them, in order of arrival."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}

    def add(self, term: str, weight: float) -> None:
        self.weights[term] = max(weight, self.weights.get(term, 0.0))

    def groups(self, share: float = 1.0) -> dict[float, tuple[str, ...]]:
        by_weight: dict[float, list[str]] = {}
        for term, weight in self.weights.items():
            if weight > 0:
                by_weight.setdefault(weight * share, []).append(term)
        return {weight: tuple(terms) for weight, terms in by_weight.items()}


class _Bag:
    def __init__(self) -> None:
        self.words, self.pairs, self.accented, self.heads = _Terms(), _Terms(), _Terms(), _Terms()


def _add_others(bag: _Bag, expansion: Expansion, weights: Expanding) -> None:
    """The accents of another way to say it are known, so that "làng" does not find "láng"; headings are folded."""
    weight = weights.of(expansion)
    for other in expansion.others:
        folded = [fold_word(word) for word in other]
        for word in other:
            bag.accented.add(word, weight * weights.accented)
        for word in folded:
            bag.heads.add(word, weight)
        for pair in pairs(folded):
            bag.pairs.add(pair, weight)


def _units(query: ReadQuery) -> tuple[Unit, ...]:
    """One for each different word; every word of an expanded span is there when another way to say it is."""
    others: dict[str, list[tuple[str, ...]]] = {word: [] for word in query.folded}
    for expansion in query.expansions:
        for word in query.folded[expansion.start : expansion.end]:
            others[word] += expansion.others
    return tuple(_unit(word, ways) for word, ways in others.items())


def _unit(word: str, ways: Iterable[tuple[str, ...]]) -> Unit:
    different = tuple(dict.fromkeys(ways))
    return Unit(
        word=word,
        others=tuple(tuple(pairs([fold_word(part) for part in way])) for way in different if len(way) > 1),
        accented=tuple(way[0] for way in different if len(way) == 1 and fold_word(way[0]) != word),
    )


def _weighted(keywords: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((keyword, reference_weight(keyword, place)) for place, keyword in enumerate(keywords))
