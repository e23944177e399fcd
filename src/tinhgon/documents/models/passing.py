"""Papers from above passed on untouched with a slip (phiếu chuyển, office-practice B 21): one slip for several papers
and a group of recipients, and what became of each place."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, new_public_id
from tinhgon.core.storage.models import Blob
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models.papers import Document


class Passing(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    group_name = models.CharField(max_length=150)
    words = models.CharField(max_length=500)
    by = models.CharField(max_length=300)
    at = models.DateTimeField()
    slip = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="passing_request_once"
            )
        ]

    def __str__(self) -> str:
        return self.group_name


class Passed(models.Model):
    """One paper to one place: received there, or why it did not go by itself."""

    passing = models.ForeignKey(Passing, models.PROTECT, related_name="passed")
    document = models.ForeignKey(Document, models.PROTECT, related_name="passed")
    place = models.CharField(max_length=300)
    received = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    why_not = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__isnull=False) | ~Q(why_not=""), name="passed_or_why_not")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.place

    @property
    def given_back(self) -> str:
        """Why the place gave the paper back; "" where it kept it or never had it."""
        received = self.received
        return received.closing_reason if received is not None and received.state == IncomingState.REFUSED else ""
