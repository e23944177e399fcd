"""What a person has put off: one piece of work, until a moment, with the reason. It says nothing of the work itself:
the deadline stays, others see it as before. And the tiles of a desk: which saved views stand there, in which
order; and how long a draft may stand with somebody before the desk reminds."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.documents.choices import Urgency
from tinhgon.documents.models import SavedView


class Snooze(models.Model):
    person = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    # The post it waited for: whoever heads the unit of that post sees how much is put off there, not what or why.
    post = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    object_type = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "object_type", "object_id"], name="snooze_once_a_person"),
            models.CheckConstraint(condition=Q(until_at__gte=models.F("at")), name="snooze_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["post", "until_at"], name="snooze_of_post")]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"


class Tile(models.Model):
    """A saved view on somebody's desk. A view of one's own stands there when there is a row; one that others gave
    stands there until it is hidden."""

    person = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    is_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "view"], name="tile_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.view_id}"


class Patience(models.Model):
    """How long a step of approval stands before who has it is reminded, as dated data. Without an agency: what holds
    for every agency that set none of its own."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    urgency = models.CharField(max_length=12, blank=True, choices=Urgency.choices)
    # In the words of a deadline, counted in the agency's working time; empty is never.
    wait = models.CharField(max_length=20, blank=True)
    legal_basis = models.CharField(max_length=300)
    starts_on = models.DateField()
    by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "urgency", "starts_on"], name="patience_start_unique", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.urgency} {self.wait}"
