"""A covenant in two versions in Xã Đất Mũi, and decisions about it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.cache import cache

from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage, Decision
from tests import factories
from tests.staff import Staff

FIRST, SECOND = dt.date(2026, 1, 10), dt.date(2026, 3, 2)
BODIES = {
    "Giải thích": "1. Hộ gia đình là những người ở chung.",
    "Rác": "1. Mỗi nhà có giỏ rác.\n2. Không thả rác xuống rạch; xem Điều 3.",
    "Đám cưới": "1. Đám cưới gọn.\n2. Theo khoản 4 Điều 5 Nghị định 61/2023/NĐ-CP.",
}


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def covenant(staff: Staff) -> CovenantPage:
    """Version 1 of 10 January, version 2 of 2 March 2026: article 2 changed, article 3 dropped, one new."""
    blocks = stream_data([factories.article(body, heading) for heading, body in BODIES.items()])
    page = factories.covenant(staff.hamlet, staff.writer, articles=tuple(blocks))
    page = recognised(staff, page, "5/QĐ-UBND", FIRST)
    kept = [block for block in page.body.raw_data if block["value"]["heading"] != "Đám cưới"]
    kept = [json.loads(json.dumps(block)) for block in kept]
    kept[1]["value"]["body"] = "1. Mỗi nhà có hai giỏ rác."
    draft = page.get_latest_revision_as_object()
    draft.body = json.dumps([*kept, *stream_data([factories.article("1. Giữ rừng đước.", "Rừng")])])
    draft.save_revision(user=staff.writer)
    return recognised(staff, CovenantPage.objects.get(pk=page.pk), "15/QĐ-UBND", SECOND)


def recognised(staff: Staff, page: CovenantPage, number: str, day: dt.date) -> CovenantPage:
    from cms.approval.binding import latest_binding
    from cms.approval.service import approve, submit

    submit(page, staff.head)
    for approver in (staff.culture, staff.justice, staff.leader):
        page = CovenantPage.objects.get(pk=page.pk)
        state = page.current_workflow_task_state
        last = state.task.specific.action == "recognise"
        decision = factories.decision(number, day) if last else None
        approve(state.pk, approver, latest_binding(page), decision=decision)
    return CovenantPage.objects.get(pk=page.pk)


@pytest.fixture
def decide(staff: Staff, covenant: CovenantPage) -> Any:
    """Record a decision about the second version (or another)."""

    def make(
        effect: str, *targets: str, number: str = "30/QĐ-UBND", day: dt.date, version: int = 2, **more: Any
    ) -> Any:
        return Decision.objects.create(
            page=covenant,
            effect=effect,
            about=covenant.versions.get(number=version),
            targets=list(targets),
            number=number,
            issued_on=day,
            effective_on=day,
            issuer="Ủy ban nhân dân xã Đất Mũi",
            signer="Nguyễn Văn Đệ",
            signer_title="Chủ tịch",
            recorded_by=staff.leader,
            **more,
        )

    return make
