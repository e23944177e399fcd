"""The registers of Nghị định 30/2020/NĐ-CP, Annex IV, with exactly their columns."""

from datetime import date

from django.db import migrations

BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục IV"
STARTS_ON = date(2020, 3, 5)
FORMS = {
    "di": (
        "Sổ đăng ký văn bản đi",
        (
            ("code", "Số, ký hiệu", 1.3, "left"),
            ("dated", "Ngày tháng", 1.1, "center"),
            ("content", "Tên loại và trích yếu", 3.2, "left"),
            ("signer", "Người ký", 1.3, "left"),
            ("to_places", "Nơi nhận", 1.9, "left"),
            ("kept_by", "Đơn vị/người nhận bản lưu", 1.3, "left"),
            ("copies", "Số lượng bản", 0.8, "right"),
            ("passed_on", "Ngày chuyển", 1.1, "center"),
            ("receipt", "Ký nhận", 0.9, "left"),
            ("note", "Ghi chú", 1.5, "left"),
        ),
    ),
    "den": (
        "Sổ đăng ký văn bản đến",
        (
            ("arrived", "Ngày đến", 1.1, "center"),
            ("number", "Số đến", 0.8, "right"),
            ("issuer", "Tác giả", 1.8, "left"),
            ("code", "Số, ký hiệu", 1.3, "left"),
            ("dated", "Ngày tháng", 1.1, "center"),
            ("content", "Tên loại và trích yếu", 3.2, "left"),
            ("holder", "Đơn vị/người nhận", 1.5, "left"),
            ("passed_on", "Ngày chuyển", 1.1, "center"),
            ("receipt", "Ký nhận", 0.9, "left"),
            ("note", "Ghi chú", 1.5, "left"),
        ),
    ),
    "giai-quyet": (
        "Sổ theo dõi giải quyết văn bản đến",
        (
            ("number", "Số đến", 0.8, "right"),
            ("identity", "Tên loại, số, ký hiệu, ngày, cơ quan ban hành", 3.4, "left"),
            ("holder", "Đơn vị/người nhận", 1.7, "left"),
            ("due", "Thời hạn giải quyết", 1.3, "left"),
            ("progress", "Tiến độ", 1.7, "left"),
            ("replies", "Số, ký hiệu văn bản trả lời", 1.6, "left"),
            ("note", "Ghi chú", 1.5, "left"),
        ),
    ),
}


def enter(apps, schema_editor):
    form = apps.get_model("numbering", "RegisterForm")
    for kind, (title, columns) in FORMS.items():
        form.objects.get_or_create(
            kind=kind,
            rule_set="",
            starts_on=STARTS_ON,
            defaults={
                "title": title,
                "legal_basis": BASIS,
                "columns": [dict(zip(("key", "heading", "width", "align"), column, strict=True)) for column in columns],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("numbering", "0002_register_forms")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
