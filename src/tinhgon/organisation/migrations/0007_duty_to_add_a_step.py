"""Putting a row of approval on one paper is a right of its own; who drafts has it until the working rules say
otherwise."""

from django.db import migrations, models
from django.utils import timezone

from tinhgon.organisation.choices import Duty

ROLES = ("specialist", "unit_head")


def grant(apps, schema_editor):
    granted = apps.get_model("organisation", "DutyGrant")
    today = timezone.localdate()
    for agency_id in set(granted.objects.values_list("agency_id", flat=True)):
        for role in ROLES:
            granted.objects.get_or_create(
                agency_id=agency_id,
                role=role,
                duty="add_step",
                defaults={"starts_on": today, "legal_basis": "Mặc định; thay bằng quy chế làm việc"},
            )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_duty_to_approve_rights")]

    operations = [
        migrations.AlterField("dutygrant", "duty", models.CharField(choices=Duty.choices, max_length=24)),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
