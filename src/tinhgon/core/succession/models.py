"""The journal of hand-overs: what went from whom to whom, when, by which act. It answers "who was responsible on
30 June" and feeds undo and balance (decision 11)."""

from django.db import models

from tinhgon.core.identity.models import Agency, Principal


class Handover(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    from_principal = models.ForeignKey(Principal, models.PROTECT, null=True, related_name="+")
    to_principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    cause = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
