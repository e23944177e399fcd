import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_held_at_the_door'),
        ('identity', '0001_initial'),
        ('organisation', '0005_body_types'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recipient',
            name='role',
            field=models.CharField(choices=[('act', 'Kính gửi'), ('report', 'Báo cáo'), ('know', 'Để biết'), ('file', 'Lưu')], max_length=6),
        ),
        migrations.CreateModel(
            name='RecipientGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('name_key', models.CharField(max_length=150)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipient_groups', to='identity.agency')),
            ],
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.issuingbody')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='documents.recipientgroup')),
            ],
        ),
        migrations.AddConstraint(
            model_name='recipientgroup',
            constraint=models.UniqueConstraint(fields=('agency', 'name_key'), name='recipient_group_once'),
        ),
        migrations.AddIndex(
            model_name='groupmember',
            index=models.Index(fields=['group', 'ends_on'], name='documents_g_group_i_521867_idx'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='group_member_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', None), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR'), name='group_member_is_somebody'),
        ),
    ]
