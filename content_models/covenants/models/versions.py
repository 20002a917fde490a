"""The immutable texts that decisions recognised."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property

from content_models.documents import SearchPassage
from content_models.files.models import AttachedFile, OnPage

from ..kept import passages_of
from ..legal_state import State
from ..provisions import Covenant, from_json
from .append_only import Chained
from .decisions import Decision
from .pages import CovenantKind, CovenantPage


class CovenantVersion(OnPage, Chained):
    """A recognised text, exactly as it was recognised. It is in force from its decision's date (Đ.11).

    Its scan is public as long as its page is.
    """

    page = models.ForeignKey(CovenantPage, models.PROTECT, verbose_name="văn bản", related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    kind = models.CharField("tên gọi", max_length=10, choices=CovenantKind.choices)
    title = models.CharField("tên văn bản", max_length=255)
    place_name = models.CharField("tên nơi chốn vào ngày ấy", max_length=255)
    provisions = models.JSONField("các điều, khoản, điểm")
    text = models.TextField("toàn văn")
    sha256 = models.CharField("mã kiểm tra", max_length=64)
    decision = models.OneToOneField(Decision, models.PROTECT, verbose_name="quyết định", related_name="version")
    effective_on = models.DateField("hiệu lực từ ngày")
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, verbose_name="bản lưu", null=True, related_name="+"
    )
    recorded_from_paper = models.BooleanField("ghi lại từ bản giấy", default=False)
    scan = models.ForeignKey(
        AttachedFile, models.PROTECT, verbose_name="bản quét", null=True, blank=True, related_name="+"
    )

    state: State  # on some day; set by who lists versions with their states

    class Meta:
        verbose_name = "phiên bản"
        verbose_name_plural = "phiên bản"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["page", "number"], name="covenants_version_number_once"),)

    def __str__(self) -> str:
        return f"{self.title}, phiên bản {self.number}"

    @property
    def kind_label(self) -> str:
        return self.get_kind_display()

    @cached_property
    def covenant(self) -> Covenant:
        """The text as a tree of provisions."""
        return from_json(self.provisions)

    @cached_property
    def passages(self) -> tuple[SearchPassage, ...]:
        """The parts that can be found and linked on their own."""
        return passages_of(self.covenant)

    @property
    def url(self) -> str:
        """Public address of this very version."""
        return f"{self.page.url}phien-ban/{self.number}/"
