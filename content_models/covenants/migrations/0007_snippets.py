from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("covenants", "0006_model_texts")]

    operations = []
