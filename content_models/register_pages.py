"""What the pages of all registers share: a form, one service behind it, its sentences beside the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def attempt(form: Any, act: Callable[[], Any]) -> Any:
    """What the service returns, or None when it refuses: its sentences become errors of the form, and nothing
    typed is lost."""
    try:
        return act()
    except ValidationError as problem:
        known = hasattr(problem, "error_dict") and set(problem.error_dict) <= {*form.fields, "__all__"}
        form.add_error(None, problem if known else problem.messages)
    return None


def form_page(request: HttpRequest, form: Any, title: str, submit_label: str, **more: str) -> HttpResponse:
    """The form on a page of its own. `more`: header_icon, intro, back_url."""
    context = {"page_title": title, "form": form, "submit_label": submit_label, **more}
    return render(request, "dinh_admin/form_page.html", context)
