from typing import Any

from django.db import migrations

from content_models.covenants.append_only import install, remove


def make(apps: Any, schema_editor: Any) -> None:
    install(schema_editor.connection)


def take_off(apps: Any, schema_editor: Any) -> None:
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("covenants", "0004_legal_history")]

    operations = [migrations.RunPython(make, take_off)]
