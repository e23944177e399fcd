"""Envelopes that the clerk may not open, registered by what is written on them (office-practice B 14), and paper that
was sent out, by post or by hand, with the proof that it came. No envelope with a secrecy mark is ever here."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.core.numbering.models import Book, Entry
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.documents.models.sending import Recipient


class Envelope(models.Model):
    """One closed envelope: it takes a number of the book of incoming papers; what is in it gets its own when it comes
    back to be registered."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="envelope")
    book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices.EnvelopeKind.choices)
    state = models.CharField(max_length=8, choices=choices.EnvelopeState.choices, default=choices.EnvelopeState.WAITING)
    written_number = models.CharField(max_length=80, blank=True)
    sender = models.CharField(max_length=300)
    addressee = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=300)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.CharField(max_length=300, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="envelope")
    ended_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.EnvelopeState.values), name="envelope_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="opened") | Q(document__isnull=False),
                name="envelope_opened_has_paper",
            ),
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="envelope_request_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"]), models.Index(fields=["addressee", "-id"])]

    def __str__(self) -> str:
        return f"Bì số {self.number}"


class Dispatch(models.Model):
    """A paper copy sent to one place, and what is known of its arrival."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=4, choices=choices.Channel.choices)
    state = models.CharField(max_length=8, choices=choices.DispatchState.choices, default=choices.DispatchState.SENT)
    envelopes = models.PositiveSmallIntegerField(default=1)
    tracking = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=300)
    received_by = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "request_key"], condition=~Q(request_key=""), name="dispatch_request_once"
            ),
            models.CheckConstraint(condition=Q(state__in=choices.DispatchState.values), name="dispatch_state_is_known"),
        ]
        indexes = [models.Index(fields=["agency", "channel", "sent_at"], name="dispatch_by_day")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.sent_at:%d/%m/%Y}"
