"""Covenants recognised before Đình: about 1,400, on paper and in Word (NĐ 61/2023 Đ.24)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from content_models.files.models import AttachedFile
from content_models.places.models import Place
from content_models.roles.models import Person

from .pages import CovenantKind
from .versions import CovenantVersion


class PaperRecord(models.Model):
    """What one officer copied from paper, until a second person of the commune has confirmed it.

    Confirmation makes a `CovenantVersion` marked "ghi lại từ bản giấy"; the approval tasks are not used,
    for the text was recognised long ago, often by a district that no longer exists.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        RETURNED = "returned", "Đã trả lại"

    hamlet = models.ForeignKey(Place, models.PROTECT, verbose_name="ấp, khóm", related_name="paper_records")
    kind = models.CharField("tên gọi", max_length=10, choices=CovenantKind.choices)
    title = models.CharField("tên văn bản", max_length=255)
    text = models.TextField("toàn văn", blank=True)
    scan = models.ForeignKey(
        AttachedFile, models.PROTECT, verbose_name="bản quét", null=True, blank=True, related_name="+"
    )
    decision_number = models.CharField("số quyết định", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    issuer = models.CharField("cơ quan công nhận", max_length=200)
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    effective_on = models.DateField("hiệu lực từ ngày")
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.PENDING)
    recorded_by = models.ForeignKey(Person, models.PROTECT, verbose_name="người ghi", related_name="+")
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="người xác nhận", null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answer_note = models.CharField("lý do trả lại", max_length=500, blank=True)
    version = models.OneToOneField(CovenantVersion, models.PROTECT, null=True, blank=True, related_name="paper_record")

    class Meta:
        verbose_name = "bản ghi lại từ giấy"
        verbose_name_plural = "bản ghi lại từ giấy"
        ordering = ("-recorded_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("recorded_by")),
                name="covenants_paper_record_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(scan=None), name="covenants_paper_record_has_text_or_scan"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"
