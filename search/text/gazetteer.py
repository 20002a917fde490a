"""Places named in a query: today's, and the former communes, districts and hamlets that lead to today's. Pure.

What is found is offered as a filter, never forced, so a name that is also an ordinary word does no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .normalise import fold, nfc, tokens
from .place_words import FORMER_WORDS, JOINING, Class, KindWord, kind_word_at, split_kind

Was = Literal["today", "old_hamlet", "old_commune", "old_district", "old_province"]
Words = tuple[str, ...]
_CLASSES: dict[str, Class] = {"hamlet": "hamlet", "commune": "commune", "province": "province"}
_DOWNWARDS: tuple[Class, ...] = ("province", "district", "commune", "hamlet")


@dataclass(frozen=True)
class FormerName:
    """An earlier name of a place, or of a unit that it came from. The kind word may stand in `name` or in `kind`.

    `district` and `province` say what the unit then belonged to ("Huyện Ngọc Hiển", "Tỉnh Bạc Liêu").
    """

    name: str
    kind: str = ""
    district: str = ""
    province: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """A place of today: `level` and `kind` are the register's values ("commune", "xa"), `name` is without kind word."""

    id: str
    level: str
    kind: str
    name: str
    parent_id: str = ""
    former: tuple[FormerName, ...] = ()


@dataclass(frozen=True)
class PlaceMention:
    """The query words [start, end) name these places of today; `was` says what the name was taken for."""

    start: int
    end: int
    place_ids: tuple[str, ...]
    level: Class
    was: Was


@dataclass(frozen=True)
class _Sense:
    """One thing that a name can mean: its kind, the accented words, today's places."""

    of: Class
    kind: str
    words: Words
    ids: tuple[str, ...]
    was: Was

    @property
    def level(self) -> Class:
        """Level of the places that it leads to: a former district leads to communes."""
        return self.of if self.was == "today" or self.of == "hamlet" else "commune"


@dataclass(frozen=True)
class _Named:
    """A name found in the query with all that it can mean, best first."""

    start: int
    end: int
    senses: tuple[_Sense, ...]

    @property
    def of(self) -> Class:
        return self.senses[0].of


@dataclass(frozen=True)
class _Query:
    """The words of a query; `keys` are the folded ones with "03" as "3"."""

    accented: Sequence[str]
    folded: Sequence[str]
    keys: Words
    has_marks: bool


@dataclass(frozen=True)
class Gazetteer:
    """All names by their folded words, and how long the names are that begin with a word, longest first."""

    senses: dict[Words, tuple[_Sense, ...]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    names: dict[str, Words] = field(default_factory=dict)

    @classmethod
    def made(cls, rows: Iterable[PlaceRow]) -> Gazetteer:
        """From the register's rows; ended places are rows' former names, not rows."""
        kept = list(rows)
        ids: dict[tuple[Class, str, Words, Was], list[str]] = defaultdict(list)
        for row in kept:
            for name in dict.fromkeys(_names_of(row)):
                ids[name].append(row.id)
        senses: dict[Words, list[_Sense]] = defaultdict(list)
        named = {row.id: _cut(row.name) for row in kept}
        for (of, kind, words, was), found in ids.items():
            # The one that has kept the name comes first: of many only some are offered.
            first = sorted(found, key=lambda one: named[one] != words)
            senses[_key(words)].append(_Sense(of, kind, words, tuple(first), was))
        lengths: dict[str, set[int]] = defaultdict(set)
        for words in senses:
            lengths[words[0]].add(len(words))
        return cls(
            {key: tuple(found) for key, found in senses.items()},
            {row.id: row.parent_id for row in kept},
            {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
            {place_id: words for place_id, words in named.items() if words},
        )

    def names_of(self, place_ids: Sequence[str]) -> tuple[Words, ...]:
        """Today's names of places, without the kind word, as words of a text."""
        return tuple(self.names[place_id] for place_id in place_ids if place_id in self.names)

    def find(self, accented: Sequence[str], folded: Sequence[str], has_marks: bool) -> tuple[PlaceMention, ...]:
        """Places in a query, in order, none overlapping; neighbours narrow one another ("ấp 3, xã Đầm Dơi")."""
        query = _Query(accented, folded, tuple(map(_number, folded)), has_marks)
        return tuple(self._resolved(group) for group in self._groups(query))

    def starts_name(self, folded: Sequence[str], at: int) -> bool:
        """True when the name of a commune or district, without its kind word, begins at a word."""
        return any(
            sense.of in ("commune", "district")
            for length in self.lengths.get(folded[at], ())
            for sense in self.senses.get(tuple(map(_number, folded[at : at + length])), ())
        )

    def _groups(self, query: _Query) -> Iterator[list[_Named]]:
        """Names that stand together and belong to different levels."""
        group: list[_Named] = []
        for named in self._named(query):
            gap = query.folded[group[-1].end : named.start] if group else ()
            apart = not all(word in JOINING for word in gap) or any(other.of == named.of for other in group)
            if group and apart:
                yield group
                group = []
            group.append(named)
        if group:
            yield group

    def _named(self, query: _Query) -> Iterator[_Named]:
        at = 0
        while at < len(query.folded):
            named = self._with_kind(query, at) or self._without_kind(query, at)
            if named:
                yield named
            at = named.end if named else at + 1

    def _with_kind(self, query: _Query, at: int) -> _Named | None:
        word = kind_word_at(query.accented, query.folded, at)
        if not word:
            return None
        for end, senses in self._names_at(query, word.end, word.number):
            fitting = [sense for sense in senses if sense.of == word.of and _fits(sense, query, word, end)]
            if fitting:
                after, old = _former(query, end)
                return _Named(at, after, _ranked(fitting, word, old))
        return None

    def _without_kind(self, query: _Query, at: int) -> _Named | None:
        for end, senses in self._names_at(query, at, ""):
            if end - at < 2:
                return None
            said = tuple(query.accented[at:end])
            fitting = [sense for sense in senses if said == (sense.words if query.has_marks else query.keys[at:end])]
            if fitting:
                after, old = _former(query, end)
                return _Named(at, after, _ranked(fitting, None, old))
        return None

    def _names_at(self, query: _Query, start: int, number: str) -> Iterator[tuple[int, tuple[_Sense, ...]]]:
        """Ends and senses of the names that begin at a word, longest first. `number` is glued to the kind word."""
        if number:
            yield start, self.senses.get((number,), ())
            return
        lengths = self.lengths.get(query.keys[start], ()) if start < len(query.keys) else ()
        for length in lengths:
            senses = self.senses.get(query.keys[start : start + length])
            if senses and start + length <= len(query.keys):
                yield start + length, senses

    def _resolved(self, group: list[_Named]) -> PlaceMention:
        """One mention of the lowest level that is named; what does not exist inside the levels above is left out."""
        inside: set[str] = set()
        kept: list[_Named] = []
        sense, ids = group[0].senses[0], group[0].senses[0].ids
        for named in sorted(group, key=lambda named: _DOWNWARDS.index(named.of)):
            found = next(((one, held) for one in named.senses if (held := self._held(one, inside))), None)
            if not found:
                continue
            sense, ids = found
            kept.append(named)
            inside = set() if sense.level == "province" else set(ids)
        start, end = min(named.start for named in kept), max(named.end for named in kept)
        return PlaceMention(start, end, ids, sense.level, sense.was)

    def _held(self, sense: _Sense, inside: set[str]) -> tuple[str, ...]:
        """Places of a sense that are, or lie in, one of the units named above; all of them when none is."""
        return tuple(one for one in sense.ids if not inside or one in inside or self.parents.get(one) in inside)


def _ranked(senses: list[_Sense], word: KindWord | None, old: bool) -> tuple[_Sense, ...]:
    """Best first: what "cũ" asks for; then the kind that was said; then today's name; then the larger unit."""
    order = ("district", "commune", "province", "hamlet") if old else ("commune", "province", "district", "hamlet")

    def rank(sense: _Sense) -> tuple[bool, bool, bool, int]:
        other_kind = word is not None and sense.kind != word.kind
        today = sense.was == "today"
        return (today and old, other_kind, not today, order.index(sense.of))

    return tuple(sorted(senses, key=rank))


def _fits(sense: _Sense, query: _Query, word: KindWord, end: int) -> bool:
    """True when the name is typed without accents or with the right ones."""
    if word.number:
        return True
    start = end - len(sense.words)
    return all(
        _number(typed) in (folded, name)
        for typed, folded, name in zip(query.accented[start:end], query.keys[start:end], sense.words, strict=True)
    )


def _former(query: _Query, end: int) -> tuple[int, bool]:
    """End of a name with a "cũ" after it, and whether there is one."""
    for length in (1, 2):
        if tuple(query.accented[end : end + length]) in FORMER_WORDS:
            return end + length, True
    return end, False


def _names_of(row: PlaceRow) -> Iterator[tuple[Class, str, Words, Was]]:
    """All names that lead to a place of today: its own, its earlier ones, and those of the units that held it."""
    of = _CLASSES[row.level]
    if words := _cut(row.name):
        yield of, row.kind, words, "today"
    for former in row.former:
        kind, name = split_kind(former.name)
        written: tuple[tuple[Class, str, str, Was], ...] = (
            (of, kind or former.kind, name, "old_hamlet" if of == "hamlet" else "old_commune"),
            ("district", *split_kind(former.district), "old_district"),
            ("province", *split_kind(former.province), "old_province"),
        )
        yield from ((each, kind, _cut(name), was) for each, kind, name, was in written if _cut(name))


def _cut(name: str) -> Words:
    """Accented words of a name; "03" is "3"."""
    return tuple(_number(token.accented) for token in tokens(nfc(name)))


def _key(words: Sequence[str]) -> Words:
    return tuple(_number(fold(word)) for word in words)


def _number(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdecimal() else word
