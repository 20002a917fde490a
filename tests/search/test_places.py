"""Names of places that the process keeps."""

from __future__ import annotations

import pytest

from content_models.places.models import Place
from content_models.places.service import rename_place
from search import places
from search.places import known_places, places_like
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_renamed_place_is_known_at_once() -> None:
    hamlet = factories.hamlet("Kinh Mới Thử", factories.DAT_MUI)
    assert known_places()[str(hamlet.pk)].full_name == "Ấp Kinh Mới Thử"
    rename_place(hamlet, kind="ap", name="Kinh Đổi Tên", by=None, reason="Thử", on=factories.SINCE)
    assert known_places()[str(hamlet.pk)].full_name == "Ấp Kinh Đổi Tên"


def test_nobody_waits_for_a_thread_that_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    places.forget()
    known = known_places()
    monkeypatch.setattr(places, "SECONDS", 0.0)
    with places._lock:
        assert known_places() is known


def test_names_are_prepared_again_only_when_a_place_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    hamlet = factories.hamlet("Kinh Mới Thử", factories.DAT_MUI)
    assert [place.id for place in places_like(["kinh", "moi", "thuu"], 3)] == [str(hamlet.pk)]
    names = places._current().names
    monkeypatch.setattr(places, "SECONDS", 0.0)
    assert places._current().names is names
    Place.objects.filter(pk=hamlet.pk).update(name="Rừng Đổi Tên")  # by another process: no signal
    assert [place.id for place in places_like(["rung", "doi", "tenn"], 3)] == [str(hamlet.pk)]
    assert places_like(["kinh", "moi", "thuu"], 3) == []
