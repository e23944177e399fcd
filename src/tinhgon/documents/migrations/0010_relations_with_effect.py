"""How papers stand to each other gets days of effect, papers that are not here, and withdrawal of what was an error.
The table holds one row for every reply: its one new index is built in less than a second on a full office."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("replies", "Trả lời"),
    ("replaces", "Thay thế"),
    ("amends", "Sửa đổi"),
    ("supplements", "Bổ sung"),
    ("corrects", "Đính chính"),
    ("repeals", "Bãi bỏ"),
    ("expires", "Hết hiệu lực"),
    ("extends", "Gia hạn"),
    ("refers", "Căn cứ"),
]


def paper(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to="documents.document",
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_open_deliveries")]

    operations = [
        migrations.RemoveConstraint(model_name="relation", name="relation_unique"),
        migrations.AlterField("relation", "from_document", paper("relations")),
        migrations.AlterField("relation", "to_document", paper("related_from")),
        migrations.AlterField("relation", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AddField("relation", "outside", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("relation", "note", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("relation", "is_partial", models.BooleanField(default=False)),
        migrations.AddField("relation", "until_on", models.DateField(blank=True, null=True)),
        migrations.AddField("relation", "made_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("relation", "made_by", models.CharField(blank=True, default="", max_length=300), False),
        migrations.AddField("relation", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "relation", "withdrawn_by", models.CharField(blank=True, default="", max_length=300), False
        ),
        migrations.AddField(
            "relation", "withdrawn_reason", models.CharField(blank=True, default="", max_length=500), False
        ),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                condition=Q(withdrawn_at=None), fields=("from_document", "to_document", "kind"), name="relation_once"
            ),
        ),
        migrations.AddConstraint(
            "relation",
            models.CheckConstraint(
                condition=~Q(from_document=None) | ~Q(to_document=None), name="relation_has_a_paper"
            ),
        ),
        migrations.AddConstraint(
            "relation",
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="relation_withdrawn_has_reason"
            ),
        ),
    ]
