"""Verify the hash chains over versions and decisions of all covenants (see `chain`)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from content_models.covenants.chain import fingerprint, verify
from content_models.covenants.models import ChainEntry, CovenantPage


class Command(BaseCommand):
    """Exit code 0: nothing was altered; 1: something was, each fault on a line; 2: the fingerprint is another one."""

    help = "Kiểm tra chuỗi mã của các phiên bản và quyết định: có gì bị sửa, đổi, chen vào hay xóa đi không."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--page", type=int, help="chỉ kiểm tra văn bản có mã trang này")
        parser.add_argument("--expect", default="", help="mã tổng đã ghi lại lần trước")

    def handle(self, *args: Any, page: int | None = None, expect: str = "", **options: Any) -> None:
        pages = CovenantPage.objects.defer("body").order_by("pk")
        faults = pages_checked = 0
        for covenant in (pages if page is None else pages.filter(pk=page)).iterator(chunk_size=200):
            pages_checked += 1
            for fault in verify(covenant):
                faults += 1
                self.stdout.write(str(fault))
        total = fingerprint()
        self.stdout.write(f"Đã kiểm tra {ChainEntry.objects.count()} bản ghi của {pages_checked} văn bản.")
        self.stdout.write(f"Mã tổng: {total}")
        if faults:
            self.stdout.write(f"Có {faults} chỗ sai.")
            sys.exit(1)
        if expect and expect != total:
            self.stdout.write("Mã tổng khác với mã đã ghi lại: có bản ghi mới, hoặc cuối một chuỗi đã bị cắt.")
            sys.exit(2)
        self.stdout.write("Không có bản ghi nào bị sửa, đổi, chen vào hay xóa đi.")
