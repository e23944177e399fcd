"""The indexes that lists are walked by know the readers, so that only the rows shown are looked at; and the row of
search texts is kept short, its vectors beside it, so that what a search finds lies on few pages (docs/benchmarks.md)."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations, models

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('documents', '0003_few_papers_on_their_way'),
    ]

    operations = [
        RemoveIndexConcurrently(
            model_name='document',
            name='document_newest',
        ),
        BuildIndex(
            model_name='document',
            index=models.Index(fields=['agency', 'flow', '-id'], include=['state', 'reader_ids'], name='document_newest_readers'),
        ),
        BuildIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('flow', 'incoming'), _negated=True), fields=['-id'], include=['state', 'reader_ids'], name='document_sent_readers'),
        ),
        migrations.RunSQL(
            'ALTER TABLE documents_searchtext SET (toast_tuple_target = 256)',
            'ALTER TABLE documents_searchtext RESET (toast_tuple_target)',
        ),
    ]
