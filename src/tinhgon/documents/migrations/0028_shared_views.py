"""Saved views given to a unit or to the agency."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0027_index_of_neighbouring_words"),
        ("identity", "0001_initial"),
        ("organisation", "0008_duty_to_share_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency")),
                ("unit", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit")),
                ("view", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="documents.savedview")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("view", "agency", "unit"), name="view_shared_once_with_a_place", nulls_distinct=False)],
            },
        ),
    ]
