"""Every screen of the admin, as each role reaches it: nothing on it is English."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest

from content_models.roles.models import Person
from content_models.roles.table import Role
from search.text.syllables import word_list
from tests import factories
from tests.browser.admin_walk import Answer, walk
from tests.browser.office import Office
from tests.factories import DAT_MUI
from tests.locale.english import english, texts
from tests.staff import client_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# Names, keys of the keyboard, and words and abbreviations that Vietnamese offices write so.
NAMES = frozenset(
    word_list(
        """
    javascript wagtail sqlite elasticsearch word excel web khmer karaoke achar sala sene
    ctrl alt shift esc
    pdf docx xlsx csv jpg jpeg png webp qr mb kb byte ubnd mttq kt vt vhxh cn
    """
    )
)
# Right in the middle of a Vietnamese sentence ("Delete: xóa", "lễ Ok Om Bok"), wrong on a button.
IN_SENTENCES = frozenset({"enter", "delete", "ok", "bok"})
ROMAN = re.compile(r"[IVXL]+")
# The other language of the account page, in that language; a counter that stays hidden until a script fills it.
AS_THEY_ARE = frozenset({"English", "None"})


@pytest.fixture
def office(db: None) -> Office:
    return Office(DAT_MUI)


def people(office: Office) -> dict[Role, Person]:
    return {
        Role.DRAFTING_MEMBER: office.returned_writer,
        Role.HAMLET_HEAD: office.head,
        Role.CULTURE_OFFICER: office.culture,
        Role.JUSTICE_OFFICER: office.justice,
        Role.COMMUNE_LEADER: office.leader,
        Role.DISCLOSURE_EDITOR: office.editor,
        Role.PROVINCIAL_EDITOR: office.provincial_editor,
        Role.PROVINCIAL_ADMIN: office.admin,
    }


def own_things(office: Office) -> dict[str, list[Any]]:
    """Arguments of addresses, filled from what lies on the commune's desks."""
    pages = [office.changed, office.returned, office.scanned]
    file = office.scanned.attachments.first().file
    image = factories.image(office.unit, office.culture)
    ids = [page.pk for page in pages]
    return {
        "page_id": ids, "parent_page_id": [page.get_parent().pk for page in pages], "object_id": ids[:1],
        "document_id": [file.pk], "doc_id": [file.pk], "image_id": [image.pk], "collection_id": [1],
        "revision_id": [page.latest_revision_id for page in pages], "revision_id_a": ["earliest", "live"],
        "revision_id_b": ["latest"], "task_state_id": [office.task_of(office.changed)], "task_id": [1],
        "action_name": ["approve", "reject"], "action": ["delete", "unpublish", "publish", "add_tags"],
        "content_type_app_name": ["covenants", "materials"],
        "content_type_model_name": ["covenantpage", "materialpage"],
        "app_label": ["wagtailcore", "files"], "model_name": ["page", "attachedfile", "sectionimage"],
        "place_id": [office.unit.pk, office.hamlet.pk], "record_id": [office.paper_confirmed_by_other.pk],
        "pk": [file.pk, image.pk, office.known.pk], "register": ["nguoi", "vai-tro", "noi-chon"],
        "kind": ["recognition", "suspension", "refusal"], "uidb64": ["MQ"], "token": ["a-b"], "page_pk": ids,
    }  # fmt: skip


def unexpected(text: str) -> list[str]:
    """The English words of a text of the admin."""
    if text in AS_THEY_ARE:
        return []
    known = NAMES if text.isascii() else NAMES | IN_SENTENCES
    return [word for word in english(text) if word.lower() not in known and not ROMAN.fullmatch(word)]


@pytest.mark.parametrize("role", list(Role), ids=[role.name.lower() for role in Role])
def test_no_screen_shows_english(office: Office, role: Role) -> None:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    seen = 0
    for answer in walk(client_of(people(office)[role]), own_things(office)):
        seen += answer.status == 200
        for text in texts(answer.html):
            if words := unexpected(text):
                found[text[:150], ", ".join(words[:6])].append(where(answer))
    assert seen > 20, "the walk came past the door"
    assert not found, "\n".join(
        f"{text!r} ({words}): {places[0]} and {len(places) - 1} more" for (text, words), places in found.items()
    )


def where(answer: Answer) -> str:
    return f"{answer.method} {answer.status} {answer.address}"
