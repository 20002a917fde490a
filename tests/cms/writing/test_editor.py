"""What a save of a covenant does beyond storing words, and what the panes beside it say."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.writing.findings import groups_of
from content_models.covenants.drafting import begin, model_draft
from content_models.covenants.models import CovenantPage, ModelText, Writing
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def unit() -> Unit:
    return Unit()


def covenant(unit: Unit) -> CovenantPage:
    blocks = [
        make.article("Chung", "Mọi hộ.", "a"),
        make.article("Kênh rạch", "Không đổ rác.", "b"),
        make.article("Nhắc nhở", "1. Theo Điều 1 và khoản 1 Điều 2.\n2. Điều 2 Nghị định 61/2023/NĐ-CP.", "c"),
    ]
    return make.draft_covenant(unit, blocks)


def swapped(page: CovenantPage, **changed: Any) -> dict[str, Any]:
    """The form after the first two articles changed places: Wagtail sends the order in a field of its own."""
    return make.covenant_form(page, **{"body-0-order": "1", "body-1-order": "0"} | changed)


def bodies(page: CovenantPage) -> dict[str, str]:
    draft = make.fresh(page).get_latest_revision_as_object()
    return {article.block_id: article.body for article in draft.numbered().articles}


def test_a_save_lets_references_follow_and_says_so(unit: Unit) -> None:
    page = covenant(unit)
    answer = unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), swapped(page), follow=True)
    assert bodies(page)["c"] == "1. Theo Điều 2 và khoản 1 Điều 1.\n2. Điều 2 Nghị định 61/2023/NĐ-CP."
    assert "Điều 3: “Theo Điều 1” thành “Theo Điều 2”" in answer.content.decode()
    assert make.fresh(page).body.raw_data[2]["value"]["body"] == bodies(page)["c"]  # its own row, too


def test_an_autosave_tells_the_form_and_the_next_one_changes_nothing(unit: Unit) -> None:
    page = covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    sent = swapped(page)
    answer = client.post(make.edit_url(page), sent, headers=JSON).json()
    followed = answer["covenant"]["followed"]
    assert followed == [{"name": "body-2-value-body", "sent": sent["body-2-value-body"], "saved": bodies(page)["c"]}]
    assert len(answer["covenant"]["sentences"]) == 1
    again = sent | answer["field_updates"] | {followed[0]["name"]: followed[0]["saved"]}
    answer = client.post(make.edit_url(page), again | {"overwrite_revision_id": answer["revision_id"]}, headers=JSON)
    assert answer.json()["covenant"] == {"followed": [], "sentences": []}
    assert bodies(page)["c"].startswith("1. Theo Điều 2 và khoản 1 Điều 1.")


def test_ones_own_number_wins(unit: Unit) -> None:
    page = covenant(unit)
    unit.client(Role.DRAFTING_MEMBER).post(
        make.edit_url(page), swapped(page, **{"body-2-value-body": "1. Theo Điều 3 và khoản 1 Điều 2."})
    )
    assert bodies(page)["c"] == "1. Theo Điều 3 và khoản 1 Điều 1."


def test_a_lost_target_stays_in_the_checks_until_it_is_mended_or_accepted(unit: Unit) -> None:
    page = covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    answer = client.post(make.edit_url(page), make.covenant_form(page, **{"body-0-deleted": "1"}), follow=True)
    assert "Có 1 chỗ dẫn tới điều vừa bỏ" in answer.content.decode()
    assert bodies(page)["c"].startswith("1. Theo Điều 1 và khoản 1 Điều 1.")
    checks = reverse("writing_checks", args=[page.pk])
    assert "từng dẫn tới “Điều 1. Chung”" in client.get(checks).content.decode()
    again = client.post(make.edit_url(page), make.covenant_form(page), follow=True).content.decode()
    assert "chỗ dẫn tới điều vừa bỏ" not in again  # told once
    assert "từng dẫn tới" in client.get(checks).content.decode()
    client.post(reverse("writing_reference", args=[page.pk]), {"key": "c", "number": "1"})
    assert "từng dẫn tới" not in client.get(checks).content.decode()


def test_hints_go_with_their_article(unit: Unit) -> None:
    page = begin(unit.hamlet, model_draft(unit.hamlet, ModelText.objects.filter(kind="ap")[0]), by=unit.writer)
    hints = Writing.objects.get().hints
    first = next(position for position, block in enumerate(page.body.raw_data) if block["id"] in hints)
    client = unit.client(Role.DRAFTING_MEMBER)
    form = covenant_form_of_any(page)
    client.post(make.edit_url(page), form | {f"body-{first}-deleted": "1"})
    left = Writing.objects.get().hints
    assert len(left) == len(hints) - 1 and page.body.raw_data[first]["id"] not in left
    key = next(iter(left))
    assert client.post(reverse("writing_hint", args=[page.pk]), {"block": key}).json() == {"ok": True}
    assert key not in Writing.objects.get().hints
    assert client.post(reverse("writing_hint", args=[page.pk]), {"block": "không có"}).json() == {"ok": True}


def covenant_form_of_any(page: CovenantPage) -> dict[str, Any]:
    """`builders.covenant_form` for a text with a preamble, whose value is no dictionary."""
    raw = list(page.body.raw_data)
    data = {"title": page.title, "kind": page.kind, "body-count": str(len(raw)), "comment_notifications": ""}
    latest = make.fresh(page).get_latest_revision()
    data |= make.formset("comments")
    data |= {"loaded_revision_id": str(latest.pk), "loaded_revision_created_at": latest.created_at.isoformat()}
    for index, block in enumerate(raw):
        prefix = f"body-{index}"
        data |= {f"{prefix}-type": block["type"], f"{prefix}-id": block["id"], f"{prefix}-order": str(index)}
        data[f"{prefix}-deleted"] = ""
        value = block["value"]
        data |= {f"{prefix}-value": value} if isinstance(value, str) else {
            f"{prefix}-value-{name}": words for name, words in value.items()
        }  # fmt: skip
    return data


def test_checks_are_grouped_by_article_in_reading_order(unit: Unit) -> None:
    page = make.draft_covenant(
        unit,
        [
            make.article("Chung", "Mọi hộ nộp …… cho ấp.", "a"),
            make.article("Kênh", "1. Một.\n3. Ba.\nTheo Điều 40.", "b"),
            make.article("Hết", "Hương ước có hiệu lực từ ngày được công nhận.", "c"),
        ],
    )
    groups = [group for group in groups_of(page.get_latest_revision_as_object()) if group.block_id]
    assert [group.block_id for group in groups][:2] == ["a", "b"]
    words = " ".join(finding.ground for finding in groups[1].findings)
    assert "thiếu khoản 2" in words and "không có Điều 40" in words
    assert all(finding.severity_label and finding.source for group in groups for finding in group.findings)
    html = unit.client(Role.DRAFTING_MEMBER).get(reverse("writing_checks", args=[page.pk])).content.decode()
    assert 'href="#block-b-section"' in html and "<html" not in html


def test_what_the_model_had_is_told_from_what_is_ones_own(unit: Unit) -> None:
    page = begin(unit.hamlet, model_draft(unit.hamlet, ModelText.objects.filter(kind="ap")[0]), by=unit.writer)
    client = unit.client(Role.DRAFTING_MEMBER)
    url = reverse("writing_own", args=[page.pk])
    assert "Chưa có đoạn nào khác mẫu." in client.get(url).content.decode()
    draft = make.fresh(page).get_latest_revision_as_object()
    own = make.article("Của riêng ấp", "Mỗi đêm rằm bà con cùng thả đèn dưới bến sông để nhớ người đi biển.", "mới")
    make.write(page, unit.writer, body=[*draft.body.raw_data, own])
    text = client.get(url).content.decode()
    assert "Của riêng ấp" in text and "1 điều có chữ của ấp" in text
    assert client.get(reverse("writing_own", args=[covenant(Unit(make.SONG_DOC, "Nơi Khác")).pk])).status_code == 302


@pytest.mark.parametrize("name", ["checks", "own", "hint", "reference"])
def test_the_panes_are_the_teams(unit: Unit, name: str) -> None:
    page = begin(unit.hamlet, model_draft(unit.hamlet, ModelText.objects.filter(kind="ap")[0]), by=unit.writer)
    hints = Writing.objects.get().hints
    url = reverse(f"writing_{name}", args=[page.pk])
    for role in (Role.CULTURE_OFFICER, Role.COMMUNE_LEADER, Role.PROVINCIAL_ADMIN):
        client = unit.client(role)
        answer = client.post(url, {"block": next(iter(hints))}) if name in ("hint", "reference") else client.get(url)
        assert answer.status_code in (302, 403), role
    assert Client().get(url).status_code == 302
    assert Writing.objects.get().hints == hints


def test_articles_pasted_into_one_are_offered_and_taken_apart(unit: Unit) -> None:
    page = covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    body = "Mọi hộ.\r\nĐiều 2. Giữ rừng\r\nKhông đốt."
    answer = client.post(make.edit_url(page), make.covenant_form(page, **{"body-0-value-body": body}), follow=True)
    url = reverse("writing_split", args=[page.pk, "a"])
    assert url in answer.content.decode()
    assert "Giữ rừng" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    draft = make.fresh(page).get_latest_revision_as_object()
    assert [article.heading for article in draft.numbered().articles] == ["Chung", "Giữ rừng", "Kênh rạch", "Nhắc nhở"]
    assert draft.numbered().articles[0].block_id == "a"
    assert bodies(page)["c"].startswith("1. Theo Điều 1 và khoản 1 Điều 3.")
    assert "bản nháp đã đổi" in client.post(url, follow=True).content.decode()
    assert unit.client(Role.CULTURE_OFFICER).post(url).status_code in (302, 403)


def test_a_text_under_approval_is_not_taken_apart(unit: Unit) -> None:
    page = make.in_review(unit, page=make.draft_covenant(unit, [make.article("A", "Mọi hộ.\nĐiều 2. B\nHết.", "a")]))
    answer = unit.client(Role.DRAFTING_MEMBER).post(reverse("writing_split", args=[page.pk, "a"]), follow=True)
    assert "đang khóa" in answer.content.decode()
    assert len(make.fresh(page).get_latest_revision_as_object().numbered().articles) == 1


def test_the_editor_has_our_panes_and_answers_to_autosaves_leave_them_alone(unit: Unit) -> None:
    page = covenant(unit)
    client = unit.client(Role.DRAFTING_MEMBER)
    text = client.get(make.edit_url(page)).content.decode()
    assert 'data-side-panel="contents"' in text and 'data-side-panel="findings"' in text
    assert 'data-side-panel="checks"' not in text
    html = client.post(make.edit_url(page), make.covenant_form(page, title="Khác"), headers=JSON).json()["html"]
    assert "data-covenant-contents" not in html and "data-covenant-findings" not in html


def test_the_create_view_has_the_contents_too(unit: Unit) -> None:
    add = reverse("wagtailadmin_pages:add", args=["covenants", "covenantpage", unit.hamlet.page.pk])
    text = unit.client(Role.DRAFTING_MEMBER).get(add).content.decode()
    assert 'data-side-panel="contents"' in text and "Lưu bản nháp rồi mới kiểm tra được." in text
