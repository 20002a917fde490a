"""The commune leader's pages about recognised covenants: their state, and recording what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from wagtail.admin import messages

from content_models.covenants import decisions
from content_models.covenants.decision_rules import Proposal
from content_models.covenants.history import state_of, wholes_of
from content_models.covenants.legal_state import WHOLE, State
from content_models.covenants.models import CovenantPage, CovenantVersion, Decision, Effect
from content_models.covenants.reading.labels import provision_labels
from content_models.documents import STATE_LABELS
from content_models.places.choosing import place_key
from content_models.roles.rights import may, units_of
from content_models.roles.table import Action, Role
from content_models.visibility import public

from .decision_forms import CORRECTIONS, FORMS, PART, DecisionForm, TargetsForm
from .decision_forms import WHOLE as WHOLE_TEXT

PAGE_SIZE = 50
SLUGS = {"tam-ngung": Effect.SUSPENSION, "bai-bo": Effect.ABOLITION, "huy-bo": Effect.ANNULMENT}
TITLES = {
    Effect.SUSPENSION: "Ghi quyết định tạm ngừng thực hiện",
    Effect.ABOLITION: "Ghi quyết định bãi bỏ",
    Effect.ANNULMENT: "Ghi quyết định hủy bỏ một quyết định sai",
}
INTROS = {
    Effect.SUSPENSION: "Điều 12 Nghị định 61/2023/NĐ-CP: có hiệu lực từ ngày ký, phải nêu lý do và thời hạn khắc phục.",
    Effect.ABOLITION: "Điều 14 Nghị định 61/2023/NĐ-CP: quyết định phải nêu ngày bãi bỏ có hiệu lực.",
    Effect.ANNULMENT: "Hủy bỏ khác bãi bỏ: quyết định bị hủy bỏ coi như chưa từng có, kể từ đầu. Phải nêu căn cứ.",
}


@dataclass(frozen=True)
class Row:
    """A covenant in the list."""

    page: CovenantPage
    state: str

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]


@dataclass(frozen=True)
class Record:
    """A record of a decision as the leader sees it."""

    decision: Decision
    about: str
    note: str
    may_correct: bool


def covenants_for(user: Any) -> Any:
    """The recognised covenants of the communes that the user leads."""
    pages = public(CovenantPage.objects.exclude(versions=None))
    return pages if user.is_superuser else pages.filter(place__parent__in=units_of(user, Role.COMMUNE_LEADER))


def index(request: HttpRequest) -> HttpResponse:
    """The commune's covenants with their state today."""
    if not request.user.is_superuser and not units_of(request.user, Role.COMMUNE_LEADER):
        raise PermissionDenied("Chỉ lãnh đạo UBND xã vào được đây.")
    found = covenants_for(request.user).select_related("place__parent").defer("body")
    pages = Paginator(sorted(found, key=lambda page: place_key(page.place)), PAGE_SIZE).get_page(request.GET.get("p"))
    wholes, today = wholes_of(page.pk for page in pages), timezone.localdate()
    context = {
        "page_title": "Hiệu lực của hương ước, quy ước",
        "header_icon": "doc-full-inverse",
        "rows": [Row(page, state_of(*wholes[page.pk], today)[1]) for page in pages],
        "pages": pages,
    }
    return render(request, "approval/decision_index.html", context)


def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """One covenant: its state, what was decided about it, and what may be recorded."""
    page = _page(request, page_id)
    state = state_of(*wholes_of([page.pk])[page.pk], timezone.localdate())[1]
    context = {
        "page_title": page.title,
        "header_icon": "doc-full-inverse",
        "page": page,
        "state_label": STATE_LABELS[state],
        "records": [_record(page, decision, request.user) for decision in page.decisions_by_id.values()],
        "doors": [(slug, TITLES[effect]) for slug, effect in SLUGS.items() if _may(request.user, effect, page)],
    }
    return render(request, "approval/decision_history.html", context)


def record(request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
    """Record a suspension, an abolition or an annulment: a form, what will follow in words, then the record."""
    page, effect = _page(request, page_id), SLUGS.get(kind)
    if effect is None:
        raise Http404("Không có việc này.")
    if not _may(request.user, effect, page):
        raise PermissionDenied("Bạn không có quyền ghi quyết định này.")
    form = FORMS[effect](
        request.POST or None,
        initial={"signer": request.user.full_name},
        page=page,
        version=_version(request, page),
    )
    return _steps(request, page, form, TITLES[effect], INTROS[effect])


def correct(request: HttpRequest, page_id: int, record_id: int) -> HttpResponse:
    """Mend the record of a decision; the old record stays for everyone to see."""
    page = _page(request, page_id)
    wrong = get_object_or_404(Decision, pk=record_id, page=page)
    if wrong.effect not in CORRECTIONS or not decisions.may_correct(page, wrong, request.user):
        raise PermissionDenied("Bạn không có quyền đính chính bản ghi này.")
    old = decisions.proposal_of(wrong)
    version = next((v for v in page.public_versions if v.number == old.version), None)
    form = CORRECTIONS[Effect(wrong.effect)](request.POST or None, initial=_typed(old), page=page, version=version)
    title = f"Đính chính bản ghi: {wrong}"
    intro = "Bản ghi cũ không mất: nó được giữ lại, kèm lý do đính chính. Chỉ sửa chỗ ghi khác với bản giấy."
    return _steps(request, page, form, title, intro, corrects=old, record_id=wrong.pk)


def _steps(
    request: HttpRequest,
    page: CovenantPage,
    form: DecisionForm,
    title: str,
    intro: str,
    corrects: Proposal | None = None,
    record_id: int | None = None,
) -> HttpResponse:
    words: list[str] = []
    if request.method == "POST" and form.is_valid():
        proposal = form.proposal(corrects.issuer if corrects else decisions.issuer_of(page.place.parent))
        if corrects is not None:
            kept = {"corrects": record_id, "ends": corrects.ends, "version": corrects.version}
            proposal = replace(proposal, **kept, reason=proposal.reason or corrects.reason)
        problems, words = decisions.preview(page, proposal, by=request.user)
        form.add_problems(problems)
        if words and "confirmed" in request.POST and (done := _write(request, page, form, proposal)):
            return done
    context = {
        "page_title": title,
        "header_icon": "doc-full-inverse",
        "intro": intro,
        "page": page,
        "form": form,
        "version": form.version,
        "articles": _articles(form) if isinstance(form, TargetsForm) and form.version else [],
        "plain_fields": [field for field in form.visible_fields() if field.name != "targets"],
        "words": words if form.is_valid() and "edit" not in request.POST else [],
        "typed": [(name, value) for name, values in request.POST.lists() for value in values if name not in _BUTTONS],
    }
    return render(request, "approval/decision_record.html", context)


_BUTTONS = ("csrfmiddlewaretoken", "confirmed", "edit")


def _write(request: HttpRequest, page: CovenantPage, form: DecisionForm, proposal: Proposal) -> HttpResponse | None:
    try:
        made = decisions.record(page, proposal, by=request.user)
    except ValidationError as problem:
        form.add_problems(problem.message_dict)
        return None
    messages.success(request, f"Đã ghi: {made.get_effect_display().lower()}, {made}.")
    return redirect("approval_decisions_of", page.pk)


def _page(request: HttpRequest, page_id: int) -> CovenantPage:
    page = get_object_or_404(CovenantPage.objects.select_related("place__parent"), pk=page_id)
    if not page.public_versions:
        raise Http404("Văn bản này chưa được công nhận.")
    if not (may(request.user, Action.SUSPEND, page) or may(request.user, Action.SEE_HISTORY, page)):
        raise PermissionDenied("Bạn không vào được đây.")
    return page


def _may(user: Any, effect: Effect, page: CovenantPage) -> bool:
    return may(user, decisions.RIGHTS[effect], page)


def _version(request: HttpRequest, page: CovenantPage) -> CovenantVersion | None:
    """The version of today, or the one that the address names: a decision may be recorded late."""
    number = request.GET.get("phien-ban", "")
    named = next((v for v in page.public_versions if str(v.number) == number), None)
    return named or page.current_version


def _record(page: CovenantPage, decision: Decision, user: Any) -> Record:
    corrected = any(other.corrects_id == decision.pk for other in page.decisions_by_id.values())
    annulled = page.history.annulled_by(decision.pk)
    note = "Đã đính chính bằng bản ghi khác." if corrected else ""
    if annulled and not corrected:
        note = f"Đã bị hủy bỏ: {page.decisions_by_id[annulled]}."
    fact = next(fact for fact in page.history.decisions if fact.id == decision.pk)
    version = next((v for v in page.public_versions if v.number == fact.version), None)
    about = f"phiên bản {version.number}" if version else ""
    if version and decision.effect in (Effect.SUSPENSION, Effect.ABOLITION):
        about = f"{provision_labels(version.covenant, decision.targets)}, {about}"
    may_mend = not note and decision.effect in CORRECTIONS and decisions.may_correct(page, decision, user)
    return Record(decision, about, note, may_mend)


def _typed(old: Proposal) -> dict[str, Any]:
    """What a record says, as the form of its correction shows it."""
    names = ("number", "issued_on", "effective_on", "signer", "signer_title", "reason", "ground", "deadline", "annuls")
    return {name: getattr(old, name) for name in (*names, "file")} | {
        "targets": list(old.targets),
        "scope": PART if old.targets else WHOLE_TEXT,
    }


def _articles(form: TargetsForm) -> list[dict[str, Any]]:
    """The articles with their clauses and points, what is ticked, and what is not in force any more."""
    version = form.version
    states = form.page.history.states(version.number, timezone.localdate())
    words = {State.SUSPENDED: "đang tạm ngừng", State.ABOLISHED: "đã bãi bỏ"}
    whole, chosen = states[WHOLE].state, form.chosen

    def row(anchor: str, label: str) -> dict[str, Any]:
        state = states[anchor].state
        note = words.get(state, "") if state != whole else ""
        return {"anchor": anchor, "label": label, "ticked": anchor in chosen, "note": note}

    found = []
    for article in version.covenant.articles:
        below = [
            row(part.anchor, f"{'khoản' if part.kind == 'clause' else 'điểm'} {part.number}. {part.text[:160]}")
            for clause in article.clauses
            for part in clause.walk()
        ]
        found.append(row(article.anchor, article.label) | {"below": below, "open": any(b["ticked"] for b in below)})
    return found
