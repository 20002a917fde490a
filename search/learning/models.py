"""The learned language, kept where every process can read it."""

from __future__ import annotations

from django.db import models


class LearnedLanguage(models.Model):
    """One row: the counts of the site's own words (`Language.to_bytes`), made anew by `learn`."""

    counts = models.BinaryField()
    learned_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "ngôn ngữ đã học"
        verbose_name_plural = "ngôn ngữ đã học"

    def __str__(self) -> str:
        return f"học lúc {self.learned_at:%d/%m/%Y %H:%M}"
