"""Groups of recipients an agency keeps ("Các sở, ban, ngành"): dated members, so that a group means who belonged to it
on the day a paper goes out."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency
from tinhgon.organisation.models import IssuingBody


class RecipientGroup(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="recipient_groups")
    name = models.CharField(max_length=150)
    # Without tone marks and capitals: one group of a name.
    name_key = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name_key"], name="recipient_group_once")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A body of this installation, or a name in words, in a group from a day to a day (exclusive)."""

    group = models.ForeignKey(RecipientGroup, models.CASCADE, related_name="members")
    ordinal = models.PositiveSmallIntegerField(default=0)
    body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="group_member_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(body=None) | ~Q(name=""), name="group_member_is_somebody"),
        ]
        indexes = [models.Index(fields=["group", "ends_on"])]

    def __str__(self) -> str:
        return self.name or str(self.body_id)
