"""The places that approval tests play in."""

from __future__ import annotations

import pytest

from content_models.roles.models import Person
from tests.cms.approval import builders
from tests.cms.approval.builders import SONG_DOC, Unit


@pytest.fixture
def unit(db: None) -> Unit:
    """Xã Đất Mũi with its hamlet."""
    return Unit()


@pytest.fixture
def other(db: None) -> Unit:
    """Another commune with a hamlet of its own."""
    return Unit(SONG_DOC, "Cửa Thử")


@pytest.fixture
def superuser(db: None) -> Person:
    return builders.new_person(superuser=True)
