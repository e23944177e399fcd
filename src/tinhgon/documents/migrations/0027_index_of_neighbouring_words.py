"""The index phrases are asked of, and the one that finds papers without pairs; both built beside running work."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("documents", "0026_envelopes_and_dispatch")]

    operations = [
        BuildIndex("searchtext", GinIndex(fields=["pairs", "reader_ids"], name="search_pairs")),
        BuildIndex(
            "searchtext", models.Index(condition=models.Q(pairs=None), fields=["document"], name="search_without_pairs")
        ),
    ]
