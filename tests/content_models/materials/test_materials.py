"""Materials: who issues them, how a draft is looked at with its files, what the search is told."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from content_models.materials.models import MaterialImage, MaterialPage
from content_models.roles.table import Role
from tests import factories
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    cache.clear()
    return Staff(factories.DAT_MUI)


def test_a_draft_is_shown_to_its_unit_with_its_files_and_pictures(staff: Staff) -> None:
    """A preview is made of the revision, not of rows in the database."""
    file, image = factories.attached_file(staff.unit, staff.culture), factories.image(staff.unit, staff.culture)
    draft = staff.material(title="Bản nháp", files=(file,), images=(image,))
    disclosure = staff.disclosure(title="Nháp công khai", files=(file,))
    for page, person in ((draft, staff.culture), (disclosure, staff.editor)):
        answer = client_of(person).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert answer.status_code == 200
        body = answer.content.decode()
        assert file.url in body
    assert (
        image.get_rendition("max-900x1300|format-webp").url
        in client_of(staff.culture).get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
    )


def test_a_published_material_shows_what_was_approved_while_the_next_draft_is_written(staff: Staff) -> None:
    page = staff.publish(staff.material(title="Bản đã duyệt"))
    page.title = "Bản đang viết"
    page.body = factories.text_body("<p>Chữ chưa duyệt</p>")
    page.save_revision(user=staff.culture)
    body = client_of(None).get(page.url).content.decode()
    assert "Bản đã duyệt" in body
    assert "Bản đang viết" not in body
    assert "Chữ chưa duyệt" not in body


def test_a_picture_needs_words_for_those_who_do_not_see_it(staff: Staff) -> None:
    with pytest.raises(ValidationError) as caught:
        MaterialImage(image=factories.image(staff.unit, staff.culture), alt="").full_clean(exclude=["page"])
    assert "alt" in caught.value.message_dict


def test_province_and_communes_issue_materials_and_hamlets_do_not(staff: Staff) -> None:
    for unit in (factories.province(), staff.unit):
        assert MaterialPage.can_create_at(unit.sections.get(section="tai-lieu"))
    assert not MaterialPage.can_create_at(staff.unit.sections.get(section="cong-khai"))
    assert not MaterialPage.can_create_at(staff.hamlet.page)


def test_a_provincial_material_needs_another_editor(staff: Staff) -> None:
    province = factories.province()
    writer, second = (factories.person(Role.PROVINCIAL_EDITOR, province) for _ in range(2))
    page = factories.published(factories.material(province, writer), by=writer, approver=second)
    assert client_of(None).get("/tai-lieu/").content.decode().count(page.url) == 1


def test_the_search_is_told_body_files_type_and_audience(staff: Staff) -> None:
    file = factories.attached_file(staff.unit, staff.culture, title="Tờ gấp")
    type(file).objects.filter(pk=file.pk).update(text="Trồng đước giữ đất", text_state="read")
    page = staff.publish(staff.material(files=(file,)))
    content = page.search_content()
    assert [passage.body for passage in content.passages] == ["Nội dung tuyên truyền.", "Trồng đước giữ đất"]
    assert content.tags == ("Tờ gấp", "Người dân")
    assert content.passages[1].anchor == f"tep-{file.pk}"
    body = client_of(None).get(page.url).content.decode()
    assert all(f'id="{passage.anchor}"' in body for passage in content.passages)
