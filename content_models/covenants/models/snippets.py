"""The words of official papers as the province's administrator keeps them."""

from __future__ import annotations

from django.db import models

from content_models.roles.models import Person

from ..export.wording import PARTS, PaperKind, paper_kinds


class Snippet(models.Model):
    """One part of one kind of paper, in the administrator's own words or as confirmed.

    The default words stand in `export/wording.toml`, for nobody could read the annex of NĐ 61/2023 when they were
    written. A part without a row, or whose row is not confirmed, is "chưa đối chiếu với mẫu": the screens say so.
    """

    paper = models.CharField("loại văn bản", max_length=20)
    part = models.CharField("phần", max_length=20)
    text = models.TextField("lời văn", max_length=20_000)
    source = models.CharField("đã đối chiếu với", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name="người đối chiếu", null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lời văn mẫu"
        verbose_name_plural = "lời văn mẫu"
        constraints = (models.UniqueConstraint(fields=["paper", "part"], name="covenants_snippet_once"),)

    def __str__(self) -> str:
        return f"{self.kind.name}: {PARTS[self.part]}"

    @property
    def kind(self) -> PaperKind:
        """The kind of paper it belongs to. Raises KeyError for one that no longer exists."""
        return paper_kinds()[self.paper]

    @property
    def is_checked(self) -> bool:
        return self.confirmed_at is not None
