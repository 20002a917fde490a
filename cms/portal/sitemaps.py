"""`/sitemap.xml` and `/robots.txt`: what search machines should know of, and no more."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.core.paginator import EmptyPage
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail.models import Page

from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.disclosures.models import DisclosurePage
from content_models.visibility import HOME_DEPTH, public

A_QUARTER_OF_AN_HOUR = 15 * 60


class PublicSitemap(Sitemap):
    """Addresses below DINH_BASE_URL, whatever host the question came in by."""

    limit = 10_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


class PagesSitemap(PublicSitemap):
    """All public pages, but not disclosures that name persons."""

    def items(self) -> Any:
        naming = DisclosurePage.objects.filter(names_persons=True).order_by().values("pk")
        pages = public(Page.objects.filter(depth__gte=HOME_DEPTH).exclude(pk__in=naming)).order_by("pk")
        return pages.only("pk", "path", "depth", "url_path", "last_published_at", "locale")

    def location(self, item: Page) -> str:
        return str(item.get_url_parts()[2])

    def lastmod(self, item: Page) -> dt.datetime | None:
        return item.last_published_at


class VersionsSitemap(PublicSitemap):
    """Texts of covenants that are no longer in force; the newest version is its page."""

    def items(self) -> Any:
        newer = CovenantVersion.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))
        pages = public(CovenantPage.objects.all()).order_by().values("pk")
        versions = CovenantVersion.objects.filter(Exists(newer), page__in=pages).order_by("pk")
        return versions.select_related("page").only("number", "created_at", "page__path", "page__url_path")

    def location(self, item: CovenantVersion) -> str:
        return f"{item.page.get_url_parts()[2]}phien-ban/{item.number}/"

    def lastmod(self, item: CovenantVersion) -> dt.datetime:
        return item.created_at


class FixedSitemap(PublicSitemap):
    """Pages that stand outside the tree."""

    def items(self) -> list[str]:
        return ["commune_list", "search"]

    def location(self, item: str) -> str:
        return reverse(item)


SECTIONS: dict[str, PublicSitemap] = {
    "trang": PagesSitemap(),
    "phien-ban": VersionsSitemap(),
    "chung": FixedSitemap(),
}


@cache_control(public=True, max_age=A_QUARTER_OF_AN_HOUR)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps: one for each kind and each ten thousand addresses."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    addresses = [
        f"{base}{reverse('sitemap_section', args=[name])}" + (f"?p={number}" if number > 1 else "")
        for name, section in SECTIONS.items()
        for number in section.paginator.page_range
    ]
    context = {"sitemaps": [{"location": address} for address in addresses]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@cache_control(public=True, max_age=A_QUARTER_OF_AN_HOUR)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One sitemap; 404 for a section or a page of it that does not exist."""
    try:
        return sitemap(request, {**SECTIONS}, section=section)
    except EmptyPage as problem:
        raise Http404("Không có trang này.") from problem


@cache_control(public=True, max_age=A_QUARTER_OF_AN_HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Found pages are for people; what names persons says so itself (`noindex`), which must be readable."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    closed = [f"Disallow: {prefix}" for prefix in ("/quan-tri/", "/api/", "/hien-thi/")]
    lines = ["User-agent: *", *closed, f"Sitemap: {base}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
