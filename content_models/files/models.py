"""Files and images of documents. Each lies in the folder of its unit and is as private as its page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Orderable, Page

from content_models.visibility import public


class TextState(models.TextChoices):
    """How far the text inside a file is known to the search."""

    PENDING = "pending", "đang chờ đọc"
    READ = "read", "đã đọc"
    RECOGNISED = "recognised", "chữ nhận dạng từ bản quét"
    UNREADABLE = "unreadable", "không đọc được"


class AttachedFile(AbstractDocument):
    """A PDF or DOCX of a unit. Its text is read in the background so that it can be searched."""

    text = models.TextField("chữ trong tệp", blank=True, editable=False)
    text_state = models.CharField(
        "tình trạng", max_length=12, choices=TextState.choices, default=TextState.PENDING, editable=False
    )
    text_note = models.CharField("ghi chú", max_length=300, blank=True, editable=False)

    admin_form_fields: ClassVar = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = "tệp"
        verbose_name_plural = "tệp"

    def clean(self) -> None:
        """Wagtail looks at the name's ending; a file that the form has refused has none."""
        if self.file:
            super().clean()


class SectionImage(AbstractImage):
    """A picture of a unit; `description` is the text for people who cannot see it."""

    admin_form_fields: ClassVar = ("title", "file", "description", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = "hình ảnh"
        verbose_name_plural = "hình ảnh"


class SectionRendition(AbstractRendition):
    """A size of a picture. It is served by a view that asks whether its page may be seen."""

    image = models.ForeignKey(SectionImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        return reverse("rendition", args=[self.pk, self.file.name.rsplit("/", 1)[-1]])


class OnPage:
    """What a model must know that puts a file or an image on a page (it has a foreign key `page`).

    Rows in the database are those of the published page; what only a draft uses is in its revision.
    """

    _default_manager: ClassVar[Any]

    @classmethod
    def public_uses(cls) -> models.QuerySet[Any]:
        """Rows whose page the public may see now."""
        return cls._default_manager.filter(page__in=public(Page.objects.all()).values("pk"))

    @classmethod
    def uses_naming_persons(cls) -> models.QuerySet[Any]:
        """Rows whose page says that it names persons, public or not."""
        return cls._default_manager.none()


class PageUse(OnPage, Orderable):
    """A page shows a file or an image, in the order that its editor chose."""

    page: models.ForeignKey[Any, Page]

    class Meta(Orderable.Meta):
        abstract = True


class Attachment(PageUse):
    """A file below a document, under the title that people read."""

    file = models.ForeignKey(AttachedFile, models.PROTECT, verbose_name="tệp", related_name="+")
    title = models.CharField(
        "tên hiển thị", max_length=200, blank=True, help_text="Để trống thì lấy tên của tệp."
    )  # never blank in a saved text: see `page_forms`

    class Meta(PageUse.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title
