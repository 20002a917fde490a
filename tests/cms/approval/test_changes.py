"""What a draft changes: first thing that an approver reads, and at hand for those who write."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cms.approval.service import submit
from content_models.roles.table import Role

from . import builders as make
from .builders import Unit

HEADING = "Thay đổi so với bản đang công bố"


def amended(unit: Unit) -> Any:
    """A draft with other words in the second article."""
    page = make.recognised(unit)
    blocks = make.three_articles()
    blocks[1]["value"]["body"] = "1. Không đổ rác và xác súc vật xuống kênh."
    return make.write(page, unit.writer, body=blocks)


def test_the_summary_comes_before_the_text(unit: Unit) -> None:
    page = amended(unit)
    submit(page, unit.head)
    html = unit.client(Role.CULTURE_OFFICER).get(make.decide_url(page)).content.decode()
    assert html.index("1 điều sửa") < html.index("Sửa: Điều 2") < html.index("Toàn văn")
    assert "Giữ nguyên lời văn: Điều 1, Điều 3." in html
    assert '<span class="da-mark">sửa</span>' in html


def test_a_split_article_is_said_in_words(unit: Unit) -> None:
    first, second, third = make.three_articles()
    clauses = "1. Không đổ rác xuống kênh, rạch.", "2. Mỗi tháng vớt lục bình trước bến nhà một lần."
    second["value"]["body"] = "\n".join(clauses)
    page = make.in_review(unit, 3, make.draft_covenant(unit, [first, second, third]))
    second["value"]["body"] = clauses[0]
    apart = make.article("Vớt lục bình", "1" + clauses[1][1:], "a9")
    submit(make.write(page, unit.writer, body=[first, second, apart, third]), unit.head)
    html = unit.client(Role.CULTURE_OFFICER).get(make.decide_url(page)).content.decode()
    assert "Điều 2 tách thành Điều 2 và Điều 3; Điều 3 chuyển thành Điều 4." in html
    assert "Là phần tách ra từ Điều 2 cũ; lời văn xem ở Điều 2." in html


def test_the_team_reads_what_its_draft_changes(unit: Unit) -> None:
    page = amended(unit)
    address = reverse("approval_changes", args=[page.pk])
    for role in (Role.DRAFTING_MEMBER, Role.HAMLET_HEAD):
        client = unit.client(role)
        assert address in client.get(reverse("approval_document", args=[page.pk])).content.decode()
        html = client.get(address).content.decode()
        assert HEADING in html and "1 điều sửa" in html and "da-ins" in html


def test_a_first_text_changes_nothing(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    html = unit.client(Role.DRAFTING_MEMBER).get(reverse("approval_changes", args=[page.pk])).content.decode()
    assert "văn bản đầu tiên" in html


def test_nobody_else_reads_a_draft_here(unit: Unit, other: Unit) -> None:
    page = amended(unit)
    address = reverse("approval_changes", args=[page.pk])
    for client in (other.client(Role.DRAFTING_MEMBER), other.client(Role.COMMUNE_LEADER)):
        answer = client.get(address)
        assert answer.status_code in (302, 403) and "1 điều sửa" not in answer.content.decode()
