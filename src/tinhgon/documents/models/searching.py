"""What the full-text search reads of a paper. Knows no rights of its own: the readers are copied from the paper."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tinhgon.documents.models.papers import Document


class SearchText(models.Model):
    """What the full-text search looks at, apart from the row that changes often."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="search_text")
    reader_ids = ArrayField(models.IntegerField(), default=list)
    fold = SearchVectorField()
    exact = SearchVectorField()
    # A number for each two neighbouring words (documents.search.pairs), for phrases. Empty until a paper of an earlier
    # version has been looked through.
    pairs = ArrayField(models.IntegerField(), null=True, editable=False)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["fold", "reader_ids"], name="search_fold"),
            GinIndex(fields=["exact", "reader_ids"], name="search_exact"),
            GinIndex(fields=["pairs", "reader_ids"], name="search_pairs"),
            models.Index(fields=["document"], condition=models.Q(pairs=None), name="search_without_pairs"),
        ]

    def __str__(self) -> str:
        return str(self.document_id)
