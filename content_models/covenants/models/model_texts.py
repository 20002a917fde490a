"""The province's model covenants, and what a team's draft began from."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from content_models.places.models import Kind

from ..internal_references import Gone
from ..model_reading import ModelContent, read_model
from ..provisions import Covenant, number_blocks
from .pages import CovenantPage


class ModelText(models.Model):
    """A model covenant for one kind of hamlet, kept by the province. A team begins with a copy of its own, so a
    later change here touches no draft. Lines that begin with "»" are hints for the committee."""

    class For(models.TextChoices):
        AP = Kind.AP.value, "Ấp"
        KHOM = Kind.KHOM.value, "Khóm"
        ANY = "", "Ấp hoặc khóm"

    name = models.CharField("tên mẫu", max_length=120, unique=True)
    kind = models.CharField("dùng cho", max_length=10, choices=For.choices, blank=True)
    summary = models.CharField("mẫu này hợp với nơi nào", max_length=300)
    title = models.CharField("tên văn bản", max_length=200)
    text = models.TextField("toàn văn và gợi ý")
    active = models.BooleanField("đang dùng", default=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "văn bản mẫu"
        verbose_name_plural = "văn bản mẫu"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> ModelContent:
        """The text as blocks, and the hints with their blocks."""
        return read_model(self.text)

    def clean(self) -> None:
        """A model without articles would be an empty page to begin with."""
        super().clean()
        if self.text.strip() and not self.content.covenant.articles:
            raise ValidationError({"text": "Không thấy điều nào. Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng."})


class Writing(models.Model):
    """What belongs to the writing of a draft and is no part of its text: where it began, the model's hints by
    block, references whose article was taken out. Not bound by an approval, gone with the page."""

    class Beginning(models.TextChoices):
        MODEL = "model", "Văn bản mẫu"
        IN_FORCE = "in_force", "Bản đang có hiệu lực"
        WORD = "word", "Tệp Word"
        EMPTY = "empty", "Trang trống"

    page = models.OneToOneField(CovenantPage, models.CASCADE, verbose_name="văn bản", related_name="writing")
    begun_from = models.CharField("bắt đầu từ", max_length=10, choices=Beginning.choices, blank=True)
    model_text = models.ForeignKey(
        ModelText, models.SET_NULL, verbose_name="văn bản mẫu", null=True, blank=True, related_name="+"
    )
    origin = models.JSONField("bản lúc bắt đầu", default=list, blank=True)
    hints = models.JSONField("gợi ý theo phần", default=dict, blank=True)
    gone = models.JSONField("chỗ dẫn tới điều đã bỏ", default=list, blank=True)

    class Meta:
        verbose_name = "việc soạn thảo"
        verbose_name_plural = "việc soạn thảo"

    def __str__(self) -> str:
        return f"{self.page}: {self.get_begun_from_display()}"

    @property
    def began_with(self) -> Covenant | None:
        """The text that the draft began with, articles with their ids; None for an empty page."""
        return number_blocks(self.origin) if self.origin else None

    @property
    def lost_references(self) -> list[Gone]:
        """References whose article was taken out, as they were noted at a save."""
        return [Gone(*entry) for entry in self.gone]

    def note_lost(self, gone: list[Gone]) -> None:
        """Keep these, and no others. Saved by the caller."""
        self.gone = [[entry.key, entry.number, entry.target] for entry in gone]

    def keep_hints_of(self, blocks: list[dict[str, Any]]) -> None:
        """A hint goes with its block. Saved by the caller."""
        there = {block.get("id") for block in blocks}
        self.hints = {key: lines for key, lines in self.hints.items() if key in there}
