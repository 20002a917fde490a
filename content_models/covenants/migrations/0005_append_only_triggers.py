from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("covenants", "0004_legal_history")]

    operations = []
