"""Comparison of two texts of 60 and 400 articles, and how many labelled edits are aligned right."""

from __future__ import annotations

from content_models.covenants.comparison import compare
from tests.bench.installation import Installation
from tests.bench.table import Row
from tests.bench.timing import repeated
from tests.judged.edits.make import Case, case_of
from tests.judged.edits.score import scores, total
from tests.judged.edits.texts import Text, pool

BARS_MS = {60: 300, 400: 2000}
ROUNDS = {60: 15, 400: 5}
# With their identity and without; the last is the worst: nothing stayed in its place and most words are others.
KINDS = {
    "30 % of words in a third rewritten": ("rewrite 30 %", True),
    "the same without identities": ("rewrite 30 %", False),
    "everything rewritten": ("rewrite all 60 %", True),
    "edits of all kinds without identities": ("all together, rewrite all 40 %", False),
    "everything moved and rewritten without identities": ("shuffle + rewrite all 60 %", False),
}
LEAST_RIGHT = 0.97
FIRST_SEED = 900_000  # edits on which no threshold was chosen


def measure(made: Installation) -> list[Row]:
    """No database and no search: the comparison is pure."""
    times = [_time(articles, name) for articles in BARS_MS for name in KINDS]
    return [*times, *(_share(identities) for identities in (False, True))]


def _time(articles: int, name: str) -> Row:
    case = _case(articles, *KINDS[name])
    sample = repeated(lambda: compare(case.old, case.new), rounds=ROUNDS[articles], warm_up=1)
    return Row(f"comparison, {articles} articles: {name}", "ms", sample.median, BARS_MS[articles], sample)


def _case(articles: int, kind: str, identities: bool) -> Case:
    """So many articles of the demo's covenants; when they run out, each again with a paragraph of its own."""
    texts = []
    for number in range(articles):
        again, place = divmod(number, len(pool()))
        text = pool()[place]
        texts.append(text if not again else Text(text.heading, f"{text.body}\nÁp dụng cho tổ {number}."))
    return case_of(kind, tuple(texts), 1, identities=identities)


def _share(identities: bool) -> Row:
    found = total(scores(identities=identities, first_seed=FIRST_SEED))
    share = min(found.share, found.touched_share)
    words = f"{found.share:.4f} of {found.articles} articles, {found.touched_share:.4f} of {found.touched} edited"
    name = f"comparison: labelled edits aligned right, {'with' if identities else 'without'} identities"
    return Row(name, "", share, LEAST_RIGHT, text=words, at_least=True)
