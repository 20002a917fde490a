"""The passages of law that the site holds (`fixtures/law/law.json.gz`), found by number and by name. Pure."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

LAW_FILE = Path(__file__).parents[3] / "fixtures" / "law" / "law.json.gz"


@dataclass(frozen=True)
class LawArticle:
    """An article of a law as the codification gives it; `source` says from when it holds and what amended it."""

    number: str
    heading: str
    text: str
    source: str

    @property
    def label(self) -> str:
        return f"Điều {self.number}. {self.heading}" if self.heading else f"Điều {self.number}"


@dataclass(frozen=True)
class LawDocument:
    """A law, decree or circular with the articles that are held; not always all of them."""

    number: str
    kind: str
    name: str
    in_force_from: str
    articles: tuple[LawArticle, ...] = field(default=(), repr=False)

    @property
    def slug(self) -> str:
        """ "nghi-dinh-61-2023-nd-cp": kind and number in ASCII."""
        return _ascii(f"{self.kind} {self.number}")

    @property
    def title(self) -> str:
        """ "Luật Trẻ em số 102/2016/QH13", "Nghị định số 61/2023/NĐ-CP về …"."""
        if self.kind == "Luật":
            return f"{self.kind} {self.name} số {self.number}"
        return f"{self.kind} số {self.number} {self.name}"

    @property
    def url(self) -> str:
        return f"/luat/{self.slug}/"

    def article(self, number: str) -> LawArticle | None:
        """The article of a number, or None when it does not exist or is not held."""
        return next((article for article in self.articles if article.number == number), None)

    def article_url(self, number: str) -> str:
        return f"{self.url}dieu-{number}/"


@dataclass(frozen=True)
class Library:
    """All documents that are held. `by_number` also knows a number without its suffix ("61/2023")."""

    source: str
    documents: tuple[LawDocument, ...] = ()

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> Library:
        """What the project ships. Raises OSError when the file is missing."""
        return Library.read(json.loads(gzip.decompress(LAW_FILE.read_bytes())))

    @staticmethod
    def read(content: Mapping[str, Any]) -> Library:
        """The library of a decoded law file."""
        return Library(content["source"], tuple(_document(entry) for entry in content["documents"]))

    def of_slug(self, slug: str) -> LawDocument | None:
        return next((document for document in self.documents if document.slug == slug), None)

    def of_number(self, number: str) -> LawDocument | None:
        """By "61/2023/NĐ-CP", "61/2023/ND-CP" or "61/2023", the number with its year alone."""
        wanted = _ascii(number)
        for document in self.documents:
            own = _ascii(document.number)
            if wanted == own or (wanted.count("-") == 1 and own.startswith(f"{wanted}-")):
                return document
        return None

    @property
    def names(self) -> Mapping[str, LawDocument]:
        """Lower-case names as they stand in a text ("luật trẻ em"); decrees are named by number alone."""
        return {f"{d.kind} {d.name}".lower(): d for d in self.documents if d.kind in ("Luật", "Bộ luật", "Pháp lệnh")}


def _document(entry: Mapping[str, Any]) -> LawDocument:
    return LawDocument(
        entry["number"], entry["kind"], entry["name"], entry["in_force_from"], tuple(_articles(entry["articles"]))
    )


def _articles(entries: Iterable[Mapping[str, str]]) -> Iterable[LawArticle]:
    for entry in entries:
        yield LawArticle(entry["number"], entry["heading"], entry["text"], entry["source"])


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
