"""The register of words of official papers, for the provincial administrator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from content_models.covenants.export.official import official_paper
from content_models.covenants.export.official_pdf import official_pdf
from content_models.covenants.export.wording import PARTS, PaperKind, paper_kinds
from content_models.covenants.export_views import file_response
from content_models.covenants.models import Snippet
from content_models.covenants.snippets import save_words, words_of
from content_models.places.models import Level, Place
from content_models.register_pages import attempt
from content_models.roles.rights import may
from content_models.roles.table import Action

from .facts import EXAMPLE, EXAMPLE_HEAD
from .forms import SnippetForm


def manages_wording(user: Any) -> bool:
    province = Place.objects.filter(level=Level.PROVINCE).first()
    return province is not None and may(user, Action.MANAGE_WORDING, province)


def _administrator(request: HttpRequest) -> Any:
    if not manages_wording(request.user):
        raise PermissionDenied("Chỉ quản trị viên của tỉnh sửa lời văn mẫu.")
    return request.user


def index(request: HttpRequest) -> HttpResponse:
    """All parts of all papers, and which of them nobody has compared with the printed form."""
    _administrator(request)
    rows = {(row.paper, row.part): row for row in Snippet.objects.select_related("confirmed_by")}
    papers = [
        (kind, [(part, PARTS[part], rows.get((kind.key, part))) for part in kind.parts])
        for kind in paper_kinds().values()
    ]
    context = {"page_title": "Lời văn mẫu", "header_icon": "edit", "papers": papers}
    return render(request, "papers/snippets.html", context)


def edit(request: HttpRequest, paper: str, part: str) -> HttpResponse:
    """One part: its words, the places that may be used, a look at the paper, and the confirmation."""
    administrator = _administrator(request)
    kind = paper_kinds().get(paper)
    if kind is None or part not in kind.parts:
        raise Http404("Không có lời văn mẫu này.")
    row = Snippet.objects.filter(paper=paper, part=part).first()
    form = SnippetForm(request.POST or None, initial=_initial(kind, part, row))
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            if shown := _preview(kind, part, form):
                return shown
        elif attempt(form, lambda: _save(kind, part, form.cleaned_data, administrator)):
            messages.success(request, f"Đã lưu “{PARTS[part]}” của {kind.name}.")
            return redirect("papers_snippets")
    return render(request, "papers/snippet.html", _context(kind, part, row, form))


def _save(kind: PaperKind, part: str, typed: dict[str, Any], by: Any) -> Snippet:
    return save_words(
        kind, part, typed["text"], by=by, reason=typed["reason"], confirmed=typed["confirmed"], source=typed["source"]
    )


def _preview(kind: PaperKind, part: str, form: SnippetForm) -> HttpResponse | None:
    """The whole paper of a made-up hamlet with the typed words; None with sentences in the form."""
    text = form.cleaned_data["text"]
    if problems := kind.problems(text):
        form.add_error("text", problems)
        return None
    made = official_paper(kind, EXAMPLE_HEAD, words_of(kind).texts | {part: text}, EXAMPLE)
    response = file_response(official_pdf(made), "pdf", f"Xem thử {kind.name}")
    response["Cache-Control"] = "private, no-store"
    return response


def _initial(kind: PaperKind, part: str, row: Snippet | None) -> dict[str, Any]:
    if row is None:
        return {"text": kind.parts[part]}
    return {"text": row.text, "confirmed": row.is_checked, "source": row.source}


def _context(kind: PaperKind, part: str, row: Snippet | None, form: SnippetForm) -> dict[str, Any]:
    return {
        "page_title": f"{kind.name}: {PARTS[part]}",
        "header_icon": "edit",
        "kind": kind,
        "part": part,
        "row": row,
        "form": form,
        "default": kind.parts[part],
        "back_url": reverse("papers_snippets"),
    }
