"""The register of frequent questions, which the search box offers to everybody."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from content_models.history import recorded
from content_models.places.models import Level, Place
from content_models.roles.rights import may
from content_models.roles.table import Action
from content_models.visibility import public
from search.models import FrequentQuestion

from .question_forms import QuestionForm

NOT_YOURS = "Chỉ biên tập viên của tỉnh quản lý câu hỏi thường gặp."
EXPLAINED = (
    "Người dân thấy các câu này dưới ô tìm kiếm khi gõ những chữ giống. Câu có trang trả lời dẫn thẳng tới trang ấy, "
    "và tạm ẩn khi trang ấy không còn công khai."
)


def may_in_province(user: Any, action: Action) -> bool:
    """True for those whose role in the province grants the action."""
    province = Place.objects.filter(level=Level.PROVINCE).first()
    return province is not None and may(user, action, province)


def _editor(request: HttpRequest) -> Any:
    """The visitor, who may keep the questions."""
    if not may_in_province(request.user, Action.MANAGE_QUESTIONS):
        raise PermissionDenied(NOT_YOURS)
    return request.user


def index(request: HttpRequest) -> HttpResponse:
    """All questions in their order, those that are not offered too."""
    _editor(request)
    questions = list(FrequentQuestion.objects.select_related("target"))
    shown = public(Page.objects.filter(pk__in=[question.target_id for question in questions]))
    context = {
        "page_title": "Câu hỏi thường gặp",
        "header_icon": "help",
        "questions": questions,
        "public_ids": set(shown.values_list("pk", flat=True)),
        "intro": EXPLAINED,
    }
    return render(request, "dashboards/questions.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """A new question; `?cau=` brings the words of a search along."""
    editor = _editor(request)
    form = QuestionForm(request.POST or None, initial={"text": request.GET.get("cau", "")[:100]})
    return _saved(request, editor, form, "Thêm câu hỏi", "Đã thêm câu hỏi.")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    editor = _editor(request)
    question = get_object_or_404(FrequentQuestion.objects.select_related("target"), pk=pk)
    form = QuestionForm(request.POST or None, instance=question)
    return _saved(request, editor, form, "Sửa câu hỏi", "Đã lưu câu hỏi.")


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    editor = _editor(request)
    question = get_object_or_404(FrequentQuestion, pk=pk)
    with recorded(editor, "Xóa câu hỏi"):
        question.delete()
    messages.success(request, f"Đã xóa câu hỏi “{question.text}”.")
    return redirect("questions_index")


def _saved(request: HttpRequest, editor: Any, form: QuestionForm, title: str, done: str) -> HttpResponse:
    """The form, or, when it is filled in rightly, the list with a sentence."""
    if form.is_valid():
        with recorded(editor, title):
            form.save()
        messages.success(request, f"{done} Ô tìm kiếm gợi ý câu này trong vòng một phút.")
        return redirect("questions_index")
    context = {
        "page_title": title,
        "header_icon": "help",
        "form": form,
        "submit_label": "Lưu",
        "back_url": reverse("questions_index"),
    }
    return render(request, "dinh_admin/form_page.html", context)
