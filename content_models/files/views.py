"""Pictures to the public; documents go through Wagtail's own view with the hook in `wagtail_hooks`."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from .access import is_in_public_use, may_fetch
from .models import SectionRendition


def rendition(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One size of a picture, or 404 for a picture that this visitor may not see."""
    found = get_object_or_404(SectionRendition.objects.select_related("image"), pk=pk)
    if found.file.name.rsplit("/", 1)[-1] != name or not may_fetch(request.user, found.image):
        raise Http404("Không có hình này.")
    response = FileResponse(found.file.open("rb"))
    public_use = is_in_public_use(found.image)
    response["Cache-Control"] = "public, max-age=300" if public_use else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
