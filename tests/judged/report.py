"""Tables of the ranking for docs/ranking.md, in Markdown.

`python -m tests.judged.report [--alqac FOLDER] [--only sets|gain|steps …] [--engine NAME …]`: the sets in every
variant on both engines, the gain over Elasticsearch's standard analyzer, and what each step brings. FOLDER holds
alqac.json and alqac-law.json.gz as `tests.judged.make` writes them. Elasticsearch is that of ELASTICSEARCH_URL;
without it the embedded engine is measured alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import django
from django.conf import settings

from search.evaluation import Judged, Outcome, ask
from search.management.commands.search_eval import half_of
from tests.judged.ablation import NOTHING, READING, SCORE, Step
from tests.judged.figures import Estimate, estimate, firsts, founds, gaps, reciprocals
from tests.judged.rivals import RIVALS, standard_index
from tests.judged.sets import ENGINES, Corpus, JudgedSet, Remembering, fewer, indexed, judged_sets

PARTS = ("sets", "gain", "steps")
FEW = 20  # searches, below which a median says nothing


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    options = _options()
    sets = judged_sets(options.alqac)
    queries = sum(len(judged.queries) for judged in sets)
    print(f"{dt.date.today():%d.%m.%Y}, {queries} queries, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    if "sets" in options.only:
        _print_sets(sets, options.engine)
    if "gain" in options.only and "elasticsearch" in options.engine:
        _print_gain(sets)
    if "steps" in options.only:
        for engine in options.engine:
            _print_steps([fewer(judged, options.most) for judged in sets], engine)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.judged.report", description=__doc__)
    known = [name for name in ENGINES if name == "embedded" or settings.DINH_SEARCH["url"]]
    parser.add_argument("--alqac", type=Path, help="folder with alqac.json and alqac-law.json.gz")
    parser.add_argument("--most", type=int, default=130, help="queries of one set and variant in the table of steps")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--engine", nargs="+", choices=known, default=known)
    return parser.parse_args()


def _corpora(sets: Sequence[JudgedSet], engine: str) -> Iterator[tuple[Corpus, list[JudgedSet]]]:
    """Each corpus with its index, and the sets that are asked in it."""
    for path, together in groupby(sets, key=lambda judged: judged.corpus):
        with indexed(path, engine) as corpus:
            yield corpus, list(together)


def _print_sets(sets: Sequence[JudgedSet], engines: Sequence[str]) -> None:
    _head("set", "engine", "variant", "queries", "S@1", "S@10", "MRR", "halves", "chance", "ms")
    for engine in engines:
        for corpus, together in _corpora(sets, engine):
            for judged in together:
                index = Remembering(corpus.index)
                for variant in judged.variants:
                    _row(judged.name, engine, variant, *_measures(*_asked(judged.of(variant), corpus, index)))
    print()


def _asked(queries: Sequence[Judged], corpus: Corpus, index: Remembering) -> tuple[list[Outcome], list[float]]:
    """What the queries found, and the milliseconds of those that came down to a plan not yet asked."""
    outcomes, took = [], []
    for query in queries:
        before = len(index.found)
        outcomes.append(ask(index, query, corpus.knowledge, corpus.passages))
        if len(index.found) > before:
            took.append(outcomes[-1].took_ms)
    return outcomes, took


def _measures(outcomes: Sequence[Outcome], took: Sequence[float]) -> list[str]:
    ranks = [outcome.rank for outcome in outcomes]
    values = reciprocals(ranks)
    of_half = [[v for v, o in zip(values, outcomes, strict=True) if half_of(o.query.id) == half] for half in (0, 1)]
    return [
        str(len(ranks)),
        *(str(estimate(of(ranks))) for of in (firsts, founds, reciprocals)),
        " / ".join(f"{statistics.fmean(half):.3f}" if half else "–" for half in of_half),
        f"{gaps(values).high:.3f}" if len(values) > 1 else "–",
        f"{statistics.median(took):.0f}" if len(took) >= FEW else "–",
    ]


def _print_gain(sets: Sequence[JudgedSet]) -> None:
    """On accented queries: standard analyzer, Đình, and the paired difference in MRR."""
    theirs: dict[str, dict[str, list[float]]] = {name: {} for name in RIVALS}
    ours: dict[str, list[float]] = {}
    bare: dict[str, dict[str, list[float]]] = {name: {} for name in RIVALS}
    for corpus, together in _corpora(sets, "elasticsearch"):
        with standard_index(corpus.documents) as rival:
            for judged in together:
                queries = judged.of("clean")
                found = [ask(corpus.index, query, corpus.knowledge, corpus.passages).rank for query in queries]
                ours[judged.name] = reciprocals(found)
                for name in RIVALS:
                    theirs[name][judged.name] = reciprocals(rival.ranks(name, queries))
                    bare[name][judged.name] = reciprocals(rival.ranks(name, judged.of("no_diacritics")))
    _head("standard analyzer", "set", "its MRR, clean", "its MRR, no diacritics", "Đình, clean", "gain, paired")
    for name in RIVALS:
        for some in ([one] for one in ours):
            _row(name, *_gain(some, ours, theirs[name], bare[name]))
        _row(name, *_gain(list(ours), ours, theirs[name], bare[name]))
    print()


def _gain(
    names: Sequence[str],
    ours: dict[str, list[float]],
    theirs: dict[str, list[float]],
    bare: dict[str, list[float]],
) -> list[str]:
    mine, other, without = (_joined(values, names) for values in (ours, theirs, bare))
    return [
        names[0] if len(names) == 1 else "all together",
        f"{statistics.fmean(other):.3f}",
        f"{statistics.fmean(without):.3f}",
        f"{statistics.fmean(mine):.3f}",
        signed(estimate([one - two for one, two in zip(mine, other, strict=True)])),
    ]


def _joined(values: dict[str, list[float]], names: Sequence[str]) -> list[float]:
    return [value for name in names for value in values[name]]


def _print_steps(sets: Sequence[JudgedSet], engine: str) -> None:
    """MRR with everything less MRR without the step, on the variants that it is for."""
    brought: dict[tuple[str, str], dict[str, list[float]]] = {}
    for corpus, together in _corpora(sets, engine):
        remembered = Remembering(corpus.index)
        for judged in together:
            whole = {variant: _reached(NOTHING, judged, variant, corpus, remembered) for variant in judged.variants}
            for step in (*READING, *SCORE):
                for variant in (one for one in step.variants if one in whole):
                    index = Remembering(corpus.index) if step.weighing else remembered
                    reached = _reached(step, judged, variant, corpus, index)
                    gains = [one - two for one, two in zip(whole[variant], reached, strict=True)]
                    brought.setdefault((step.name, variant), {})[judged.name] = gains
    names = [judged.name for judged in sets]
    print(f"{engine}:\n")
    _head("step", "variant", *names, "all together", "queries changed")
    for (step_name, variant), gains_of in brought.items():
        every = [gain for gains in gains_of.values() for gain in gains]
        per_set = [f"{statistics.fmean(gains_of[name]):+.3f}" if name in gains_of else "–" for name in names]
        _row(step_name, variant, *per_set, signed(estimate(every)), str(sum(gain != 0 for gain in every)))
    print()


def _reached(step: Step, judged: JudgedSet, variant: str, corpus: Corpus, index: Remembering) -> list[float]:
    with step.out():
        return reciprocals(index.ranks(step.readings(judged.of(variant), corpus.knowledge)))


def signed(gain: Estimate) -> str:
    return f"{gain.mean:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"


def _head(*names: str) -> None:
    _row(*names)
    print("|" + "---|" * len(names))


def _row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
