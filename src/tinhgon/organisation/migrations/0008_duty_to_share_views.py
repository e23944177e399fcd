"""Giving a saved view to the whole agency is a right of its own: the leaders' and the chief of office's until the
working rules say otherwise."""

from django.db import migrations, models
from django.utils import timezone

from tinhgon.organisation.choices import Duty

ROLES = ("chief_of_office", "leader")


def grant(apps, schema_editor):
    granted = apps.get_model("organisation", "DutyGrant")
    today = timezone.localdate()
    for agency_id in set(granted.objects.values_list("agency_id", flat=True)):
        for role in ROLES:
            granted.objects.get_or_create(
                agency_id=agency_id,
                role=role,
                duty="share_views",
                defaults={"starts_on": today, "legal_basis": "Mặc định; thay bằng quy chế làm việc"},
            )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_duty_to_add_a_step")]

    operations = [
        migrations.AlterField("dutygrant", "duty", models.CharField(choices=Duty.choices, max_length=24)),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
