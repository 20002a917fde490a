"""The province's first model covenants, put into a register that has none by `migrate`.

Source: fixtures/model_texts/*.txt, written for this project. What the province changes or adds afterwards stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from content_models.covenants.model_reading import read_file
from content_models.covenants.models import ModelText
from content_models.history import recorded

FOLDER = Path("fixtures/model_texts")


def install_models(using: str = "default", **kwargs: Any) -> None:
    """Receiver of `post_migrate`; does nothing where the register has an entry."""
    tables = connections[using].introspection.table_names()
    if not {ModelText._meta.db_table, "reversion_version"} <= set(tables) or ModelText.objects.exists():
        return
    with recorded(None, "Cài đặt: các văn bản mẫu đầu tiên"):
        for path in sorted((settings.BASE_DIR / FOLDER).glob("*.txt")):
            ModelText.objects.create(**read_file(path.read_text(encoding="utf-8")))
