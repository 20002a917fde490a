"""Propaganda and dissemination materials of the province and the communes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import CommentPanel, FieldPanel, InlinePanel, PublishingPanel
from wagtail.models import Page

from content_models.blocks import BodyField, TextAndTableBlock
from content_models.choices import MultipleChoiceField
from content_models.document_page import DocumentPage
from content_models.documents import SearchContent
from content_models.files.models import Attachment, PageUse, SectionImage
from content_models.files.page_forms import PageWithFilesForm
from content_models.files.passages import attachment_passages, read_attachments
from content_models.places.models import SectionPage
from content_models.roles.table import Subject
from content_models.text import body_text
from content_models.validators import EARLIEST_DAY

AUDIENCES = [
    ("drafting_teams", "Tổ soạn thảo hương ước, quy ước"),
    ("hamlet_heads", "Trưởng ấp, trưởng khóm"),
    ("citizens", "Người dân"),
    ("pupils", "Học sinh"),
    ("khmer", "Đồng bào Khmer"),
]


class MaterialType(models.TextChoices):
    LEAFLET = "leaflet", "Tờ gấp"
    POSTER = "poster", "Áp phích"
    SLIDES = "slides", "Bài trình chiếu"
    QA = "qa", "Hỏi – đáp"
    LOUDSPEAKER = "loudspeaker", "Bài phát thanh"
    AUDIO = "audio", "Bản ghi âm"
    VIDEO = "video", "Phim ngắn"


class MaterialPage(DocumentPage):
    """A material issued under a yearly dissemination plan, free for every commune to use."""

    subject = Subject.MATERIAL
    kind_key = "material"
    template = "materials/material_page.html"
    parent_page_types: ClassVar = ["places.SectionPage"]
    base_form_class = PageWithFilesForm

    material_type = models.CharField("loại tài liệu", max_length=12, choices=MaterialType.choices)
    audiences = MultipleChoiceField("dành cho", choices=AUDIENCES)
    plan_year = models.PositiveSmallIntegerField(
        "kế hoạch năm", validators=[MinValueValidator(EARLIEST_DAY.year), MaxValueValidator(2100)]
    )
    body = BodyField(TextAndTableBlock(), verbose_name="nội dung", blank=True, use_json_field=True)

    hit_fields: ClassVar = ("material_type", "audiences", "first_published_at", "latest_revision_created_at", "body")

    content_panels: ClassVar = [
        FieldPanel("title", heading="Tên tài liệu"),
        FieldPanel("material_type"),
        FieldPanel("audiences"),
        FieldPanel("plan_year"),
        FieldPanel("body"),
        InlinePanel("images", heading="Hình ảnh", label="Hình"),
        InlinePanel("attachments", heading="Tệp kèm theo", label="Tệp"),
    ]
    settings_panels: ClassVar = [PublishingPanel(), CommentPanel()]

    class Meta:
        verbose_name = "tài liệu tuyên truyền"
        verbose_name_plural = "tài liệu tuyên truyền"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        section = parent.specific
        return isinstance(section, SectionPage) and section.holds == cls.__name__ and super().can_create_at(parent)

    @property
    def audience_labels(self) -> list[str]:
        labels = dict(AUDIENCES)
        return [labels[audience] for audience in self.audiences if audience in labels]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "attachments": list(self.attachments.select_related("file")),
            "images": [_picture(item) for item in self.images.select_related("image")],
        }

    @classmethod
    def read_for_search(cls, pages: Sequence[MaterialPage], anchors: Collection[str] | None = None) -> None:
        """The files of all pages with their text, or those of them that were found."""
        read_attachments(pages, MaterialAttachment, anchors)

    def search_content(self) -> SearchContent:
        published = self.first_published_at or self.latest_revision_created_at
        return SearchContent(
            kind=self.kind_key,
            title=self.title,
            place_path=self.place.path_ids,
            date=timezone.localdate(published) if published else None,
            state="published",
            passages=(*body_text(self.body, self.title), *attachment_passages(self.attachments.all())),
            tags=(self.get_material_type_display(), *self.audience_labels),
            audiences=tuple(self.audiences),
        )


def _picture(item: MaterialImage) -> dict[str, Any]:
    """A picture in the width of the text, linked to a large one.

    One by one: `get_renditions` makes new ones in bulk, and SQLite leaves those without the id in their address.
    """
    shown, full = (item.image.get_rendition(f"{size}|format-webp") for size in ("max-900x1300", "max-2400x2400"))
    return {
        "url": shown.url,
        "width": shown.width,
        "height": shown.height,
        "full_url": full.url,
        "alt": item.alt,
    }


class MaterialAttachment(Attachment):
    page = ParentalKey(MaterialPage, related_name="attachments")

    class Meta(Attachment.Meta):
        verbose_name = "tệp kèm theo"


class MaterialImage(PageUse):
    """A picture of a material. The text for people who cannot see it is required."""

    page = ParentalKey(MaterialPage, related_name="images")
    image = models.ForeignKey(SectionImage, models.PROTECT, verbose_name="hình", related_name="+")
    alt = models.CharField("mô tả hình cho người không nhìn thấy", max_length=250)

    panels: ClassVar = [FieldPanel("image"), FieldPanel("alt")]

    class Meta(PageUse.Meta):
        verbose_name = "hình ảnh"

    def __str__(self) -> str:
        return self.alt
