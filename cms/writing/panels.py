"""The two panes beside the text of a covenant: its contents, and what the checks found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.ui.side_panels import BaseSidePanel

from content_models.covenants.models import Writing


class ContentsPanel(BaseSidePanel):
    """Chapters and articles with their numbers: jump, add, move, delete. Its script draws it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Mở hoặc đóng mục lục"
        icon_name = "list-ul"
        has_counter = False

    name = "contents"
    title = "Mục lục"
    template_name = "writing/contents_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Hints by block, which stand beside their articles in the text."""
        writing = Writing.objects.filter(page_id=self.object.pk).first() if self.object.pk else None
        return super().get_context_data(parent_context) | {
            "hints": writing.hints if writing else {},
            "hint_url": reverse("writing_hint", args=[self.object.pk]) if writing else "",
        }

    @property
    def media(self) -> forms.Media:
        names = ("outline", "contents", "hints", "printed", "saving")
        return forms.Media(
            js=[f"dinh_admin/covenant-{name}.js" for name in names], css={"all": ["dinh_admin/writing.css"]}
        )


class FindingsPanel(BaseSidePanel):
    """What the checks say about the saved draft; fetched when it is opened and after each save."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Mở hoặc đóng ngăn kiểm tra"
        icon_name = "glasses"

    name = "findings"
    title = "Kiểm tra"
    template_name = "writing/findings_panel.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        url = reverse("writing_checks", args=[self.object.pk]) if self.object.pk else ""
        accept_url = reverse("writing_reference", args=[self.object.pk]) if self.object.pk else ""
        return super().get_context_data(parent_context) | {"url": url, "accept_url": accept_url}

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["dinh_admin/covenant-findings.js"])
