"""What the suggestions know besides the documents: questions that editors keep, and what was asked how often."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.models import Page

LONGEST = 100


class FrequentQuestion(models.Model):
    """A question that the search box offers. Its page is where it leads; without one it is searched for.

    One that is not active is offered to nobody, also when people ask it often: so an editor takes out what
    the public should not be offered.
    """

    text = models.CharField("câu hỏi", max_length=LONGEST, unique=True)
    target = models.ForeignKey(
        Page, models.SET_NULL, verbose_name="trang trả lời", null=True, blank=True, related_name="+"
    )
    order = models.PositiveIntegerField("thứ tự", default=100)
    active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "câu hỏi thường gặp"
        verbose_name_plural = "câu hỏi thường gặp"
        ordering = ("order", "text")

    def __str__(self) -> str:
        return self.text


class QueryCount(models.Model):
    """How often something was asked on one day. Nobody's address, name or hour stands in it.

    `key` is folded, with digits masked; `text` the same words as they were written, with accents if anybody
    typed them that day. `found` is false for searches without a hit.
    """

    day = models.DateField("ngày")
    key = models.CharField("từ tìm", max_length=LONGEST)
    text = models.CharField("từ tìm như đã gõ", max_length=LONGEST)
    found = models.BooleanField("có kết quả")
    count = models.PositiveIntegerField("số lần", default=1)

    class Meta:
        verbose_name = "số lần tìm"
        verbose_name_plural = "số lần tìm"
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "key", "found"], name="search_query_day")]
        indexes: ClassVar = [models.Index(fields=["key", "day"], name="search_query_key")]

    def __str__(self) -> str:
        return f"{self.text} ({self.day:%d/%m/%Y}: {self.count})"
