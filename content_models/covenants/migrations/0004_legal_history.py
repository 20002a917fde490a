import datetime
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from content_models.covenants.chain import links


def fill(apps: Any, schema_editor: Any) -> None:
    """Rows from before have effect from the day of their version, and become the first links of their chains."""
    decisions, versions = apps.get_model("covenants", "Decision"), apps.get_model("covenants", "CovenantVersion")
    entries = apps.get_model("covenants", "ChainEntry")
    for decision in decisions.objects.iterator():
        version = versions.objects.filter(decision=decision.pk).first()
        day = version.effective_on if version else decision.issued_on
        decisions.objects.filter(pk=decision.pk).update(effective_on=day)
    records = [*decisions.objects.order_by("pk"), *versions.objects.order_by("pk")]
    records.sort(key=lambda record: (record.created_at, record._meta.model_name == "covenantversion"))
    entries.objects.bulk_create(links(entries, records, {}), batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("covenants", "0003_initial"),
        ("files", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                ("position", models.PositiveIntegerField(verbose_name="thứ tự")),
                (
                    "kind",
                    models.CharField(
                        choices=[("decision", "quyết định"), ("version", "phiên bản")],
                        max_length=8,
                        verbose_name="loại bản ghi",
                    ),
                ),
                ("record_id", models.PositiveBigIntegerField(verbose_name="mã bản ghi")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="mã của bản ghi trước")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã kiểm tra")),
            ],
            options={
                "verbose_name": "mắt xích",
                "verbose_name_plural": "chuỗi kiểm tra",
                "ordering": ("page", "position"),
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="covenants.covenantversion",
                verbose_name="về phiên bản",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="annuls",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="annulments",
                to="covenants.decision",
                verbose_name="hủy bỏ quyết định",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="correction_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do đính chính"),
        ),
        migrations.AddField(
            model_name="decision",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correction",
                to="covenants.decision",
                verbose_name="đính chính bản ghi",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="deadline",
            field=models.DateField(blank=True, null=True, verbose_name="thời hạn khắc phục"),
        ),
        migrations.AddField(
            model_name="decision",
            name="effective_on",
            field=models.DateField(default=datetime.date(1, 1, 1), verbose_name="có hiệu lực từ ngày"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="decision",
            name="ends",
            field=models.JSONField(blank=True, default=list, verbose_name="tạm ngừng được chấm dứt"),
        ),
        migrations.AddField(
            model_name="decision",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.attachedfile",
                verbose_name="bản quét quyết định",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="ground",
            field=models.CharField(blank=True, max_length=500, verbose_name="căn cứ"),
        ),
        migrations.AddField(
            model_name="decision",
            name="reason",
            field=models.TextField(blank=True, verbose_name="lý do"),
        ),
        migrations.AddField(
            model_name="decision",
            name="targets",
            field=models.JSONField(blank=True, default=list, verbose_name="các điều, khoản, điểm"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="effect",
            field=models.CharField(
                choices=[
                    ("recognition", "Công nhận"),
                    ("suspension", "Tạm ngừng thực hiện"),
                    ("abolition", "Bãi bỏ"),
                    ("annulment", "Hủy bỏ"),
                    ("void", "Không có quyết định này (ghi nhầm)"),
                ],
                default="recognition",
                max_length=12,
                verbose_name="nội dung",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("effect", "annulment"), _negated=True), ("annuls__isnull", False), _connector="OR"
                ),
                name="covenants_annulment_names_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects__isnull", True), models.Q(("correction_reason", ""), _negated=True), _connector="OR"
                ),
                name="covenants_correction_says_why",
            ),
        ),
        migrations.AddField(
            model_name="chainentry",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="chain",
                to="covenants.covenantpage",
                verbose_name="văn bản",
            ),
        ),
        migrations.AddConstraint(
            model_name="chainentry",
            constraint=models.UniqueConstraint(fields=("page", "position"), name="covenants_chain_position_once"),
        ),
        migrations.AddConstraint(
            model_name="chainentry",
            constraint=models.UniqueConstraint(fields=("kind", "record_id"), name="covenants_chain_record_once"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
