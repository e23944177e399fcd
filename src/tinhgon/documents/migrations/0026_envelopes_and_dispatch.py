"""Envelopes registered unopened and paper sent out, with their state."""

import django.db.models.deletion
import tinhgon.core.identity.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0025_passing_on'),
        ('identity', '0001_initial'),
        ('numbering', '0006_registers_of_hand_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=300)),
                ('channel', models.CharField(choices=[('post', 'Bưu điện'), ('hand', 'Chuyển tay')], max_length=4)),
                ('state', models.CharField(choices=[('sent', 'Đã gửi'), ('received', 'Đã nhận'), ('returned', 'Bị trả lại')], default='sent', max_length=8)),
                ('envelopes', models.PositiveSmallIntegerField(default=1)),
                ('tracking', models.CharField(blank=True, max_length=60)),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.CharField(max_length=300)),
                ('received_by', models.CharField(blank=True, max_length=200)),
                ('received_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('request_key', models.CharField(blank=True, max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='documents.document')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.recipient')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'channel', 'sent_at'], name='dispatch_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('recipient', 'request_key'), name='dispatch_request_once'), models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'received', 'returned'])), name='dispatch_state_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Envelope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=tinhgon.core.identity.models.new_public_id, editable=False, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('named', 'Đích danh'), ('denunciation', 'Tố cáo, khiếu nại')], max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'Chờ giao'), ('handed', 'Đã giao'), ('opened', 'Đã bóc, vào sổ'), ('kept', 'Người nhận giữ')], default='waiting', max_length=8)),
                ('written_number', models.CharField(blank=True, max_length=80)),
                ('sender', models.CharField(max_length=300)),
                ('received_at', models.DateTimeField()),
                ('received_by', models.CharField(max_length=300)),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('handed_to', models.CharField(blank=True, max_length=300)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('request_key', models.CharField(blank=True, max_length=64)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='numbering.book')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='envelope', to='documents.document')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='envelope', to='numbering.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-id'], name='documents_e_agency__e026a2_idx'), models.Index(fields=['addressee', '-id'], name='documents_e_address_dca590_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'handed', 'opened', 'kept'])), name='envelope_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'opened'), _negated=True), ('document__isnull', False), _connector='OR'), name='envelope_opened_has_paper'), models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('agency', 'request_key'), name='envelope_request_once')],
            },
        ),
    ]
