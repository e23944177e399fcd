"""Changes of the visibility matrix by two persons, and the bounds none may cross."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models

FROM = date(2025, 7, 1)
BASIS = "Nguyên tắc cần biết; quy chế làm việc của cơ quan"
# role, scope ("" is every scope), restricted papers only, holds whatever the other roles, reason
BOUNDS = (
    ("administrator", "", False, True, "Quản trị hệ thống cấu hình mà không đọc văn bản."),
    ("security_officer", "", False, True, "Người quản lý quyền không tự có quyền xem văn bản qua bảng này."),
    ("organisation_officer", "body", False, False, "Cán bộ tổ chức không xem toàn bộ văn bản của chủ thể."),
    ("organisation_officer", "", True, False, "Văn bản hạn chế chỉ người có tên được xem."),
    ("clerk", "body", False, False, "Văn thư xem theo sổ đăng ký, không xem dự thảo chưa ký."),
    ("clerk", "", True, False, "Văn thư không xem văn bản hạn chế: sổ đăng ký ghi “hạn chế”."),
    ("specialist", "body", False, False, "Chuyên viên xem việc được giao, lĩnh vực theo dõi hoặc đơn vị mình."),
    ("specialist", "register", False, False, "Chuyên viên xem việc được giao, lĩnh vực theo dõi hoặc đơn vị mình."),
    ("specialist", "", True, False, "Văn bản hạn chế chỉ người có tên được xem."),
    ("unit_head", "body", False, False, "Trưởng đơn vị chỉ xem văn bản của đơn vị mình."),
    ("unit_head", "register", False, False, "Trưởng đơn vị chỉ xem văn bản của đơn vị mình."),
    ("unit_head", "", True, False, "Văn bản hạn chế chỉ người có tên được xem."),
    ("chief_of_office", "", True, False, "Chánh Văn phòng xem tất cả trừ văn bản hạn chế."),
)


def lay_down(apps, schema_editor):
    bound = apps.get_model("documents", "RightsBound")
    bound.objects.bulk_create(
        bound(
            role=role, scope=scope, restricted_only=restricted, is_absolute=absolute, reason=reason,
            starts_on=FROM, legal_basis=BASIS,
        )
        for role, scope, restricted, absolute, reason in BOUNDS
    )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_waiting_uploads_by_bytes'),
        ('identity', '0001_initial'),
        ('organisation', '0006_duty_to_approve_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsBound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('role', models.CharField(choices=[('clerk', 'Văn thư'), ('specialist', 'Chuyên viên'), ('unit_head', 'Trưởng đơn vị'), ('leader', 'Lãnh đạo'), ('chief_of_office', 'Chánh Văn phòng'), ('organisation_officer', 'Cán bộ tổ chức'), ('security_officer', 'Cán bộ an toàn thông tin'), ('administrator', 'Quản trị hệ thống')], max_length=24)),
                ('scope', models.CharField(blank=True, choices=[('register', 'Sổ đăng ký'), ('body', 'Toàn bộ văn bản của chủ thể'), ('unit', 'Đơn vị trong quá trình xử lý'), ('field', 'Theo lĩnh vực'), ('case', 'Theo vụ việc')], max_length=8)),
                ('restricted_only', models.BooleanField(default=False)),
                ('is_absolute', models.BooleanField(default=False)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='rightsbound_ends_after_start'), models.CheckConstraint(condition=models.Q(('role__in', ['clerk', 'specialist', 'unit_head', 'leader', 'chief_of_office', 'organisation_officer', 'security_officer', 'administrator'])), name='rights_bound_role_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ReadersRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('cause', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('running', 'Đang tính lại'), ('done', 'Đã xong'), ('superseded', 'Đã nhập vào lần sau')], default='running', max_length=10)),
                ('last_id', models.BigIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-id'], name='documents_r_agency__38b245_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['running', 'done', 'superseded'])), name='readers_run_state_is_known'), models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('agency',), name='readers_one_run_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='RightsChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('add', 'Thêm quyền xem'), ('end', 'Thôi quyền xem')], max_length=3)),
                ('scope', models.CharField(choices=[('register', 'Sổ đăng ký'), ('body', 'Toàn bộ văn bản của chủ thể'), ('unit', 'Đơn vị trong quá trình xử lý'), ('field', 'Theo lĩnh vực'), ('case', 'Theo vụ việc')], max_length=8)),
                ('flow', models.CharField(blank=True, choices=[('incoming', 'Văn bản đến'), ('outgoing', 'Văn bản đi'), ('internal', 'Văn bản nội bộ')], max_length=8)),
                ('includes_restricted', models.BooleanField(default=False)),
                ('effective_on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('proposed', 'Chờ duyệt'), ('approved', 'Đã duyệt'), ('refused', 'Không duyệt'), ('withdrawn', 'Đã rút')], default='proposed', max_length=9)),
                ('proposed_label', models.CharField(max_length=300)),
                ('proposed_at', models.DateTimeField()),
                ('decided_label', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_note', models.CharField(blank=True, max_length=300)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.issuingbody')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.workfield')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='documents.visibilityrule')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-id'], name='documents_r_agency__f0b3bb_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'refused', 'withdrawn'])), name='rights_state_is_known'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('effective_on')), _connector='OR'), name='rights_change_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='rights_change_by_two_persons'), models.UniqueConstraint(condition=models.Q(('kind', 'end'), ('state', 'proposed')), fields=('rule',), name='rights_one_end_at_a_time')],
            },
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
    ]
