"""Days off, working Saturdays and office hours as dated data with their legal basis, per agency where it differs."""

from django.db import models

from tinhgon.core.identity.models import Agency


class SpecialDay(models.Model):
    """A day that is not what its weekday says. `agency` empty: for everybody."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=200, blank=True)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="special_day_unique", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class WorkingHours(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    morning_from = models.TimeField()
    morning_to = models.TimeField()
    afternoon_from = models.TimeField()
    afternoon_to = models.TimeField()

    def __str__(self) -> str:
        return f"{self.morning_from}-{self.afternoon_to}"
