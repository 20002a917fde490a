"""The content rules on labelled clauses: what is reached stays reached."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content_models.covenants.checks.content import CLASSES
from content_models.covenants.checks.judged import Judgement, judge, read_labelled

CLAUSES = Path(__file__).parents[3] / "judged" / "clauses"
# precision, recall. The second file was never open when the rules were tuned. The floors hold what was reached.
FLOORS = {"first": (0.95, 0.92), "rehearsal": (0.90, 0.90), "third": (0.92, 0.92), "second": (0.75, 0.65)}


def judged(name: str) -> Judgement:
    return judge(read_labelled((CLAUSES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()))


@pytest.mark.once
@pytest.mark.parametrize("name", FLOORS)
def test_every_class_holds_its_floor(name: str) -> None:
    judgement = judged(name)
    precision, recall = FLOORS[name]
    below = [s for s in judgement.scores if s.precision < precision or s.recall < recall]
    assert not below
    assert [score.class_name for score in judgement.scores] == [*CLASSES, "all"]


@pytest.mark.once
@pytest.mark.parametrize("name", FLOORS)
def test_every_class_is_labelled_and_half_of_the_clauses_are_fine(name: str) -> None:
    clauses = read_labelled((CLAUSES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    assert {label for clause in clauses for label in clause.labels} == set(CLASSES)
    assert 0.3 < sum(not clause.labels for clause in clauses) / len(clauses) < 0.7
    assert len({clause.text for clause in clauses}) == len({clause.clause_id for clause in clauses}) == len(clauses)


def labelled(tmp_path: Path, *entries: tuple[str, list[str]]) -> Path:
    lines = [json.dumps({"id": str(i), "text": text, "labels": labels}) for i, (text, labels) in enumerate(entries)]
    path = tmp_path / "clauses.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_command_counts_right_wrong_and_missed(tmp_path: Path) -> None:
    path = labelled(
        tmp_path,
        ("Ai xả rác bị phạt 200.000 đồng.", ["money_fine"]),
        ("Ai đổ rác bị phạt 300.000 đồng.", []),
        ("Trời mưa thì trú.", ["money_fine"]),
    )
    out, report = StringIO(), tmp_path / "out.json"
    call_command("check_clauses", str(path), "--json", str(report), "--wrong", stdout=out)
    score = json.loads(report.read_text(encoding="utf-8"))[str(path)]["scores"][0]
    assert score == {
        "class": "money_fine", "precision": 0.5, "recall": 0.5, "f1": 0.5, "right": 1, "false_alarms": 1, "missed": 1,
    }  # fmt: skip
    assert "money_fine, false alarm, 1: Ai đổ rác" in out.getvalue()
    assert "money_fine, missed, 2: Trời mưa" in out.getvalue()


@pytest.mark.parametrize("text", ["không phải JSON", "[]", '{"id": "1"}', '{"id": "1", "text": "a", "labels": ["x"]}'])
def test_a_bad_file_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.jsonl"):
        call_command("check_clauses", str(path))


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="missing"):
        call_command("check_clauses", str(tmp_path / "missing.jsonl"))
