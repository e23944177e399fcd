import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# A phrase kept twice before it could be kept once only: the older row stays.
DOUBLES = """
DELETE FROM tasks_quickphrase newer USING tasks_quickphrase older
WHERE (newer.owner_id, newer.text) = (older.owner_id, older.text) AND newer.id > older.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_initial'),
        ('storage', '0001_initial'),
        ('tasks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=300)),
                ('mentioned_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('file_name', models.CharField(blank=True, max_length=255)),
                ('has_crossed', models.BooleanField(default=False)),
                ('request_key', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Urge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.AddField(
            model_name='task',
            name='boundary',
            field=models.CharField(blank=True, choices=[('sent', 'Giao cơ quan khác'), ('received', 'Cơ quan khác giao')], max_length=8),
        ),
        migrations.AddField(
            model_name='task',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received', to='tasks.task'),
        ),
        migrations.AddField(
            model_name='task',
            name='urge_count',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunSQL(DOUBLES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='quickphrase',
            constraint=models.UniqueConstraint(fields=('owner', 'text'), name='quick_phrase_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('boundary', 'received'), ('origin__isnull', False)), models.Q(models.Q(('boundary', 'received'), _negated=True), ('origin', None)), _connector='OR'), name='task_received_has_origin'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('completed', 'returned', 'cancelled')), _negated=True), fields=('origin',), name='task_received_once'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='by_post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='storage.blob'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='tasks.task'),
        ),
        migrations.AddField(
            model_name='urge',
            name='by_post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal'),
        ),
        migrations.AddField(
            model_name='urge',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urges', to='tasks.task'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['task', '-id'], name='tasks_opini_task_id_51fe06_idx'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('task', 'request_key'), name='opinion_request_once'),
        ),
        migrations.AddIndex(
            model_name='urge',
            index=models.Index(fields=['task', '-id'], name='tasks_urge_task_id_025933_idx'),
        ),
    ]
