"""Decisions of an authority about a covenant: what the state of the law is read from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from content_models.files.models import AttachedFile, OnPage
from content_models.roles.models import Person

from .append_only import Chained
from .pages import CovenantPage


class Effect(models.TextChoices):
    """What a decision does (NĐ 61/2023 Đ.11, 12, 14). "Hủy bỏ" undoes a wrong decision from its start; `void`
    stands only in a correction, for a decision that does not exist."""

    RECOGNITION = "recognition", "Công nhận"
    SUSPENSION = "suspension", "Tạm ngừng thực hiện"
    ABOLITION = "abolition", "Bãi bỏ"
    ANNULMENT = "annulment", "Hủy bỏ"
    VOID = "void", "Không có quyết định này (ghi nhầm)"


class Decision(OnPage, Chained):
    """A decision about a covenant, recorded once. A clerical error is mended by a record that names it (`corrects`).

    A recognition has its text in `version`; the others say which version they are about (`about`) and which
    provisions of it (`targets`, anchors; none: the whole text). Its file is public as long as its page is.
    """

    Effect = Effect

    page = models.ForeignKey(CovenantPage, models.PROTECT, verbose_name="văn bản", related_name="decisions")
    effect = models.CharField("nội dung", max_length=12, choices=Effect.choices, default=Effect.RECOGNITION)
    about = models.ForeignKey(
        "covenants.CovenantVersion", models.PROTECT, verbose_name="về phiên bản", null=True, blank=True,
        related_name="decisions",
    )  # fmt: skip
    targets = models.JSONField("các điều, khoản, điểm", default=list, blank=True)
    number = models.CharField("số quyết định", max_length=50)
    issued_on = models.DateField("ngày ban hành")
    effective_on = models.DateField("có hiệu lực từ ngày")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120)
    reason = models.TextField("lý do", blank=True)
    ground = models.CharField("căn cứ", max_length=500, blank=True)
    deadline = models.DateField("thời hạn khắc phục", null=True, blank=True)
    file = models.ForeignKey(
        AttachedFile, models.PROTECT, verbose_name="bản quét quyết định", null=True, blank=True, related_name="+"
    )
    # Pairs [id of the suspension's record, target or "" for all of its targets]; only a recognition has them.
    ends = models.JSONField("tạm ngừng được chấm dứt", default=list, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, verbose_name="đính chính bản ghi", null=True, blank=True, related_name="correction"
    )
    correction_reason = models.CharField("lý do đính chính", max_length=500, blank=True)
    annuls = models.ForeignKey(
        "self", models.PROTECT, verbose_name="hủy bỏ quyết định", null=True, blank=True, related_name="annulments"
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, verbose_name="người ghi", related_name="+")

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        ordering = ("-issued_on",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(effect="annulment") | Q(annuls__isnull=False), name="covenants_annulment_names_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""), name="covenants_correction_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"Quyết định số {self.number} ngày {self.issued_on:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Unless it says otherwise a decision has effect from its day (NĐ 61/2023 Đ.11 k.5, Mẫu 04)."""
        self.effective_on = self.effective_on or self.issued_on
        super().save(*args, **kwargs)
