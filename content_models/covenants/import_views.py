"""Import of a Word file: choose it, look at what was read, and only then a draft. Nothing is stored before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from wagtail.admin import messages

from content_models.places.models import Level, Place

from .docx_import import Refusal
from .docx_import.apart import read_source_apart
from .docx_import.read import paste_source
from .docx_import.result import ReadDocument
from .docx_import.source import Source
from .drafting import UNDER_WAY, may_begin, obstacle, page_of
from .import_forms import AS_WRITTEN, ReviewForm, SourceForm
from .import_screen import found_in_words, samples, shown_lines, shown_parts
from .importing import StaleState, packed, proposed_title, read_again, store, unpacked
from .models import CovenantKind


def import_word(request: HttpRequest, place_id: int) -> HttpResponse:
    """The whole way on one address: GET asks for a file, POST of a file shows what was read, POST of the shown
    text stores it."""
    hamlet = _hamlet(request, place_id)
    reason = obstacle(hamlet, page_of(hamlet))
    if reason and reason != UNDER_WAY:
        messages.error(request, reason)
        return redirect("writing_start", hamlet.pk)
    has_draft = reason == UNDER_WAY
    if "state" in request.POST:
        return _checked(request, hamlet, has_draft)
    return _chosen(request, hamlet, has_draft)


# Reading takes its time: on SQLite the transaction of the whole request would keep everybody else from writing.
import_word.commits_by_itself = True  # type: ignore[attr-defined]  # a mark on the view


def _hamlet(request: HttpRequest, place_id: int) -> Place:
    """The hamlet, for those who may write there."""
    places = Place.objects.select_related("parent__parent", "page")
    hamlet = get_object_or_404(places, pk=place_id, level=Level.HAMLET)
    if not may_begin(request.user, hamlet):
        raise PermissionDenied("Chỉ tổ soạn thảo và trưởng ấp, trưởng khóm đưa được tệp Word vào đây.")
    return hamlet


def _chosen(request: HttpRequest, hamlet: Place, has_draft: bool) -> HttpResponse:
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _first_look(request, hamlet, _source(form), has_draft)
        except Refusal as refusal:
            form.add_error("text" if form.cleaned_data["file"] is None else "file", refusal.sentence)
    context = {
        "page_title": f"Đưa tệp Word vào: {hamlet.label}",
        "header_icon": "doc-full",
        "form": form,
        "has_draft": has_draft,
        "back_url": reverse("writing_start", args=[hamlet.pk]),
    }
    return render(request, "covenants/admin/import_choose.html", context)


def _source(form: SourceForm) -> Source:
    """The lines of what was sent. Raises Refusal."""
    file = form.cleaned_data["file"]
    return paste_source(form.cleaned_data["text"]) if file is None else read_source_apart(file.read())


def _first_look(request: HttpRequest, hamlet: Place, source: Source, has_draft: bool) -> HttpResponse:
    read = read_again(source, None, convert=True)
    initial = {
        "state": packed(source, hamlet, request.user),
        "document": str(read.chosen),
        "kind": read.kind or CovenantKind.HUONG_UOC,
        "title": proposed_title(read, hamlet),
    }
    form = ReviewForm(initial=initial, read=read, converted=len(read.conversions), has_draft=has_draft)
    return _screen(request, hamlet, read, form)


def _checked(request: HttpRequest, hamlet: Place, has_draft: bool) -> HttpResponse:
    try:
        source = unpacked(request.POST["state"], hamlet, request.user)
    except StaleState as problem:
        messages.error(request, str(problem))
        return redirect("covenant_import", hamlet.pk)
    converted = sum(bool(line.page) for line in source.lines)
    read = read_again(source, _wanted(request), convert=request.POST.get("letters") != AS_WRITTEN)
    form = ReviewForm(request.POST, read=read, converted=converted, has_draft=has_draft)
    if "again" in request.POST:
        return _other_look(request, hamlet, read, form)
    if form.is_valid():
        try:
            return _stored(request, hamlet, read, form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    return _screen(request, hamlet, read, form)


def _other_look(request: HttpRequest, hamlet: Place, read: ReadDocument, bound: ReviewForm) -> HttpResponse:
    """Another document of the file, or other letters: title and kind follow the new reading."""
    initial = {name: request.POST.get(name, "") for name in bound.fields}
    initial |= {
        "kind": read.kind or initial["kind"],
        "title": proposed_title(read, hamlet),
        "document": str(read.chosen),
    }
    form = ReviewForm(
        initial=initial, read=read, converted="letters" in bound.fields, has_draft="replacing" in bound.fields
    )
    return _screen(request, hamlet, read, form)


def _wanted(request: HttpRequest) -> int | None:
    number = request.POST.get("document", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else None


def _stored(request: HttpRequest, hamlet: Place, read: ReadDocument, data: dict[str, Any]) -> HttpResponse:
    page = store(
        hamlet,
        read,
        title=data["title"],
        kind=data["kind"],
        by=request.user,
        replacing=data.get("replacing", False),
    )
    messages.success(
        request, f"Đã lưu bản nháp từ tệp Word: {found_in_words(read)}. Hãy đọc lại rồi sửa những chỗ cần xem."
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _screen(request: HttpRequest, hamlet: Place, read: ReadDocument, form: ReviewForm) -> HttpResponse:
    context = {
        "page_title": f"Xem lại trước khi lưu: {hamlet.label}",
        "header_icon": "doc-full",
        "read": read,
        "form": form,
        "found": found_in_words(read),
        "lines": shown_lines(read),
        "parts": shown_parts(read),
        "samples": samples(read),
        "conversions": len(read.conversions),
        "can_reread": "document" in form.fields or "letters" in form.fields,
        "back_url": reverse("covenant_import", args=[hamlet.pk]),
    }
    return render(request, "covenants/admin/import_review.html", context)


urlpatterns = [path("soan/<int:place_id>/tep-word/", import_word, name="covenant_import")]
