"""The texts that the public may compare, by the key that an address names them with.

"12:3" is version 3 of the covenant page 12, "mau:4" the province's model text 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from content_models.places.slugs import vietnamese_slug
from content_models.visibility import public

from .models import CovenantPage, CovenantVersion, ModelText
from .provisions import Covenant

MOST_CHOICES = 200  # of a list that a person can still read through
MODEL = "mau"
_KEY = re.compile(r"([0-9]{1,9}):([0-9]{1,5})", re.ASCII)
_MODEL_KEY = re.compile(rf"{MODEL}:([0-9]{{1,9}})", re.ASCII)


@dataclass(frozen=True)
class Side:
    """One of two texts. `page_id` is 0 for a model text, which has no address of its own."""

    key: str
    title: str
    place: str
    what: str
    url: str
    page_id: int
    covenant: Covenant

    @property
    def number(self) -> int:
        """Of a version; 0 for a model text."""
        return int(self.key.partition(":")[2]) if self.page_id else 0


@dataclass(frozen=True)
class Choice:
    """A line of the list to choose from; `group` is the heading above it."""

    key: str
    label: str
    group: str


def side_of(key: str) -> Side | None:
    """The text of a key, or None: unknown, not public, or no key at all. Three queries at most."""
    if found := _KEY.fullmatch(key):
        page = public(CovenantPage.objects.filter(pk=int(found[1]))).first()
        return version_side(page, int(found[2])) if page else None
    if found := _MODEL_KEY.fullmatch(key):
        model = ModelText.objects.filter(pk=int(found[1]), active=True).first()
        return _model_side(model) if model else None
    return None


def version_side(page: CovenantPage, number: int) -> Side | None:
    """A version of a page that the public sees."""
    version = page.versions.filter(number=number).first()
    if version is None:
        return None
    day = version.effective_on
    return Side(
        key=f"{page.pk}:{number}",
        title=version.title,
        place=version.place_name,
        what=f"Phiên bản {number}, hiệu lực từ {day:%d/%m/%Y}",
        url=f"{page.url}phien-ban/{number}/",
        page_id=page.pk,
        covenant=version.covenant,
    )


def choices(words: str) -> list[Choice] | None:
    """Public texts whose place or title has all of these words, with or without accents; None when there are more
    than a person reads through. Without words: all. Two queries."""
    asked = [word for word in vietnamese_slug(words).split("-") if words.strip()]
    found = [choice for choice, text in _all_choices() if all(word in text for word in asked)]
    return found if len(found) <= MOST_CHOICES else None


def _all_choices() -> Iterator[tuple[Choice, str]]:
    """Each with its words folded, as one looks for them."""
    for model in ModelText.objects.filter(active=True).defer("text"):
        choice = Choice(f"{MODEL}:{model.pk}", model.name, "Văn bản mẫu của tỉnh")
        yield choice, vietnamese_slug(f"van ban mau {model.name}")
    for version in _versions():
        commune = version.page.place.parent.full_name
        hamlet = version.page.place.full_name
        label = f"{hamlet}: {version.get_kind_display()}, phiên bản {version.number} ({version.effective_on:%d/%m/%Y})"
        folded = vietnamese_slug(f"{hamlet} {commune} {version.place_name} {version.title}")
        yield Choice(f"{version.page_id}:{version.number}", label, commune), folded


def _versions() -> Iterable[CovenantVersion]:
    shown = CovenantVersion.objects.filter(page__in=public(CovenantPage.objects.all()))
    shown = shown.select_related("page__place__parent").defer("provisions", "text", "page__body")
    return shown.order_by("page__place__parent__name", "page__place__name", "page_id", "-number")


def _model_side(model: ModelText) -> Side:
    return Side(
        key=f"{MODEL}:{model.pk}",
        title=model.title,
        place="Văn bản mẫu của tỉnh",
        what=model.name,
        url="",
        page_id=0,
        covenant=model.content.covenant,
    )
