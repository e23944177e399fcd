"""Whether an agency has its offline packs made and kept each morning."""

from django.db import models

from tinhgon.core.identity.models import Agency


class PackSetting(models.Model):
    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.is_on}"
