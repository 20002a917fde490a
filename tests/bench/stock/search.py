"""The search page of Wagtail's own project template: titles of live pages, ten a page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

PAGE_SIZE = 10


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    found = Page.objects.live().search(words) if words else Page.objects.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page", 1))
    return render(request, "stock/search.html", {"words": words, "found": page})
