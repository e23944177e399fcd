"""How long a step of approval stands before somebody is reminded, with what holds until an office sets its own."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models

URGENCIES = [("", "Thường"), ("khan", "Khẩn"), ("thuong_khan", "Thượng khẩn"), ("hoa_toc", "Hoả tốc")]
WAITS = {"": "2 ngày", "khan": "4 giờ", "thuong_khan": "2 giờ", "hoa_toc": "1 giờ"}


def load(apps, schema_editor):
    for urgency, wait in WAITS.items():
        apps.get_model("desk", "Patience").objects.create(
            urgency=urgency,
            wait=wait,
            legal_basis="Mặc định của hệ thống; thay bằng quy chế làm việc",
            starts_on=date(2020, 3, 5),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_tiles"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Patience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("urgency", models.CharField(blank=True, choices=URGENCIES, max_length=12)),
                ("wait", models.CharField(blank=True, max_length=20)),
                ("legal_basis", models.CharField(max_length=300)),
                ("starts_on", models.DateField()),
                ("by", models.CharField(blank=True, max_length=300)),
                ("agency", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "urgency", "starts_on"), name="patience_start_unique", nulls_distinct=False)
                ],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
