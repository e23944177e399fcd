"""How the handling of a paper ends (office-practice B 20): reasons as data, the house's and an agency's own in their
place, with who may close with them and what that counts as; and every closing with its reason, also one taken up
again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents.models.papers import Document


class ClosingReason(models.Model):
    """Without an agency it is the house's; an agency's row of the same code stands in its place."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    # Duties of which one is enough, and LEAD for whoever leads the work.
    who = ArrayField(models.CharField(max_length=24), default=list)
    needs_note = models.BooleanField(default=False)
    needs_reply = models.BooleanField(default=False)
    # Counted as handled; a duplicate or a misdirected paper is no work done.
    is_counted = models.BooleanField(default=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=50)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code", "starts_on"], name="closing_reason_once_a_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="closing_reason_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Closing(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="closings")
    reason = models.ForeignKey(ClosingReason, models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document"], condition=Q(reopened_at=None), name="closing_one_in_force")
        ]

    def __str__(self) -> str:
        return self.label
