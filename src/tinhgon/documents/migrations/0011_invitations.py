"""What invitations say: a new table, empty on a full office."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("documents", "0010_relations_with_effect"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("chair", models.CharField(blank=True, max_length=200)),
                ("people", models.CharField(blank=True, max_length=500)),
                ("is_called_off", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="documents.document",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="documents.invitation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "starts_at"], name="invitation_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="invitation_ends_after_start"
                    ),
                    models.CheckConstraint(condition=~Q(replaces=F("pk")), name="invitation_replaces_another"),
                ],
            },
        ),
    ]
