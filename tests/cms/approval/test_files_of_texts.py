"""Files and pictures of a text that is submitted: named and described, and read as the public will read them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.approval.service import submit
from content_models.blocks import raw_table
from content_models.disclosures.models import DisclosurePage
from content_models.files.page_forms import PageWithFilesForm
from content_models.materials.models import MaterialImage
from tests import factories
from tests.staff import Staff, client_of, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


def test_a_picture_without_its_description_is_not_submitted(staff: Staff) -> None:
    page = staff.material(images=(factories.image(staff.unit, staff.culture, title="Hình một"),))
    page.images = [MaterialImage(image=page.images.first().image, alt="")]
    page = saved(page, staff.culture)
    with pytest.raises(ValidationError, match="hình ảnh 1, mô tả hình cho người không nhìn thấy"):
        submit(page, staff.culture)


def test_a_file_without_a_title_takes_that_of_the_file(staff: Staff) -> None:
    page = staff.disclosure(files=(factories.attached_file(staff.unit, staff.editor, title="Phụ lục số một"),))
    form = _form_of(page, staff)
    assert form.is_valid(), (form.errors, form.formsets["attachments"].errors)
    assert form.save(commit=False).attachments.first().title == "Phụ lục số một"


def test_a_table_is_read_as_a_table_without_its_empty_rows(staff: Staff) -> None:
    rows = [["Họ và tên", "Số tiền"], ["Nguyễn Văn Bé Ba", "15.000.000"], ["", ""]]
    body = json.dumps([{"type": "table", "value": raw_table(rows, "Danh sách hộ")}])
    page = staff.disclosure(body=body)
    submit(page, staff.editor)
    task = DisclosurePage.objects.get(pk=page.pk).current_workflow_task_state
    text = client_of(staff.leader).get(f"/quan-tri/duyet/{task.pk}/").content.decode()
    assert "<td>Nguyễn Văn Bé Ba</td><td>15.000.000</td>" in text
    assert "<caption>Danh sách hộ</caption>" in text
    assert "<td></td>" not in text


def test_two_texts_of_one_title_get_two_addresses(staff: Staff) -> None:
    """The form of a new page is cleaned before it has a parent: the address may be taken by then."""
    section = staff.unit.sections.get(section="cong-khai")
    for _ in range(2):
        page = DisclosurePage(title="Danh sách hộ nghèo", item=7, responsible="Văn phòng", forms=["posting"])
        page._set_core_field_defaults()  # what cleaning the form does
        page.decision_date = page.posted_from = factories.SINCE
        section.add_child(instance=page)
    slugs = DisclosurePage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["danh-sach-ho-ngheo", "danh-sach-ho-ngheo-2"]


def _form_of(page: Any, staff: Staff) -> PageWithFilesForm:
    """The editor's form as a browser sends it, with the title of its file left empty."""
    kind = DisclosurePage.get_edit_handler().get_form_class()
    row = page.attachments.first()
    day = page.decision_date.strftime("%d/%m/%Y")
    data = {
        "title": page.title, "item": page.item, "decision_date": day, "posted_from": day, "forms": page.forms,
        "responsible": page.responsible, "body-count": "0", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "attachments-TOTAL_FORMS": "1", "attachments-INITIAL_FORMS": "1",
        "attachments-0-id": row.pk, "attachments-0-file": row.file_id, "attachments-0-title": "",
        "attachments-0-ORDER": "1",
    }  # fmt: skip
    form = kind(data, instance=page, for_user=staff.editor, parent_page=page.get_parent().specific)
    form.defer_required_fields()
    return form
