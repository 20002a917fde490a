"""Numbers of legal documents and the names of laws. Pure.

A number is "61/2023/NĐ-CP" (number, year, suffix); people leave out the suffix ("NĐ 61/2023") or the year ("NĐ 61"),
and decisions of a single case bear no year ("15/QĐ-UBND").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .normalise import Token, fold, nfc, tokens

LAWS_FILE = Path(__file__).with_name("data") / "laws.toml"

# Kinds by the first part of a suffix; a joint circular is also asked for as a circular.
_KIND_OF_SUFFIX = {"qh": ("luat", "nq"), "ubtvqh": ("nq", "pl"), "l": ("luat",), "tw": ("nq",)}
_WIDER = {"ttlt": ("tt",), "nqlt": ("nq",)}
_CUT_SHORT = {"qd-tt": "qd-ttg", "ct-tt": "ct-ttg"}  # as some registers print them
MOST_LETTERS = 5_000  # different ones that are remembered: Vietnamese needs two hundred
_FILLERS = frozenset({"va", "cua", "ve"})  # words that people leave out of a law's name
_NUMBER = re.compile(r"([0-9]{1,5}[a-z]?)(?:/((?:19|20)[0-9]{2}))?(?:/([a-z0-9/-]+))?")


@dataclass(frozen=True)
class LegalDocument:
    """What is known of a document: number without leading zeros, kind ("nd"), year, suffix ("nd-cp").

    `dated` is true when the year stands beside the number ("15/QĐ-UBND ngày 14/10/2025"), not in it.
    """

    number: str
    kind: str = ""
    year: str = ""
    suffix: str = ""
    dated: bool = False

    @property
    def canonical(self) -> str:
        """ "61/2023/nd-cp", or what is known of it: "nd:61/2023", "nd:61", "61/2023", "15/qd-ubnd"."""
        year = "" if self.dated and self.suffix else self.year
        numbered = f"{self.number}/{year}" if year else self.number
        if self.suffix:
            return f"{numbered}/{self.suffix}"
        return f"{self.kind}:{numbered}" if self.kind else numbered

    @property
    def kinds(self) -> tuple[str, ...]:
        """Its kind, and the wider one that people ask by; both kinds where the suffix leaves it open."""
        if self.kind:
            return (self.kind, *_WIDER.get(self.kind, ()))
        first = re.match(r"[a-z]*", self.suffix)
        kinds = _KIND_OF_SUFFIX.get(first[0], (first[0],)) if first else ()
        return tuple(wider for kind in kinds if kind for wider in (kind, *_WIDER.get(kind, ())))

    def names(self) -> tuple[str, ...]:
        """All that it can be asked by, most exact first: full, "nd-61/2023", "61/2023", without year, "nd-61"."""
        full = (self.canonical,) if self.suffix else ()
        dated = tuple(f"{kind}-{self.number}/{self.year}" for kind in self.kinds if self.year)
        bare = (f"{self.number}/{self.year}",) if self.year else ()
        yearless = (f"{self.number}/{self.suffix}",) if self.suffix else ()
        wide = tuple(f"{kind}-{self.number}" for kind in self.kinds)
        return tuple(dict.fromkeys((*full, *dated, *bare, *yearless, *wide)))

    def asked(self) -> tuple[str, ...]:
        """Names under which a question looks for it, most exact first: none that is wider than what was said."""
        if not self.year:
            return (self.canonical,) if self.suffix else tuple(f"{kind}-{self.number}" for kind in self.kinds[:1])
        full = (self.canonical,) if self.suffix else ()
        kinds = self.kinds if self.suffix else self.kinds[:1]
        dated = tuple(f"{kind}-{self.number}/{self.year}" for kind in kinds)
        return (*full, *dated) if full or dated else (f"{self.number}/{self.year}",)


def document_of(written: str, kind: str = "") -> LegalDocument:
    """A document from a number as a register writes it: "61/2023/NĐ-CP", "15/QĐ-UBND", "HP/2013".

    `kind` says what a number of the National Assembly leaves open ("luat").
    """
    flat = flatten(nfc(written)).replace(" ", "")
    if flat.startswith("hp/"):
        return LegalDocument(flat[3:], "hp")
    match = _NUMBER.match(flat)
    return numbered(match[1], match[2] or "", match[3] or "", kind) if match else LegalDocument(flat)


def numbered(number: str, year: str = "", suffix: str = "", kind: str = "", *, dated: bool = False) -> LegalDocument:
    """A document with its parts brought into one form. What the suffix says of the kind counts before the word."""
    clean = "-".join(re.findall(r"[a-z0-9]+", suffix))
    clean = _CUT_SHORT.get(clean, clean)
    first = re.match(r"[a-z]*", clean)
    of_suffix = first[0] if first else ""
    if of_suffix and of_suffix not in _KIND_OF_SUFFIX:
        kind = of_suffix
    return LegalDocument(number.lstrip("0") or "0", kind, year, clean, dated)


class _Flat(dict[int, str]):
    """One folded letter for each letter, so that positions stay. Filled as letters come, but not by all of Unicode."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "".join(token.folded for token in tokens(letter)) if letter.isalnum() else letter
        flat = folded if len(folded) == 1 else letter
        if len(self) < MOST_LETTERS:
            self[code] = flat
        return flat


_FLAT = _Flat()


def flatten(text: str) -> str:
    """An NFC text folded letter by letter: as long as the text itself."""
    return text.translate(_FLAT)


@dataclass(frozen=True)
class LawName:
    """A name of a law: its words without fillers, the documents (newest first), what may not follow."""

    words: tuple[str, ...]
    documents: tuple[LegalDocument, ...]
    not_before: frozenset[str] = frozenset()

    def fits(self, said: list[Token], after: Token | None) -> bool:
        """True when each word is typed without accents or with the right ones."""
        wanted = self.words[-len(said) :]
        right = all(token.accented in (word, token.folded) for word, token in zip(wanted, said, strict=True))
        return right and not (after and after.folded in self.not_before)


@dataclass(frozen=True)
class Laws:
    """The names of laws as a tree of folded words; a leaf "" holds the name."""

    tree: dict[str, Any]

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> Laws:
        """The names in data/laws.toml."""
        rows = tomllib.loads(LAWS_FILE.read_text(encoding="utf-8"))["law"]
        return Laws.made(_name(written, row) for row in rows for written in row["names"])

    @staticmethod
    def made(names: Iterable[LawName]) -> Laws:
        """A tree of names."""
        tree: dict[str, Any] = {}
        for name in names:
            node = tree
            for word in name.words:
                node = node.setdefault(fold(word), {})
            node[""] = name
        return Laws(tree)

    def longest(
        self, words: list[Token], start: int, *, kind: str = ""
    ) -> tuple[int, tuple[LegalDocument, ...]] | None:
        """End and documents of the longest name that begins at the word `start`.

        With `kind` ("luat") the name is looked for as if that word stood before it.
        """
        node, best = self.tree[kind] if kind else self.tree, None
        said: list[Token] = []
        for index in range(start, len(words)):
            if words[index].folded in _FILLERS and said:
                continue
            if words[index].folded not in node:
                break
            node = node[words[index].folded]
            said.append(words[index])
            name: LawName | None = node.get("")
            if name and name.fits(said, words[index + 1] if index + 1 < len(words) else None):
                best = index + 1, name.documents
        return best


def _name(written: str, row: dict[str, list[str]]) -> LawName:
    words = tuple(token.accented for token in tokens(nfc(written)) if token.folded not in _FILLERS)
    return LawName(words, _documents(row), frozenset(fold(word) for word in row.get("not_before", ())))


def _documents(row: dict[str, list[str]]) -> tuple[LegalDocument, ...]:
    said = flatten(nfc(row["names"][0])).split()[0]
    kind = {"luat": "luat", "bo": "luat", "phap": "pl"}.get(said, "")
    return tuple(document_of(written, kind) for written in row["documents"])


def of_year(documents: tuple[LegalDocument, ...], year: str) -> tuple[LegalDocument, ...]:
    """The versions of a law that a year means: that of the number, else the one that then came into force."""
    for offset in (0, 1):
        wanted = str(int(year) - offset)
        found = tuple(doc for doc in documents if wanted in (doc.year, doc.number))
        if found:
            return found
    return documents
