"""What people search for, and what they search for in vain: for the province's editors."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content_models.roles.table import Action
from search.suggesting.statistics import KEPT_DAYS, Asked, asked_since

from .question_views import may_in_province

NOT_YOURS = "Chỉ biên tập viên và quản trị viên của tỉnh xem được người dân tìm gì."
PERIODS = ((7, "7 ngày"), (30, "30 ngày"), (90, "90 ngày"), (KEPT_DAYS, "Tất cả"))
LISTS = {"tim-nhieu": True, "khong-thay": False}  # name in the address → whether these searches had hits
SHOWN, EXPORTED = 100, 5_000


def index(request: HttpRequest) -> HttpResponse:
    """Popular searches and those without a hit, of a period; `?xuat=` gives one of the lists as CSV."""
    if not may_in_province(request.user, Action.SEE_SEARCHES):
        raise PermissionDenied(NOT_YOURS)
    days = _days(request.GET.get("ky", ""))
    first = timezone.localdate() - dt.timedelta(days=days - 1)
    wanted = request.GET.get("xuat", "")
    if wanted in LISTS:
        return _csv(asked_since(first, found=LISTS[wanted], limit=EXPORTED), f"{wanted}-{days}-ngay.csv")
    context = {
        "page_title": "Người dân tìm gì",
        "header_icon": "search",
        "periods": [{"days": n, "label": label, "chosen": n == days} for n, label in PERIODS],
        "days": days,
        "popular": asked_since(first, found=True, limit=SHOWN),
        "failed": asked_since(first, found=False, limit=SHOWN),
        "may_manage_questions": may_in_province(request.user, Action.MANAGE_QUESTIONS),
    }
    return render(request, "dashboards/asked.html", context)


def _days(text: str) -> int:
    """One of the periods; thirty days for anything else."""
    return next((days for days, _label in PERIODS if str(days) == text), 30)


def _csv(rows: Sequence[Asked], name: str) -> HttpResponse:
    """Opens in Excel: UTF-8 with its mark. Words hold letters and "#" only, so no cell is a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(["Từ tìm", "Số lần", "Số ngày có người tìm", "Lần cuối"])
    for asked in rows:
        writer.writerow([asked.text, asked.times, asked.days, f"{asked.last:%d/%m/%Y}"])
    return response
