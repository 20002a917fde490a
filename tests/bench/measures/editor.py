"""The editor with a covenant of 60 articles against a stock Wagtail page of the same blocks, in one run."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from content_models.places.models import Place
from content_models.places.service import create_place
from content_models.roles.table import Role
from tests import factories
from tests.bench.editing import Editor
from tests.bench.installation import Installation, scratch_database
from tests.bench.table import Row, number
from tests.bench.texts import covenant_blocks
from tests.bench.timing import Sample, interleaved, ratios
from tools.paths import REPOSITORY

ARTICLES = 60
ROUNDS = 25
BAR = 2
ACTS = {"open": "opened", "save": "saved"}
STOCK, MEMBER, OPERATOR = "stock Wagtail", "drafting member", "superuser"


def measure(made: Installation) -> list[Row]:
    """Both editors in turn: A B, B A, …

    The covenant is edited by a member of its team, and by a superuser, as the stock page is.
    """
    blocks = covenant_blocks(ARTICLES)
    with _stock(made, blocks) as ask:
        ours = _editors(blocks)
        actions = {STOCK: lambda act: float(ask(act)), **{name: _asked(editor) for name, editor in ours.items()}}
        taken = _taken(actions)
        queries = {STOCK: ask("queries"), **{name: editor.queries() for name, editor in ours.items()}}
    rows = [_time(act, name, taken[name][act], queries[name]) for act in ACTS for name in actions]
    return [*rows, *(_ratio(act, name, taken) for act in ACTS for name in ours)]


Act = Callable[[str], float]


def _asked(editor: Editor) -> Act:
    return lambda act: getattr(editor, act)()


def _taken(actions: dict[str, Act]) -> dict[str, dict[str, Sample]]:
    """A round opens and saves at each editor; openings and savings are told apart afterwards."""
    saved: dict[str, list[float]] = {name: [] for name in actions}

    def both(name: str) -> Callable[[], float]:
        def once() -> float:
            opening = actions[name]("open")
            saved[name].append(actions[name]("save"))
            return opening

        return once

    opened = interleaved({name: both(name) for name in actions}, rounds=ROUNDS)
    return {name: {"open": opened[name], "save": Sample(tuple(saved[name][-ROUNDS:]))} for name in actions}


def _time(act: str, name: str, sample: Sample, queries: Any) -> Row:
    note = f"{queries[0 if act == 'open' else 1]} queries"
    return Row(f"editor, {ARTICLES} articles {ACTS[act]}: {name}", "ms", sample.median, None, sample, note=note)


def _ratio(act: str, name: str, taken: dict[str, dict[str, Sample]]) -> Row:
    """The ratio of the medians; the spread is that of the rounds, each divided by its neighbour."""
    ours, stock = taken[name][act], taken[STOCK][act]
    rounds = ratios(ours, stock)
    ratio = ours.median / stock.median
    text = f"{number(ratio)} × (by rounds {number(rounds.least)}–{number(rounds.most)})"
    return Row(f"editor, {ARTICLES} articles {ACTS[act]}: {name} ÷ stock", "×", ratio, BAR, text=text)


def _editors(blocks: list[dict[str, Any]]) -> dict[str, Editor]:
    """Two covenants alike, in two hamlets of a commune."""
    editors = {}
    for name, hamlet in ((MEMBER, _hamlet("Đo Một")), (OPERATOR, _hamlet("Đo Hai"))):
        writer = factories.person(Role.DRAFTING_MEMBER, hamlet)
        page = factories.covenant(hamlet, writer, articles=tuple(blocks))
        editors[name] = Editor(page, writer if name == MEMBER else factories.superuser(), blocks)
    return editors


def _hamlet(name: str) -> Place:
    return create_place(kind="ap", name=name, parent=factories.commune(), by=None, reason="Đo tốc độ")


@contextlib.contextmanager
def _stock(made: Installation, blocks: list[dict[str, Any]]) -> Iterator[Callable[[str], Any]]:
    """The plain project in a process and a database of its own; `ask(word)` gives its answer."""
    folder = made.folder / "stock"
    folder.mkdir()
    with scratch_database(made.server) as url:
        changes = {"DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings", "DINH_VAR": str(folder), "DATABASE_URL": url}
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.stock"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | changes,
            cwd=REPOSITORY,
        )

        def ask(line: str) -> Any:
            assert child.stdin and child.stdout
            print(line, file=child.stdin, flush=True)
            answer = child.stdout.readline()
            if not answer:
                raise RuntimeError(f"the stock project ended with exit code {child.wait()} (its words are above)")
            return json.loads(answer)

        with child:
            ask(json.dumps(blocks))
            try:
                yield ask
            finally:
                child.terminate()
