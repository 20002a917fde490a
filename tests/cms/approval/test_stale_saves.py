"""Two people edit one text: a stale save never silently overwrites, and nothing typed is lost."""

from __future__ import annotations

import json
import re
import threading
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from wagtail.models import Revision

from cms.approval import editing
from cms.approval.install import install_workflows
from content_models.places.install import install_province
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import Unit, fresh, login

WARNING = "người khác đã lưu một bản mới hơn"
JSON = {"accept": "application/json"}


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    return found.group(1) if found else ""


def latest(page: Any) -> Any:
    return fresh(page).get_latest_revision_as_object()


def test_a_stale_save_is_refused_with_everything_typed(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    first, second = unit.client(Role.DRAFTING_MEMBER), unit.client(Role.DRAFTING_MEMBER, 2)
    mine = make.covenant_form(page, title="Tên của người thứ nhất", **{"body-1-value-body": "Câu tôi vừa gõ."})
    assert second.post(make.edit_url(page), make.covenant_form(page, title="Tên của người thứ hai")).status_code == 302
    answer = first.post(make.edit_url(page), mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert WARNING in text and "Tên của người thứ nhất" in text and json.dumps("Câu tôi vừa gõ.")[1:-1] in text
    assert latest(page).title == "Tên của người thứ hai"

    again = mine | {name: hidden(text, name) for name in ("loaded_revision_id", "loaded_revision_created_at")}
    assert again["loaded_revision_id"] == str(fresh(page).latest_revision_id)
    assert first.post(make.edit_url(page), again).status_code == 302
    assert latest(page).title == "Tên của người thứ nhất"
    titles = [revision.as_object().title for revision in page.revisions.order_by("pk")]
    assert "Tên của người thứ hai" in titles  # overwritten knowingly, and still in the history


def test_a_save_over_an_autosave_of_another_person_is_refused(unit: Unit) -> None:
    """Autosave keeps the revision's id; its time tells."""
    page = make.draft_covenant(unit)
    second = unit.client(Role.DRAFTING_MEMBER, 2)
    answer = second.post(make.edit_url(page), make.covenant_form(page, title="Đang gõ"), headers=JSON).json()
    mine = make.covenant_form(page, title="Của tôi")
    more = make.covenant_form(page, title="Gõ thêm", overwrite_revision_id=str(answer["revision_id"]))
    assert second.post(make.edit_url(page), more, headers=JSON).json()["success"]
    assert unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), mine).status_code == 409
    assert latest(page).title == "Gõ thêm"


def test_ones_own_autosave_does_not_make_a_save_stale(unit: Unit) -> None:
    """The answer to an autosave tells the form which revision it shows from then on."""
    page = make.draft_covenant(unit)
    mine = make.covenant_form(page, title="Đang gõ")
    client = unit.client(Role.DRAFTING_MEMBER)
    answer = client.post(make.edit_url(page), mine, headers=JSON).json()
    mine |= {"title": "Gõ xong", **answer["field_updates"]}
    assert client.post(make.edit_url(page), mine).status_code == 302
    assert latest(page).title == "Gõ xong"
    Revision.objects.filter(pk=fresh(page).latest_revision_id).update(created_at=timezone.now() - editing.UNDER_WAY)
    answer = client.post(make.edit_url(page), mine)  # by now the form is an old one
    assert answer.status_code == 409
    assert "do chính bạn lưu" in answer.content.decode() and WARNING not in answer.content.decode()


def test_a_save_sent_while_ones_own_autosave_is_under_way_is_taken(unit: Unit) -> None:
    """The form could not know yet what the autosave made; somebody else's save in between is still refused."""
    page = make.draft_covenant(unit)
    mine = make.covenant_form(page, title="Đang gõ")
    client = unit.client(Role.DRAFTING_MEMBER)
    assert client.post(make.edit_url(page), mine, headers=JSON).json()["success"]
    assert client.post(make.edit_url(page), mine | {"title": "Gõ xong"}).status_code == 302
    assert latest(page).title == "Gõ xong"

    mine = make.covenant_form(fresh(page), title="Gõ nữa")
    assert client.post(make.edit_url(page), mine, headers=JSON).json()["success"]
    make.write(fresh(page), unit.person(Role.DRAFTING_MEMBER, 2), title="Của người khác")
    assert client.post(make.edit_url(page), mine).status_code == 409
    assert latest(page).title == "Của người khác"


def test_a_stale_autosave_is_refused_too(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    mine = make.covenant_form(page, title="Của tôi")
    make.write(page, unit.person(Role.DRAFTING_MEMBER, 2), title="Của người khác")
    answer = unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), mine, headers=JSON)
    assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
    assert latest(page).title == "Của người khác"


@pytest.mark.parametrize("button", ["action-submit", "action-publish", "action-restart-workflow"])
def test_no_button_gets_past_the_warning(unit: Unit, button: str) -> None:
    page = make.draft_covenant(unit)
    mine = make.covenant_form(page, title="Của tôi", **{button: "1"})
    make.write(page, unit.writer, title="Của người khác")
    assert unit.client(Role.HAMLET_HEAD).post(make.edit_url(page), mine).status_code == 409
    assert latest(page).title == "Của người khác" and not fresh(page).workflow_in_progress


def test_a_save_that_does_not_say_what_it_read_is_refused(unit: Unit) -> None:
    page = make.draft_covenant(unit)
    blind = make.covenant_form(page, title="Mù", loaded_revision_id="", loaded_revision_created_at="")
    assert unit.client(Role.DRAFTING_MEMBER).post(make.edit_url(page), blind).status_code == 409
    assert latest(page).title != "Mù"


def test_disclosures_are_guarded_as_well(unit: Unit) -> None:
    page = make.draft_disclosure(unit)
    mine = make.disclosure_form(page, title="Của tôi")
    make.write(page, unit.person(Role.DISCLOSURE_EDITOR, 2), title="Của người khác")
    answer = unit.client(Role.DISCLOSURE_EDITOR).post(make.edit_url(page), mine)
    assert answer.status_code == 409 and "Của tôi" in answer.content.decode()
    assert latest(page).title == "Của người khác"


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment() -> None:
    """Without the row's lock both would read the same revision and the second would win silently."""
    install_province()
    install_workflows()
    unit = Unit()
    page = make.draft_covenant(unit)
    clients = [login(unit.person(Role.DRAFTING_MEMBER, number)) for number in (1, 2, 3)]
    forms = [make.covenant_form(page, title=f"Người {number}") for number in range(3)]
    start, answers = threading.Barrier(3), []

    def save(number: int) -> None:
        start.wait()
        try:
            answers.append(clients[number].post(make.edit_url(page), forms[number]).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409, 409]
