"""The abstract page of the three kinds of document: covenant, disclosure, material."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from wagtail.locks import BaseLock
from wagtail.models import Page, PagePermissionTester, Workflow, WorkflowMixin

from content_models.breadcrumbs import breadcrumbs
from content_models.places.models import Place
from content_models.places.slugs import vietnamese_slug
from content_models.roles.rights import may
from content_models.roles.table import Action, Subject


class DocumentTester(PagePermissionTester):
    """Wagtail's questions about a document, answered by the role table.

    Nothing is published but by its approval (`can_publish` is false for the superuser too), nothing is
    moved to another unit.
    """

    page: DocumentPage

    def _may(self, action: Action) -> bool:
        return may(self.user, action, self.page)

    def can_edit(self) -> bool:
        return self._may(Action.EDIT)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._may(Action.DELETE_DRAFT) and self.page.is_deletable and not self.page.workflow_in_progress

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return self.page.live and self._may(Action.UNPUBLISH)

    def can_unschedule(self) -> bool:
        return self._may(Action.UNPUBLISH) or self._may(Action.SUBMIT)

    def can_submit_for_moderation(self) -> bool:
        return self._may(Action.SUBMIT) and super().can_submit_for_moderation()

    def can_set_view_restrictions(self) -> bool:
        return bool(self.user.is_active and self.user.is_superuser)

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        """A copy would keep the unit of its original, wherever it is put."""
        return False

    def can_lock(self) -> bool:
        return self._may(Action.EDIT) and not self.page.workflow_in_progress

    def can_unlock(self) -> bool:
        return self.user_has_lock() or self._may(Action.EDIT)

    def can_view_revisions(self) -> bool:
        return self._may(Action.SEE_HISTORY)


class DocumentPage(Page):
    """A document of one unit. It reaches the public through an approval and in no other way."""

    subject: ClassVar[Subject]
    kind_key: ClassVar[str]
    content_panels: ClassVar = Page.content_panels
    promote_panels: ClassVar = []
    subpage_types: ClassVar = []
    # A copy belongs to the unit under which it lies, not to that of the original.
    exclude_fields_in_copy: ClassVar = ["place"]

    _slug_without_parent = ""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name="đơn vị", editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_deletable(self) -> bool:
        """A draft that the public never saw may be deleted; nothing else."""
        return not self.live and self.first_published_at is None

    @property
    def was_submitted(self) -> bool:
        """True while it lies with its approvers."""
        return self.workflow_in_progress

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """By kind of document, not by branch of the tree: one workflow serves the whole province."""
        return WorkflowMixin.get_default_workflow.__func__(type(self))

    def permissions_for_user(self, user: Any) -> DocumentTester:
        return DocumentTester(user, self)

    def get_lock(self) -> BaseLock | None:
        """While a text lies with its approvers the workflow's lock comes first: Wagtail would let the person
        who had locked the page go on writing."""
        task = self.current_workflow_task
        return task.lock_class(self, task) if task else super().get_lock()

    def set_place(self) -> None:
        """The unit is that of the page above: a hamlet's page or a section of a commune or the province."""
        self.place = self.get_parent().specific.place

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What every document's template needs besides the page."""
        place = Place.objects.select_related("page", "parent__page", "parent__parent__page").get(pk=self.place_id)
        self.place = place
        above = breadcrumbs(place, inclusive=True)
        return super().get_context(request, *args, **kwargs) | {"place": place, "breadcrumbs": above}

    @property
    def slug_source(self) -> str:
        """What the address is made of when the page is created."""
        return self.title

    def _set_core_field_defaults(self) -> None:
        """Wagtail calls this before the full cleaning of a published page and the minimal one of a draft."""
        if self.place_id is None and self.path:
            self.set_place()
        if self.slug_source and (not self.slug or self.slug == self._slug_without_parent):
            self.slug = self._get_autogenerated_slug(vietnamese_slug(self.slug_source)[:80])
            # The form of a new page is cleaned before it has a parent, and so before its neighbours are known.
            self._slug_without_parent = "" if self.path else self.slug
        super()._set_core_field_defaults()
