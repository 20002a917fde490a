"""The province's administrators see how the search is and send dead letters again; nobody else does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content_models.roles.table import Role
from search.models import Fault, IndexEntry, IndexRun
from search.sync.rebuild import rebuild
from search.sync.reconcile import reconcile
from tests import factories as f
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db


def letter(page_id: int, **values: Any) -> IndexEntry:
    """A page given up."""
    IndexEntry.objects.filter(pk=page_id).delete()
    return IndexEntry.objects.create(
        page_id=page_id,
        attempts=5,
        fault=values.pop("fault", Fault.DOCUMENT),
        given_up_at=timezone.now(),
        last_error="mapper_parsing_exception",
        **values,
    )


@pytest.fixture
def admin(db: None) -> Any:
    return client_of(f.person(Role.PROVINCIAL_ADMIN, f.province()))


def shown(client: Any) -> str:
    return str(client.get(reverse("search_state")).content.decode())


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PROVINCIAL_ADMIN])
def test_others_are_refused_and_have_no_menu_item(role: Role) -> None:
    unit = f.province() if role == Role.PROVINCIAL_EDITOR else f.commune()
    if role in (Role.HAMLET_HEAD, Role.DRAFTING_MEMBER):
        unit = f.hamlet()
    client = client_of(f.person(role, unit))
    letter(7)
    assert client.get(reverse("search_state"), follow=True).content.decode().count("Tình trạng tìm kiếm") == 0
    client.post(reverse("search_state_replay_all"))
    assert IndexEntry.objects.dead_letters().count() == 1
    assert reverse("search_state") not in client.get("/quan-tri/", follow=True).content.decode()


def test_the_administrator_finds_it_in_the_menu_and_reads_that_all_is_well(admin: Any, each_engine: str) -> None:
    rebuild()
    reconcile()
    assert reverse("search_state") in admin.get("/quan-tri/").content.decode()
    page = shown(admin)
    assert "Máy tìm kiếm đang trả lời" in page and "Không có trang nào" in page and "Không có lỗi nào" in page
    assert "Thừa: trang không công khai: 0" in page and "Xong lúc" in page


def test_an_engine_that_is_down_is_said_in_plain_words(admin: Any, each_engine: str) -> None:
    assert "không trả lời, hoặc chỉ mục chưa được lập" in shown(admin)


def test_a_dead_letter_is_shown_with_its_reason_and_sent_again(admin: Any) -> None:
    staff = Staff(f.DAT_MUI)
    page = staff.publish(f.disclosure(staff.unit, staff.editor, title="Dự toán đê biển"))
    draft = f.disclosure(staff.unit, staff.editor, title="Bản thảo kín")
    for number in (page.pk, draft.pk):
        letter(number)
    text = shown(admin)
    assert "Dự toán đê biển" in text and "mapper_parsing_exception" in text and "Nội dung trang" in text
    assert "Bản thảo kín" not in text
    answer = admin.post(reverse("search_state_replay", args=[page.pk]), follow=True).content.decode()
    assert "Đã xếp lại 1 trang" in answer
    assert list(IndexEntry.objects.dead_letters()) == [IndexEntry.objects.get(pk=draft.pk)]
    again = IndexEntry.objects.get(pk=page.pk)
    assert again.attempts == 0 and again in IndexEntry.objects.due()
    assert (
        "Không còn trang nào"
        in admin.post(reverse("search_state_replay", args=[page.pk]), follow=True).content.decode()
    )
    admin.post(reverse("search_state_replay_all"))
    assert not IndexEntry.objects.dead_letters().exists()


def test_the_age_of_the_queue_is_told_in_words(admin: Any) -> None:
    letter(7, changed_at=timezone.now() - dt.timedelta(hours=3, minutes=5))
    assert "lâu nhất 3 giờ, 5 phút" in shown(admin).replace("\xa0", " ")


def test_looking_sends_nothing_again(admin: Any) -> None:
    letter(7)
    assert admin.get(reverse("search_state_replay_all")).status_code == 405
    assert IndexEntry.objects.dead_letters().count() == 1


def test_a_rebuild_that_failed_is_shown_with_its_reason(admin: Any) -> None:
    report = {"problem": "3 documents are missing"}
    IndexRun.note(IndexRun.Kind.REBUILD, finished_at=timezone.now(), report=report)
    assert "3 documents are missing" in shown(admin)


def test_the_command_tells_the_same_and_replays(capsys: pytest.CaptureFixture[str]) -> None:
    letter(7)
    call_command("search_status")
    printed = capsys.readouterr().out
    assert '"dead": 1' in printed and '"error": "mapper_parsing_exception"' in printed
    call_command("search_status", "--replay")
    assert '"dead": 0' in capsys.readouterr().out
