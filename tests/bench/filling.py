"""Pages by the ten thousand, written straight into the tables: only for measuring, and only what the public sees.

The pages are whole for readers and for the search (tree, text, recognised version); they have no revisions.
Filling goes on from what an earlier call has made, so that sizes can be measured one after another.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from html import escape
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from content_models.covenants.models import CovenantPage, CovenantVersion, Decision
from content_models.covenants.provisions import number_blocks, to_json
from content_models.disclosures.models import DisclosurePage
from content_models.places.models import Place, Section
from content_models.places.service import create_place
from content_models.roles.models import Person

from . import corpus

BATCH = 200
HAMLETS = 14  # in each commune: the province has about nine hundred


class Filling:
    """Makes pages below the hamlets and sections of all communes in turn."""

    def __init__(self) -> None:
        self.passages = self.covenants = self.notices = 0
        self.by = Person.objects.order_by("pk").first()
        self._hamlets: list[Any] = []
        self._sections: list[Any] = []
        self._children: dict[int, int] = {}

    def covenants_to(self, passages: int) -> None:
        """Recognised covenants until there are so many passages of them."""
        self._hamlets = self._hamlets or _hamlet_pages()
        texts = corpus.covenants(passages - self.passages, first=self.covenants)
        while batch := list(islice(texts, BATCH)):
            with transaction.atomic():
                self._write_covenants(batch)
            self.covenants += len(batch)
            self.passages += sum(len(text.passages) for text in batch)
        _analyse()

    def notices_to(self, documents: int) -> None:
        """Disclosures of one passage until there are so many."""
        self._sections = self._sections or _section_pages()
        while self.notices < documents:
            numbers = range(self.notices, min(documents, self.notices + BATCH))
            with transaction.atomic():
                self._write_notices([corpus.notice(number) for number in numbers])
            self.notices = numbers.stop
        _analyse()

    def _write_covenants(self, texts: list[corpus.Text]) -> None:
        parents = [self._hamlets[text.number % len(self._hamlets)] for text in texts]
        pages = self._pages(CovenantPage, texts, parents, "huong-uoc-do")
        rows = [CovenantPage(page_ptr_id=page.pk, place_id=parent.place_id, kind="huong_uoc", body="[]")
                for page, parent in zip(pages, parents, strict=True)]  # fmt: skip
        _insert(CovenantPage, rows)
        decisions = Decision.objects.bulk_create(
            Decision(page_id=page.pk, number=f"{text.number}/QĐ-UBND", issued_on=text.day, effective_on=text.day,
                     issuer="UBND xã", signer="", signer_title="", recorded_by=self.by)
            for page, text in zip(pages, texts, strict=True)
        )  # fmt: skip
        CovenantVersion.objects.bulk_create(map(_version, pages, texts, decisions))

    def _write_notices(self, texts: list[corpus.Text]) -> None:
        parents = [self._sections[text.number % len(self._sections)] for text in texts]
        pages = self._pages(DisclosurePage, texts, parents, "cong-khai-do")
        rows = [
            DisclosurePage(page_ptr_id=page.pk, place_id=parent.place_id, item=text.number % 14 + 1,
                           decision_date=text.day, decision_number=f"{text.number}/QĐ-UBND", responsible="UBND xã",
                           forms=["portal"], posted_from=text.day, body=_body(text))
            for page, parent, text in zip(pages, parents, texts, strict=True)
        ]  # fmt: skip
        _insert(DisclosurePage, rows)

    def _pages(self, model: Any, texts: list[corpus.Text], parents: list[Any], slug: str) -> list[Page]:
        kind = ContentType.objects.get_for_model(model)
        now = timezone.now()
        pages = [self._page(text, parent, f"{slug}-{text.number}", kind, now)
                 for text, parent in zip(texts, parents, strict=True)]  # fmt: skip
        made = Page.objects.bulk_create(pages)
        for parent in {parent.pk: parent for parent in parents}.values():
            Page.objects.filter(pk=parent.pk).update(numchild=self._children[parent.pk])
        return list(made)

    def _page(self, text: corpus.Text, parent: Any, slug: str, kind: ContentType, now: dt.datetime) -> Page:
        step = self._children.setdefault(parent.pk, parent.numchild) + 1
        self._children[parent.pk] = step
        return Page(
            path=Page._get_path(parent.path, parent.depth + 1, step), depth=parent.depth + 1, numchild=0,
            title=text.title, draft_title=text.title, slug=slug, url_path=f"{parent.url_path}{slug}/",
            content_type=kind, locale_id=parent.locale_id, translation_key=uuid.uuid4(), live=True,
            first_published_at=now,
        )  # fmt: skip


def _version(page: Page, text: corpus.Text, decision: Decision) -> CovenantVersion:
    blocks = [
        {"type": "article", "id": "", "value": {"heading": p.heading, "body": "\n".join(p.lines), "printed_number": ""}}
        for p in text.passages
    ]
    return CovenantVersion(
        page_id=page.pk, number=1, kind="huong_uoc", title=text.title, place_name="", text="", decision=decision,
        provisions=to_json(number_blocks(blocks)), effective_on=text.day,
        sha256=hashlib.sha256(f"{page.pk}:{text.title}".encode()).hexdigest(),
    )  # fmt: skip


def _body(text: corpus.Text) -> str:
    (passage,) = text.passages
    html = f"<h3>{escape(passage.heading)}</h3>" + "".join(f"<p>{escape(line)}</p>" for line in passage.lines)
    return json.dumps([{"type": "text", "value": html, "id": str(uuid.uuid4())}])


def _insert(model: Any, rows: list[Any]) -> None:
    """The rows of the child table alone: Django's `bulk_create` does not write a model with a parent."""
    model._base_manager.get_queryset()._insert(rows, fields=model._meta.local_concrete_fields, using="default")


def _hamlet_pages() -> list[Any]:
    """The pages of at least HAMLETS hamlets in every commune."""
    for commune in Place.objects.existing().communes():
        kind = "ap" if commune.kind == "xa" else "khom"
        for number in range(commune.children.count(), HAMLETS):
            create_place(kind=kind, name=f"Đo {number + 1}", parent=commune, by=None, reason="Đo tốc độ")
    return [place.page for place in Place.objects.existing().hamlets().select_related("page").order_by("pk")]


def _section_pages() -> list[Any]:
    communes = Place.objects.existing().communes().order_by("pk")
    return [commune.sections.get(section=Section.DISCLOSURES) for commune in communes]


def _analyse() -> None:
    """What a database does for itself some time after so many rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
