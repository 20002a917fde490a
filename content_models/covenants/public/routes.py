"""The public addresses of a covenant. Each reads what was asked, calls one function and renders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ..chain import public_history
from ..export_views import version_file
from . import articles, days, texts, timeline

if TYPE_CHECKING:
    from ..models import CovenantVersion


class ReadingRoutes(RoutablePageMixin):
    """Routes of `CovenantPage` that read its recognised texts."""

    if TYPE_CHECKING:  # the page has them
        url: str

        @cached_property
        def public_versions(self) -> list[CovenantVersion]: ...

        @cached_property
        def current_version(self) -> CovenantVersion | None: ...

    @path("")
    def read_current(self, request: HttpRequest) -> TemplateResponse:
        """The text of today; in a preview, the working text."""
        if getattr(request, "is_preview", False):
            return self.render(request, context_overrides=texts.preview(self))
        version = self.current_version
        if version is None:
            raise Http404("Chưa có bản được công nhận.")
        return self._read(request, version, timezone.localdate())

    @path("phien-ban/<int:number>/")
    def read_version(self, request: HttpRequest, number: int) -> TemplateResponse:
        """A version by its number, with a mark when it is no longer in force."""
        return self._read(request, self.version_or_404(number), timezone.localdate())

    @path("ngay/<str:written>/")
    def read_day(self, request: HttpRequest, written: str) -> HttpResponse:
        """The text that was the law on a day ("2026-03-01"), or why there is none."""
        found = days.version_of_day(self, written)
        if isinstance(found, days.NoText):
            return self._answer(request, "covenants/no_text.html", {"answer": found}, found.status)
        return self._read(request, *found, asked_day=found[1])

    @path("dieu-<slug:number>/")
    def read_article(self, request: HttpRequest, number: str) -> HttpResponse:
        """One article of the text of today, with its history; for one that it no longer has, where it stood."""
        return self._read_article(request, self.current_version, f"dieu-{number}")

    @path("phien-ban/<int:version>/dieu-<slug:number>/")
    def read_article_of_version(self, request: HttpRequest, version: int, number: str) -> HttpResponse:
        """One article as it stands in a version: an address that never means another text."""
        return self._read_article(request, self.version_or_404(version), f"dieu-{number}")

    @path("lich-su/")
    def read_timeline(self, request: HttpRequest) -> HttpResponse:
        """All versions and decisions; `?ngay=` leads to the text of a day."""
        if not self.public_versions:
            raise Http404("Chưa có bản được công nhận.")
        if day := request.GET.get("ngay", "").strip():
            return HttpResponseRedirect(f"{self.url}ngay/{quote(days.address_of(day[:40]), safe='')}/")
        context = {
            "entries": timeline.entries(self),
            "versions": texts.versions_with_states(self),
            "current": self.current_version,
            "standing": texts.standing(self),
            "today": timezone.localdate(),
        }
        return self._answer(request, "covenants/timeline.html", context)

    @path("so-sanh/")
    def read_comparison(self, request: HttpRequest) -> HttpResponse:
        """Two versions compared: `?a=1&b=2`."""
        from ..compare_views import compare_versions  # it asks for models, which are made of these routes

        return compare_versions(self, request)

    @path("lich-su.json/")
    def read_history_data(self, request: HttpRequest) -> HttpResponse:
        """The chain of versions and decisions, for whoever wants to verify it (without a slash: see cms.urls)."""
        return JsonResponse(public_history(self), json_dumps_params={"ensure_ascii": False, "indent": 1})

    @path("phien-ban/<int:number>/ban-in.pdf/")
    def read_printed(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """A version in print (NĐ 30/2020)."""
        return version_file(request, self, self.version_or_404(number), "pdf")

    @path("phien-ban/<int:number>/ban-in.docx/")
    def read_printed_word(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """The same as a Word file."""
        return version_file(request, self, self.version_or_404(number), "docx")

    def version_or_404(self, number: int) -> CovenantVersion:
        version = next((one for one in self.public_versions if one.number == number), None)
        if version is None:
            raise Http404("Không có phiên bản này.")
        return version

    def _read(
        self, request: HttpRequest, version: CovenantVersion, day: dt.date, asked_day: dt.date | None = None
    ) -> TemplateResponse:
        context = texts.text(self, version, day, request) | {"asked_day": asked_day}
        return self.render(request, context_overrides=context)

    def _read_article(self, request: HttpRequest, version: CovenantVersion | None, anchor: str) -> TemplateResponse:
        context = articles.article_context(self, version, anchor, timezone.localdate()) if version else None
        if context:
            return self._answer(request, "covenants/article_page.html", context)
        others = articles.other_versions_with(self, anchor)
        if not others:
            raise Http404("Không có điều này.")
        context = {"others": others, "anchor": anchor, "current": self.current_version}
        return self._answer(request, "covenants/no_article.html", context, 404)

    def _answer(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> TemplateResponse:
        """A page below the covenant's own: the way down leads through it."""
        response: TemplateResponse = self.render(request, template=template, context_overrides=context)
        way = response.context_data or {}
        way["breadcrumbs"] = [*way["breadcrumbs"], {"label": self.title, "url": self.url}]
        response.status_code = status
        return response
