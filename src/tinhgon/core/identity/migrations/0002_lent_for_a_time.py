"""A principal can be lent to people for a time: what names it as a reader is read by them then."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='principal',
            name='kind',
            field=models.CharField(choices=[('person', 'Người'), ('post', 'Vị trí'), ('unit', 'Đơn vị'), ('body', 'Chủ thể ban hành'), ('role', 'Vai trò'), ('grant', 'Quyền đọc có thời hạn')], max_length=12),
        ),
        migrations.RemoveConstraint(model_name='principal', name='principal_kind_is_known'),
        migrations.AddConstraint(
            model_name='principal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'post', 'unit', 'body', 'role', 'grant'])), name='principal_kind_is_known'),
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='identity.principal')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'ends_at'], name='holding_of_person')],
                'constraints': [
                    models.UniqueConstraint(fields=('principal', 'person'), name='holding_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='holding_ends_after_start'),
                ],
            },
        ),
    ]
