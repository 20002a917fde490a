"""The parts of `./test`: their commands, in the order in which they run."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from .paths import VENV, with_venv
from .services import Services

PACKAGES = ("cms", "content_models", "search", "tools")
IN_PARALLEL = ("-n", "2", "--dist", "worksteal")


@dataclass(frozen=True)
class Command:
    """One part: a program in the virtual environment's `bin` and its arguments, with its environment."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def line(self) -> list[str]:
        """The command as the system gets it."""
        program, *rest = self.arguments
        return [str(VENV / "bin" / program), *rest]


def static_parts(scratch: Path) -> list[Command]:
    """What reads the code without running the site."""
    base = _base()
    production = base | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DINH_ALLOWED_HOSTS": "dinh.example",
        "DINH_BASE_URL": "https://dinh.example",
        "DINH_VAR": str(scratch),
    }
    tests = base | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    manage = ("python", "-m", "django")
    return [
        Command("Lỗi viết mã (ruff)", ("ruff", "check", "."), base),
        Command("Định dạng mã (ruff format)", ("ruff", "format", "--check", "."), base),
        Command("Kiểu dữ liệu (mypy)", ("mypy", *PACKAGES), base),
        Command("Chiều phụ thuộc (import-linter)", ("lint-imports",), base),
        Command("Bản di trú còn thiếu", (*manage, "makemigrations", "--check", "--dry-run"), tests),
        Command(
            "Kiểm tra triển khai của Django",
            (*manage, "check", "--deploy", "--fail-level", "WARNING"),
            production,
        ),
    ]


def test_parts(services: Services) -> list[Command]:
    """pytest on both configurations, first without and then with the browser."""
    small = _base() | _named(services, database=False)
    parts = [Command("Kiểm thử: SQLite, máy tìm kiếm đi kèm", _pytest("not browser", "embedded"), small)]
    if services.chromium:
        name = "Trình duyệt: SQLite, máy tìm kiếm đi kèm"
        parts.append(Command(name, _pytest("browser", "embedded", parallel=False), small))
    if not services.database_url:
        return parts
    engine = "elasticsearch" if services.elasticsearch_url else "embedded"
    label = f"PostgreSQL, {'Elasticsearch' if services.elasticsearch_url else 'máy tìm kiếm đi kèm'}"
    large = _base() | _named(services, database=True)
    parts.append(Command(f"Kiểm thử: {label}", _pytest("not browser and not once", engine), large))
    if services.chromium:
        parts.append(Command(f"Trình duyệt: {label}", _pytest("browser", engine, parallel=False), large))
    return parts


def chosen_part(services: Services, arguments: list[str]) -> Command:
    """`./test PATH…`: pytest with the person's own arguments, on what there is."""
    named = _named(services, database=True)
    return Command("Kiểm thử đã chọn", ("python", "-m", "pytest", *arguments), _base() | named)


def _pytest(marker: str, engine: str, parallel: bool = True) -> tuple[str, ...]:
    return ("python", "-m", "pytest", "-m", marker, f"--site-engine={engine}", *(IN_PARALLEL if parallel else ()))


def _base() -> dict[str, str]:
    """This shell's environment without what would make one part use another part's services."""
    private = ("DATABASE_URL", "ELASTICSEARCH_URL", "CHROMIUM", "DINH_VAR", "SECRET_KEY", "DINH_DEBUG")
    return with_venv({key: value for key, value in os.environ.items() if key not in private})


def _named(services: Services, database: bool) -> dict[str, str]:
    named = {"ELASTICSEARCH_URL": services.elasticsearch_url, "CHROMIUM": services.chromium}
    if database:
        named["DATABASE_URL"] = services.database_url
    return {key: value for key, value in named.items() if value}
