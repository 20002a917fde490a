"""A production installation on a demo database: none of its processes starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

import manage
from cms.portal.models import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_server_on_demo_data(settings: Any) -> None:
    settings.DINH_DEMO_ALLOWED = False
    Installation.objects.update_or_create(pk=1, defaults={"demo": True})


@pytest.mark.parametrize("process", sorted(manage.PROCESSES))
def test_it_refuses_to_start(public_server_on_demo_data: None, process: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="demo accounts"):
        manage.main(["manage.py", process])


def test_what_does_not_keep_running_is_still_possible(
    public_server_on_demo_data: None, capsys: pytest.CaptureFixture[str]
) -> None:
    manage.main(["manage.py", "version"])
    assert capsys.readouterr().out.strip()


def test_every_process_of_the_procfile_asks() -> None:
    lines = Path(manage.__file__).with_name("Procfile").read_text(encoding="utf-8").splitlines()
    commands = {line.split("manage.py ")[1].split()[0] for line in lines if "manage.py " in line}
    assert commands == manage.PROCESSES
