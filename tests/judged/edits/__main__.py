"""`python -m tests.judged.edits [--rounds N] [--seed N]`: alignment of labelled edits, by kind of edit."""

from __future__ import annotations

import argparse
import sys

from .score import scores, total
from .texts import covenants

TARGET = 0.97


def main(arguments: list[str]) -> int:
    """Print both tables; exit code 1 when an overall share is below the target."""
    parser = argparse.ArgumentParser(prog="python -m tests.judged.edits", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="edits of each kind for each covenant")
    parser.add_argument("--seed", type=int, default=500_000, help="first seed: other edits of the same kinds")
    options = parser.parse_args(arguments)
    print(f"{len(covenants())} covenants of {sum(map(len, covenants()))} articles, {options.rounds} edits of each kind")
    worst = 1.0
    for identities in (False, True):
        found = scores(identities=identities, rounds=options.rounds, first_seed=options.seed)
        print(f"\n{'with' if identities else 'without'} identities              articles  right    touched  right")
        for kind, score in [*found.items(), ("all", total(found))]:
            print(f"{kind:31} {score.articles:8} {score.share:7.4f} {score.touched:8} {score.touched_share:7.4f}")
        worst = min(worst, total(found).share, total(found).touched_share)
    return 0 if worst >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
