"""What people of the commune add to a covenant's reading page: an article's topics, and notes on merged hamlets."""

from __future__ import annotations

from django.db import models

from content_models.choices import MultipleChoiceField
from content_models.roles.models import Person

from ..reading import topics
from .append_only import AppendOnly
from .pages import CovenantPage


class TopicCorrection(models.Model):
    """The topics of an article as an officer has set them; they take the place of those that the rules give.

    `article` is the block id, so that a correction follows the article through versions and renumbering.
    """

    page = models.ForeignKey(CovenantPage, models.CASCADE, verbose_name="văn bản", related_name="topic_corrections")
    article = models.CharField("mã của điều", max_length=64)
    topics = MultipleChoiceField("chủ đề", choices=list(topics().items()), blank=True)
    corrected_by = models.ForeignKey(Person, models.PROTECT, verbose_name="người sửa", related_name="+")
    corrected_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "chủ đề của một điều"
        verbose_name_plural = "chủ đề của các điều"
        constraints = (models.UniqueConstraint(fields=["page", "article"], name="covenants_topics_once_an_article"),)

    def __str__(self) -> str:
        return f"{self.page}: {', '.join(self.topics) or 'không có chủ đề'}"


class StandingNote(AppendOnly):
    """Whether the covenant of a hamlet that was merged or split still applies, as its commune says.

    NĐ 61/2023 is silent on it, so the software never concludes it: without a note the page says that there is none.
    A later note takes the place of an earlier one, which stays readable.
    """

    class Applies(models.TextChoices):
        YES = "yes", "Vẫn áp dụng trong phần địa bàn cũ"
        PARTLY = "partly", "Chỉ áp dụng một phần"
        NO = "no", "Không còn áp dụng"

    page = models.ForeignKey(CovenantPage, models.PROTECT, verbose_name="văn bản", related_name="standing_notes")
    applies = models.CharField("áp dụng", max_length=10, choices=Applies.choices)
    explanation = models.TextField("giải thích", max_length=1000, blank=True)
    ground = models.CharField("căn cứ", max_length=300)
    noted_by = models.ForeignKey(Person, models.PROTECT, verbose_name="người ghi", related_name="+")

    class Meta:
        verbose_name = "ghi chú áp dụng"
        verbose_name_plural = "ghi chú áp dụng"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.page}: {self.get_applies_display()}"
