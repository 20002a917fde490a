import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("covenants", "0006_model_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Snippet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=20, verbose_name="loại văn bản")),
                ("part", models.CharField(max_length=20, verbose_name="phần")),
                ("text", models.TextField(max_length=20000, verbose_name="lời văn")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="đã đối chiếu với")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="đối chiếu lúc")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đối chiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời văn mẫu",
                "verbose_name_plural": "lời văn mẫu",
            },
        ),
        migrations.AddConstraint(
            model_name="snippet",
            constraint=models.UniqueConstraint(fields=("paper", "part"), name="covenants_snippet_once"),
        ),
    ]
