"""Papers of a covenant for the commune and the team: decisions and letters filled from data, drafts in print.

Nothing is stored: a paper is made, sent, and numbered and signed outside.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from content_models.covenants.export.official_docx import official_docx
from content_models.covenants.export.official_pdf import official_pdf
from content_models.covenants.export.wording import PaperKind, paper_kinds
from content_models.covenants.export_views import FORMS, file_response
from content_models.covenants.models import CovenantPage, CovenantVersion, Decision
from content_models.covenants.printing import draft_paper
from content_models.covenants.snippets import words_of
from content_models.roles.rights import may
from content_models.roles.table import Action

from .facts import paper_of, typed_of
from .forms import PaperForm

# NĐ 61/2023 Đ.11 k.3b: the culture officer leads, the justice officer takes part, the leader signs.
DRAFTS_PAPERS = (Action.REVIEW, Action.CHECK, Action.RECOGNISE)
OFFICIAL = {"pdf": official_pdf, "docx": official_docx}
PAPER_OF_EFFECT = {"recognition": "recognition", "suspension": "suspension", "abolition": "abolition"}


def makes_papers(user: Any, page: CovenantPage) -> bool:
    """True for the commune's people of the procedure, from the first submission of the text on."""
    shown = may(user, Action.SEE_DRAFT, page) or page.versions.exists()
    return shown and any(may(user, action, page) for action in DRAFTS_PAPERS)


def index(request: HttpRequest, page_id: int) -> HttpResponse:
    """What can be printed of a covenant by this person."""
    page = get_object_or_404(CovenantPage.objects.select_related("place__parent"), pk=page_id)
    official, drafts = makes_papers(request.user, page), may(request.user, Action.SEE_DRAFT, page)
    if not official and not drafts:
        raise PermissionDenied("Bạn không in được văn bản này.")
    decisions = page.decisions.filter(effect__in=PAPER_OF_EFFECT).order_by("-issued_on", "-pk") if official else []
    context = {
        "page_title": "Văn bản in",
        "header_icon": "doc-full",
        "page": page,
        "drafts": drafts,
        "kinds": list(paper_kinds().values()) if official else [],
        "decisions": [(decision, PAPER_OF_EFFECT[decision.effect]) for decision in decisions],
    }
    return render(request, "papers/index.html", context)


def paper(request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
    """The form of one paper; a POST gives the file. `?quyet-dinh=` fills it from a recorded decision."""
    page = get_object_or_404(CovenantPage.objects.select_related("place__parent"), pk=page_id)
    if kind not in paper_kinds():
        raise Http404("Không có loại văn bản này.")
    if not makes_papers(request.user, page):
        raise PermissionDenied("Bạn không soạn văn bản này được.")
    chosen = paper_kinds()[kind]
    form = PaperForm(request.POST or None, kind=chosen, page=page, initial=_initial(request, page))
    if request.method == "POST" and form.is_valid():
        made = paper_of(page, chosen, form.cleaned_data)
        wanted = "pdf" if "pdf" in request.POST else "docx"
        return _private(file_response(OFFICIAL[wanted](made), wanted, f"{chosen.name} {made.abstract}"))
    return render(request, "papers/paper.html", _context(page, chosen, form))


def draft(request: HttpRequest, page_id: int, form: str) -> HttpResponse:
    """The working text in print, marked as a draft."""
    page = get_object_or_404(CovenantPage, pk=page_id)
    if form not in FORMS:
        raise Http404("Không có dạng tệp này.")
    if not may(request.user, Action.SEE_DRAFT, page):
        raise PermissionDenied("Bạn không xem được bản nháp này.")
    text = page.get_latest_revision_as_object() if page.latest_revision_id else page
    return _private(file_response(FORMS[form][0](draft_paper(text)), form, f"Dự thảo {text.title}"))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def _context(page: CovenantPage, kind: PaperKind, form: PaperForm) -> dict[str, Any]:
    return {
        "page_title": kind.name,
        "header_icon": "doc-full",
        "page": page,
        "kind": kind,
        "form": form,
        "unchecked": words_of(kind).unchecked,
        "back_url": reverse("papers_index", args=[page.pk]),
    }


def _initial(request: HttpRequest, page: CovenantPage) -> dict[str, Any]:
    """From the recorded decision that is named, or else the head of the hamlet as the one who is written to."""
    wanted = request.GET.get("quyet-dinh", "")
    decision = None
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 19:
        decision = Decision.objects.filter(page=page, pk=int(wanted)).first()
    if decision is None:
        return {"recipient": f"Trưởng {page.place.full_name[:1].lower()}{page.place.full_name[1:]}"}
    version = decision.about or CovenantVersion.objects.filter(decision=decision).first()
    return typed_of(decision, version)
