"""Prints who can log in to a demo."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.people import ACCOUNTS, PASSWORD
from cms.installation import is_demo
from content_models.places.models import Place


class Command(BaseCommand):
    help = "Prints the demo accounts as a table."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_demo():
            return
        self.stdout.write(f"Mật khẩu chung của các tài khoản dùng thử: {PASSWORD}")
        for account in ACCOUNTS:
            unit = "Tỉnh Cà Mau"
            if account.commune:
                place = Place.objects.get(code=account.commune)
                unit = place.children.get(slug=account.hamlet).label if account.hamlet else place.label
            self.stdout.write(f"  {account.phone}  {account.name:<20} {account.role_label}, {unit}")
