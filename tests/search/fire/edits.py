"""Random edits of a site, as people and the clock make them: each in one transaction, as a request is."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_models import signals
from content_models.disclosures.models import DisclosureAttachment, DisclosurePage
from content_models.files.models import AttachedFile
from content_models.materials.models import MaterialPage
from content_models.places.models import Place, SectionPage
from content_models.places.service import EARLIEST_DAY, rename_place
from tests import factories
from tests.staff import Staff

from .words import WORDS

COMMUNES = (factories.DAT_MUI, factories.DAM_DOI)
HAMLETS = {factories.DAT_MUI: ("Rạch Tàu", "Khai Long"), factories.DAM_DOI: ("Tân Điền", "Cây Dừa")}
EXPIRES_WITHIN = 3.0  # seconds


class RolledBack(Exception):
    """Somebody's request ends in an error after it has done its work."""


def build_site(chance: random.Random) -> None:
    """Two communes with hamlets, covenants, disclosures with files, and materials."""
    for code in COMMUNES:
        staff = Staff(code)
        for name in HAMLETS[code]:
            staff.covenant(factories.hamlet(name, code), title=f"Hương ước {text(chance)}")
        for number in range(8):
            file = factories.attached_file(staff.unit, staff.editor, title=text(chance))
            page = staff.disclosure(files=(file,) if number % 2 else (), title=text(chance), body=body(chance))
            page.save_revision(user=staff.editor).publish()
        for _ in range(4):
            staff.material(title=text(chance), body=body(chance)).save_revision(user=staff.culture).publish()


def text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=4)).capitalize()


def body(chance: random.Random) -> str:
    return factories.text_body(" ".join(chance.choices(WORDS, k=30)))


class Editor:
    """One edit: what is chosen comes from `chance`, what is there from the database."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.kinds: dict[Callable[[], None], int] = {
            self.change: 30, self.draft: 6, self.create: 16, self.unpublish: 7, self.publish: 10, self.delete: 5,
            self.move: 6, self.move_branch: 3, self.rename: 3, self.restrict: 5, self.open: 6, self.expire: 6,
            self.clock: 4, self.read_file: 4, self.several: 8,
        }  # fmt: skip

    def one(self) -> dict[str, str]:
        """Do one edit. One in eight is rolled back after its work. Returns its kind and its outcome."""
        kind = self.chance.choices(list(self.kinds), weights=list(self.kinds.values()))[0]
        fails = self.chance.random() < 0.125
        return {"kind": kind.__name__, "outcome": self._in_one_transaction(kind, fails)}

    def _in_one_transaction(self, kind: Callable[[], None], fails: bool) -> str:
        try:
            with transaction.atomic():
                kind()
                if self.chance.random() < 0.2:
                    time.sleep(self.chance.random() * 0.2)  # a request that takes its time, with its locks
                if fails:
                    raise RolledBack
        except RolledBack:
            return "rolled back"
        except (ValidationError, Page.DoesNotExist, IndexError):
            return "refused"  # what it needs is gone, or the register says no
        except DatabaseError:
            return "deadlock"  # the database has chosen a victim: nothing of it is there
        return "done"

    def change(self) -> None:
        page = self._page(live=True)
        page.title, page.body = text(self.chance), body(self.chance)
        page.save_revision().publish()

    def draft(self) -> None:
        page = self._page(live=True)
        page.title = text(self.chance)
        page.save_revision()

    def create(self) -> None:
        section = self._locked(SectionPage.objects.exclude(place__level="province"))
        values: dict[str, Any] = {"title": text(self.chance), "body": body(self.chance), "live": True}
        if section.section == "tai-lieu":
            page: Any = MaterialPage(material_type="leaflet", audiences=["citizens"], plan_year=2026, **values)
        else:
            page = DisclosurePage(
                item=1, decision_number="12/QĐ-UBND", decision_date=dt.date(2026, 1, 15), responsible="Văn phòng",
                forms=["portal"], posted_from=dt.date(2026, 1, 20), **values,
            )  # fmt: skip
        section.add_child(instance=page)

    def unpublish(self) -> None:
        self._page(live=True).unpublish()

    def publish(self) -> None:
        page = self._page(live=False)
        page.expire_at = None
        page.save_revision().publish()

    def delete(self) -> None:
        self._page(live=self.chance.random() < 0.7).delete()

    def move(self) -> None:
        page = self._page(live=True)
        sections = SectionPage.objects.exclude(place__level="province").filter(
            section=page.get_parent().specific.section
        )
        page.move(self._locked(sections), pos="last-child")

    def move_branch(self) -> None:
        hamlet = self._hamlet()
        page = Page.objects.select_for_update().get(pk=hamlet.page.pk)
        above = factories.commune(self.chance.choice(COMMUNES)).page
        page.move(Page.objects.select_for_update().get(pk=above.pk), pos="last-child")

    def rename(self) -> None:
        hamlet = self._hamlet()
        last = hamlet.former_names.order_by("-valid_to").first()
        on = (last.valid_to if last else hamlet.begins_on or EARLIEST_DAY) + dt.timedelta(days=1)
        name = " ".join(self.chance.choices(WORDS, k=2)).title()
        rename_place(hamlet, kind=hamlet.kind, name=name, on=on, by=None, reason="Nghị quyết")

    def restrict(self) -> None:
        page = self._any_page()
        if not PageViewRestriction.objects.filter(page=page).exists():
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open(self) -> None:
        restrictions = list(PageViewRestriction.objects.select_for_update())
        self.chance.choice(restrictions).delete()

    def expire(self) -> None:
        page = self._page(live=True)
        page.expire_at = timezone.now() + dt.timedelta(seconds=self.chance.random() * EXPIRES_WITHIN)
        page.save_revision().publish()

    def clock(self) -> None:
        call_command("publish_scheduled", verbosity=0)

    def read_file(self) -> None:
        """The text of a file was read in the background."""
        used = DisclosureAttachment.objects.values("file")
        file = AttachedFile.objects.select_for_update().get(pk=self._one(AttachedFile.objects.filter(pk__in=used)).pk)
        AttachedFile.objects.filter(pk=file.pk).update(text=text(self.chance), text_state="read")
        signals.file_text_changed.send(sender=AttachedFile, file=file)

    def several(self) -> None:
        for kind in self.chance.sample([self.change, self.create, self.unpublish, self.restrict, self.move], k=3):
            kind()

    def _page(self, *, live: bool) -> Any:
        model = self.chance.choice([DisclosurePage, DisclosurePage, MaterialPage])
        return self._locked(model.objects.filter(live=live).exclude(path__startswith=_province_materials()))

    def _any_page(self) -> Page:
        """A document, or a branch: a hamlet, a section; seldom a whole commune."""
        if self.chance.random() < 0.6:
            return self._page(live=True).page_ptr
        if self.chance.random() < 0.2:
            return Page.objects.get(pk=factories.commune(self.chance.choice(COMMUNES)).page.pk)
        if self.chance.random() < 0.5:
            return Page.objects.get(pk=self._hamlet().page.pk)
        return self._one(SectionPage.objects.filter(place__code__in=COMMUNES)).page_ptr

    def _hamlet(self) -> Place:
        return Place.objects.select_for_update().get(pk=self._one(Place.objects.filter(level="hamlet")).pk)

    def _one(self, query: Any) -> Any:
        return query.order_by("pk")[self.chance.randrange(max(1, query.count()))]

    def _locked(self, query: Any) -> Any:
        """One of the pages, read again under a lock: nobody saves a place in the tree that is no longer so."""
        query = query.filter(place__code__in=COMMUNES) if query.model is SectionPage else query
        chosen = self._one(query)
        Page.objects.select_for_update().get(pk=chosen.pk)
        return type(chosen).objects.get(pk=chosen.pk)


def _province_materials() -> str:
    return str(SectionPage.objects.get(place__level="province").path)
