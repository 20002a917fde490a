"""The legal history: decisions, and the immutable texts that they recognised."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import cached_property

from content_models.documents import SearchPassage
from content_models.files.models import AttachedFile, OnPage
from content_models.roles.models import Person

from ..kept import passages_of
from ..provisions import Covenant, from_json
from .pages import CovenantKind, CovenantPage


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """No bulk way round the guard of the model."""

    def update(self, **kwargs: Any) -> int:
        raise PermissionDenied("Bản ghi pháp lý không sửa được.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied("Bản ghi pháp lý không xóa được.")


class AppendOnly(models.Model):
    """A record of law: written once. A mistake is mended by a further record."""

    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and type(self).objects.filter(pk=self.pk).exists():
            raise PermissionDenied("Bản ghi pháp lý không sửa được.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied("Bản ghi pháp lý không xóa được.")


class Decision(AppendOnly):
    """A decision of an authority about a covenant: today, its recognition (NĐ 61/2023 Đ.11, Mẫu 03)."""

    class Effect(models.TextChoices):
        RECOGNITION = "recognition", "Công nhận"

    page = models.ForeignKey(CovenantPage, models.PROTECT, verbose_name="văn bản", related_name="decisions")
    effect = models.CharField("nội dung", max_length=12, choices=Effect.choices, default=Effect.RECOGNITION)
    number = models.CharField("số quyết định", max_length=50)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120)
    recorded_by = models.ForeignKey(Person, models.PROTECT, verbose_name="người ghi", related_name="+")

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        ordering = ("-issued_on",)

    def __str__(self) -> str:
        return f"Quyết định số {self.number} ngày {self.issued_on:%d/%m/%Y}"


class CovenantVersion(OnPage, AppendOnly):
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
