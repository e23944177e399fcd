"""Lists that somebody keeps under a name; a view belongs to a person and shows what that person may see anyway."""

from django.db import models

from tinhgon.core.identity.models import Principal


class SavedView(models.Model):
    owner = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_unique")]

    def __str__(self) -> str:
        return self.name
