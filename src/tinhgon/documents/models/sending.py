"""Whom a paper is for, and the outbox and inbox row between two agencies."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.organisation.models import IssuingBody


class Recipient(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="recipients")
    ordinal = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=6, choices=choices.RecipientRole.choices)
    name = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20, default="internal")
    copies = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "ordinal"], name="recipient_ordinal_unique")]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """The outbox and inbox row between two agencies; the bytes are shared."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices.DeliveryState.choices)
    received_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="arrivals")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    # What became of a paper that was given back: null as long as nobody has said.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=300, blank=True, db_default="", default="")
    settled_note = models.CharField(max_length=300, blank=True, db_default="", default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "to_agency"], name="delivery_once_per_agency"),
            models.CheckConstraint(condition=Q(state__in=choices.DeliveryState.values), name="delivery_state_is_known"),
        ]
        indexes = [models.Index(fields=["state", "changed_at"], condition=~Q(state="registered"), name="delivery_open")]

    def __str__(self) -> str:
        return self.state
