"""Who approves changes of the visibility matrix is a duty: the chief of office's and the leaders'."""

from django.db import migrations, models
from django.utils import timezone

ROLES = ("chief_of_office", "leader")


def grant(apps, schema_editor):
    granted = apps.get_model("organisation", "DutyGrant")
    today = timezone.localdate()
    for agency_id in set(granted.objects.values_list("agency_id", flat=True)):
        for role in ROLES:
            granted.objects.get_or_create(
                agency_id=agency_id,
                role=role,
                duty="approve_rights",
                defaults={"starts_on": today, "legal_basis": "Mặc định; thay bằng quy chế làm việc"},
            )


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0005_body_types'),
    ]

    operations = [
        migrations.AlterField(
            model_name='dutygrant',
            name='duty',
            field=models.CharField(choices=[('register', 'Đăng ký văn bản đến'), ('direct', 'Cho ý kiến chỉ đạo'), ('propose', 'Đề xuất xử lý'), ('draft', 'Soạn thảo'), ('approve', 'Duyệt, ký'), ('number', 'Cấp số, phát hành'), ('insert_number', 'Chèn số'), ('close_book', 'Khoá sổ'), ('manage_books', 'Mở sổ, quản lý sổ'), ('pass_on', 'Phân công trong đơn vị'), ('overrule', 'Quyết định khác kết quả kiểm tra'), ('manage_organisation', 'Quản lý tổ chức'), ('manage_rights', 'Quản lý quyền'), ('approve_rights', 'Duyệt thay đổi quyền xem'), ('configure', 'Cấu hình hệ thống')], max_length=24),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
