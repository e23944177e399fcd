"""Hand-over batches with their lines."""

import django.db.models.deletion
import tinhgon.core.identity.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0019_originals_on_paper'),
        ('identity', '0001_initial'),
        ('organisation', '0006_duty_to_approve_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=tinhgon.core.identity.models.new_public_id, editable=False, unique=True)),
                ('is_open', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=300)),
                ('request_key', models.CharField(blank=True, max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('made_by_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('to_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='BatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('waiting', 'Chờ ký nhận'), ('received', 'Đã nhận'), ('refused', 'Không nhận'), ('returned', 'Văn thư đã nhận lại'), ('dropped', 'Đã rút khỏi lượt')], default='waiting', max_length=8)),
                ('how', models.CharField(blank=True, choices=[('entry', 'Ghi vào sổ'), ('scan', 'Quét mã'), ('signed', 'Ký nhận trên giấy'), ('screen', 'Xác nhận trên màn hình')], max_length=6)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='documents.batch')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.original')),
            ],
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['agency', 'made_at'], name='batch_by_day'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['agency', 'to_unit'], name='batch_open'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('agency', 'to_unit', 'request_key'), name='batch_request_once'),
        ),
        migrations.AddIndex(
            model_name='batchline',
            index=models.Index(condition=models.Q(('state', 'refused')), fields=['batch'], name='batch_line_refused'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(fields=('batch', 'ordinal'), name='batch_line_ordinal_unique'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('original',), name='batch_line_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'received', 'refused', 'returned', 'dropped'])), name='batch_line_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='batchline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='batch_line_refused_has_reason'),
        ),
    ]
