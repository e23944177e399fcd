"""A number for each two neighbouring words of a paper, so that a phrase is asked of an index. Papers of before get
theirs from a job while the office works (`documents.index_pairs`)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("documents", "0023_minutes_of_the_clerks_post")]

    operations = [
        migrations.AddField(
            model_name="searchtext",
            name="pairs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), editable=False, null=True, size=None
            ),
        ),
        AddIndexConcurrently(
            model_name="searchtext",
            index=django.contrib.postgres.indexes.GinIndex(fields=["pairs", "reader_ids"], name="search_pairs"),
        ),
        AddIndexConcurrently(
            model_name="searchtext",
            index=models.Index(condition=models.Q(pairs=None), fields=["document"], name="search_without_pairs"),
        ),
    ]
