"""Minutes of handing over the clerk's post."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

STATES = [("drawn_up", "Chờ ký nhận"), ("taken", "Đã ký nhận"), ("refused", "Không nhận")]


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0022_normative_series"),
        ("identity", "0001_initial"),
        ("organisation", "0007_duty_to_add_a_step"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClerkMinutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("giver_label", models.CharField(max_length=300)),
                ("taker_label", models.CharField(max_length=300)),
                ("reason", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("content", models.JSONField()),
                ("state", models.CharField(choices=STATES, default="drawn_up", max_length=8)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_words", models.CharField(blank=True, max_length=300)),
                ("agency", key("identity.agency")),
                ("giver", key("organisation.person")),
                ("office", key("organisation.clericaloffice")),
                ("taker", key("organisation.person")),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-id"], name="clerk_minutes_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=[state for state, _ in STATES]), name="minutes_state_is_known"
                    ),
                    models.CheckConstraint(condition=~Q(giver=F("taker")), name="minutes_between_two_persons"),
                    models.UniqueConstraint(
                        fields=("office",), condition=Q(state="drawn_up"), name="minutes_one_at_a_time"
                    ),
                ],
            },
        ),
    ]
