"""Normative papers of councils and people's committees are drafted and numbered: 15/2026/NQ-HĐND, in a series of their
own by type and year (NĐ 30/2020/NĐ-CP điều 15; Luật Ban hành VBQPPL)."""

from datetime import date

from django.db import migrations, models

# Luật số 64/2025/QH15, in force since 1 April 2025: what councils and people's committees issue.
OWN = (("NQ", "Nghị quyết (QPPL)", ["HĐND"]), ("QĐ", "Quyết định (QPPL)", ["UBND"]))
CENTRAL = {"L": ["QH"], "NĐ": ["CP"]}


def load(apps, schema_editor):
    kind = apps.get_model("documents", "DocumentType")
    for order, (code, name, symbols) in enumerate(OWN, 100):
        kind.objects.create(
            rule_set="qppl", code=code, name=name, for_symbols=symbols, date_rule="signing", order=order,
            legal_basis="Luật số 64/2025/QH15", confidence="B", starts_on=date(2025, 4, 1),
        )
    for code, symbols in CENTRAL.items():
        kind.objects.filter(rule_set="qppl", code=code).update(for_symbols=symbols)


def unload(apps, schema_editor):
    kind = apps.get_model("documents", "DocumentType")
    kind.objects.filter(rule_set="qppl", code__in=[code for code, _, _ in OWN]).delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0021_closing_reasons")]

    operations = [
        migrations.AddField("documenttype", "for_symbols", models.JSONField(blank=True, default=list)),
        migrations.RunPython(load, unload),
    ]
