"""Who kept a seal becomes a dated row; whoever may close a book may open one."""

from django.db import migrations


def load(apps, schema_editor):
    seal = apps.get_model("organisation", "Seal")
    keeping = apps.get_model("organisation", "SealKeeping")
    for row in seal.objects.exclude(keeper_post=None):
        keeping.objects.create(seal=row, post_id=row.keeper_post_id, starts_on=row.starts_on, ends_on=row.ends_on)
    grant = apps.get_model("organisation", "DutyGrant")
    for row in grant.objects.filter(duty="close_book"):
        grant.objects.get_or_create(
            agency_id=row.agency_id,
            role=row.role,
            duty="manage_books",
            starts_on=row.starts_on,
            defaults={"ends_on": row.ends_on, "legal_basis": row.legal_basis},
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_clerical_side")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
