"""Printed papers to the public: a version as PDF or Word, and the short address that stands on them."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response

from content_models.places.slugs import vietnamese_slug
from content_models.visibility import is_public

from .export import CovenantPaper, covenant_docx, covenant_pdf
from .printing import fingerprint, version_paper

if TYPE_CHECKING:
    from .models import CovenantPage, CovenantVersion

FORMS: dict[str, tuple[Callable[[CovenantPaper], bytes], str]] = {
    "pdf": (covenant_pdf, "application/pdf"),
    "docx": (covenant_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
KEPT = 32  # papers of about 120 KB that a process remembers
_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()


def version_file(request: HttpRequest, page: CovenantPage, version: CovenantVersion, form: str) -> HttpResponseBase:
    """A version in print as of today, or of `?ngay=2026-03-01`. The name of the file holds its hash."""
    paper = version_paper(page, version, _day(request, version))
    key = fingerprint(paper, form)
    etag = f'"{key}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is not None:
        return answer
    response = file_response(_made(paper, form, key), form, f"{paper.title} phiên bản {version.number} {key[:8]}")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


def short_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The address on paper leads to the page of the version, wherever that stands today."""
    from .models import CovenantVersion

    version = get_object_or_404(CovenantVersion.objects.select_related("page").defer("text", "provisions"), pk=pk)
    if not is_public(version.page):
        raise Http404("Không có văn bản này.")
    return redirect(version.url)


def file_response(data: bytes, form: str, name: str) -> HttpResponse:
    """A made file: PDF opens in the browser, Word is saved. `name` is Vietnamese, without its ending."""
    response = HttpResponse(data, content_type=FORMS[form][1])
    where = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{where}; filename="{vietnamese_slug(name)[:100] or "van-ban"}.{form}"'
    return response


def _made(paper: CovenantPaper, form: str, key: str) -> bytes:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    data = FORMS[form][0](paper)
    with _lock:
        _kept[key] = data
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return data


def _day(request: HttpRequest, version: CovenantVersion) -> dt.date:
    """The asked day; raises Http404 for what is no day, or one before the text was in force or after today."""
    written, today = request.GET.get("ngay", "").strip(), timezone.localdate()
    if not written:
        return today
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        raise Http404("Ngày viết như 2026-03-01.") from None
    if not version.effective_on <= day <= today:
        raise Http404("Văn bản không có tình trạng nào để in vào ngày ấy.")
    return day
