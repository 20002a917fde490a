"""What a person typed, read into terms. Pure.

The steps, each in a module of its own: operators (quotes, minus), legal references, raw Telex and VNI,
slips, abbreviations, synonyms, hints (place, kind, year), restored accents. `steps` tells what each one did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import abbreviations, hints, references, telex
from .expansion import Expansion
from .gazetteer import PlaceMention
from .hints import Offer
from .knowledge import Knowledge
from .normalise import Token, fold_word, nfc, tokens
from .operators import Phrase, read_operators

MAX_CHARACTERS = 1000
MAX_WORDS = 48  # more would exceed the engines' clause limits and mean nothing to people
MAX_OFFERS = 5  # of places of one name
WHY = {
    "abbreviation": "viết tắt",
    "unit": "tên gọi khác",
    "synonym": "chữ của luật",
    "place": "tên cũ",
}


@dataclass(frozen=True)
class Step:
    """What one step of the reading found or changed, for `search_explain`."""

    name: str
    result: str


@dataclass(frozen=True)
class ReadQuery:
    """A query as the engines take it. `cut` is true when the end of a very long query was left out.

    `folded` and `accented` hold the same words in order, as they are searched for (mended); every word is
    letters and digits only. `likely` are they with the accents that they most probably have. `references` holds
    for each legal reference its keywords, most specific first. `offers` are filters that words suggest, `places`
    the places that they name. `mended` is the whole query as searched when a step changed a word, `suggestion`
    the one to offer ("Có phải bạn muốn tìm"); both are empty when there is nothing to say.
    """

    typed: str
    accented: tuple[str, ...]
    folded: tuple[str, ...]
    likely: tuple[str, ...]
    has_marks: bool
    cut: bool
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    references: tuple[tuple[str, ...], ...] = ()
    offers: tuple[Offer, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    mended: str = ""
    suggestion: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no letters, no digits."""
        return not self.folded

    @property
    def terms(self) -> tuple[str, ...]:
        """The different folded words, in order."""
        return tuple(dict.fromkeys(self.folded))


def read_query(typed: str, knowledge: Knowledge | None = None, *, literally: bool = False) -> ReadQuery:
    """Read any string whatever: wildcards and control characters are no operators.

    `literally` leaves the words as they were typed: nothing is repaired, and nothing else stands in for them.
    """
    # One more character than is kept, so that a cut is seen; NFD is up to four code points a letter.
    text = nfc(typed[: (MAX_CHARACTERS + 1) * 4]).strip()
    kept = text[:MAX_CHARACTERS]
    reading = _Reading(kept, knowledge or Knowledge.shipped(), literally)
    return ReadQuery(
        typed=kept,
        accented=tuple(reading.words),
        folded=tuple(reading.folded),
        likely=reading.restored,
        has_marks=reading.has_marks,
        cut=len(text) > MAX_CHARACTERS or len(reading.operators.words) > MAX_WORDS,
        phrases=reading.operators.phrases,
        excluded=reading.operators.excluded,
        expansions=reading.expansions,
        references=reading.references,
        offers=reading.offers,
        places=reading.places,
        mended=reading.mended,
        suggestion=reading.suggestion,
        steps=tuple(reading.tell()),
    )


class _Reading:
    """The steps in their order; each works on the words that the ones before have left."""

    def __init__(self, text: str, knowledge: Knowledge, literally: bool) -> None:
        self.knowledge = knowledge
        self.literally = literally
        self.steps: list[Step] = []
        self.changed = False
        self.operators = read_operators(self._repaired_typing(text))
        self.tokens = self.operators.words[:MAX_WORDS]
        self.words = [token.accented for token in self.tokens]
        self._read_references(self.operators.text)
        self._mend_slips()
        self.folded = [fold_word(word) for word in self.words]
        self.restored = knowledge.language.restore(self.words)
        self.has_marks = any(word != folded for word, folded in zip(self.words, self.folded, strict=True))
        self.places = knowledge.places.find(self.words, self.folded, self.has_marks)
        self.offers = self._offer()
        self.expansions = self._expand()

    def _repaired_typing(self, text: str) -> str:
        """The text with its raw Telex and VNI repaired."""
        if self.literally:
            return text
        words = tokens(text)[:MAX_WORDS]
        typed = [word.accented for word in words]
        repaired = telex.repaired_words(typed, self.knowledge.language)
        self._note_changes("bộ gõ", typed, repaired)
        return _replaced(text, words, repaired)

    def _read_references(self, text: str) -> None:
        """Keywords of each reference, and the places of the words that make them up."""
        self.found = references.find(text)
        self.references = tuple(references.query_keywords(reference) for reference in self.found)
        spans = [(reference.start, reference.end) for reference in self.found]
        self.referring = frozenset(
            i for i, token in enumerate(self.tokens) if any(start <= token.start < end for start, end in spans)
        )

    def _mend_slips(self) -> None:
        """Words that are no Vietnamese and occur in no text of the site. A mended text may name a reference."""
        if self.literally:
            return
        kept = self.operators.quoted | self.referring
        mended = list(self.knowledge.language.mended(self.words, kept=kept))
        if mended == self.words:
            return
        self._note_changes("sửa chữ", self.words, mended)
        self.words = mended
        text = _replaced(self.operators.text, self.tokens, mended)
        self.tokens = tuple(tokens(text)[: len(mended)])
        self._read_references(text)

    def _offer(self) -> tuple[Offer, ...]:
        """What could be a filter: places first, then kind, year, number."""
        named = [
            Offer(mention.level, place, mention.start, mention.end)
            for mention in self.places
            if mention.level == "commune" or mention.level == "hamlet"
            for place in mention.place_ids[:MAX_OFFERS]
        ]
        return (*named, *hints.find(self.tokens, self.found))

    def _expand(self) -> tuple[Expansion, ...]:
        if self.literally:
            return ()
        found = (
            *self._former_places(),
            *abbreviations.find(self.words, self.folded, self.knowledge.places.starts_name),
            *self.knowledge.synonyms.find(self.words, self.restored),
        )
        return tuple(one for one in found if self.referring.isdisjoint(range(one.start, one.end)))

    def _former_places(self) -> Iterator[Expansion]:
        """An earlier name of a unit stands for the names of today's."""
        for mention in self.places:
            if mention.was != "today" and (names := self.knowledge.places.names_of(mention.place_ids[:MAX_OFFERS])):
                yield Expansion(mention.start, mention.end, names, "place")

    @property
    def mended(self) -> str:
        """The words as searched for, when one was changed."""
        return " ".join(self.words) if self.changed else ""

    @property
    def suggestion(self) -> str:
        """The words with their likely accents, when that says more. A single bare syllable is anybody's guess."""
        if len(self.words) < 2 or list(self.restored) == self.words:
            return ""
        return " ".join(self.restored)

    def tell(self) -> Iterator[Step]:
        """Each step that found or changed something."""
        for name, phrases in (("nguyên cụm", self.operators.phrases), ("loại trừ", self.operators.excluded)):
            for phrase in phrases:
                yield Step(name, f"“{' '.join(phrase.words)}”{'' if phrase.accented else ' (dấu nào cũng được)'}")
        yield from self.steps
        for keywords in self.references:
            yield Step("căn cứ", " ".join(keywords))
        for offer in self.offers:
            yield Step("gợi ý lọc", f"{' '.join(self.words[offer.start : offer.end])} → {offer.facet} {offer.value}")
        for one in self.expansions:
            others = " | ".join(" ".join(other) for other in one.others)
            yield Step(WHY[one.why], f"{' '.join(self.words[one.start : one.end])} → {others}")

    def _note_changes(self, name: str, before: Sequence[str], after: Sequence[str]) -> None:
        changes = [f"{old} → {new}" for old, new in zip(before, after, strict=True) if old != new]
        if changes:
            self.changed = True
            self.steps.append(Step(name, ", ".join(changes)))


def _replaced(text: str, words: Sequence[Token], by: Sequence[str]) -> str:
    """The text with these words in it replaced."""
    pieces, at = [], 0
    for word, new in zip(words, by, strict=True):
        pieces += [text[at : word.start], text[word.start : word.end] if new == word.accented else new]
        at = word.end
    return "".join([*pieces, text[at:]])
