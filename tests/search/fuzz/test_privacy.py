"""What is private shows nowhere in the search, whatever is done to the pages and whenever the indexer comes by.

After every deed, before the index knows of it and after: no word that the public may not see stands in hits,
passages, feeds, JSON, suggestions, questions, similar documents or the sitemap. Once the index knows, totals and counts
are exactly those of what is public, and every public word is found.
"""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.transaction import atomic
from django.test import Client
from hypothesis import settings

from cms.portal.clock import publish_scheduled, refresh_ended_postings
from search.engines import engine
from search.models import IndexEntry
from search.suggesting import query_log, questions
from search.sync.indexer import index_batch
from search.sync.reconcile import reconcile
from tests import factories
from tests.staff import client_of

from . import pages
from .world import COMMON, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FUZZ = settings.get_current_profile_name() == "fuzz"
WALKS, STEPS = (40, 80) if FUZZ else (1, 24)
DEEDS = {
    "publish_new": 8, "draft": 3, "publish": 6, "work_on": 8, "take_down": 4, "show_again": 3, "delete": 3, "expire": 3,
    "expire_later": 2, "end_posting": 4, "restrict": 6, "open": 7, "hide_branch": 2, "show_branches": 3, "move": 4,
    "move_branch": 2, "rename_branch": 2, "read_file": 4, "ask": 3, "hide_by_hand": 2, "move_by_hand": 2,
    "restrict_by_hand": 1,
}  # fmt: skip
BY_HAND = ("hide_by_hand", "move_by_hand", "restrict_by_hand")
# Two of one address side by side; a page with a recognised covenant below it.
REFUSED = contextlib.suppress(ValidationError, ProtectedError)
WORD = re.compile(r"[bkmpqtzv]{9}")


@pytest.fixture
def site(each_engine: str) -> Iterator[str]:
    cache.clear()
    query_log.BUFFER.empty()
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield each_engine
    engine().drop()
    query_log.BUFFER.empty()


class Watch:
    """Looks at everything that the search shows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.readers = [Client(), client_of(world.staff[0].editor), client_of(factories.superuser())]
        self.story: list[str] = []
        self.open: set[str] = set()

    def look(self) -> None:
        """Nothing private is anywhere. The index may know of the last deeds, or not."""
        self.open = self.world.open_words()
        reader = self.world.chance.choice(self.readers)
        for address in ("/tim-kiem/", "/api/v1/search", "/tim-kiem/atom/"):
            for query in (COMMON, self.world.chance.choice(("thu chi", "quỹ của xã", f"{COMMON[:-1]}x", "bảng kê"))):
                more = "&trang=2&page=2" if self.world.chance.random() < 0.2 else ""
                self._clean(address, reader.get(f"{address}?q={query}{more}"))
        self._clean("/tim-kiem/", reader.get(f"/tim-kiem/?q={COMMON} quỹ chi ra sao không có chữ này"))
        for typed in (COMMON, self.world.chance.choice((COMMON[:4], "thu chi", "quỹ"))):
            self._clean("suggestions", reader.get("/tim-kiem/goi-y/", {"q": typed}))
        for address in ("/sitemap-trang.xml", "/sitemap-phien-ban.xml"):
            self._clean(address, reader.get(address))
        for page in self._some(self.world.open_pages(), 2):
            self._clean(f"page {page.pk}", Client().get(page.url))
        for word in self._some([word for word in self.world.words if word not in self.open], 4):
            self._asked_for(reader, word)

    def look_closely(self, everything: bool = False) -> None:
        """The index knows all: what is private is not even counted, what is public is found."""
        self.open = self.world.open_words()
        reader = self.world.chance.choice(self.readers)
        found = pages.data(reader.get("/api/v1/search", {"q": COMMON}).content)
        counts = self.world.counts()
        assert found["total"] == sum(counts["kind"].values()), self.story
        for facet, values in counts.items():
            assert {one["value"]: one["count"] for one in found["facets"][facet]} == values, (facet, self.story)
        words = list(self.world.words)
        for word in words if everything else self._some(words, 6) + words[-3:]:
            if word in self.open:
                self._is_found(reader, word)
            else:
                self._is_nowhere(reader, word)

    def _asked_for(self, reader: Client, word: str) -> None:
        """A stale index may find a page by a word that is no longer in it, and shows none of that word."""
        answer = pages.data(reader.get("/api/v1/search", {"q": word}).content)
        self._no_secret(f"hits for {word}", str(answer["hits"]))
        self._no_secret("feed", str(pages.atom(reader.get("/tim-kiem/atom/", {"q": word}).content)))
        self._no_secret("suggestions", reader.get("/tim-kiem/goi-y/", {"q": word[:6]}).content.decode())

    def _is_nowhere(self, reader: Client, word: str) -> None:
        answer = pages.data(reader.get("/api/v1/search", {"q": word}).content)
        assert (answer["total"], answer["hits"]) == (0, []), (word, self.story)
        assert not any(answer["facets"].values()), (word, self.story)
        assert not pages.atom(reader.get("/tim-kiem/atom/", {"q": word}).content), (word, self.story)
        assert pages.data(reader.get("/tim-kiem/goi-y/", {"q": word}).content)["items"] == [], (word, self.story)

    def _is_found(self, reader: Client, word: str) -> None:
        """In the address it is no text, and a question is found in the box."""
        if word in self.world.questions:
            kind = "question"
        else:
            shown = self.world.texts[self.world.words[word]].shown
            kind = next(kind for kind, one in shown.items() if one == word)
        if kind in ("title", "question"):
            items = pages.data(reader.get("/tim-kiem/goi-y/", {"q": word}).content)["items"]
            assert len(items) == 1 and word in items[0]["text"], (word, self.story)
        if kind in ("title", "body", "file", "file_title"):
            answer = pages.data(reader.get("/api/v1/search", {"q": word}).content)
            assert answer["total"] == len(answer["hits"]) == 1, (kind, word, self.world.words[word], self.story)
            assert f"<mark>{word}</mark>" in str(answer["hits"]) or kind == "title", (kind, word, self.story)

    def _clean(self, where: str, response: Any) -> None:
        assert response.status_code == 200, (where, response.status_code, self.story)
        self._no_secret(where, response.content.decode())

    def _no_secret(self, where: str, text: str) -> None:
        secrets = {word for word in WORD.findall(text) if word in self.world.words} - self.open
        assert not secrets, (where, [self.world.words[word] for word in secrets], secrets, self.story)

    def _some(self, values: list[Any], count: int) -> list[Any]:
        return self.world.chance.sample(values, min(count, len(values)))


def bring(by_hand: bool) -> None:
    """The clock and the indexer come by, and a minute goes by for the questions that are kept in memory; after
    what no door of the site does, the nightly comparison comes by too."""
    publish_scheduled()
    refresh_ended_postings()
    if by_hand:
        reconcile()
    while index_batch():
        pass
    engine().refresh()
    questions.forget()


@pytest.mark.parametrize("seed", range(WALKS))
def test_nothing_private_is_ever_shown(
    site: str, seed: int, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    chance = random.Random(seed)
    world = World(chance)
    watch = Watch(world)
    for _first in range(4):
        with django_capture_on_commit_callbacks(execute=True):
            world.publish_new()
    bring(by_hand=False)
    by_hand = False
    for _step in range(STEPS):
        deed = chance.choices(list(DEEDS), weights=list(DEEDS.values()))[0]
        watch.story.append(deed)
        with REFUSED, django_capture_on_commit_callbacks(execute=True), atomic():
            getattr(world, deed)()
        by_hand = by_hand or deed in BY_HAND
        watch.look()
        if chance.random() < 0.6:
            bring(by_hand)
            by_hand = False
            watch.story.append("index")
            watch.look_closely()
            if chance.random() < 0.3:
                watch.look()
    bring(by_hand=True)
    watch.look()
    watch.look_closely(everything=True)
