"""A paper that was given back or called back may come to an agency again; travel papers among the types. The index is
made beside running work, and again from the start where it was cut off."""

from datetime import date

from django.db import migrations, models

HELD = "flow = 'incoming' AND NOT (state IN ('refused', 'recalled'))"


def load(apps, schema_editor):
    kind = apps.get_model("documents", "DocumentType")
    rows = (
        ("nd30", "Mẫu thông lệ; NĐ 30/2020/NĐ-CP không liệt kê", date(2020, 3, 5)),
        ("hd05", "Quy định 399-QĐ/TW Điều 5–7 (chữ viết tắt theo thói quen)", date(2026, 5, 27)),
        ("hd36", "66-QĐ/TW (chữ viết tắt theo thói quen)", date(2018, 4, 3)),
    )
    for rule_set, basis, starts_on in rows:
        ends_on = date(2026, 5, 27) if rule_set == "hd36" else None
        kind.objects.get_or_create(
            rule_set=rule_set,
            code="GĐĐ",
            defaults={
                "name": "Giấy đi đường",
                "order": 60,
                "legal_basis": basis,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "confidence": "C",
            },
        )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("documents", "0031_interruptions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS document_held_once",
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY document_held_once ON documents_document (agency_id, source_id) "
                    f"WHERE ({HELD})",
                    "DROP INDEX CONCURRENTLY IF EXISTS document_held_once",
                ),
                migrations.RunSQL(
                    "DROP INDEX CONCURRENTLY IF EXISTS document_received_once",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("document", "document_received_once"),
                migrations.AddConstraint(
                    "document",
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("flow", "incoming"), models.Q(("state__in", ["refused", "recalled"]), _negated=True)
                        ),
                        fields=("agency", "source"),
                        name="document_held_once",
                    ),
                ),
            ],
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
