"""The one page type of the plain project."""

from __future__ import annotations

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content_models.covenants.blocks import CovenantBlock


class StockPage(Page):
    """The very blocks of a covenant in Wagtail's own StreamField; nothing else is ours."""

    body = StreamField(CovenantBlock(), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
