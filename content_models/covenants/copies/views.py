"""The public page on which a copy is checked."""

from __future__ import annotations

import threading
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .check import MAX_BYTES, check_copy

AT_ONCE = 2  # files that a process opens at the same time; each takes a child process
WAIT_SECONDS = 8
BUSY = "Đang có nhiều người kiểm tra cùng lúc. Hãy thử lại sau một phút."
_places = threading.BoundedSemaphore(AT_ONCE)


class CopyForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Tệp PDF hoặc Word",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        error_messages={
            "required": "Hãy chọn một tệp PDF hoặc Word.",
            "empty": "Tệp rỗng. Hãy chọn tệp khác.",
            "invalid": "Hãy chọn một tệp PDF hoặc Word.",
        },
    )


def check_page(request: HttpRequest) -> HttpResponse:
    """GET asks for a file, POST answers on the same page. Nothing of the file is kept."""
    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()
    answer = _checked(form) if request.method == "POST" and form.is_valid() else None
    context: dict[str, Any] = {"form": form, "answer": answer, "megabytes": MAX_BYTES // 1024 // 1024}
    status = 400 if form.errors else 200
    return render(request, "covenants/check_copy.html", context, status=status)


# The child process takes seconds: the database's write lock is not held for it, for nothing is written.
check_page.commits_by_itself = True  # type: ignore[attr-defined]  # a mark on the view


def _checked(form: CopyForm) -> Any:
    """The answer, or None with the sentence in the form."""
    upload = form.cleaned_data["file"]
    if not _places.acquire(timeout=WAIT_SECONDS):
        form.add_error("file", BUSY)
        return None
    try:
        return check_copy(upload.file, upload.name)
    except ValidationError as problem:
        form.add_error("file", problem.messages)
        return None
    finally:
        _places.release()
