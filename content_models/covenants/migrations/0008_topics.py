import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import content_models.choices


class Migration(migrations.Migration):
    dependencies = [
        ("covenants", "0007_snippets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StandingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                (
                    "applies",
                    models.CharField(
                        choices=[
                            ("yes", "Vẫn áp dụng trong phần địa bàn cũ"),
                            ("partly", "Chỉ áp dụng một phần"),
                            ("no", "Không còn áp dụng"),
                        ],
                        max_length=10,
                        verbose_name="áp dụng",
                    ),
                ),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="giải thích")),
                ("ground", models.CharField(max_length=300, verbose_name="căn cứ")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_notes",
                        to="covenants.covenantpage",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "ghi chú áp dụng",
                "verbose_name_plural": "ghi chú áp dụng",
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="TopicCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article", models.CharField(max_length=64, verbose_name="mã của điều")),
                (
                    "topics",
                    content_models.choices.MultipleChoiceField(blank=True, default=list, verbose_name="chủ đề"),
                ),
                ("corrected_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_corrections",
                        to="covenants.covenantpage",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "chủ đề của một điều",
                "verbose_name_plural": "chủ đề của các điều",
                "constraints": [
                    models.UniqueConstraint(fields=("page", "article"), name="covenants_topics_once_an_article")
                ],
            },
        ),
    ]
