"""All checks of a covenant of 60 articles, beside passages of law and 1,400 other texts prepared beforehand."""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import Any

from content_models.covenants.checks import CheckContext, LawPassages, OtherText, TextIndex, check
from content_models.covenants.checks.copies import rows_of
from content_models.covenants.provisions import Covenant, number_blocks
from tests.bench.installation import Installation
from tests.bench.table import Row
from tests.bench.texts import covenant_blocks
from tests.bench.timing import repeated

ARTICLES, OTHERS, OTHER_ARTICLES = 60, 1_400, 20
ROUNDS = 15
BAR = 300  # milliseconds


def measure(made: Installation) -> list[Row]:
    """No database is asked. The other texts are the demo's articles with a fifth of their words changed for each."""
    blocks = covenant_blocks(ARTICLES)
    covenant = number_blocks(blocks)
    started = time.perf_counter()
    index = _index(blocks)
    prepared = time.perf_counter() - started
    context = CheckContext(
        kind="huong_uoc",
        title="Hương ước ấp Đo Lường",
        law=LawPassages.shipped(),
        day=dt.date(2026, 11, 24),
        index=index,
    )
    alone = CheckContext(kind="huong_uoc", title="Hương ước ấp Đo Lường", day=dt.date(2026, 11, 24))
    everything = repeated(lambda: check(covenant, context), rounds=ROUNDS)
    own = repeated(lambda: check(covenant, alone), rounds=ROUNDS)
    note = f"{len(index):,} articles of {OTHERS:,} texts prepared once in {prepared:.0f} s"
    return [
        Row(f"checks of {ARTICLES} articles", "ms", everything.median, BAR, everything, note=note),
        Row(f"checks of {ARTICLES} articles, form and content alone", "ms", own.median, BAR, own),
    ]


def _index(blocks: list[dict[str, Any]]) -> TextIndex:
    chance = random.Random(2026)
    index = TextIndex()
    articles = [block for block in blocks if block["type"] == "article"]
    for number in range(OTHERS):
        text = _changed([chance.choice(articles) for _ in range(OTHER_ARTICLES)], chance)
        for article in text.covenant.articles:
            index.add_rows(f"Ấp {number}", article.label, rows_of(article))
    return index


def _changed(blocks: list[dict[str, Any]], chance: random.Random) -> OtherText:
    """The articles with every fifth word or so drawn anew."""
    made = []
    for block in blocks:
        words = block["value"]["body"].split(" ")
        body = " ".join(f"từ{chance.randrange(5000)}" if chance.random() < 0.2 else word for word in words)
        made.append({"type": "article", "value": block["value"] | {"body": body}})
    return OtherText("", Covenant(number_blocks(made).parts))
