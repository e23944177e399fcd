"""Files by content: one row a distinct content, counted by its users."""

from django.db import models


class Blob(models.Model):
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    reference_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """Where the bytes are, relative to the storage's root."""
        return f"blobs/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
