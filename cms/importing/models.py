"""What came from an old portal, so that the same file can be brought in again."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page

from content_models.covenants.models import PaperRecord
from content_models.roles.models import Person


class ImportedDocument(models.Model):
    """One document of an old portal by its key, and the page or the paper record that it became.

    It is what makes an import resumable and repeatable: the hash tells an unchanged line from a changed one,
    the revision tells a page that somebody has written on in Đình since.
    """

    key = models.CharField("mã ở cổng cũ", max_length=200, unique=True)
    sha256 = models.CharField("mã kiểm tra", max_length=64)
    page = models.ForeignKey(Page, models.CASCADE, verbose_name="trang", null=True, blank=True, related_name="+")
    record = models.ForeignKey(
        PaperRecord, models.PROTECT, verbose_name="bản ghi lại từ giấy", null=True, blank=True, related_name="+"
    )
    revision_id = models.PositiveBigIntegerField("bản lưu", null=True, blank=True)
    source = models.CharField("tệp và dòng", max_length=255)
    reason = models.CharField("lý do", max_length=255)
    by = models.ForeignKey(Person, models.PROTECT, verbose_name="người", related_name="+")
    at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "văn bản từ cổng cũ"
        verbose_name_plural = "văn bản từ cổng cũ"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(page=None, record__isnull=False) | models.Q(page__isnull=False, record=None),
                name="importing_became_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.key
