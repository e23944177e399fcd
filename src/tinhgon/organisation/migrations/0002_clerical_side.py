import django.contrib.postgres.fields
import django.db.models.deletion
import tinhgon.core.identity.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='unitversion',
            index=models.Index(fields=['parent', 'name'], name='unit_version_place'),
        ),
        migrations.AddField(
            model_name='seal',
            name='kind',
            field=models.CharField(choices=[('round', 'Dấu cơ quan'), ('embossed', 'Dấu nổi'), ('reduced', 'Dấu thu nhỏ'), ('level', 'Dấu độ mật, độ khẩn'), ('other', 'Dấu khác')], default='round', max_length=8),
        ),
        migrations.AddField(
            model_name='seal',
            name='registration',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='dutygrant',
            name='duty',
            field=models.CharField(choices=[('register', 'Đăng ký văn bản đến'), ('direct', 'Cho ý kiến chỉ đạo'), ('propose', 'Đề xuất xử lý'), ('draft', 'Soạn thảo'), ('approve', 'Duyệt, ký'), ('number', 'Cấp số, phát hành'), ('insert_number', 'Chèn số'), ('close_book', 'Khoá sổ'), ('manage_books', 'Mở sổ, quản lý sổ'), ('pass_on', 'Phân công trong đơn vị'), ('overrule', 'Quyết định khác kết quả kiểm tra'), ('manage_organisation', 'Quản lý tổ chức'), ('manage_rights', 'Quản lý quyền'), ('configure', 'Cấu hình hệ thống')], max_length=24),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=tinhgon.core.identity.models.new_public_id, editable=False, unique=True)),
                ('user_id', models.BigIntegerField()),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('is_dry_run', models.BooleanField()),
                ('state', models.CharField(choices=[('waiting', 'Đang chờ'), ('running', 'Đang chạy'), ('done', 'Đã xong'), ('failed', 'Không chạy được')], default='waiting', max_length=8)),
                ('done_count', models.PositiveIntegerField(default=0)),
                ('total_count', models.PositiveIntegerField(default=0)),
                ('report', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
            ],
        ),
        migrations.CreateModel(
            name='CommitteeTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('label', models.CharField(max_length=40)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organisation.issuingbody')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='committeeterm_ends_after_start'), models.UniqueConstraint(fields=('body', 'starts_on'), name='committee_term_start_unique')],
            },
        ),
        migrations.CreateModel(
            name='IssuingBodyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('name', models.CharField(max_length=200)),
                ('parent_name', models.CharField(blank=True, max_length=200)),
                ('symbol', models.CharField(max_length=30)),
                ('place', models.CharField(max_length=60)),
                ('rule_set', models.CharField(default='nd30', max_length=10)),
                ('is_applied', models.BooleanField(default=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisation.issuingbody')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='issuingbodyversion_ends_after_start'), models.UniqueConstraint(fields=('body', 'starts_on'), name='body_version_start_unique')],
            },
        ),
        migrations.CreateModel(
            name='PostVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('title', models.CharField(max_length=150)),
                ('job_position', models.CharField(blank=True, max_length=150)),
                ('headcount', models.PositiveSmallIntegerField(default=1)),
                ('is_head', models.BooleanField(default=False)),
                ('is_deputy', models.BooleanField(default=False)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('clerk', 'Văn thư'), ('specialist', 'Chuyên viên'), ('unit_head', 'Trưởng đơn vị'), ('leader', 'Lãnh đạo'), ('chief_of_office', 'Chánh Văn phòng'), ('organisation_officer', 'Cán bộ tổ chức'), ('security_officer', 'Cán bộ an toàn thông tin'), ('administrator', 'Quản trị hệ thống')], max_length=24), default=list, size=None)),
                ('order', models.PositiveIntegerField(default=0)),
                ('is_applied', models.BooleanField(default=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisation.post')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='postversion_ends_after_start'), models.UniqueConstraint(fields=('post', 'starts_on'), name='post_version_start_unique')],
            },
        ),
        migrations.CreateModel(
            name='SealKeeping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals_kept', to='organisation.post')),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keepings', to='organisation.seal')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='sealkeeping_ends_after_start'), models.UniqueConstraint(fields=('seal', 'starts_on'), name='seal_keeping_start_unique')],
            },
        ),
    ]
