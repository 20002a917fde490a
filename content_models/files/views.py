"""Files and pictures to the public, each as private as the page that shows it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.documents.views.serve import serve

from .access import is_in_public_use, is_on_a_page_naming_persons, may_fetch
from .models import AttachedFile, SectionImage, SectionRendition


def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A file through Wagtail's own view, which asks the hook in `wagtail_hooks` first."""
    stored = get_object_or_404(AttachedFile, pk=pk)
    return _kept_as_its_page(serve(request, pk, name), stored)


def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One size of a picture, or 404 for a picture that this visitor may not see."""
    found = get_object_or_404(SectionRendition.objects.select_related("image"), pk=pk)
    if found.file.name.rsplit("/", 1)[-1] != name or not may_fetch(request.user, found.image):
        raise Http404("Không có hình này.")
    response = FileResponse(found.file.open("rb"))
    response["Content-Security-Policy"] = "default-src 'none'"
    return _kept_as_its_page(response, found.image)


def _kept_as_its_page(response: HttpResponseBase, stored: AttachedFile | SectionImage) -> HttpResponseBase:
    """Caches and search machines keep only what is public, and never what names persons: it must go on its day."""
    if response.headers.get("Content-Encoding") == "None":  # Wagtail's sendfile writes what it does not know
        del response["Content-Encoding"]
    if is_in_public_use(stored) and not is_on_a_page_naming_persons(stored):
        response["Cache-Control"] = "public, max-age=300"
        return response
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
