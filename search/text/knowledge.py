"""What the reading of a query knows besides the query itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from .gazetteer import Gazetteer
from .language import Language
from .synonyms import Synonyms


@dataclass(frozen=True)
class Knowledge:
    """The language as learned from the law and from the site's own texts, and the tables."""

    language: Language
    synonyms: Synonyms
    places: Gazetteer = field(default_factory=Gazetteer)

    @staticmethod
    @cache
    def shipped() -> Knowledge:
        """What the project brings, before any text of a site is known."""
        synonyms = Synonyms.shipped()
        return Knowledge(Language.shipped().learned(synonyms.everyday()), synonyms)

    @classmethod
    def learned(cls, texts: Iterable[str]) -> Knowledge:
        """With the words of these texts: what occurs there is never a slip."""
        shipped = cls.shipped()
        return replace(shipped, language=shipped.language.learned(texts))
