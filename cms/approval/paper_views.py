"""Recording covenants from before Đình: one officer enters, a second person of the commune confirms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from content_models.covenants.models import PaperRecord
from content_models.covenants.paper import confirm_record, record_paper, return_record
from content_models.covenants.plain_text import read_covenant
from content_models.covenants.provisions import number_blocks
from content_models.files.models import AttachedFile
from content_models.places.models import Place
from content_models.roles.rights import may, units_of
from content_models.roles.table import Action, Role, Subject

from .forms import AnswerRecordForm, PaperRecordForm

PAGE_SIZE = 50


def hamlets_for(user: Any) -> Any:
    """Hamlets whose old covenants the user enters or confirms."""
    communes = units_of(user, Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER)
    hamlets = Place.objects.hamlets().existing()
    return hamlets if user.is_superuser else hamlets.filter(parent__in=communes)


def index(request: HttpRequest) -> HttpResponse:
    """All records of the user's commune."""
    hamlets = hamlets_for(request.user)
    if not hamlets.exists():
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội và tư pháp của xã vào được đây.")
    found = PaperRecord.objects.filter(hamlet__in=hamlets).select_related(
        "hamlet__parent", "recorded_by", "answered_by"
    )
    context = {
        "page_title": "Ghi lại văn bản cũ",
        "header_icon": "doc-full",
        "records": Paginator(found, PAGE_SIZE).get_page(request.GET.get("p")),
        "may_record": any(may(request.user, Action.RECORD_OLD, hamlet, Subject.COVENANT) for hamlet in hamlets[:1]),
    }
    return render(request, "approval/paper_index.html", context)


def record(request: HttpRequest) -> HttpResponse:
    """Enter a covenant from paper."""
    hamlets = hamlets_for(request.user)
    first = hamlets.first()
    if first is None or not may(request.user, Action.RECORD_OLD, first, Subject.COVENANT):
        raise PermissionDenied("Bạn không có quyền ghi lại văn bản cũ.")
    policy = policy_registry.get_by_type(AttachedFile)
    scans = policy.instances_user_has_any_permission_for(request.user, ["choose", "change"]).order_by("-created_at")
    form = PaperRecordForm(
        request.POST or None,
        initial=_from_returned(request, hamlets),
        hamlets=hamlets.select_related("parent"),
        scans=scans,
    )
    if form.is_valid():
        try:
            saved = record_paper(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            known = hasattr(problem, "error_dict") and set(problem.error_dict) <= set(form.fields)
            form.add_error(None, problem if known else problem.messages)
        else:
            messages.success(request, "Đã ghi. Người thứ hai của xã cần xác nhận trước khi công bố.")
            return redirect("approval_paper_record", saved.pk)
    context = {
        "page_title": "Ghi lại một văn bản cũ",
        "header_icon": "doc-full",
        "form": form,
        "submit_label": "Ghi lại",
        "intro": "Dành cho hương ước, quy ước được công nhận, phê duyệt trước khi có Đình, kể cả do huyện cũ.",
    }
    return render(request, "dinh_admin/form_page.html", context)


def _from_returned(request: HttpRequest, hamlets: Any) -> dict[str, Any]:
    """What a returned record held, to be corrected instead of typed again (`?tu=` names it)."""
    number = request.GET.get("tu", "")
    returned = PaperRecord.objects.filter(hamlet__in=hamlets, state=PaperRecord.State.RETURNED)
    found = returned.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    return {name: getattr(found, name) for name in PaperRecordForm.base_fields} if found else {}


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One record beside its paper: the second person confirms or returns it."""
    found = get_object_or_404(PaperRecord.objects.select_related("hamlet__parent", "recorded_by", "scan"), pk=pk)
    if found.hamlet not in hamlets_for(request.user):
        raise PermissionDenied("Bạn không xem được bản ghi này.")
    form = AnswerRecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, found, form)
        except PermissionDenied as problem:
            form.add_error(None, str(problem))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
    read = read_covenant(found.text, keep_printed=True) if found.text else None
    context = {
        "page_title": found.title,
        "header_icon": "doc-full",
        "record": found,
        "covenant": number_blocks(read.blocks) if read else None,
        "problems": read.problems if read else [],
        "form": form,
        "may_record_again": found.state == PaperRecord.State.RETURNED
        and may(request.user, Action.RECORD_OLD, found.hamlet, Subject.COVENANT),
        "may_answer": found.state == PaperRecord.State.PENDING
        and found.recorded_by_id != request.user.pk
        and may(request.user, Action.CONFIRM_OLD, found.hamlet, Subject.COVENANT),
    }
    return render(request, "approval/paper_record.html", context)


def _answered(request: HttpRequest, found: PaperRecord, form: AnswerRecordForm) -> HttpResponse:
    if "confirm" in request.POST:
        version = confirm_record(found, by=request.user)
        messages.success(request, f"Đã xác nhận và công bố: {version}.")
    else:
        return_record(found, by=request.user, note=form.cleaned_data["answer_note"])
        messages.success(request, "Đã trả lại cho người ghi.")
    return redirect("approval_paper")
