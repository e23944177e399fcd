"""Answers kept for a day, so that a request sent again with its key is answered as it was the first time."""

from django.db import models


class Answer(models.Model):
    """What one caller was answered to one key. Of key and request only digests are kept."""

    key = models.CharField(max_length=64, unique=True)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(default=b"")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.status}"
