"""The book of hand-overs and the one of what went by post get their columns (NĐ 30/2020/NĐ-CP, Annex IV; the annex has
no form of its own for hand-overs: it is the practice of clerical offices)."""

from datetime import date

from django.db import migrations, models
from django.db.models import Q

STARTS_ON = date(2020, 3, 5)
KINDS = [
    ("di", "Sổ đăng ký văn bản đi"),
    ("den", "Sổ đăng ký văn bản đến"),
    ("giai-quyet", "Sổ theo dõi giải quyết văn bản đến"),
    ("chuyen-giao", "Sổ chuyển giao văn bản"),
    ("buu-dien", "Sổ gửi văn bản đi bưu điện"),
]
FORMS = {
    "chuyen-giao": (
        "Sổ chuyển giao văn bản",
        "Nghiệp vụ văn thư; Nghị định 30/2020/NĐ-CP, điều 24",
        (
            ("passed_on", "Ngày chuyển", 1.1, "center"),
            ("number", "Số đến", 0.8, "right"),
            ("code", "Số, ký hiệu", 1.4, "left"),
            ("content", "Trích yếu", 3.2, "left"),
            ("holder", "Đơn vị/người nhận", 1.7, "left"),
            ("copies", "Số bản", 0.6, "right"),
            ("receipt", "Ký nhận", 1.7, "left"),
            ("note", "Ghi chú", 1.2, "left"),
        ),
    ),
    "buu-dien": (
        "Sổ gửi văn bản đi bưu điện",
        "Nghị định 30/2020/NĐ-CP, Phụ lục IV",
        (
            ("passed_on", "Ngày chuyển", 1.1, "center"),
            ("code", "Số, ký hiệu văn bản", 1.6, "left"),
            ("to_places", "Nơi nhận văn bản", 3.2, "left"),
            ("envelopes", "Số lượng bì", 0.8, "right"),
            ("receipt", "Ký nhận và dấu bưu điện", 2.2, "left"),
            ("note", "Ghi chú", 1.6, "left"),
        ),
    ),
}


def enter(apps, schema_editor):
    form = apps.get_model("numbering", "RegisterForm")
    for kind, (title, basis, columns) in FORMS.items():
        form.objects.get_or_create(
            kind=kind, rule_set="", starts_on=STARTS_ON,
            defaults={
                "title": title,
                "legal_basis": basis,
                "columns": [{"key": k, "heading": h, "width": w, "align": a} for k, h, w, a in columns],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("numbering", "0005_entries_by_day")]

    operations = [
        migrations.RemoveConstraint("registerform", "register_kind_is_known"),
        migrations.AlterField("registerform", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AddConstraint(
            "registerform",
            models.CheckConstraint(condition=Q(kind__in=[kind for kind, _ in KINDS]), name="register_kind_is_known"),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
