"""The approver reads what the checks found, by article; it never stands in the way of the decision."""

from __future__ import annotations

from cms.approval.findings import findings_of

from . import builders
from .builders import Unit, article

FINE = "1. Giữ kênh rạch sạch.\n2. Ai xả rác xuống kênh thì nộp 200.000 đồng cho quỹ ấp."


def test_findings_are_grouped_by_article(unit: Unit) -> None:
    page = builders.draft_covenant(unit, [article("Giữ vệ sinh", FINE, "a1")])
    groups = findings_of(page)
    (group,) = [group for group in groups if group.anchor == "dieu-1"]
    (shown,) = [shown for shown in group.findings if shown.finding.rule_id == "money_fine"]
    assert group.label == "Điều 1. Giữ vệ sinh"
    assert shown.severity_label == "Nên xem lại"
    assert not [shown for group in groups for shown in group.findings if shown.finding.severity == "hint"]


def test_only_covenants_are_checked(unit: Unit) -> None:
    assert findings_of(builders.draft_disclosure(unit)) == []


def test_the_approver_sees_them_and_may_decide(unit: Unit) -> None:
    page = builders.draft_covenant(unit, [article("Giữ vệ sinh", FINE, "a1")])
    page = builders.in_review(unit, page=page)
    client = unit.client(builders.STEPS[0])
    shown = client.get(builders.decide_url(page)).content.decode()
    assert "Điểm cần xem lại" in shown
    assert "Ai xả rác xuống kênh thì nộp 200.000 đồng cho quỹ ấp." in shown
    assert "Điều 5 khoản 4" in shown
    assert 'name="approve"' in shown
