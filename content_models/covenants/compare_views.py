"""The public pages that compare: two versions of one covenant, and any two public texts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .compare_forms import INLINE, CompareForm
from .compare_reading import Look, comparison
from .compare_sides import Side, choices, side_of, version_side

NO_TEXT = "Không có {} như vậy, hoặc bản ấy không công khai. Hãy chọn lại."
SAME = "Hai bên là cùng một bản nên không có gì khác nhau. Hãy chọn một bản khác."
NO_PAGE = "Phép so sánh này không có trang ấy."


@require_safe
def compare_texts(request: HttpRequest) -> HttpResponse:
    """`/so-sanh/?a=12:3&b=40:1`: any two public texts; without both of them the form to choose."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        return _choose(request, form, form.sentences, 400)
    if not form.asked:
        return _choose(request, form, _missing(form), 200)
    old, new = side_of(form.cleaned_data["a"]), side_of(form.cleaned_data["b"])
    if old is None or new is None:
        return _choose(request, form, _unknown(old, new), 404)
    if old.key == new.key:
        return _choose(request, form, [SAME], 400)
    context = comparison(old, new, _look(form), request.path)
    if context is None:
        return _choose(request, form, [NO_PAGE], 404)
    return render(request, "covenants/compare.html", context | _frame(request))


def compare_versions(page: Any, request: HttpRequest) -> HttpResponse:
    """`…/huong-uoc/so-sanh/?a=1&b=2`: two versions; without numbers the newest with the one before it."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        return _of_page(page, request, {"sentences": form.sentences}, 400)
    numbers = _numbers(page, form)
    if numbers is None:
        sentence = "Số phiên bản phải là một số, ví dụ ?a=1&b=2."
        return _of_page(page, request, {"sentences": [sentence]}, 400)
    if len(numbers) < 2:
        sentence = "Mới có một phiên bản được công nhận, nên chưa có gì để so sánh."
        return _of_page(page, request, {"sentences": [sentence]}, 200)
    old, new = (version_side(page, number) for number in numbers)
    if old is None or new is None:
        return _of_page(page, request, {"sentences": _unknown(old, new)}, 404)
    if old.key == new.key:
        return _of_page(page, request, {"sentences": [SAME]}, 400)
    context = comparison(old, new, _look(form), f"{page.url}so-sanh/", by_number=True)
    if context is None:
        return _of_page(page, request, {"sentences": [NO_PAGE]}, 404)
    return _of_page(page, request, context, 200)


def _of_page(page: Any, request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    own = {"versions": list(page.versions.defer("provisions", "text").order_by("number"))}
    context = page.get_context(request) | own | {"form_url": f"{page.url}so-sanh/"} | context
    return render(request, "covenants/compare.html", context, status=status)


def _numbers(page: Any, form: CompareForm) -> list[int] | None:
    """The two versions asked for; fewer when there are not two, None when the address names no numbers."""
    asked = [form.cleaned_data["a"].strip(), form.cleaned_data["b"].strip()]
    if not any(asked):
        return sorted(page.versions.order_by("-number").values_list("number", flat=True)[:2])
    if not all(number.isascii() and number.isdecimal() and len(number) <= 5 for number in asked):
        return None
    return [int(number) for number in asked]


def _look(form: CompareForm) -> Look:
    data = form.cleaned_data
    return Look(beside=data["kieu"] != INLINE, whole=bool(data["day_du"]), page=data["trang"])


def _choose(request: HttpRequest, form: CompareForm, sentences: list[str], status: int) -> HttpResponse:
    """The form with its lists, and what is to be said first."""
    sides = []
    for name, label in (("a", "Bản thứ nhất"), ("b", "Bản thứ hai")):
        words = str(form[f"tim_{name}"].value() or "")[:100]
        side = {"name": name, "label": label, "words": words, "chosen": form[name].value() or ""}
        sides.append(side | {"choices": choices(words)})
    context = {"sides": sides, "sentences": sentences} | _frame(request)
    return render(request, "covenants/compare_choose.html", context, status=status)


def _missing(form: CompareForm) -> list[str]:
    """Somebody pressed “So sánh” with one text only."""
    named = [bool(form.cleaned_data[name]) for name in ("a", "b")]
    if form.cleaned_data["loc"] or named[0] == named[1]:
        return []
    return ["Chưa chọn bản thứ hai." if named[0] else "Chưa chọn bản thứ nhất."]


def _unknown(old: Side | None, new: Side | None) -> list[str]:
    named = (("bản thứ nhất", old), ("bản thứ hai", new))
    return [NO_TEXT.format(name) for name, side in named if side is None]


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {"form_url": request.path, "breadcrumbs": [{"label": "Trang đầu", "url": "/"}]}
