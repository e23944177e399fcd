"""Who goes to meetings: a new table, empty on a full office."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

ANSWERS = [("going", "Dự"), ("sent", "Cử người dự"), ("declined", "Không dự")]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("documents", "0011_invitations"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer", models.CharField(choices=ANSWERS, max_length=8)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("told_as", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=300)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="documents.invitation",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="organisation.post",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["post", "answer"], name="meetings_at_post_answer")],
                "constraints": [
                    models.UniqueConstraint(fields=["invitation", "post"], name="attendance_once"),
                    models.CheckConstraint(
                        condition=Q(answer__in=["going", "sent", "declined"]), name="attendance_answer_is_known"
                    ),
                ],
            },
        ),
    ]
