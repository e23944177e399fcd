"""The duty roster, the ladders and the calls: new tables, and the ladders that hold until an office sets its own."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

URGENCIES = [("", "Thường"), ("khan", "Khẩn"), ("thuong_khan", "Thượng khẩn"), ("hoa_toc", "Hoả tốc")]
WATCHES = [("clerk", "Trực văn thư"), ("leader", "Trực lãnh đạo")]
RUNGS = [
    ("clerk", "Văn thư trực"),
    ("awaited", "Người đang được trình"),
    ("chief", "Chánh Văn phòng"),
    ("leader", "Lãnh đạo trực"),
]
STAGES = [("arrived", "Chờ vào sổ"), ("registered", "Chờ người mở")]
OUTCOMES = [
    ("", "Đang gọi"),
    ("opened", "Đã có người mở"),
    ("handled", "Đã xử lý tiếp"),
    ("exhausted", "Đã gọi hết, chưa ai mở"),
]
MINUTES = {"hoa_toc": 15, "thuong_khan": 30, "khan": 60}


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(target: str, related_name: str = "+", **more: bool) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=target, **more
    )


def house_ladders(apps, schema_editor):
    """Urgent papers are put before the leaders at once (NĐ 30/2020 art. 23.1); how many minutes "at once" may last is
    the office's own rule, this is what holds until it has one."""
    for urgency, minutes in MINUTES.items():
        apps.get_model("roster", "Ladder").objects.create(
            urgency=urgency,
            minutes=minutes,
            rungs=["clerk", "chief", "leader"],
            starts_on="2020-03-05",
            legal_basis="Nghị định 30/2020/NĐ-CP, Điều 23 khoản 1; số phút mặc định của hệ thống",
        )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("organisation", "0001_initial"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", key()),
                ("watch", models.CharField(choices=WATCHES, max_length=6)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.CharField(max_length=300)),
                ("agency", to("identity.agency")),
                ("person", to("organisation.person", "shifts")),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "ends_at"], name="shift_by_end")],
                "constraints": [
                    models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"),
                    models.UniqueConstraint(
                        condition=Q(withdrawn_at=None),
                        fields=["agency", "person", "watch", "starts_at"],
                        name="shift_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", key()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("legal_basis", models.CharField(blank=True, max_length=300)),
                ("urgency", models.CharField(choices=URGENCIES, max_length=12)),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "rungs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=RUNGS, max_length=8), size=None
                    ),
                ),
                ("agency", to("identity.agency", null=True, blank=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="ladder_ends_after_start"
                    ),
                    models.UniqueConstraint(
                        fields=["agency", "urgency", "starts_on"], name="ladder_start_unique", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=Q(minutes__gte=1, minutes__lte=1440), name="ladder_minutes_are_sound"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", key()),
                ("stage", models.CharField(choices=STAGES, max_length=10)),
                ("urgency", models.CharField(choices=URGENCIES, max_length=12)),
                ("started_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("call_count", models.PositiveSmallIntegerField(default=0)),
                ("outcome", models.CharField(blank=True, choices=OUTCOMES, max_length=9)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=300)),
                ("agency", to("identity.agency")),
                ("document", to("documents.document", "escalations")),
            ],
            options={
                "indexes": [models.Index(condition=Q(outcome=""), fields=["id"], name="escalation_running")],
                "constraints": [models.UniqueConstraint(fields=["document", "stage"], name="escalation_once")],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", key()),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("rung", models.CharField(choices=RUNGS, max_length=8)),
                ("at", models.DateTimeField()),
                ("people", models.CharField(blank=True, max_length=500)),
                ("is_gap", models.BooleanField(default=False)),
                ("escalation", to("roster.escalation", "calls")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["escalation", "ordinal"], name="call_once")],
            },
        ),
        migrations.RunPython(house_ladders, migrations.RunPython.noop),
    ]
