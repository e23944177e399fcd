"""Saved views as tiles of a desk."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_put_off"),
        ("documents", "0028_shared_views"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("is_hidden", models.BooleanField(default=False)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="identity.principal")),
                ("view", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.savedview")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "view"), name="tile_once_a_person")],
            },
        ),
    ]
