"""Originals on paper, their moves, sizes of labels as they are sold, and prints of labels."""

import django.db.models.deletion
from django.db import migrations, models


# code, name, label, page, columns, rows, left, top, gaps: millimetres, as makers of printers and paper give them.
SIZES = (
    ("50x30", "Cuộn 50 × 30 mm", 50, 30, 50, 30, 1, 1, 0, 0, 0, 0),
    ("62x29", "Cuộn 62 × 29 mm", 62, 29, 62, 29, 1, 1, 0, 0, 0, 0),
    ("100x50", "Cuộn 100 × 50 mm", 100, 50, 100, 50, 1, 1, 0, 0, 0, 0),
    ("a4-24", "Tờ A4, 24 tem 70 × 37 mm", 70, 37, 210, 297, 3, 8, 0, 0.5, 0, 0),
    ("a4-21", "Tờ A4, 21 tem 63,5 × 38,1 mm", 63.5, 38.1, 210, 297, 3, 7, 7.25, 15.15, 2.5, 0),
    ("a4-14", "Tờ A4, 14 tem 99,1 × 38,1 mm", 99.1, 38.1, 210, 297, 2, 7, 4.65, 15.15, 2.5, 0),
)


def lay_down(apps, schema_editor):
    sizes = apps.get_model("documents", "LabelFormat")
    for order, (code, name, w, h, page_w, page_h, columns, rows, left, top, gap_x, gap_y) in enumerate(SIZES):
        sizes.objects.create(
            code=code, name=name, width=w, height=h, page_width=page_w, page_height=page_h, columns=columns, rows=rows,
            left=left, top=top, gap_x=gap_x, gap_y=gap_y, order=order,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0018_opinions_prepared'),
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LabelFormat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('width', models.FloatField()),
                ('height', models.FloatField()),
                ('page_width', models.FloatField()),
                ('page_height', models.FloatField()),
                ('columns', models.PositiveSmallIntegerField(default=1)),
                ('rows', models.PositiveSmallIntegerField(default=1)),
                ('left', models.FloatField(default=0)),
                ('top', models.FloatField(default=0)),
                ('gap_x', models.FloatField(default=0)),
                ('gap_y', models.FloatField(default=0)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copies', models.PositiveSmallIntegerField(default=1)),
                ('holder_kind', models.CharField(choices=[('clerk', 'Văn thư'), ('inside', 'Người trong cơ quan'), ('outside', 'Người ngoài cơ quan')], default='clerk', max_length=7)),
                ('holder_name', models.CharField(blank=True, max_length=200)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('since', models.DateTimeField()),
                ('request_key', models.CharField(blank=True, max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='documents.document')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.principal')),
            ],
        ),
        migrations.CreateModel(
            name='OriginalMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('entry', 'Ghi vào sổ'), ('scan', 'Quét mã'), ('signed', 'Ký nhận trên giấy'), ('screen', 'Xác nhận trên màn hình')], max_length=6)),
                ('holder', models.CharField(max_length=300)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('copies', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=300)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='documents.original')),
            ],
        ),
        migrations.CreateModel(
            name='LabelPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('arrival', 'Tem đến'), ('envelope', 'Nhãn bì')], max_length=8)),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=300)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='label_prints', to='documents.document')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.recipient')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'kind', 'recipient', 'ordinal'), name='label_print_once', nulls_distinct=False)],
            },
        ),
        migrations.AddIndex(
            model_name='original',
            index=models.Index(fields=['holder', '-since'], name='documents_o_holder__dfddfe_idx'),
        ),
        migrations.AddIndex(
            model_name='original',
            index=models.Index(fields=['agency', '-since'], name='documents_o_agency__c86cbd_idx'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='original_has_copies'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', None), ('holder_kind', 'clerk'), ('holder_name', '')), models.Q(('holder__isnull', False), ('holder_kind', 'inside'), ('holder_name', '')), models.Q(('holder', None), ('holder_kind', 'outside'), models.Q(('holder_name', ''), _negated=True)), _connector='OR'), name='original_has_one_holder'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('agency', 'request_key'), name='original_request_once'),
        ),
        migrations.AddIndex(
            model_name='originalmove',
            index=models.Index(fields=['original', '-id'], name='documents_o_origina_cc3647_idx'),
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
    ]
