"""The one place that reads the environment. (The operators' table is held to it in tests/docs.)"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from environs import EnvError

from cms.settings import environment

REPOSITORY = Path(__file__).resolve().parents[3]
SOURCE = (REPOSITORY / "cms/settings/environment.py").read_text(encoding="utf-8")


def names_read() -> set[str]:
    return set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SOURCE))


def test_every_field_is_read_from_a_variable_of_its_own() -> None:
    assert len(names_read()) == len(dataclasses.fields(environment.Environment))


def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DINH_TRUSTED_PROXIES", "two")
    with pytest.raises(EnvError, match="DINH_TRUSTED_PROXIES"):
        environment.read()
