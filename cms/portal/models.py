"""What the installation knows of itself."""

from __future__ import annotations

from django.db import models


class Installation(models.Model):
    """One row: is this a demo database, and which demo texts has it loaded."""

    demo = models.BooleanField(default=False)
    demo_loaded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "bản cài đặt"
        verbose_name_plural = "bản cài đặt"

    def __str__(self) -> str:
        return "bản dùng thử" if self.demo else "bản chính thức"


class ClockJob(models.Model):
    """When a periodic job of `cms.portal.clock` runs next."""

    name = models.CharField(max_length=50, primary_key=True)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name = "việc định kỳ"
        verbose_name_plural = "việc định kỳ"

    def __str__(self) -> str:
        return self.name
