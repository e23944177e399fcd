"""Papers on their way out are few, whatever was sent before: counting the tabs of outgoing papers no longer looks at the
index of readers eight times (docs/benchmarks.md)."""

from django.db import migrations, models

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('documents', '0002_document_types'),
        ('identity', '0001_initial'),
        ('numbering', '0003_statutory_registers'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        BuildIndex(
            model_name='document',
            index=models.Index(condition=models.Q(models.Q(('flow', 'incoming'), _negated=True), ('state__in', ['draft', 'submitted', 'approved', 'signed', 'numbered'])), fields=['state', '-id'], name='document_on_its_way'),
        ),
    ]
