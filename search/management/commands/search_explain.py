"""How a query is read, and why its hits come in this order."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from content_models.visibility import public
from search.engines import engine
from search.engines.base import EngineUnavailable, Hit, Request
from search.engines.plan import Plan, plan_of
from search.learning.current import current_knowledge
from search.text.query import ReadQuery, read_query


class Command(BaseCommand):
    help = "Prints each step of the reading of a query, and the parts of each hit's score."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("query", help="what a citizen types")
        parser.add_argument("--hits", type=int, default=5, help="how many documents to explain (default 5)")

    def handle(self, *args: Any, **options: Any) -> None:
        query = read_query(options["query"], current_knowledge())
        self._reading(query)
        if query.is_empty:
            return
        self._plan(plan_of(query))
        try:
            results = engine().search(Request(query, page_size=max(1, min(options["hits"], 50)), explain=True))
            self.stdout.write(f"\nKết quả: {results.total} văn bản")
            found = Page.objects.filter(pk__in=[hit.document_id for hit in results.hits])
            titles = dict(public(found).values_list("pk", "title"))
            for place, hit in enumerate(results.hits, 1):
                self._hit(place, titles.get(int(hit.document_id), hit.document_id), hit)
        except EngineUnavailable as problem:
            raise CommandError(f"Máy tìm kiếm không trả lời: {problem}") from problem

    def _reading(self, query: ReadQuery) -> None:
        self.stdout.write(f"Câu gõ:     {query.typed}")
        for step in query.steps:
            self.stdout.write(f"  {step.name:12} {step.result}")
        self.stdout.write(f"Chữ tìm:    {' '.join(query.accented)}")
        if query.suggestion:
            self.stdout.write(f"Gợi ý dấu:  {query.suggestion}")

    def _plan(self, plan: Plan) -> None:
        self.stdout.write(f"Phải có:    {plan.required} trong {len(plan.units)} chữ khác nhau")
        for name, groups in (("chữ", plan.words), ("cặp chữ", plan.pairs), ("chữ có dấu", plan.accented)):
            for weight, terms in groups.items():
                self.stdout.write(f"  {name:10} × {weight:g}: {' '.join(terms)}")

    def _hit(self, place: int, title: str, hit: Hit) -> None:
        anchor = hit.anchors[0] if hit.anchors else ""
        self.stdout.write(f"{place}. {title} #{anchor}  ({hit.score:.2f})")
        self.stdout.write("     " + "  ".join(f"{name} {score:.2f}" for name, score in hit.parts.items() if score))
