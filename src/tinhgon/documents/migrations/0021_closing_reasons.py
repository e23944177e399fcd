"""Reasons for which the handling of a paper ends, with the ones every agency begins with (office-practice B 20)."""

from datetime import date

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# code, name, who may close with it, the law or "" where it is practice, and what it asks or counts as.
REASONS = (
    (
        "replied",
        "Đã có văn bản trả lời",
        ("lead", "direct", "propose"),
        "NĐ 30/2020/NĐ-CP điều 24",
        {"needs_reply": True},
    ),
    ("settled", "Đã giải quyết, không cần văn bản trả lời", ("lead", "direct", "propose"), "", {}),
    ("inform", "Để biết", ("lead", "direct", "propose"), "", {}),
    ("filed", "Lưu hồ sơ", ("lead", "direct", "propose"), "", {}),
    ("met", "Đã họp, đã dự", ("lead", "direct", "propose"), "", {}),
    ("passed_on", "Đã chuyển nơi khác giải quyết", ("lead", "direct", "propose"), "", {"needs_note": True}),
    (
        "duplicate",
        "Trùng văn bản đã có trong sổ",
        ("lead", "direct", "propose", "register"),
        "",
        {"is_counted": False, "needs_note": True},
    ),
    ("other", "Lý do khác", ("lead", "direct"), "", {"needs_note": True}),
)


def load(apps, schema_editor):
    reason = apps.get_model("documents", "ClosingReason")
    for order, (code, name, who, legal_basis, more) in enumerate(REASONS, 1):
        reason.objects.create(
            code=code,
            name=name,
            who=list(who),
            legal_basis=legal_basis,
            starts_on=date(2020, 3, 5),
            order=99 if code == "other" else order * 5,
            **more,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0020_hand_over_batches"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                (
                    "who",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), default=list, size=None
                    ),
                ),
                ("needs_note", models.BooleanField(default=False)),
                ("needs_reply", models.BooleanField(default=False)),
                ("is_counted", models.BooleanField(default=True)),
                ("legal_basis", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveSmallIntegerField(default=50)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=300)),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="documents.document"
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.closingreason"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="closingreason",
            constraint=models.UniqueConstraint(
                fields=("agency", "code", "starts_on"), name="closing_reason_once_a_day", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="closingreason",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="closing_reason_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_at", None)), fields=("document",), name="closing_one_in_force"
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
