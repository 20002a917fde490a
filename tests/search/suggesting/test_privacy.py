"""Nothing private in suggestions, questions and similar documents, whatever is done to the pages and when.

Documents are drafted, published, taken down, restricted, expired, deleted and published again in any order,
and the indexer comes by only sometimes: after each step the site offers only what the public may open.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_models.disclosures.models import DisclosurePage
from content_models.places.models import Section
from content_models.visibility import is_public
from search.models import FrequentQuestion
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db
BODY = factories.text_body("<p>Công khai thu, chi quỹ đền ơn đáp nghĩa của xã trong năm.</p>")
STEPS = 40


class World:
    """Disclosures of one matter in all states."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.number = 0
        for _one in range(4):
            self.publish()

    def pages(self) -> list[DisclosurePage]:
        return list(DisclosurePage.objects.all())

    def publish(self) -> None:
        page = self.staff.publish(self._draft())
        FrequentQuestion.objects.create(text=f"Quỹ đền ơn {self.number} thu chi ra sao?", target=page)

    def draft(self) -> None:
        self._draft()

    def _draft(self) -> Any:
        self.number += 1
        return self.staff.disclosure(title=f"Thu chi quỹ đền ơn {self.number}", body=BODY)

    def take_down(self) -> None:
        self._one().unpublish()

    def expire(self) -> None:
        DisclosurePage.objects.filter(pk=self._one().pk).update(expire_at=timezone.now())

    def restrict_one(self) -> None:
        self._restrict(self._one())

    def restrict_section(self) -> None:
        self._restrict(self._one().get_parent())

    def open_again(self) -> None:
        PageViewRestriction.objects.all().delete()

    def delete(self) -> None:
        Page.objects.get(pk=self._one().pk).specific.delete()

    def move_into_hiding(self) -> None:
        """To the section of another commune, which is closed (until somebody opens everything again)."""
        hidden = factories.commune(factories.DAM_DOI).sections.get(section=Section.DISCLOSURES)
        self._restrict(hidden)
        Page.objects.get(pk=self._one().pk).specific.move(hidden, "last-child")

    def hide_above(self) -> None:
        Page.objects.filter(pk=self.staff.unit.page.pk).update(live=False)

    def show_above(self) -> None:
        Page.objects.filter(pk=self.staff.unit.page.pk).update(live=True)

    def _one(self) -> DisclosurePage:
        return random.choice(self.pages())

    def _restrict(self, page: Any) -> None:
        PageViewRestriction.objects.get_or_create(page=page, restriction_type=PageViewRestriction.LOGIN)


DEEDS = ("publish", "draft", "take_down", "expire", "restrict_one", "restrict_section", "open_again", "delete",
         "move_into_hiding", "hide_above", "show_above", "show_above")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_only_what_the_public_may_open_is_offered(
    site: Client, staff: Staff, indexed: Callable[[], None], suggested: Callable[[str], list[dict[str, Any]]], seed: int
) -> None:
    random.seed(seed)
    world = World(staff)
    offered = 0
    for _step in range(STEPS):
        if world.pages() and random.random() < 0.9:
            getattr(world, random.choice(DEEDS))()
        if random.random() < 0.4:
            indexed()
        if random.random() < 0.2:
            cache.clear()
        hidden = {page.title for page in world.pages() if not is_public(page)}
        open_now = {page.url for page in world.pages() if is_public(page)}
        for typed in ("quy den on", "thu chi", "đền ơn", "quỹ"):
            for line in suggested(typed):
                offered += line["url"] in open_now
                assert line["text"] not in hidden
                if line["kind"] == "question" and line["url"] not in open_now:
                    # Its page is gone for good: the editors' words are searched for.
                    assert FrequentQuestion.objects.filter(text=line["text"], target=None).exists()
        for page in [page for page in world.pages() if is_public(page)][:2]:
            html = site.get(page.url).content.decode()
            assert not [title for title in hidden if f">{title}<" in html]
    assert offered
