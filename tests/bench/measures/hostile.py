"""Queries that nobody types in earnest: none may cost much more than an ordinary one."""

from __future__ import annotations

from django.test import Client

from search.sync.rebuild import rebuild
from tests.bench.filling import Filling
from tests.bench.installation import Installation
from tests.bench.pages import QUERIES, see
from tests.bench.table import Row, load, number
from tests.bench.timing import Sample, interleaved, milliseconds

ROUNDS = 10
BAR = 3
PASSAGES = 30_000
_SYLLABLES = ("rừng", "tôm", "hộ", "ấp", "nước", "đường", "quỹ", "họp", "chợ", "đất", "ghe", "lúa", "người", "việc")
HOSTILE = {
    "10,000 characters": ("giữ gìn vệ sinh chung của bà con trong ấp " * 300)[:10_000],
    "500 words": " ".join(f"{_SYLLABLES[n % 14]} {_SYLLABLES[n * 3 % 14]}" for n in range(250)),
    "500 different words": " ".join(f"{_SYLLABLES[n % 14]}{n}" for n in range(500)),
    "all stop words": "và của các những là có được cho trong với không này thì mà ở từ khi đã sẽ bị do để",
    "wildcards": "* ?* a* *ng* ~ r?ng* [a TO z] ((( && || ! \\ / *:* _exists_:doc",
}


def measure(made: Installation) -> list[Row]:
    """Each beside the ordinary queries, in turn, at 30,000 passages (or the first of `--sizes`)."""
    Filling().covenants_to(made.sizes[0] if made.sizes else PASSAGES)
    rebuild()
    client = Client()
    rows = []
    for name, words in HOSTILE.items():
        both = interleaved(
            {
                "hostile": lambda words=words: milliseconds(lambda: see(client, words)),
                "ordinary": lambda: _ordinary(client),
            },
            rounds=ROUNDS,
        )
        ratio = both["hostile"].median / both["ordinary"].median
        note = f"{number(both['hostile'].median)} ms against {number(both['ordinary'].median)} ms; {load()}"
        rows.append(Row(f"hostile: {name} ÷ an ordinary query", "×", ratio, BAR, note=note))
    return rows


def _ordinary(client: Client) -> float:
    """Median of the twenty ordinary queries, once each."""
    return Sample(tuple(milliseconds(lambda words=words: see(client, words)) for words in QUERIES)).median
