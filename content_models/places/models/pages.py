"""The public pages of places: the fixed skeleton of the tree, made by `places.service` and by nobody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.models import Page, PagePermissionTester

from content_models.documents import SearchContent

from .register import FormerUnit, Level, Place, PlaceName


class Section(models.TextChoices):
    """The fixed children of a commune's page; rights are given on these, never on the commune's page."""

    DISCLOSURES = "cong-khai", "Công khai"
    MATERIALS = "tai-lieu", "Tài liệu tuyên truyền"


class FixedPageTester(PagePermissionTester):
    """Nobody edits, deletes, moves, publishes or restricts the skeleton, the superuser included."""

    def can_edit(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        """ "Create and publish" asks the parent: every document goes through its approval."""
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class FixedPage(Page):
    """A page that exists because its place does."""

    is_creatable = False
    show_in_menus_default = False
    content_panels: ClassVar = []
    promote_panels: ClassVar = []
    settings_panels: ClassVar = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: object) -> FixedPageTester:
        return FixedPageTester(user, self)


class PlacePage(FixedPage):
    """The one public page of a place and the root of its branch of the tree. The province's is the home."""

    place = models.OneToOneField(Place, models.PROTECT, verbose_name="nơi chốn", related_name="page")

    subpage_types: ClassVar = ["covenants.CovenantPage"]

    class Meta:
        verbose_name = "trang của nơi chốn"

    def get_template(self, request: object, *args: object, **kwargs: object) -> str:
        return f"places/{self.place.level}.html"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return False

    hit_fields: ClassVar = ()

    @classmethod
    def read_for_search(cls, pages: Sequence[PlacePage], anchors: Collection[str] | None = None) -> None:
        """The earlier names of all places: a place is found by them, and a hit does not show them."""
        names = PlaceName.objects.all() if anchors is None else PlaceName.objects.none()
        units = FormerUnit.objects.all() if anchors is None else FormerUnit.objects.none()
        prefetch_related_objects(pages, Prefetch("place__former_names", names), Prefetch("place__former_units", units))

    def search_content(self) -> SearchContent:
        """A place is found by its name, its earlier names and those of the units that it came from."""
        former = [name.full_name for name in self.place.former_names.all()]
        former += [str(unit) for unit in self.place.former_units.all()]
        return SearchContent(
            kind="place",
            title=self.place.label,
            place_path=self.place.path_ids,
            date=None,
            state="existing" if self.place.ended_on is None else "not_in_force",
            tags=tuple(former),
        )


class SectionPage(FixedPage):
    """A commune's list of disclosures, or a unit's list of materials."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name="đơn vị", related_name="sections")
    section = models.CharField("mục", max_length=10, choices=Section.choices)

    template = "places/section_page.html"
    subpage_types: ClassVar = ["disclosures.DisclosurePage", "materials.MaterialPage"]

    class Meta:
        verbose_name = "trang mục"
        constraints = (models.UniqueConstraint(fields=["place", "section"], name="places_section_once"),)

    @property
    def holds(self) -> str:
        """Model name of the documents that belong here."""
        return "DisclosurePage" if self.section == Section.DISCLOSURES else "MaterialPage"


SECTIONS_OF_LEVEL = {
    Level.PROVINCE: (Section.MATERIALS,),
    Level.COMMUNE: (Section.DISCLOSURES, Section.MATERIALS),
    Level.HAMLET: (),
}
