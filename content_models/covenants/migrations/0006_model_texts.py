from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("covenants", "0005_append_only_triggers")]

    operations = []
