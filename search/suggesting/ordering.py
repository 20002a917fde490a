"""Which of the matching names are shown, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.text.normalise import Token, nfc, tokens

SHOWN = 8
MOST_OF = {"place": 5, "question": 3}
KIND_WORDS = frozenset({"xa", "phuong", "ap", "khom", "tinh"})
# Communes and hamlets first, then questions, former names of places, documents.
QUESTION_MERIT = 2


@dataclass(frozen=True)
class Candidate:
    """A name that matches, with the id of what it leads to (a page, or a question)."""

    id: str
    kind: str
    text: str
    about: str
    merit: int


def chosen(candidates: Iterable[Candidate], typed: str, shown: int = SHOWN) -> list[Candidate]:
    """The best `shown` candidates, best first; no kind takes all places while others wait."""
    asked = tokens(nfc(typed))
    ordered = _named_once(sorted(candidates, key=lambda candidate: _rank(candidate, asked)))
    taken: dict[str, int] = {}
    first, later = [], []
    for candidate in ordered:
        taken[candidate.kind] = taken.get(candidate.kind, 0) + 1
        (first if taken[candidate.kind] <= MOST_OF.get(candidate.kind, shown) else later).append(candidate)
    kept = {id(candidate) for candidate in [*first, *later][:shown]}
    return [candidate for candidate in ordered if id(candidate) in kept]


def _named_once(ordered: Iterable[Candidate]) -> list[Candidate]:
    """A place that bears today the name that it had before is shown once, by the better match."""
    best: dict[tuple[str, str], Candidate] = {}
    for candidate in ordered:
        best.setdefault((candidate.id or candidate.text, _own_name(candidate)), candidate)
    return list(best.values())


def _own_name(candidate: Candidate) -> str:
    """ "Ấp 3, xã Đầm Dơi" → "Ấp 3": what stands behind the comma says where it is."""
    return candidate.text.split(",")[0] if candidate.kind == "place" else candidate.text


def _rank(candidate: Candidate, asked: Sequence[Token]) -> tuple[int, int, int, int, str]:
    words = tokens(nfc(candidate.text))
    wrong = sum(not _is_there(word, words, last=word is asked[-1]) for word in asked)
    return (wrong, _scattered(tokens(nfc(_own_name(candidate))), asked), candidate.merit, len(words), candidate.text)


def _is_there(word: Token, words: Sequence[Token], *, last: bool) -> bool:
    """As it was typed, accents and all; the last word may be only begun."""
    if last:
        return any(w.accented.startswith(word.accented) or w.folded.startswith(word.accented) for w in words)
    return any(word.accented in (w.accented, w.folded) for w in words)


def _scattered(words: Sequence[Token], asked: Sequence[Token]) -> int:
    """0: the name begins with what was typed (after "xã", "ấp" too) as whole words; 1: as a beginning;
    2: it stands together further inside; 3: scattered, or only in where a place is."""
    typed, names = [word.folded for word in asked], [word.folded for word in words]
    begins = [0, 1] if names[:1] and names[0] in KIND_WORDS else [0]
    if any(names[at : at + len(typed)] == typed for at in begins):
        return 0
    if any(_begins(names[at:], typed) for at in begins):
        return 1
    return 2 if any(_begins(names[at:], typed) for at in range(len(names))) else 3


def _begins(names: Sequence[str], typed: Sequence[str]) -> bool:
    *whole, start = typed
    return list(names[: len(whole)]) == whole and len(names) > len(whole) and names[len(whole)].startswith(start)
