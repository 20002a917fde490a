"""What a search box asks an engine and is answered: names, and ways to read the beginning of one. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """What is shown, and what is said beside it: the place of a document, or what a place is called today."""

    text: str
    about: str = ""
    former: bool = False


@dataclass(frozen=True)
class Completion:
    """A name with its document. A smaller `merit` comes first: communes, hamlets, former names, documents."""

    document_id: str
    kind: str
    merit: int
    name: Name


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: all of `whole` are words of the name, and `start` begins one."""

    whole: tuple[str, ...]
    start: str = ""

    def fits(self, words: frozenset[str]) -> bool:
        """True for a name of these words."""
        return words.issuperset(self.whole) and (not self.start or any(word.startswith(self.start) for word in words))
