"""Types of papers as dated data: NĐ 30/2020 article 7 and Annex III, 399-QĐ/TW with HD 05-HD/VPTW, normative papers."""

from datetime import date

from django.db import migrations

STATE = (
    "NQ Nghị quyết|QĐ Quyết định|CT Chỉ thị|QC Quy chế|QyĐ Quy định|TC Thông cáo|TB Thông báo|HD Hướng dẫn|"
    "CTr Chương trình|KH Kế hoạch|PA Phương án|ĐA Đề án|DA Dự án|BC Báo cáo|BB Biên bản|TTr Tờ trình|HĐ Hợp đồng|"
    "CĐ Công điện|BGN Bản ghi nhớ|BTT Bản thỏa thuận|GUQ Giấy ủy quyền|GM Giấy mời|GGT Giấy giới thiệu|"
    "GNP Giấy nghỉ phép|PG Phiếu gửi|PC Phiếu chuyển|PB Phiếu báo"
)
PARTY = (
    "NQ Nghị quyết|QĐ Quyết định|QĐ Quy định|CT Chỉ thị|KL Kết luận|QC Quy chế|TT Thông tri|HD Hướng dẫn|TB Thông báo|"
    "BC Báo cáo|KH Kế hoạch|CTr Chương trình|ĐA Đề án|PA Phương án|TTr Tờ trình|BB Biên bản|CV Công văn|GM Giấy mời|"
    "GGT Giấy giới thiệu|PC Phiếu chuyển|PG Phiếu gửi"
)
NORMATIVE = "L Luật|NĐ Nghị định|TT Thông tư"


def load(apps, schema_editor):
    kind = apps.get_model("documents", "DocumentType")

    def add(rule_set, rows, basis, starts_on, **more):
        for order, row in enumerate(rows.split("|")):
            code, name = row.split(" ", 1)
            kind.objects.create(
                rule_set=rule_set, code=code, name=name, order=order, legal_basis=basis, starts_on=starts_on, **more
            )

    nd30 = date(2020, 3, 5)
    add("nd30", STATE, "NĐ 30/2020/NĐ-CP điều 7, Phụ lục III", nd30)
    for order, (code, name) in enumerate((("CV", "Công văn"), ("TC", "Thư công")), 50):
        kind.objects.create(
            rule_set="nd30", code=code, name=name, order=order, has_code_in_symbol=False,
            legal_basis="NĐ 30/2020/NĐ-CP điều 7", starts_on=nd30,
        )
    add("hd05", PARTY, "399-QĐ/TW; HD 05-HD/VPTW", date(2026, 5, 27), date_rule="signing", confidence="B")
    add("hd36", PARTY, "66-QĐ/TW; HD 36-HD/VPTW", date(2018, 4, 3), date_rule="signing", confidence="B",
        ends_on=date(2026, 5, 27))
    add("qppl", NORMATIVE, "Luật Ban hành VBQPPL", date(2016, 7, 1), date_rule="signing", confidence="B")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
