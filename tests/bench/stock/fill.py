"""`python -m tests.bench.stock.fill N`: database, N documents of the comparison, and Wagtail's own index of them."""

from __future__ import annotations

import sys
import uuid
from itertools import islice
from typing import Any

import django

BATCH = 500


def main(documents: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _write(documents)
    call_command("wagtail_update_index", verbosity=0)


def _write(documents: int) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page, Site

    from tests.bench import corpus

    from .models import StockDocument

    home = Page.objects.get(depth=2)
    Site.objects.update(root_page=home)
    kind, locale = ContentType.objects.get_for_model(StockDocument), Locale.objects.get()
    texts = (corpus.notice(number) for number in range(documents))
    step = home.numchild
    while batch := list(islice(texts, BATCH)):
        pages = [_page(text, home, step + place, kind, locale) for place, text in enumerate(batch, start=1)]
        step += len(batch)
        rows = [
            StockDocument(page_ptr_id=page.pk, text="\n".join((text.passages[0].heading, *text.passages[0].lines)))
            for page, text in zip(Page.objects.bulk_create(pages), batch, strict=True)
        ]
        fields = StockDocument._meta.local_concrete_fields
        StockDocument._base_manager.get_queryset()._insert(rows, fields=fields, using="default")
    Page.objects.filter(pk=home.pk).update(numchild=step)


def _page(text: Any, home: Any, step: int, kind: Any, locale: Any) -> Any:
    from wagtail.models import Page

    slug = f"van-ban-{text.number}"
    return Page(
        path=Page._get_path(home.path, home.depth + 1, step), depth=home.depth + 1, title=text.title,
        draft_title=text.title, slug=slug, url_path=f"{home.url_path}{slug}/", content_type=kind, locale=locale,
        translation_key=uuid.uuid4(), live=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
