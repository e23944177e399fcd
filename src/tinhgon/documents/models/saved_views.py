"""Lists that somebody keeps under a name; a view belongs to a person and shows what that person may see anyway. Shared
with a unit or the agency it is the same list under the same name, of which everybody sees what his own rights allow."""

from django.db import models

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.organisation.models import Unit


class SavedView(models.Model):
    owner = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_unique")]

    def __str__(self) -> str:
        return self.name


class SharedView(models.Model):
    """To whom a view was given: a unit with all below it, or without one the whole agency."""

    view = models.ForeignKey(SavedView, models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["view", "agency", "unit"], nulls_distinct=False, name="view_shared_once_with_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.view_id} {self.unit_id or self.agency_id}"
