"""The page types of the plain project."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content_models.covenants.blocks import CovenantBlock


class StockPage(Page):
    """The very blocks of a covenant in Wagtail's own StreamField; nothing else is ours."""

    body = StreamField(CovenantBlock(), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]


class StockDocument(Page):
    """A title and a text, searched as Wagtail's documentation shows it."""

    text = models.TextField()

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("text")]

    def __str__(self) -> str:
        return str(self.title)
