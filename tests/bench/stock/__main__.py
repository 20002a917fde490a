"""The plain project as a process: reads the body as JSON in its first line, then a word a line (`open`,
`save`, `queries`), and answers each with a line of JSON. Told by DINH_VAR and DATABASE_URL where to live."""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from tests.bench.editing import Editor

    blocks = json.loads(sys.stdin.readline())
    editor = Editor(_page(blocks), _superuser(), blocks)
    print(json.dumps("ready"), flush=True)
    answers = {"open": editor.open, "save": editor.save, "queries": editor.queries}
    for line in sys.stdin:
        print(json.dumps(answers[line.strip()]()), flush=True)


def _page(blocks: list[dict[str, Any]]) -> Any:
    """The page in a new database."""
    from django.core.management import call_command
    from wagtail.models import Page

    from .models import StockPage

    call_command("migrate", verbosity=0, stdout=sys.stderr)
    page = StockPage(title="Hương ước", slug="huong-uoc", live=False, body=json.dumps(blocks))
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision()
    return page


def _superuser() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser("stock", "stock@example.org", "only-for-measuring")


if __name__ == "__main__":
    main()
