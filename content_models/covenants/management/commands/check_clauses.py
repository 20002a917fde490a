"""Precision and recall of the content checks on labelled clauses (see `checks/judged.py`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content_models.covenants.checks.judged import Judgement, Score, judge, read_labelled


class Command(BaseCommand):
    """Reads files of labelled clauses, JSON a line. Exit code 1 with one sentence for a file that cannot be read."""

    help = "Đo độ đúng và độ đủ của các phép kiểm tra nội dung trên những câu đã gắn nhãn."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", type=Path, metavar="OUT", help="ghi thêm kết quả ra tệp JSON này")
        parser.add_argument("--wrong", action="store_true", help="kể ra những câu bị đoán sai")

    def handle(self, *args: Any, files: list[Path], json: Path | None, wrong: bool, **options: Any) -> None:
        judgements = {str(path): judge(_read(path)) for path in files}
        for name, judgement in judgements.items():
            self.stdout.write(f"{name}: {judgement.clauses} clauses")
            self.stdout.write(_table(judgement))
            for entry in judgement.wrong if wrong else ():
                self.stdout.write(f"{entry.class_name}, {entry.kind}, {entry.clause.clause_id}: {entry.clause.text}")
        if json:
            body = {name: _as_json(judgement) for name, judgement in judgements.items()}
            json.write_text(dump(body), encoding="utf-8")


def dump(body: Any) -> str:
    """JSON as people read it."""
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _read(path: Path) -> Any:
    try:
        return read_labelled(path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path}: {problem}") from problem


def _table(judgement: Judgement) -> str:
    head = f"{'class':20} {'precision':>9} {'recall':>7} {'F1':>6} {'right':>6} {'false':>6} {'missed':>7}"
    return "\n".join([head, *(_line(score) for score in judgement.scores)])


def _line(score: Score) -> str:
    shares = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f}"
    return f"{score.class_name:20} {shares} {score.right:6} {score.false_alarms:6} {score.missed:7}"


def _as_json(judgement: Judgement) -> dict[str, Any]:
    scores = [
        {
            "class": score.class_name,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "right": score.right,
            "false_alarms": score.false_alarms,
            "missed": score.missed,
        }
        for score in judgement.scores
    ]
    wrong = [
        {"class": entry.class_name, "kind": entry.kind, "id": entry.clause.clause_id, "excerpt": entry.excerpt}
        for entry in judgement.wrong
    ]
    return {"clauses": judgement.clauses, "scores": scores, "wrong": wrong}
