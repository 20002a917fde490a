"""The covenant of a hamlet: the draft that its team writes, and the address of its recognised versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel
from wagtail.models import Page

from content_models.blocks import BodyField
from content_models.document_page import DocumentPage, DocumentTester
from content_models.documents import SearchContent
from content_models.places.models import Level, PlacePage
from content_models.roles.table import Subject

from ..blocks import CovenantBlock, plain_blocks
from ..history import Shown, decisions_of, history_of, shown_today, state_of, wholes_of
from ..kept import read_passages
from ..provisions import Covenant, number_blocks
from ..public.routes import ReadingRoutes
from ..topics import read_topics

if TYPE_CHECKING:
    from ..legal_state import History
    from .decisions import Decision
    from .versions import CovenantVersion


class CovenantKind(models.TextChoices):
    """NĐ 61/2023 Đ.6: the community chooses the name."""

    HUONG_UOC = "huong_uoc", "Hương ước"
    QUY_UOC = "quy_uoc", "Quy ước"


class CovenantTester(DocumentTester):
    """What was once recognised is neither unpublished nor deleted nor copied: a decision ends it."""

    page: CovenantPage

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class CovenantPage(ReadingRoutes, DocumentPage):
    """A hamlet's covenant. Its fields hold the working text; the public reads `CovenantVersion`s."""

    subject = Subject.COVENANT
    kind_key = "covenant"
    template = "covenants/covenant_page.html"
    parent_page_types: ClassVar = ["places.PlacePage"]
    max_count_per_parent = 1

    kind = models.CharField("tên gọi", max_length=10, choices=CovenantKind.choices, default=CovenantKind.HUONG_UOC)
    body = BodyField(CovenantBlock(), verbose_name="nội dung", blank=True, use_json_field=True)

    hit_fields: ClassVar = ()

    content_panels: ClassVar = [
        HelpPanel(template="covenants/admin/how_to_write.html"),
        FieldPanel("title", heading="Tên văn bản"),
        FieldPanel("kind"),
        FieldPanel("body"),
    ]
    settings_panels: ClassVar = [CommentPanel()]

    class Meta:
        verbose_name = "hương ước, quy ước"
        verbose_name_plural = "hương ước, quy ước"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only below a hamlet that exists, and one a hamlet."""
        place_page = parent.specific
        return (
            isinstance(place_page, PlacePage)
            and place_page.place.level == Level.HAMLET
            and place_page.place.ended_on is None
            and super().can_create_at(parent)
        )

    @property
    def slug_source(self) -> str:
        """One covenant a hamlet: its address is the name that the community chose."""
        return self.get_kind_display()

    @property
    def is_deletable(self) -> bool:
        return super().is_deletable and not (self.pk and self.versions.exists())

    @cached_property
    def public_versions(self) -> list[CovenantVersion]:
        """All versions, newest first. One query for a page view."""
        return list(self.versions.select_related("decision", "scan").defer("text").order_by("-number"))

    @cached_property
    def history(self) -> History:
        """The legal history: what is the law on which day. One query besides the versions."""
        return history_of(self)

    @cached_property
    def decisions_by_id(self) -> dict[int, Decision]:
        """All records of decisions, for what the page says about them."""
        return {decision.pk: decision for decision in decisions_of(self)}

    @cached_property
    def current_version(self) -> CovenantVersion | None:
        """The text that is shown today: the one recognised last, suspended or abolished as it may be."""
        number, _state = state_of(self.history, False, timezone.localdate())
        return next((version for version in self.public_versions if version.number == number), None)

    @cached_property
    def searched(self) -> Shown:
        """The text of today as the search needs it, without the older ones, and its state."""
        self.read_for_search([self])
        return self.searched

    @classmethod
    def read_for_search(cls, pages: Sequence[CovenantPage], anchors: Collection[str] | None = None) -> None:
        """The version of today and its state for each page in three queries; texts that are not known yet in a
        further one, and one for those of which a part was suspended. Topics (one query) only where the index asks."""
        versions = cls._meta.get_field("versions").related_model.objects
        shown = versions.select_related("decision")
        shown = shown.only("page", "number", "kind", "title", "effective_on", "sha256", "decision__number")
        rows: dict[int, list[CovenantVersion]] = {}
        for version in shown.filter(page__in=pages):
            rows.setdefault(version.page_id, []).append(version)
        wholes = wholes_of(page.pk for page in pages)
        found = {page: shown_today(rows.get(page, ()), whole) for page, whole in wholes.items()}
        texts = [one.version for one in found.values() if one.version]
        read_passages(texts, keep=anchors is not None)
        if anchors is None:
            read_topics(texts)
        for page in pages:
            page.searched = found.get(page.pk, Shown())

    def permissions_for_user(self, user: Any) -> CovenantTester:
        return CovenantTester(user, self)

    def numbered(self) -> Covenant:
        """The working text with numbers, clauses, points and anchors."""
        return number_blocks(plain_blocks(list(self.body.raw_data)))

    def clean(self) -> None:
        super().clean()
        if self.go_live_at or self.expire_at:
            raise ValidationError(
                "Hương ước, quy ước không hẹn giờ công bố hay hết hạn: quyết định của xã định ngày hiệu lực."
            )
        ids = [block["id"] for block in self.body.raw_data if block.get("id")]
        if len(ids) != len(set(ids)):
            raise ValidationError({"body": "Có hai phần mang cùng một mã. Hãy xóa một phần rồi thêm lại."})

    def search_content(self) -> SearchContent:
        """The recognised text of today, an article a passage; found by the number of its decision too."""
        version, notes = self.searched.version, self.searched.notes
        if version is None:
            return SearchContent(self.kind_key, self.title, self.place.path_ids, None, "not_in_force")
        return SearchContent(
            kind=self.kind_key,
            title=version.title,
            place_path=self.place.path_ids,
            date=version.effective_on,
            state=self.searched.state,
            passages=tuple(replace(p, note=notes[p.anchor]) if p.anchor in notes else p for p in version.passages),
            tags=(version.kind_label, self.searched.number),
            numbers=(self.searched.number,),
            topics=getattr(version, "topics", ()),
        )
