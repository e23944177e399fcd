"""Kinds of bodies of the two-tier model from 1 July 2025, as dated data with their legal basis. `confidence`: V read in
the text of law, U general knowledge to be confirmed by the office."""

from datetime import date

from django.db import migrations

FROM = date(2025, 7, 1)
# (bloc, level, legal basis, confidence, "code Name|code Name")
TYPES = (
    ("party", "province", "329-QĐ/TW ngày 13/6/2025", "V",
     "cap-uy-tinh Tỉnh ủy, thành ủy|van-phong-cap-uy Văn phòng cấp ủy|ban-to-chuc Ban Tổ chức|"
     "co-quan-ubkt Cơ quan Ủy ban Kiểm tra|ban-tuyen-giao-dan-van Ban Tuyên giáo và Dân vận|ban-noi-chinh Ban Nội chính"),
    ("party", "province", "Theo quy định của Trung ương", "U",
     "dang-uy-truc-thuoc Đảng ủy trực thuộc tỉnh ủy|don-vi-su-nghiep-dang Đơn vị sự nghiệp của Đảng|"
     "phong-dang Phòng thuộc cơ quan Đảng"),
    ("party", "commune", "298-QĐ/TW ngày 09/6/2025", "V",
     "dang-uy-xa Đảng ủy xã, phường, đặc khu|van-phong-dang-uy Văn phòng Đảng ủy|ban-xay-dung-dang Ban Xây dựng Đảng|"
     "ban-to-chuc Ban Tổ chức|ban-tuyen-giao-dan-van Ban Tuyên giáo và Dân vận|"
     "co-quan-ubkt Cơ quan Ủy ban Kiểm tra|trung-tam-chinh-tri Trung tâm chính trị"),
    ("state", "province", "Luật 72/2025/QH15", "V",
     "hdnd Hội đồng nhân dân|ban-hdnd Ban của Hội đồng nhân dân|ubnd Ủy ban nhân dân"),
    ("state", "province", "150/2025/NĐ-CP; 370/2025/NĐ-CP", "V",
     "van-phong-ubnd Văn phòng Ủy ban nhân dân|so Sở|thanh-tra Thanh tra tỉnh"),
    ("state", "province", "Theo quy định chức năng, nhiệm vụ", "U",
     "van-phong-hdnd Văn phòng Đoàn ĐBQH và HĐND|phong-thuoc-so Phòng thuộc sở, văn phòng|chi-cuc Chi cục|"
     "don-vi-su-nghiep Đơn vị sự nghiệp công lập"),
    ("state", "commune", "Luật 72/2025/QH15", "V",
     "hdnd Hội đồng nhân dân|ubnd Ủy ban nhân dân|ban-phap-che Ban Pháp chế|ban-kinh-te-xa-hoi Ban Kinh tế - Xã hội"),
    ("state", "commune", "150/2025/NĐ-CP; 370/2025/NĐ-CP", "V",
     "van-phong-hdnd-ubnd Văn phòng HĐND và UBND|phong-kinh-te Phòng Kinh tế|"
     "phong-kinh-te-ha-tang Phòng Kinh tế, Hạ tầng và Đô thị|phong-van-hoa-xa-hoi Phòng Văn hóa - Xã hội|"
     "trung-tam-hanh-chinh-cong Trung tâm Phục vụ hành chính công"),
    ("front", "province", "Điều lệ Mặt trận Tổ quốc Việt Nam", "U",
     "ubmttq Ủy ban Mặt trận Tổ quốc|van-phong-mttq Văn phòng cơ quan Mặt trận|ban-mttq Ban của cơ quan Mặt trận|"
     "to-chuc-ct-xh Tổ chức chính trị - xã hội"),
    ("front", "commune", "Điều lệ Mặt trận Tổ quốc Việt Nam", "U",
     "ubmttq Ủy ban Mặt trận Tổ quốc|to-chuc-ct-xh Tổ chức chính trị - xã hội"),
)  # fmt: skip


def load(apps, schema_editor):
    body_type = apps.get_model("organisation", "BodyType")
    for bloc, level, basis, confidence, rows in TYPES:
        for row in rows.split("|"):
            code, name = row.split(" ", 1)
            # A slug is unique per level: the blocs' own bodies of one name are told apart by it.
            body_type.objects.get_or_create(
                code=f"{bloc}-{code}",
                level=level,
                starts_on=FROM,
                defaults={"name": name, "bloc": bloc, "legal_basis": basis, "confidence": confidence},
            )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_no_single_keeper")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
