"""The register of model covenants, kept by the province."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from content_models.covenants.models import ModelText
from content_models.history import recorded
from content_models.places.models import Level, Place
from content_models.roles.rights import may
from content_models.roles.table import Action

from .forms import ModelTextForm
from .parts import parts_with_hints

NOT_YOURS = "Chỉ biên tập viên và quản trị viên của tỉnh quản lý văn bản mẫu."
EXPLAINED = (
    "Tổ soạn thảo chọn một mẫu, được một bản riêng để sửa. Sửa mẫu ở đây không đổi bản nháp nào đang soạn. "
    "Mẫu bỏ dùng không hiện ra khi bắt đầu soạn."
)


def manages_models(user: Any) -> bool:
    """Those whose role in the province keeps the register."""
    province = Place.objects.filter(level=Level.PROVINCE).first()
    return province is not None and may(user, Action.MANAGE_MODELS, province)


def _editor(request: HttpRequest) -> Any:
    if not manages_models(request.user):
        raise PermissionDenied(NOT_YOURS)
    return request.user


def index(request: HttpRequest) -> HttpResponse:
    """All models, those out of use too."""
    _editor(request)
    context = {
        "page_title": "Văn bản mẫu",
        "header_icon": "copy",
        "intro": EXPLAINED,
        "models": ModelText.objects.defer("text"),
    }
    return render(request, "writing/models.html", context)


def create(request: HttpRequest) -> HttpResponse:
    editor = _editor(request)
    return _saved(request, editor, ModelTextForm(request.POST or None), "Thêm văn bản mẫu")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    editor = _editor(request)
    form = ModelTextForm(request.POST or None, instance=get_object_or_404(ModelText, pk=pk))
    return _saved(request, editor, form, "Sửa văn bản mẫu")


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How a team sees it: the text with the hints beside it, and what was odd in it."""
    _editor(request)
    model = get_object_or_404(ModelText, pk=pk)
    content = model.content
    context = {
        "page_title": model.name,
        "header_icon": "copy",
        "model": model,
        "title": model.title,
        "parts": parts_with_hints(content.covenant, content.hints),
        "problems": [*content.problems, *(problem.message for problem in content.covenant.problems)],
        "edit_url": reverse("writing_model_edit", args=[pk]),
    }
    return render(request, "writing/model_preview.html", context)


def _saved(request: HttpRequest, editor: Any, form: ModelTextForm, title: str) -> HttpResponse:
    """The form, or, when it is filled in rightly, the preview."""
    if form.is_valid():
        with recorded(editor, title):
            model = form.save()
        messages.success(request, "Đã lưu văn bản mẫu. Dưới đây là mẫu như tổ soạn thảo sẽ thấy.")
        return redirect("writing_model_preview", model.pk)
    context = {
        "page_title": title,
        "header_icon": "copy",
        "form": form,
        "submit_label": "Lưu và xem",
        "back_url": reverse("writing_models"),
        "intro": "Dòng bắt đầu bằng “»” là gợi ý cho tổ soạn thảo về đoạn hoặc điều đứng trước, không thuộc văn bản.",
    }
    return render(request, "dinh_admin/form_page.html", context)
