"""The operators' table and the code that reads the environment say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).resolve().parents[2]
OPERATIONS = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")


def names_in_code() -> set[str]:
    """First arguments of `env.str("NAME", …)` and its like in the one module that reads the environment."""
    tree = ast.parse((REPOSITORY / "cms" / "settings" / "environment.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    reads = (c for c in calls if isinstance(c.func, ast.Attribute) and ast.unparse(c.func.value) == "env")
    return {c.args[0].value for c in reads if c.args and isinstance(c.args[0], ast.Constant)}


def names_in_first_table() -> set[str]:
    table = OPERATIONS.split("Read by the Procfile")[0]
    return set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))


def test_every_setting_that_is_read_has_its_row_and_every_row_is_read() -> None:
    assert names_in_code()
    assert names_in_first_table() == names_in_code()


def test_what_compose_sets_is_explained_to_operators() -> None:
    compose = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")
    site = compose.split("x-site:")[1].split("volumes:")[0]
    names = set(re.findall(r"^ {4}([A-Z_]+):", site, re.MULTILINE))
    assert names
    assert names <= names_in_first_table()


def test_nothing_else_in_the_site_reads_the_environment() -> None:
    allowed = {"cms/settings/environment.py", "cms/wsgi.py"}
    readers = {
        str(path.relative_to(REPOSITORY))
        for package in ("cms", "content_models", "search")
        for path in (REPOSITORY / package).rglob("*.py")
        if re.search(r"os\.(environ|getenv)|from os import .*(environ|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers <= allowed
