"""Vietnam's days off and working Saturdays as first rows, each with its legal basis; whoever keeps the calendar
edits them from there on."""

from django.db import migrations

from officekit import workdays


def load(apps, schema_editor):
    special_day = apps.get_model("office_calendar", "SpecialDay")
    known = set(special_day.objects.filter(agency=None).values_list("day", flat=True))
    special_day.objects.bulk_create(
        special_day(
            day=row.day,
            is_working=row.kind == "working",
            name=row.reason,
            legal_basis=row.legal_basis,
            is_provisional=row.is_provisional,
        )
        for row in workdays.vietnam()
        if row.day not in known
    )


class Migration(migrations.Migration):
    dependencies = [("office_calendar", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
