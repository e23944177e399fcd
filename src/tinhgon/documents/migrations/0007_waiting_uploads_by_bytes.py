from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_recipient_groups'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(
                condition=Q(('document__isnull', True)), fields=['agency', 'sha256'], name='upload_waiting'
            ),
        ),
    ]
