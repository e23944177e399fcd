"""The duty roster, the ladders by which urgent papers call people, and the calls that were made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents.choices import Urgency
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Dated, Person
from tinhgon.roster import choices


class Shift(models.Model):
    """One person on duty from one moment to another; withdrawn ones stay."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="shifts")
    watch = models.CharField(max_length=6, choices=choices.Watch.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"),
            models.UniqueConstraint(
                fields=["agency", "person", "watch", "starts_at"],
                condition=Q(withdrawn_at=None),
                name="shift_once",
            ),
        ]
        indexes = [models.Index(fields=["agency", "ends_at"], name="shift_by_end")]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_at}"


class Ladder(Dated):
    """How long an urgent paper may lie unopened, and who is called then, in order. Without an agency: what holds for
    every agency that set none of its own."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    minutes = models.PositiveSmallIntegerField()
    rungs = ArrayField(models.CharField(max_length=8, choices=choices.Rung.choices))

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "urgency", "starts_on"], name="ladder_start_unique", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="ladder_minutes_are_sound"),
        ]

    def __str__(self) -> str:
        return f"{self.urgency} {self.minutes}"


class Escalation(models.Model):
    """An urgent paper that nobody has opened yet, and how far the calling has come."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="escalations")
    stage = models.CharField(max_length=10, choices=choices.Stage.choices)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    started_at = models.DateTimeField()
    # When somebody was last called, or the waiting began; the next call is counted from here.
    last_at = models.DateTimeField()
    call_count = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=9, blank=True, choices=choices.Outcome.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "stage"], name="escalation_once")]
        indexes = [models.Index(fields=["id"], condition=Q(outcome=""), name="escalation_running")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.stage}"


class Call(models.Model):
    """One rung called: whom, when; a gap where nobody was on duty."""

    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="calls")
    ordinal = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=8, choices=choices.Rung.choices)
    at = models.DateTimeField()
    people = models.CharField(max_length=500, blank=True)
    is_gap = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["escalation", "ordinal"], name="call_once")]

    def __str__(self) -> str:
        return f"{self.rung} {self.at}"
