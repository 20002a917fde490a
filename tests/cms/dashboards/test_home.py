"""The first screen, choosers and links inside texts: only what is the person's own, or public."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.rich_text import expand_db_html

from cms.approval.service import submit
from content_models.roles.models import Membership
from content_models.roles.table import Role
from tests import factories as f

pytestmark = pytest.mark.django_db


def _home(client: Client) -> str:
    return str(client.get("/quan-tri/").content.decode())


def test_what_waits_is_shown_to_those_of_the_unit(client: Client) -> None:
    head = f.person(Role.HAMLET_HEAD, f.hamlet())
    submit(f.covenant(f.hamlet(), head, title="Hương ước đang chờ"), head)
    for role, unit, shown in (
        (Role.CULTURE_OFFICER, f.commune(), True),
        (Role.JUSTICE_OFFICER, f.commune(), False),
        (Role.CULTURE_OFFICER, f.commune(f.DAM_DOI), False),
        (Role.PROVINCIAL_ADMIN, f.province(), False),
    ):
        client.force_login(f.person(role, unit))
        assert ("Hương ước đang chờ" in _home(client)) is shown, (role, unit)


def test_the_operator_is_not_asked_to_approve(client: Client) -> None:
    head = f.person(Role.HAMLET_HEAD, f.hamlet())
    submit(f.covenant(f.hamlet(), head, title="Hương ước đang chờ"), head)
    client.force_login(f.superuser())
    assert "/quan-tri/duyet/" in _home(client)
    assert "Hương ước đang chờ" not in client.get("/quan-tri/duyet/").content.decode()


def test_who_left_a_unit_sees_no_more_of_it(client: Client) -> None:
    """Wagtail's panel of recent edits goes by who once edited."""
    writer = f.person(Role.DRAFTING_MEMBER, f.hamlet())
    f.covenant(f.hamlet(), writer, title="Hương ước của ấp cũ")
    client.force_login(writer)
    assert "Hương ước của ấp cũ" in _home(client)
    Membership.objects.filter(person=writer).update(valid_to=f.SINCE)
    new = f.hamlet("Tân Điền", f.DAM_DOI)
    Membership.objects.create(person=writer, unit=new, role=Role.DRAFTING_MEMBER)
    assert "Hương ước của ấp cũ" not in _home(client)
    assert "Tân Điền" in _home(client)


def test_the_first_screen_is_drawn_for_every_role(client: Client) -> None:
    units = {"hamlet": f.hamlet(), "commune": f.commune(), "province": f.province()}
    for role, level in {
        Role.DRAFTING_MEMBER: "hamlet",
        Role.JUSTICE_OFFICER: "commune",
        Role.DISCLOSURE_EDITOR: "commune",
        Role.COMMUNE_LEADER: "commune",
        Role.PROVINCIAL_EDITOR: "province",
    }.items():
        client.force_login(f.person(role, units[level]))
        assert client.get("/quan-tri/").status_code == 200


def test_a_link_to_a_draft_is_plain_text() -> None:
    editor, leader = (f.person(role, f.commune()) for role in (Role.DISCLOSURE_EDITOR, Role.COMMUNE_LEADER))
    draft = f.disclosure(f.commune(), editor, title="Chưa ai biết")
    shown = f.published(f.disclosure(f.commune(), editor, title="Đã công khai"), by=editor, approver=leader)
    html = f'<p><a linktype="page" id="{draft.pk}">một</a> <a linktype="page" id="{shown.pk}">hai</a></p>'
    expanded = expand_db_html(html)
    assert "chua-ai-biet" not in expanded
    assert 'href="/xa-dat-mui/cong-khai/da-cong-khai/"' in expanded


def test_files_and_pictures_are_both_in_the_menu_and_in_reach(client: Client) -> None:
    """Whichever of the two policies a request asks first must not answer for the other."""
    client.force_login(f.person(Role.DISCLOSURE_EDITOR, f.commune()))
    for address in ("/quan-tri/", "/quan-tri/duyet/", "/quan-tri/images/", "/quan-tri/documents/"):
        text = client.get(address).content.decode()
        assert "/quan-tri/documents/" in text and "/quan-tri/images/" in text, address


def test_a_person_is_called_by_name_and_not_sent_to_an_english_guide(client: Client) -> None:
    client.force_login(f.person(Role.DISCLOSURE_EDITOR, f.commune(), name="Huỳnh Quốc Toàn"))
    text = _home(client)
    assert '"name": "Huỳnh Quốc Toàn"' in text.encode().decode("unicode_escape", "ignore") or "Huỳnh Quốc Toàn" in text
    assert "guide.wagtail.org" not in text and "wagtail.org" not in text


@pytest.mark.parametrize("address", ["/quan-tri/", "/quan-tri/duyet/"])
def test_more_waiting_texts_cost_no_more_questions(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    leader = f.person(Role.COMMUNE_LEADER, f.commune())
    editor = f.person(Role.DISCLOSURE_EDITOR, f.commune())
    counted = []
    for number in range(6):
        submit(f.disclosure(f.commune(), editor, title=f"Nội dung {number}"), editor)
        if number in (1, 5):
            for person in (leader, editor):
                client.force_login(person)
                client.get(address)
                with django_assert_max_num_queries(500) as asked:
                    assert client.get(address).status_code == 200
                counted.append(len(asked))
    assert counted[2:] == counted[:2]
