"""What the editor of a covenant has beyond Wagtail's: contents and checks beside the text, references that follow."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.create import CreateView

from content_models.covenants.internal_references import Following
from content_models.covenants.pasted_articles import holds_more_articles
from content_models.covenants.renumbering import follow

from .panels import ContentsPanel, FindingsPanel

MOST_TOLD = 8  # renumbered references that are named one by one
PASTED = "Trong nội dung của {label} có đầu của điều khác (“Điều …”). Có thể tách thành các điều riêng."
LOST = "Có {count} chỗ dẫn tới điều vừa bỏ. Xem ở ngăn “Kiểm tra”."


class CovenantEditing:
    """References follow moves at every save, autosaves too; the writer is told at once."""

    following = Following()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.text_before = self.page.numbered()  # what the form writes into the page comes later
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        lost_before = self._lost()
        self.following = follow(self.page, self.text_before)
        self.lost_now = len(set(self.following.gone) - lost_before)
        return super().form_valid(form)

    def save_action(self) -> HttpResponse:
        """An autosave's answer also brings the numbers that followed, so that the form shows what was saved."""
        answer = super().save_action()
        if not isinstance(answer, JsonResponse):
            self._tell()
            return answer
        data = json.loads(answer.content)
        data["covenant"] = {"followed": self._fields_that_followed(), "sentences": self._sentences()}
        return JsonResponse(data)

    def submit_action(self) -> HttpResponse:
        answer = super().submit_action()
        self._tell()
        return answer

    def get_side_panels(self) -> MediaContainer:
        """Ours first. Wagtail's checks read English; its answers to autosaves may not redraw what our scripts drew."""
        panels = [panel for panel in super().get_side_panels() if not isinstance(panel, ChecksSidePanel)]
        if self.expects_json_response:
            return MediaContainer(panels)
        own = [FindingsPanel(self.page, self.request)]
        if not self.hydrate_create_view:
            own.insert(0, ContentsPanel(self.page, self.request))
        return MediaContainer([*own, *panels])

    def _lost(self) -> set[Any]:
        writing = getattr(self.page, "writing", None)
        return set(writing.lost_references) if writing else set()

    def _tell(self) -> None:
        for sentence in self._sentences():
            messages.warning(self.request, sentence)
        for label, url in self._pasted():
            button = messages.button(url, "Tách thành các điều riêng", new_window=False)
            messages.warning(self.request, PASTED.format(label=label), buttons=[button])

    def _sentences(self) -> list[str]:
        """What was renumbered, and how many references lost their article at this save."""
        changes = self.following.changes
        told = []
        if changes:
            named = "; ".join(str(change) for change in changes[:MOST_TOLD])
            more = f"; và {len(changes) - MOST_TOLD} chỗ khác" if len(changes) > MOST_TOLD else ""
            told.append(f"Đã đổi số ở chỗ dẫn tới điều khác. {named}{more}.")
        return [*told, LOST.format(count=self.lost_now)] if self.lost_now else told

    def _pasted(self) -> list[tuple[str, str]]:
        return [
            (article.label, reverse("writing_split", args=[self.page.pk, article.block_id]))
            for article in self.page.numbered().articles
            if article.block_id and holds_more_articles({"heading": article.heading, "body": article.body})
        ]

    def _fields_that_followed(self) -> list[dict[str, str]]:
        """Names of the form's fields with the text that was sent and the one that was saved."""
        posted = self.request.POST
        ids = {posted[name]: name for name in posted if name.startswith("body-") and name.endswith("-id")}
        kinds = {posted[name]: name for name in posted if name.startswith("body-") and name.endswith("-type")}
        fields = []
        for key, text in self.following.bodies.items():
            named = ids.get(key) or kinds.get("preamble", "")
            field = f"{named.rpartition('-')[0]}-value" + ("-body" if key in ids else "")
            fields.append({"name": field, "sent": posted.get(field, ""), "saved": text})
        return fields


class CovenantCreateView(CreateView):
    """A covenant begun from Wagtail's own list: the contents beside the text are there from the first word."""

    def get_side_panels(self) -> MediaContainer:
        panels = [panel for panel in super().get_side_panels() if not isinstance(panel, ChecksSidePanel)]
        own = [ContentsPanel(self.page, self.request), FindingsPanel(self.page, self.request)]
        return MediaContainer([*own, *panels])
