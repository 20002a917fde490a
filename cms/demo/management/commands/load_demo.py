"""The demo data: a story of eight communes."""

from __future__ import annotations

import tomllib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cms.demo.covenants import load_covenant
from cms.demo.files import read_texts
from cms.demo.people import REASON, People
from cms.demo.publications import load_disclosure, load_material
from cms.portal.models import Installation
from content_models.places.models import Level, Place
from content_models.places.service import create_place
from content_models.roles.models import Person

DEMO = "fixtures/demo"


class Command(BaseCommand):
    help = "Fills an empty database with the demo data, once; marks it as a demo for ever."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DINH_DEMO_ALLOWED:
            raise CommandError("Dữ liệu dùng thử không vào được máy chủ chính thức.")
        if Installation.objects.filter(demo=True).exists():
            return
        if Person.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có người dùng thật nên không nạp dữ liệu dùng thử.")
        with transaction.atomic():
            Installation.objects.create(demo=True, demo_loaded_at=timezone.now())
            self._load()

    def _load(self) -> None:
        folder = settings.BASE_DIR / DEMO
        people = People()
        self._hamlets(tomllib.loads((folder / "hamlets.toml").read_text(encoding="utf-8")))
        people.make_accounts(Place.objects.get(level=Level.PROVINCE))
        for name, label, load in (
            ("covenants", "hương ước, quy ước", lambda demo: load_covenant(demo, people)),
            ("disclosures", "nội dung công khai", lambda demo: load_disclosure(demo, folder / "files", people)),
            ("materials", "tài liệu", lambda demo: load_material(demo, folder / "files", people)),
        ):
            texts = read_texts(folder / name)
            for number, demo in enumerate(texts, start=1):
                load(demo)
                self._progress(label, number, len(texts))

    def _hamlets(self, register: dict[str, Any]) -> None:
        communes = register["commune"]
        for number, entry in enumerate(communes, start=1):
            commune = Place.objects.get(code=entry["code"])
            for hamlet in entry["hamlets"]:
                create_place(kind=hamlet["kind"], name=hamlet["name"], parent=commune, by=None, reason=REASON)
            self._progress("xã, phường có ấp, khóm", number, len(communes))

    def _progress(self, label: str, done: int, total: int) -> None:
        """One line that counts up on a terminal, one line at the end elsewhere."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {label}: {done} / {total}   ", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total:
            self.stdout.write(f"  {label}: {total}")
