from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("covenants", "0007_snippets")]

    operations = []
