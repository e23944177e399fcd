from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('numbering', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('di', 'Sổ đăng ký văn bản đi'), ('den', 'Sổ đăng ký văn bản đến'), ('giai-quyet', 'Sổ theo dõi giải quyết văn bản đến')], max_length=12)),
                ('rule_set', models.CharField(blank=True, max_length=10)),
                ('title', models.CharField(max_length=100)),
                ('columns', models.JSONField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'rule_set', 'starts_on'), name='register_form_unique'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['di', 'den', 'giai-quyet'])), name='register_kind_is_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='request_key',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('agency', 'request_key'), name='entry_request_once'),
        ),
    ]
