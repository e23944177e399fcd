"""Chuyển giao, ký nhận: what the clerk hands to a unit at one time, line by line, with who took it or why not
(office-practice B 15)."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.documents import choices
from tinhgon.documents.models.originals import Original
from tinhgon.documents.models.papers import Document
from tinhgon.organisation.models import Unit


class Batch(models.Model):
    """One hand-over to one unit; open while a line waits for its answer."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=300)
    made_by_post = models.ForeignKey(Principal, models.PROTECT, null=True, related_name="+")
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "to_unit", "request_key"], condition=~Q(request_key=""), name="batch_request_once"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "made_at"], name="batch_by_day"),
            models.Index(fields=["agency", "to_unit"], name="batch_open", condition=Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%d/%m/%Y %H:%M}"


class BatchLine(models.Model):
    """One original of a batch, and what the receiver said."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    copies = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=choices.LineState.choices, default=choices.LineState.WAITING)
    how = models.CharField(max_length=6, blank=True, choices=choices.MoveHow.choices)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="batch_line_ordinal_unique"),
            # An original lies in one pile at a time.
            models.UniqueConstraint(fields=["original"], condition=Q(state="waiting"), name="batch_line_waits_once"),
            models.CheckConstraint(condition=Q(state__in=choices.LineState.values), name="batch_line_state_is_known"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="batch_line_refused_has_reason"),
        ]
        indexes = [models.Index(fields=["batch"], name="batch_line_refused", condition=Q(state="refused"))]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.state}"
