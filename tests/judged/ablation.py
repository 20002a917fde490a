"""What each step of the reading and each part of the score brings: taken out one at a time.

Production code has no switches; a step is taken out by putting something that does nothing in its place.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from search.engines import weights
from search.evaluation import Judged
from search.text import normalise, query, references, telex
from search.text.knowledge import Knowledge
from search.text.language import Language
from search.text.query import ReadQuery, read_query
from search.text.synonyms import FOLDER, Synonyms, read_table

CLEAN, BARE = ("clean", "no_diacritics"), ("no_diacritics", "half")
Readings = Sequence[tuple[Judged, ReadQuery]]


@dataclass(frozen=True)
class Step:
    """A step with the variants that it is for; one of the ways below takes it out.

    `patched` holds (object, name, what stands in its place); `read` changes the read query, `knowledge` what the
    reading knows, `weighing` the file of weights.
    """

    name: str
    variants: tuple[str, ...]
    patched: tuple[tuple[Any, str, Any], ...] = ()
    read: Callable[[ReadQuery], ReadQuery] | None = None
    knowledge: Callable[[Knowledge], Knowledge] | None = None
    weighing: tuple[tuple[str, str, float], ...] = ()

    @contextmanager
    def out(self) -> Iterator[None]:
        """Without the step."""
        with ExitStack() as stack:
            for owner, name, instead in self.patched:
                stack.enter_context(mock.patch.object(owner, name, instead))
            if self.weighing:
                changed = self._weights()
                stack.enter_context(mock.patch.object(weights, "_file", lambda: changed))
            normalise._forms.cache_clear()
            try:
                yield
            finally:
                normalise._forms.cache_clear()

    def _weights(self) -> dict[str, Any]:
        changed = copy.deepcopy(_WEIGHTS)
        for section, name, value in self.weighing:
            changed[section][name] = value
        return changed

    def readings(self, queries: Sequence[Judged], knowledge: Knowledge) -> Readings:
        """The queries as they are read without the step; call it inside `out`."""
        known = self.knowledge(knowledge) if self.knowledge else knowledge
        found = [(one, read_query(one.text, known)) for one in queries]
        return [(one, self.read(read)) for one, read in found] if self.read else found


_WEIGHTS = weights._file()
NOTHING = Step("(nothing)", ())


def _as_typed(words: Sequence[str], *rest: Any, **named: Any) -> tuple[str, ...]:
    return tuple(words)


def _not_mended(language: Language, words: Sequence[str], kept: Any = ()) -> tuple[str, ...]:
    return tuple(words)


def _as_restored(language: Language, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(words)


def _without(why: str) -> Callable[[ReadQuery], ReadQuery]:
    return lambda read: replace(read, expansions=tuple(one for one in read.expansions if one.why != why))


def _without_table(path: Path) -> Callable[[Knowledge], Knowledge]:
    rest = Synonyms(entry for other in sorted(FOLDER.glob("*.tsv")) if other != path for entry in read_table(other))
    return lambda knowledge: replace(knowledge, synonyms=rest)


def _law_alone(knowledge: Knowledge) -> Knowledge:
    """The language of the law, without the site's texts and everyday words."""
    return replace(knowledge, language=Language.shipped())


def _no_site(knowledge: Knowledge) -> Knowledge:
    return replace(knowledge, language=Knowledge.shipped().language)


READING = [
    Step("NFC", ("nfd",), ((query, "nfc", str),)),
    Step("one tone placement", ("tone",), ((normalise, "_OPEN_SYLLABLE", re.compile(r"(?!)")),)),
    Step(
        "raw Telex and VNI",
        ("telex",),
        ((telex, "repaired_words", _as_typed), (telex, "repaired", lambda word, language=None: None)),
    ),
    Step("slips", ("typo", "typo_no_diacritics"), ((Language, "mended", _not_mended),)),
    Step("legal references", CLEAN, ((references, "find", lambda text: ()),)),
    Step("abbreviations", CLEAN, read=_without("abbreviation")),
    Step("ấp ~ thôn, khóm ~ khu phố", CLEAN, read=_without("unit")),
    Step("everyday words, all tables", CLEAN, knowledge=lambda one: replace(one, synonyms=Synonyms(()))),
    *(
        Step(f"everyday words: {path.stem}", CLEAN, knowledge=_without_table(path))
        for path in sorted(FOLDER.glob("*.tsv"))
    ),
    Step("likely accents", BARE, read=lambda read: replace(read, likely=read.accented)),
    Step("accents restored at all", BARE, ((Language, "restore", _as_restored),)),
    Step("the language learns the site's texts", (*BARE, "typo"), knowledge=_no_site),
    Step("… and everyday words", (*BARE, "typo"), knowledge=_law_alone),
    Step("old names of places", CLEAN, read=_without("place")),
]
SCORE = [
    Step("pairs of words", CLEAN, weighing=(("score", "pairs", 0.0),)),
    Step("accented words", CLEAN, weighing=(("score", "accented", 0.0),)),
    Step("heading", CLEAN, weighing=(("score", "heading", 0.0),)),
    Step("title", CLEAN, weighing=(("score", "title", 0.0),)),
    Step("a share of the lesser parts (tie)", CLEAN, weighing=(("score", "tie", 0.0),)),
    Step("a share of many words must occur", CLEAN, weighing=(("match", "share", 0.0),)),
    Step("replaced words count less", CLEAN, weighing=(("expanding", "replaced", 1.0),)),
    Step("everyday words count half", CLEAN, weighing=(("expanding", "synonym", 1.0),)),
    Step("long forms count half", CLEAN, weighing=(("expanding", "abbreviation", 1.0),)),
    Step("an older law of a name counts less", CLEAN, weighing=(("references", "next", 1.0),)),
    Step("what only mentions a law counts less", CLEAN, weighing=(("references", "cited", 1.0),)),
    Step("an article without its law counts", CLEAN, weighing=(("references", "bare_article", 0.0),)),
]
