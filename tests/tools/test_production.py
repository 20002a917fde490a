"""Image, compose and Procfile run the same processes with the same pins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.healthcheck import host_header

pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).resolve().parents[2]
PROCESSES = ("web", "worker", "indexer", "clock")


def read(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def test_the_procfile_and_compose_have_the_same_processes() -> None:
    lines = dict(line.split(": ", 1) for line in read("Procfile").splitlines())
    assert tuple(lines) == PROCESSES
    for name in PROCESSES[1:]:
        words = re.sub(r'"', "", lines[name]).split()
        command = ", ".join(f'"{word}"' for word in words)
        assert f"command: [{command}]" in read("compose.yaml"), name


def test_a_long_address_reaches_our_own_pages() -> None:
    """Gunicorn answers what is longer than its limit by itself, in English: its limit is raised to the highest."""
    assert "--limit-request-line 8190" in read("Procfile")
    assert '"--limit-request-line", "8190"' in read("Dockerfile")


def test_the_image_installs_the_pins_with_our_installer_and_does_not_run_as_root() -> None:
    image = read("Dockerfile")
    assert "python -m tools.install --into" in image
    assert "\nUSER dinh\n" in image
    assert "HEALTHCHECK" in image
    assert image.count("FROM ") == 2


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly(name: str) -> None:
    lines = [line for line in read(name).splitlines() if line and not line.startswith(("#", "-r "))]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []


@pytest.mark.parametrize("name", ["wagtail", "django", "elasticsearch-dsl", "django-reversion", "pillow"])
def test_the_asked_for_packages_are_named(name: str) -> None:
    assert re.search(rf"^{name}==", read("requirements.txt"), re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        ("dancu.example.vn,www.example.vn", "dancu.example.vn"),
        (".example.vn", "example.vn"),
        ("*", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_health_check_asks_under_a_host_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch, allowed: str, expected: str
) -> None:
    monkeypatch.setenv("DINH_ALLOWED_HOSTS", allowed)
    assert host_header() == expected
