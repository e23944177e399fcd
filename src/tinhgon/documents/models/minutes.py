"""Minutes of handing over the clerk's post: what the books, the seals and the papers under way were on the day, as it
was signed for."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents import choices
from tinhgon.organisation.models import ClericalOffice, Person


class ClerkMinutes(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    office = models.ForeignKey(ClericalOffice, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    giver_label = models.CharField(max_length=300)
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taker_label = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    # Rows of words under "books", "seals" and "papers": what was signed for, whatever becomes of it.
    content = models.JSONField()
    state = models.CharField(max_length=8, choices=choices.MinutesState.choices, default=choices.MinutesState.DRAWN_UP)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.MinutesState.values), name="minutes_state_is_known"),
            models.CheckConstraint(condition=~Q(giver=models.F("taker")), name="minutes_between_two_persons"),
            # A second waits until the first was signed for or refused.
            models.UniqueConstraint(fields=["office"], condition=Q(state="drawn_up"), name="minutes_one_at_a_time"),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="clerk_minutes_newest")]

    def __str__(self) -> str:
        return f"{self.giver_label} → {self.taker_label}"
