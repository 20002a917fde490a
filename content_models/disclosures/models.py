"""Public disclosures of communes (Luật 10/2022/QH15 Đ.11–14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.models import Page

from content_models.blocks import BodyField, TextAndTableBlock
from content_models.choices import MultipleChoiceField
from content_models.document_page import DocumentPage
from content_models.documents import SearchContent
from content_models.files.models import Attachment
from content_models.files.page_forms import PageWithFilesForm
from content_models.files.passages import attachment_passages, read_attachments
from content_models.places.models import Level, SectionPage
from content_models.roles.table import Subject
from content_models.text import body_text

from .items import FORM_CHOICES, ITEM_BY_NUMBER, ITEM_CHOICES, Item


class DisclosurePage(DocumentPage):
    """One disclosed content of a commune, with the decision it rests on and the period of its posting.

    A page that names persons (beneficiaries, recruits) must end: on the day after `posted_until` its list
    and its files leave the page and the index; the notice that there was such a disclosure stays.
    """

    subject = Subject.DISCLOSURE
    kind_key = "disclosure"
    template = "disclosures/disclosure_page.html"
    parent_page_types: ClassVar = ["places.SectionPage"]
    base_form_class = PageWithFilesForm

    item = models.PositiveSmallIntegerField("nội dung thuộc khoản", choices=ITEM_CHOICES)
    decision_number = models.CharField("số văn bản", max_length=50, blank=True)
    decision_date = models.DateField("ngày văn bản")
    responsible = models.CharField("người chịu trách nhiệm", max_length=200)
    forms = MultipleChoiceField("hình thức công khai", choices=FORM_CHOICES)
    posted_from = models.DateField("công khai từ ngày")
    posted_until = models.DateField("đến hết ngày", null=True, blank=True)
    names_persons = models.BooleanField(
        "có nêu tên người",
        default=False,
        help_text="Danh sách có họ tên người dân: máy tìm kiếm không ghi lại, danh sách tự gỡ sau ngày cuối.",
    )
    body = BodyField(TextAndTableBlock(), verbose_name="nội dung", use_json_field=True)

    hit_fields: ClassVar = ("item", "decision_number", "decision_date", "posted_until", "names_persons", "body")

    content_panels: ClassVar = [
        FieldPanel("title", heading="Tên nội dung công khai"),
        FieldPanel("item"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
                FieldPanel("responsible"),
            ],
            heading="Văn bản và người chịu trách nhiệm",
        ),
        FieldPanel("forms"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("posted_from"), FieldPanel("posted_until")]),
                FieldPanel("names_persons"),
            ],
            heading="Thời gian công khai",
        ),
        FieldPanel("body"),
        InlinePanel("attachments", heading="Tệp kèm theo", label="Tệp"),
    ]
    settings_panels: ClassVar = [PublishingPanel(), CommentPanel()]

    class Meta:
        verbose_name = "nội dung công khai"
        verbose_name_plural = "nội dung công khai"

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        section = parent.specific
        return (
            isinstance(section, SectionPage)
            and section.holds == cls.__name__
            and section.place.level == Level.COMMUNE
            and super().can_create_at(parent)
        )

    @property
    def law_item(self) -> Item:
        return ITEM_BY_NUMBER[self.item]

    @property
    def form_labels(self) -> list[str]:
        labels = dict(FORM_CHOICES)
        return [labels[form] for form in self.forms if form in labels]

    @property
    def posting_ended(self) -> bool:
        return self.posted_until is not None and self.posted_until < timezone.localdate()

    @property
    def persons_withdrawn(self) -> bool:
        """True when the list of persons has left the page: the posting is over."""
        return self.names_persons and self.posting_ended

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.names_persons and not self.posted_until:
            errors["posted_until"] = "Nội dung có nêu tên người phải có ngày cuối, để danh sách tự gỡ xuống."
        if self.posted_from and self.posted_until and self.posted_until < self.posted_from:
            errors["posted_until"] = "Ngày cuối phải từ ngày bắt đầu công khai trở đi."
        if self.decision_date and self.decision_date > timezone.localdate() + dt.timedelta(days=1):
            errors["decision_date"] = "Ngày văn bản chưa tới. Hãy kiểm tra lại."
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        files = [] if self.persons_withdrawn else list(self.attachments.select_related("file"))
        return super().get_context(request, *args, **kwargs) | {"attachments": files}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if self.names_persons:
            response["X-Robots-Tag"] = "noindex, noarchive"
        return response

    @classmethod
    def read_for_search(cls, pages: Sequence[DisclosurePage], anchors: Collection[str] | None = None) -> None:
        """The files of all pages with their text, or those of them that were found."""
        read_attachments(pages, DisclosureAttachment, anchors)

    def search_content(self) -> SearchContent:
        """Body and files; after the end of a posting that names persons, the title alone."""
        passages = (
            ()
            if self.persons_withdrawn
            else (
                *body_text(self.body, self.title),
                *attachment_passages(self.attachments.all()),
            )
        )
        return SearchContent(
            kind=self.kind_key,
            title=self.title,
            place_path=self.place.path_ids,
            date=self.decision_date,
            state="posting_ended" if self.posting_ended else "posted",
            passages=passages,
            tags=(self.law_item.label, self.decision_number),
            numbers=(self.decision_number,),
            item=self.item,
        )


class DisclosureAttachment(Attachment):
    """A file of a disclosure: it is public no longer than the list of persons on its page."""

    page = ParentalKey(DisclosurePage, related_name="attachments")

    class Meta(Attachment.Meta):
        verbose_name = "tệp kèm theo"

    @classmethod
    def public_uses(cls) -> models.QuerySet[Any]:
        withdrawn = Q(page__names_persons=True, page__posted_until__lt=timezone.localdate())
        return super().public_uses().exclude(withdrawn)

    @classmethod
    def uses_naming_persons(cls) -> models.QuerySet[Any]:
        return cls._default_manager.filter(page__names_persons=True)
