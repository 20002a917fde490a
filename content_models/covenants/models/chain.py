"""The links of the hash chains over versions and decisions (see `chain`)."""

from __future__ import annotations

from django.db import models

from .append_only import AppendOnly
from .pages import CovenantPage


class ChainEntry(AppendOnly):
    """One record of a covenant's legal history, in the order in which it was written.

    `sha256` covers the record's public content and `previous`, the hash of the entry before it.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", "quyết định"
        VERSION = "version", "phiên bản"

    page = models.ForeignKey(CovenantPage, models.PROTECT, verbose_name="văn bản", related_name="chain")
    position = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại bản ghi", max_length=8, choices=Kind.choices)
    record_id = models.PositiveBigIntegerField("mã bản ghi")
    previous = models.CharField("mã của bản ghi trước", max_length=64, blank=True)
    sha256 = models.CharField("mã kiểm tra", max_length=64)

    class Meta:
        verbose_name = "mắt xích"
        verbose_name_plural = "chuỗi kiểm tra"
        ordering = ("page", "position")
        constraints = (
            models.UniqueConstraint(fields=["page", "position"], name="covenants_chain_position_once"),
            models.UniqueConstraint(fields=["kind", "record_id"], name="covenants_chain_record_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.record_id}"
