"""The parent of the fire: starts the processes, kills them at random moments, and asks at the end what is left.

It touches neither the database nor the index itself: all of that is done by children, so that any of them can
die at any instruction.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.elastic_server import HEALTH, Node
from tools.paths import REPOSITORY
from tools.waiting import answers

EDITORS = 4
PATIENCE_SECONDS = 1800.0
LOG_LINES = 40


class Fire:
    """One run. `node` is an Elasticsearch that may be killed; without it the engine is the embedded one."""

    def __init__(
        self, folder: Path, *, edits: int, seed: int, database_url: str = "", node: Node | None = None
    ) -> None:
        self.folder, self.edits, self.seed, self.node = folder, edits, seed, node
        self.random = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.node_is_down = False
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DINH_VAR": str(folder),
            "DINH_LOG_LEVEL": "ERROR",
            "DATABASE_URL": database_url,
            "ELASTICSEARCH_URL": node.address if node else "",
            "ELASTICSEARCH_INDEX": "dinh-fire",
        }

    def run(self) -> dict[str, Any]:
        """The report: edits by kind and outcome, kills, what was found at the end; `ok` when nothing is wrong."""
        started = time.monotonic()
        try:
            self._wait_for("prepare", self._child("prepare", "child", "prepare", str(self.seed)))
            self._burn()
            self._end_all()
            self._wait_for("finish", self._child("finish", "child", "finish"))
        finally:
            self._end_all()
        outcome = json.loads((self.folder / "finish.json").read_text(encoding="utf-8"))
        ledger = [json.loads(line) for n in range(EDITORS) for line in self._ledger(n)]
        return outcome | {
            "engine": "elasticsearch" if self.node else "embedded",
            "seed": self.seed,
            "seconds": round(time.monotonic() - started),
            "edits": len(ledger),
            "kinds": dict(Counter(line["kind"] for line in ledger).most_common()),
            "outcomes": dict(Counter(line["outcome"] for line in ledger).most_common()),
            "kills": dict(self.kills),
        }

    def _burn(self) -> None:
        """Until every editor has done its share: keep the processes alive, and kill one at each threshold."""
        thresholds = self._thresholds()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (done := self._done()) < self.edits:
            if time.monotonic() > deadline:
                raise AssertionError(f"{done} of {self.edits} edits after {PATIENCE_SECONDS:.0f} s\n{self._logs()}")
            self._keep_alive()
            if thresholds and done >= thresholds[0][0]:
                thresholds.pop(0)[1]()
            time.sleep(0.05)
        self._bring_node_back()

    def _thresholds(self) -> list[tuple[int, Callable[[], None]]]:
        """When (edits done) what is killed: one kill for about every twelve edits, some rebuilds in between."""
        acts: list[Callable[[], None]] = []
        for _ in range(max(3, self.edits // 30)):
            acts += [self._kill_editor, self._kill_indexer]
        for _ in range(max(1, self.edits // 250)):
            acts += [self._start_rebuild, self._kill_rebuild, self._start_rebuild]
            acts += [self._kill_node] if self.node else []
        starts = sorted(self.random.randrange(2, max(3, self.edits - 2)) for _ in acts)
        self.random.shuffle(acts)
        return list(zip(starts, acts, strict=True))

    def _keep_alive(self) -> None:
        for number in range(EDITORS):
            name, share = f"editor-{number}", self._share(number)
            if len(self._ledger(number)) < share and not self._is_running(name):
                arguments = [str(number), str(self.seed), str(share), str(self._ledger_path(number))]
                self._child(name, "child", "edit", *arguments)
        if not self._is_running("indexer"):
            self._start("indexer", [sys.executable, "manage.py", "search_indexer"])
        self._bring_node_back()

    def _share(self, number: int) -> int:
        return self.edits // EDITORS + (number < self.edits % EDITORS)

    def _done(self) -> int:
        return sum(len(self._ledger(number)) for number in range(EDITORS))

    def _ledger_path(self, number: int) -> Path:
        return self.folder / f"editor-{number}.jsonl"

    def _ledger(self, number: int) -> list[str]:
        """Whole lines only: the last one may have been cut by a kill."""
        path = self._ledger_path(number)
        return path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []

    def _kill_editor(self) -> None:
        self._kill(f"editor-{self.random.randrange(EDITORS)}", "web process")

    def _kill_indexer(self) -> None:
        self._kill("indexer", "indexer")

    def _start_rebuild(self) -> None:
        if not self._is_running("rebuild"):
            self._start("rebuild", [sys.executable, "manage.py", "search_rebuild"])

    def _kill_rebuild(self) -> None:
        """In the middle of its work, or of its start: both happen."""
        self._start_rebuild()
        time.sleep(self.random.uniform(1.0, 5.0))
        self._kill("rebuild", "rebuild")

    def _kill_node(self) -> None:
        assert self.node is not None
        self.node.kill()
        self.kills["Elasticsearch"] += 1
        self.node_is_down = True

    def _bring_node_back(self) -> None:
        """On the data that it had, some seconds later; edits go on meanwhile."""
        if self.node is None or not self.node_is_down:
            return
        self.node.start()
        self.node_is_down = False

    def _kill(self, name: str, kind: str) -> None:
        if self._is_running(name):
            self.running[name].send_signal(signal.SIGKILL)
            self.running[name].wait()
            self.kills[kind] += 1

    def _child(self, name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        return self._start(name, [sys.executable, "-m", f"tests.search.fire.{module}", *arguments])

    def _start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=REPOSITORY, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.running[name] = process
        return process

    def _is_running(self, name: str) -> bool:
        return name in self.running and self.running[name].poll() is None

    def _wait_for(self, name: str, process: subprocess.Popen[bytes]) -> None:
        if process.wait(PATIENCE_SECONDS):
            raise AssertionError(f"{name} ended with {process.returncode}\n{self._logs()}")

    def _end_all(self) -> None:
        self._wait_for_node()
        for name, process in self.running.items():
            if process.poll() is None and name == "rebuild":
                process.wait(PATIENCE_SECONDS)
            if process.poll() is None:
                process.terminate()
                process.wait(30)

    def _wait_for_node(self) -> None:
        node = self.node
        if node is not None and not self.node_is_down:
            node.wait(lambda: answers(node.address + HEALTH))

    def _logs(self) -> str:
        """The end of each process's log."""
        parts = []
        for path in sorted(self.folder.glob("*.log")):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
            parts += [f"--- {path.name}", *lines]
        return "\n".join(parts)


def printed(report: dict[str, Any]) -> str:
    """The report for a terminal."""
    return "\n".join(f"{name:<14} {value}" for name, value in report.items())
