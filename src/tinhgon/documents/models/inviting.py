"""What an invitation says: when, where and under whom people meet. Who goes is known upstairs, by `meetings`."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents.models.papers import Document


class Invitation(models.Model):
    """The meeting an incoming paper invites to. A later paper moves or calls it off: it `replaces` this one, and
    nothing of this one is overwritten."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="invitation")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    people = models.CharField(max_length=500, blank=True)
    is_called_off = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="invitation_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("pk")), name="invitation_replaces_another"),
        ]
        indexes = [models.Index(fields=["agency", "starts_at"], name="invitation_by_time")]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.place}"
