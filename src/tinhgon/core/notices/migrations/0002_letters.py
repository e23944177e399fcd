"""How soon people are written to: what holds without a choice, their choices, quiet hours, the letter of the morning.
Letters that wait in the queue under the name of tasks go out under the one name that is left."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models

SUBJECTS = [('work', 'Việc được giao, ý kiến, đôn đốc'), ('approval', 'Trình duyệt, trình ký'), ('paper', 'Văn bản chuyển đến, trả lời, thu hồi'), ('other', 'Quyền xem, tài khoản, lịch trực'), ('reminder', 'Nhắc hạn nhiệm vụ'), ('standing', 'Dự thảo chờ quá lâu'), ('digest', 'Việc cần làm, đầu mỗi ngày làm việc')]
WAYS = [('at_once', 'Thư ngay khi có'), ('digest', 'Gộp vào một thư mỗi sáng'), ('app', 'Chỉ trong ứng dụng')]
DEFAULTS = {
    "work": "app", "approval": "app", "paper": "app", "other": "app",
    "reminder": "at_once", "standing": "at_once", "digest": "at_once",
}


def lay_down(apps, schema_editor):
    default = apps.get_model("notices", "LetterDefault")
    default.objects.bulk_create(
        default(subject=subject, way=way, starts_on=date(2025, 7, 1), legal_basis="Mặc định; thay bằng quy chế làm việc")
        for subject, way in DEFAULTS.items()
    )
    last = apps.get_model("notices", "Notice").objects.order_by("-pk").values_list("pk", flat=True).first()
    apps.get_model("notices", "LetterPlace").objects.create(last_id=last or 0)


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
        ('identity', '0002_lent_for_a_time'),
        ('procrastinate', '0041_post_retry_failed_job'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterDefault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=SUBJECTS, max_length=10)),
                ('way', models.CharField(choices=WAYS, max_length=8)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='letter_default_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='LetterChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=SUBJECTS, max_length=10)),
                ('way', models.CharField(choices=WAYS, max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.principal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'subject'), name='letter_choice_once')],
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='identity.principal')),
            ],
        ),
        migrations.CreateModel(
            name='HeldLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=150)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LetterPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_id', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
        migrations.RunSQL(
            "UPDATE procrastinate_jobs SET task_name = 'notices.mail' WHERE task_name = 'tasks.mail' AND status = 'todo'",
            migrations.RunSQL.noop,
        ),
    ]
