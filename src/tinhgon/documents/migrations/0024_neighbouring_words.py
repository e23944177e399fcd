"""A number for each two neighbouring words of a paper, so that a phrase is asked of an index. Papers of before get
theirs from a job while the office works (`documents.index_pairs`); the index is migration 0027."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0023_minutes_of_the_clerks_post")]

    operations = [
        migrations.AddField(
            model_name="searchtext",
            name="pairs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), editable=False, null=True, size=None
            ),
        ),
    ]
