"""Reading for a time: emergencies and cases of inspection, by two persons."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models

FLOWS = [('incoming', 'Văn bản đến'), ('outgoing', 'Văn bản đi'), ('internal', 'Văn bản nội bộ')]
STATES = [('proposed', 'Chờ duyệt'), ('approved', 'Đã duyệt'), ('refused', 'Không duyệt'), ('withdrawn', 'Đã rút'), ('ended', 'Đã kết thúc')]


def lay_down(apps, schema_editor):
    apps.get_model("documents", "GrantTerm").objects.create(
        hours=8, starts_on=date(2025, 7, 1), legal_basis="Mặc định; thay bằng quy chế làm việc"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0029_briefs'),
        ('identity', '0002_lent_for_a_time'),
        ('organisation', '0008_duty_to_share_views'),
    ]

    operations = [
        migrations.CreateModel(
            name='GrantTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('hours', models.PositiveSmallIntegerField()),
            ],
            options={
                'abstract': False,
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='grantterm_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('hours__gte', 1)), name='grant_term_has_an_hour'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReadingGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('emergency', 'Truy cập khẩn cấp'), ('case', 'Vụ việc kiểm tra')], max_length=9)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('basis_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(max_length=300)),
                ('wanted', models.CharField(blank=True, max_length=300)),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('by_criteria', models.BooleanField(default=False)),
                ('flow', models.CharField(blank=True, choices=FLOWS, max_length=8)),
                ('issuer', models.CharField(blank=True, max_length=200)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('to_on', models.DateField(blank=True, null=True)),
                ('includes_restricted', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=STATES, default='proposed', max_length=9)),
                ('asked_label', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('decided_label', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_note', models.CharField(blank=True, max_length=300)),
                ('ended_label', models.CharField(blank=True, max_length=300)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('compiled_to', models.BigIntegerField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('principal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reading_grant', to='identity.principal')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['agency', '-id'], name='grant_newest'),
                    models.Index(condition=models.Q(('state', 'approved')), fields=['ends_at'], name='grant_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['emergency', 'case'])), name='grant_kind_is_known'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'refused', 'withdrawn', 'ended'])), name='grant_state_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'ended']), _negated=True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='grant_by_two_persons'),
                    models.CheckConstraint(condition=models.Q(('starts_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='grant_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'ended']), _negated=True), ('ends_at__isnull', False), _connector='OR'), name='grant_has_an_end'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'case'), _negated=True), models.Q(('basis', ''), ('basis_on', None), _negated=True), _connector='OR'), name='grant_case_rests_on_a_decision'),
                ],
            },
        ),
        migrations.CreateModel(
            name='GrantPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='documents.readinggrant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('grant', 'document'), name='grant_paper_once')],
            },
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
    ]
