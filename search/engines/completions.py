"""Names that a search box can complete, as both engines store and match them. Pure.

Every document has its title as a name; a place has its former names, too. A name is a set of words, folded
and as they are written, its place's among them: "mui" and "mũi" both find "Xã Đất Mũi".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.engines.base import Document
from search.engines.names import Completion, Name, Reading
from search.text.normalise import nfc, tokens

PLACE = "place"
FORMER = 2  # added to the merit of a place's former name
FIRST_DOCUMENT = 10  # merits below are places
_MERITS = {"covenant": 10, "material": 11, "disclosure": 12}
MOST_CHARACTERS, MOST_NAMES = 300, 60


def names_of(document: Document) -> tuple[Name, ...]:
    """The names by which a document can be completed. A place's first tag is its label, the others former names."""
    place, *others = document.tags or ("",)
    if document.kind != PLACE:
        return (Name(document.title, "" if place in document.title else place),)
    today = Name(document.title, "nay không còn" if document.state == "not_in_force" else "")
    about = f"nay là {document.title[:1].lower()}{document.title[1:]}"
    former = (Name(text, about, former=True) for text in dict.fromkeys(others) if text != document.title)
    return (today, *former)[:MOST_NAMES]


def merit_of(document: Document) -> int:
    """The order of a document's own name among those that match alike."""
    if document.kind == PLACE:
        return 1 if document.hamlet else 0
    return _MERITS.get(document.kind, max(_MERITS.values()) + 1)


def words_of(name: Name) -> frozenset[str]:
    """Folded and accented words of a name and of what stands beside it."""
    found = tokens(nfc(f"{name.text[:MOST_CHARACTERS]} {name.about[:MOST_CHARACTERS]}"))
    return frozenset(form for token in found for form in (token.folded, token.accented))


def fitting(names: Iterable[Name], reading: Reading) -> list[Name]:
    """Those of a document's names that hold all words: no word of one name and the rest of another."""
    return [name for name in names if reading.fits(words_of(name))]


def readings_of(typed: str, most_words: int = 10) -> tuple[Reading, ...]:
    """How a beginning of a query can be read, best first: as written and, when it has accents, folded;
    the last word whole before the last word begun. Empty without a letter or digit."""
    found = tokens(nfc(typed[:MOST_CHARACTERS]))[:most_words]
    if not found:
        return ()
    forms = dict.fromkeys((tuple(token.accented for token in found), tuple(token.folded for token in found)))
    return tuple(reading for words in forms for reading in (Reading(words), Reading(words[:-1], words[-1])))


def distinct(completions: Iterable[Completion], limit: int) -> tuple[Completion, ...]:
    """Each name of a document once, the first `limit`."""
    return tuple(dict.fromkeys(completions))[:limit]


def groups() -> Sequence[tuple[int, int]]:
    """Ranges of merit (from, until before) that are asked apart, so that places never crowd out documents."""
    return ((0, FIRST_DOCUMENT), (FIRST_DOCUMENT, FIRST_DOCUMENT * 10))
