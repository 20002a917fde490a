"""A public server refuses to start half set, or on a demo database. Each case is a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
COMPLETE = {
    "SECRET_KEY": "x" * 60,
    "DINH_ALLOWED_HOSTS": "dinh.camau.example",
    "DINH_BASE_URL": "https://dinh.camau.example",
}
OURS = ("DINH_", "DATABASE_URL", "ELASTICSEARCH_", "SECRET_KEY", "EMAIL_URL", "DJANGO_SETTINGS_MODULE")
LOAD = "import django; django.setup()"
START = "import cms.wsgi"


def run(code: str, var: Path, settings_module: str = "cms.settings.production", **environment: str) -> tuple[int, str]:
    """Exit code and error output of a Python process with exactly these settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    clean |= {"DINH_VAR": str(var), "DJANGO_SETTINGS_MODULE": settings_module} | environment
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, env=clean, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_complete_settings_load(tmp_path: Path) -> None:
    assert run(LOAD, tmp_path, **COMPLETE) == (0, "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"DINH_DEBUG": "1"}, "DINH_DEBUG is on"),
        ({"DINH_ALLOWED_HOSTS": ""}, "DINH_ALLOWED_HOSTS is not set"),
        ({"DINH_BASE_URL": ""}, "DINH_BASE_URL is not set"),
        ({"ELASTICSEARCH_USER": "dinh"}, "belong together"),
        ({"ELASTICSEARCH_SHARDS": "0"}, "ELASTICSEARCH_SHARDS must be at least 1"),
    ],
)
def test_half_set_settings_refuse_with_a_sentence(tmp_path: Path, change: dict[str, str], sentence: str) -> None:
    code, said = run(LOAD, tmp_path, **COMPLETE | change)
    assert code != 0
    assert sentence in said


@pytest.mark.slow
def test_production_does_not_start_on_a_demo_database(tmp_path: Path) -> None:
    migrate = f"{LOAD}; from django.core.management import call_command; call_command('migrate', verbosity=0)"
    make_demo = f"{LOAD}; from cms.portal.models import Installation; Installation.objects.create(demo=True)"
    assert run(migrate, tmp_path, **COMPLETE)[0] == 0
    assert run(START, tmp_path, **COMPLETE)[0] == 0
    assert run(make_demo, tmp_path, **COMPLETE)[0] == 0
    code, said = run(START, tmp_path, **COMPLETE)
    assert code != 0
    assert "demo accounts" in said
    assert run(START, tmp_path, settings_module="cms.settings.dev")[0] == 0


def test_cookies_and_transport_are_safe(tmp_path: Path) -> None:
    check = (
        "import django; django.setup(); from django.conf import settings as s;"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS;"
        "assert not s.DEBUG and not s.DINH_DEMO_ALLOWED"
    )
    assert run(check, tmp_path, **COMPLETE) == (0, "")
