"""A recognised version and a decision cannot be altered: every door that there is, tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from content_models.covenants.append_only import TABLES, install, lifted
from content_models.covenants.models import ChainEntry, CovenantPage, CovenantVersion, Decision
from content_models.roles.table import Role
from tests.cms.approval import builders

pytestmark = pytest.mark.django_db
REFUSED = (PermissionDenied, IntegrityError, models.ProtectedError)


@pytest.fixture
def page(db: None) -> CovenantPage:
    return builders.recognised(builders.Unit())


def snapshot() -> list[Any]:
    return [list(model._base_manager.order_by("pk").values()) for model in (Decision, CovenantVersion, ChainEntry)]


@contextmanager
def refused() -> Iterator[None]:
    """What happens inside is refused, and nothing has changed."""
    before = snapshot()
    with pytest.raises(REFUSED), transaction.atomic():
        yield
    assert snapshot() == before


def _save(record: Any) -> None:
    record.created_at = None
    record.save()


def _bulk_update(record: Any) -> None:
    record.page_id = record.page_id
    type(record).objects.bulk_update([record], ["page"])


def _conflicts(record: Any) -> None:
    fields = [f.name for f in record._meta.concrete_fields if not f.primary_key]
    type(record).objects.bulk_create([record], update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _conflicts_below(record: Any) -> None:
    fields = [f.name for f in record._meta.concrete_fields if not f.primary_key]
    type(record)._base_manager.bulk_create([record], update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _raw(statement: str) -> Callable[[Any], None]:
    def door(record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=record._meta.db_table), [record.pk])

    return door


DOORS: dict[str, Callable[[Any], Any]] = {
    "save": _save,
    "save of some fields": lambda r: r.save(update_fields=["page"]),
    "save below the model": lambda r: r.save_base(force_update=True),
    "update": lambda r: type(r).objects.filter(pk=r.pk).update(page=r.page_id),
    "update of the base manager": lambda r: type(r)._base_manager.filter(pk=r.pk).update(page=r.page_id),
    "update of a relation": lambda r: type(r).objects.filter(page=r.page_id).update(page=r.page_id),
    "update_or_create": lambda r: type(r).objects.update_or_create({"page_id": r.page_id}, pk=r.pk),
    "bulk_update": _bulk_update,
    "bulk_create over it": _conflicts,
    "bulk_create over it, base manager": _conflicts_below,
    "delete": lambda r: r.delete(),
    "delete of a queryset": lambda r: type(r).objects.filter(pk=r.pk).delete(),
    "delete of the base manager": lambda r: type(r)._base_manager.filter(pk=r.pk).delete(),
    "delete without cascade": lambda r: type(r).objects.filter(pk=r.pk)._raw_delete("default"),
    "raw update": _raw("UPDATE {table} SET page_id = page_id WHERE id = %s"),
    "raw delete": _raw("DELETE FROM {table} WHERE id = %s"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", [Decision, CovenantVersion, ChainEntry])
def test_a_record_of_law_cannot_be_altered(page: CovenantPage, model: Any, door: str) -> None:
    record = model.objects.first()
    with refused():
        DOORS[door](record)


def test_nothing_takes_them_along_when_it_is_deleted(page: CovenantPage) -> None:
    """Cascades: the page, the hamlet's page above, the person who recorded, the revision."""
    version = page.versions.get()
    for other in (
        page,
        Page.objects.get(pk=page.pk),
        page.get_parent(),
        version.revision,
        version.decision.recorded_by,
    ):
        with refused():
            other.delete()


def test_nothing_cascades_by_the_collector(page: CovenantPage) -> None:
    collector = NestedObjects(using="default")
    collector.collect([page])
    assert {type(found) for found in collector.protected} >= {Decision, CovenantVersion, ChainEntry}


def test_the_admin_has_no_form_for_them(page: CovenantPage) -> None:
    snippets = get_snippet_models()
    for model in (Decision, CovenantVersion, ChainEntry):
        assert model not in snippets
        for name in ("edit", "delete"):
            with pytest.raises(NoReverseMatch):
                reverse(f"{model._meta.model_name}:{name}", args=[1])


def test_the_admin_refuses_to_delete_the_page(page: CovenantPage) -> None:
    before = snapshot()
    unit = builders.Unit("32098", "Ấp khác")
    for person in (builders.new_person(superuser=True), unit.person(Role.COMMUNE_LEADER)):
        client = builders.login(person)
        client.post(builders.url("delete", page.pk))
        client.post(builders.bulk_url("delete", page))
    assert snapshot() == before and CovenantPage.objects.filter(pk=page.pk).exists()


def test_records_are_still_written(page: CovenantPage) -> None:
    """The triggers refuse changes, not new records."""
    decision = page.decisions.get()
    values = {"page": page, "number": "16", "issued_on": decision.issued_on, "issuer": "X", "signer": "Y"}
    more = Decision.objects.create(**values, recorded_by=decision.recorded_by)
    assert ChainEntry.objects.filter(kind="decision", record_id=more.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_triggers_come_back_after_they_were_lifted() -> None:
    page = builders.recognised(builders.Unit())
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE covenants_decision SET number = 'x'")
    install(connection)  # twice is once
    assert page.decisions.get().number == "x"
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE covenants_decision SET number = 'y'")


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_postgresql_refuses_to_truncate(page: CovenantPage, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else deferred checks of this transaction refuse it first
        with refused():
            cursor.execute(f"TRUNCATE {table} CASCADE")
