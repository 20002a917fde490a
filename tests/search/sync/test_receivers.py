"""Whatever changes what the public finds marks the page, also where Wagtail says nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished

from content_models import signals
from content_models.disclosures.models import DisclosurePage
from content_models.places.service import rename_place
from search.models import IndexEntry
from search.sync.outbox import mark_changed_branches
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def page(staff: Staff) -> DisclosurePage:
    draft = factories.disclosure(staff.unit, staff.editor)
    return factories.published(draft, by=staff.editor, approver=staff.leader)


class Marks:
    """Which pages were marked since the last look."""

    def __init__(self) -> None:
        self.seen = self._now()

    def new(self) -> set[int]:
        now = self._now()
        changed = {page_id for page_id, version in now.items() if version != self.seen.get(page_id)}
        self.seen = now
        return changed

    def _now(self) -> dict[int, int]:
        return dict(IndexEntry.objects.values_list("page_id", "version"))


def branch(page: Page) -> set[int]:
    return set(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def test_publishing_and_taking_down(page: DisclosurePage) -> None:
    assert IndexEntry.objects.get(page_id=page.pk).version >= 1
    marks = Marks()
    page.unpublish()
    assert page.pk in marks.new()


def test_saving_a_draft_of_a_public_page_changes_nothing_for_the_public(page: DisclosurePage, staff: Staff) -> None:
    marks = Marks()
    page.title = "Bản thảo khác"
    page.save_revision(user=staff.editor)
    assert page.pk not in marks.new()


def test_deleting(staff: Staff) -> None:
    draft = factories.disclosure(staff.unit, staff.editor)
    marks = Marks()
    number = draft.pk
    draft.delete()
    assert number in marks.new()
    assert IndexEntry.objects.filter(page_id=number).exists()


def test_moving_marks_the_whole_branch(staff: Staff) -> None:
    staff.covenant()
    moved = branch(staff.hamlet.page)
    marks = Marks()
    staff.hamlet.page.move(factories.commune(factories.DAM_DOI).page, pos="last-child")
    assert len(moved) == 2 and moved <= marks.new()


def test_a_changed_slug_marks_the_whole_branch(
    staff: Staff, page: DisclosurePage, django_capture_on_commit_callbacks: Any
) -> None:
    above = staff.unit.page
    marks = Marks()
    above.slug = "xa-khac"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells it after the commit
        above.save()
    assert branch(above) <= marks.new()


def test_restricting_and_opening_marks_the_whole_branch(staff: Staff, page: DisclosurePage) -> None:
    marks = Marks()
    restriction = PageViewRestriction.objects.create(page=staff.unit.page, restriction_type="login")
    assert branch(staff.unit.page) <= marks.new()
    restriction.delete()
    assert branch(staff.unit.page) <= marks.new()


def test_deleting_a_restricted_page(staff: Staff) -> None:
    draft = factories.disclosure(staff.unit, staff.editor)
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    marks = Marks()
    number = draft.pk
    draft.delete()
    assert number in marks.new()


def test_a_renamed_place_marks_its_branch(staff: Staff) -> None:
    marks = Marks()
    rename_place(staff.hamlet, kind="ap", name="Rạch Mới", on=timezone.localdate(), by=None, reason="Nghị quyết")
    assert branch(staff.hamlet.page) <= marks.new()


def test_recognition_marks_the_covenant(staff: Staff) -> None:
    covenant = staff.covenant()
    marks = Marks()
    staff.again(covenant)
    assert covenant.pk in marks.new()


def test_an_ended_posting(page: DisclosurePage) -> None:
    marks = Marks()
    signals.visibility_changed.send(sender=DisclosurePage, page=page)
    assert marks.new() == {page.pk}


def test_the_text_of_a_file_marks_all_pages_that_show_it(staff: Staff) -> None:
    file = factories.attached_file(staff.unit)
    draft = staff.disclosure(files=(file,))
    marks = Marks()
    signals.file_text_changed.send(sender=type(file), file=file)
    assert marks.new() == {draft.pk}


def test_wagtails_expiry_marks(page: DisclosurePage) -> None:
    from django.core.management import call_command

    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    marks = Marks()
    call_command("publish_scheduled", verbosity=0)
    assert page.pk in marks.new()


def test_what_is_no_page_marks_nothing(staff: Staff) -> None:
    marks = Marks()
    _save_all([staff.editor, staff.unit])
    assert marks.new() == set()


def _save_all(objects: list[Any]) -> None:
    for one in objects:
        one.save()


def test_what_comes_into_a_branch_while_it_changes_is_marked_after_the_commit(
    staff: Staff, page: DisclosurePage
) -> None:
    """Somebody restricts a branch; what another is adding to it at that moment, the first does not see."""
    PageViewRestriction.objects.create(page=staff.unit.page, restriction_type="login")
    marks = Marks()
    assert mark_changed_branches() > 0
    assert page.pk in marks.new()
    assert mark_changed_branches() == 0


def test_what_is_below_a_hidden_page_is_marked_with_it(staff: Staff, page: DisclosurePage) -> None:
    marks = Marks()
    page_unpublished.send(sender=Page, instance=staff.unit.page)
    assert branch(staff.unit.page) <= marks.new()
