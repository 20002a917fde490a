"""The register of words: the province's administrator alone, a preview, clear sentences, and who confirmed what."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from content_models.covenants.export.wording import paper_kinds
from content_models.covenants.models import Snippet
from content_models.covenants.snippets import words_of
from content_models.roles.table import Role
from tests import factories
from tests.content_models.covenants.export.papers import paper_text, squeezed
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db
ADDRESS = ("papers_snippet", ["suspension", "abstract"])
KIND = paper_kinds()["suspension"]


@pytest.fixture
def administrator() -> Any:
    return factories.person(Role.PROVINCIAL_ADMIN, factories.province())


@pytest.fixture
def client_admin(administrator: Any) -> Client:
    return client_of(administrator)


def post(client: Client, **typed: str) -> Any:
    values = {"text": "Về việc tạm ngừng {tên văn bản}", "source": "", "reason": "So với Công báo", **typed}
    return client.post(reverse(ADDRESS[0], args=ADDRESS[1]), values)


def test_all_parts_begin_unchecked(client_admin: Client) -> None:
    page = client_admin.get(reverse("papers_snippets")).content.decode()
    assert page.count("Chưa đối chiếu với mẫu") == sum(len(kind.parts) for kind in paper_kinds().values())
    assert len(words_of(KIND).unchecked) == len(KIND.parts)


def test_new_words_go_on_paper_and_stay_unchecked_until_confirmed(client_admin: Client, administrator: Any) -> None:
    assert post(client_admin).status_code == 302
    words = words_of(KIND)
    assert words.texts["abstract"] == "Về việc tạm ngừng {tên văn bản}"
    assert "Trích yếu" in words.unchecked
    assert post(client_admin, confirmed="on", source="Mẫu số 04").status_code == 302
    assert "Trích yếu" not in words_of(KIND).unchecked
    row = Snippet.objects.get()
    assert (row.confirmed_by, row.source) == (administrator, "Mẫu số 04")
    assert [version.revision.comment for version in Version.objects.get_for_object(row)] == ["So với Công báo"] * 2


def test_a_later_change_takes_the_confirmation_back(client_admin: Client) -> None:
    post(client_admin, confirmed="on", source="Mẫu số 04")
    post(client_admin, text="Về việc khác {tên văn bản}")
    assert "Trích yếu" in words_of(KIND).unchecked


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "Về {tên vb}"}, "Không có chỗ điền {tên vb}"),
        ({"text": "Về {tên văn bản"}, "không đi thành cặp"),
        ({"confirmed": "on"}, "Hãy ghi đã đối chiếu với văn bản nào"),
        ({"reason": " "}, "Hãy ghi lý do"),
        ({"text": "   "}, "Hãy ghi lời văn"),
    ],
)
def test_wrong_words_are_told_and_kept(client_admin: Client, typed: dict[str, str], words: str) -> None:
    answer = post(client_admin, **typed)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Snippet.objects.exists()


def test_a_preview_shows_the_paper_and_keeps_nothing(client_admin: Client) -> None:
    answer = post(client_admin, preview="1", text="Về việc thử {tên văn bản}")
    assert answer["Content-Type"] == "application/pdf"
    assert squeezed("Về việc thử Hương ước ấp Thí Dụ") in squeezed(paper_text(answer.content))
    assert not Snippet.objects.exists()


def test_a_preview_of_wrong_words_says_what_is_wrong(client_admin: Client) -> None:
    assert "Không có chỗ điền" in post(client_admin, preview="1", text="{x}").content.decode()


def test_the_list_of_places_stands_beside_the_words(client_admin: Client) -> None:
    page = client_admin.get(reverse(ADDRESS[0], args=ADDRESS[1])).content.decode()
    assert all(f"{{{place}}}" in page for place in KIND.places)


@pytest.mark.parametrize("who", ["leader", "culture", "head"])
def test_nobody_else_changes_words(who: str) -> None:
    client = client_of(getattr(Staff(factories.DAT_MUI), who))
    assert post(client).status_code != 200
    assert client.get(reverse("papers_snippets")).status_code != 200
    assert not Snippet.objects.exists()


def test_unknown_parts_are_not_found(client_admin: Client) -> None:
    assert client_admin.get(reverse("papers_snippet", args=["suspension", "addressee"])).status_code == 404
    assert client_admin.get(reverse("papers_snippet", args=["khong", "abstract"])).status_code == 404
