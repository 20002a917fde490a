import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("covenants", "0005_append_only_triggers")]

    operations = [
        migrations.CreateModel(
            name="ModelText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="tên mẫu")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("ap", "Ấp"), ("khom", "Khóm"), ("", "Ấp hoặc khóm")],
                        max_length=10,
                        verbose_name="dùng cho",
                    ),
                ),
                ("summary", models.CharField(max_length=300, verbose_name="mẫu này hợp với nơi nào")),
                ("title", models.CharField(max_length=200, verbose_name="tên văn bản")),
                ("text", models.TextField(verbose_name="toàn văn và gợi ý")),
                ("active", models.BooleanField(default=True, verbose_name="đang dùng")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
            ],
            options={
                "verbose_name": "văn bản mẫu",
                "verbose_name_plural": "văn bản mẫu",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Writing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "begun_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("model", "Văn bản mẫu"),
                            ("in_force", "Bản đang có hiệu lực"),
                            ("word", "Tệp Word"),
                            ("empty", "Trang trống"),
                        ],
                        max_length=10,
                        verbose_name="bắt đầu từ",
                    ),
                ),
                ("origin", models.JSONField(blank=True, default=list, verbose_name="bản lúc bắt đầu")),
                ("hints", models.JSONField(blank=True, default=dict, verbose_name="gợi ý theo phần")),
                ("gone", models.JSONField(blank=True, default=list, verbose_name="chỗ dẫn tới điều đã bỏ")),
                (
                    "model_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="covenants.modeltext",
                        verbose_name="văn bản mẫu",
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writing",
                        to="covenants.covenantpage",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc soạn thảo",
                "verbose_name_plural": "việc soạn thảo",
            },
        ),
    ]
