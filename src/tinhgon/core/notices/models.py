"""Notices to principals: in the app at once, by e-mail through a job."""

from django.db import models

from tinhgon.core.identity.models import Agency, Principal


class Notice(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to = models.ForeignKey(Principal, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # One notice for one cause: a retried job or a second click tells nobody twice.
    cause = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "cause"], name="notice_once_per_cause")]
        indexes = [models.Index(fields=["to", "read_at", "-id"])]

    def __str__(self) -> str:
        return self.text
