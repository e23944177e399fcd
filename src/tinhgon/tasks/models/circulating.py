"""Circulations (chuyển vòng): a paper put before several readers, in order or at once, each of whom says something or
has seen it (office-practice B 12). Stops are never deleted: one passed over says why, one moved says to whom."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import new_public_id
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post
from tinhgon.tasks import choices


class Circulation(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="circulations")
    text = models.CharField(max_length=1000)
    is_in_order = models.BooleanField(default=True)
    by_post = models.ForeignKey(Post, models.PROTECT, related_name="circulations")
    by = models.CharField(max_length=300)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=choices.CirculationState.choices)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it was withdrawn, or in a line what came of it.
    outcome = models.CharField(max_length=500, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=choices.CirculationState.values), name="circulation_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["by_post", "request_key"], condition=~Q(request_key=""), name="circulation_request_once"
            ),
        ]
        indexes = [
            models.Index(fields=["document", "-id"], name="circulation_of_paper"),
            models.Index(fields=["by_post", "state"], name="circulation_by_giver"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CirculationStop(models.Model):
    """One reader of a circulation: a post, whoever holds it or stands in."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="stops")
    ordinal = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="circulation_stops")
    label = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=choices.StopState.choices)
    since_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    moved_to = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="moved_from")
    urge_count = models.PositiveSmallIntegerField(default=0)
    urged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.StopState.values), name="stop_state_is_known"),
            models.UniqueConstraint(fields=["circulation", "post"], name="stop_once_a_reader"),
        ]
        indexes = [models.Index(fields=["post", "state"], name="stop_waiting")]
        ordering = ["ordinal", "id"]

    def __str__(self) -> str:
        return self.label
