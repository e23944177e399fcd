"""Files that wait in quarantine to be registered, and those the secret door holds."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document


class Upload(models.Model):
    """A file waiting in quarantine to be registered; nothing of its content is here. `reading` is filled only
    after the secret door let it through."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    ticket = models.CharField(max_length=32)
    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    # The pages of a Word file as a PDF, drawn by a job; waits in quarantine like the file.
    pages_ticket = models.CharField(max_length=32, blank=True)
    is_secret = models.BooleanField(default=False)
    # Stopped at the secret door: until when a second person may release it, who brought it, who says it is no secret.
    held_until = models.DateTimeField(null=True, blank=True)
    held_level = models.CharField(max_length=12, blank=True)
    held_page = models.PositiveIntegerField(null=True, blank=True)
    brought_by = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    claim = models.CharField(max_length=16, choices=choices.SuspectClaim, blank=True)
    claimed_by = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_label = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["held_until"], condition=Q(held_until__isnull=False), name="upload_held"),
            # The same bytes brought twice are found among those still waiting, however many were ever brought.
            models.Index(fields=["agency", "sha256"], condition=Q(document__isnull=True), name="upload_waiting"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def text(self) -> str:
        """The whole text that was read; empty for a picture."""
        return str(self.reading.get("full_text", {}).get("value", ""))

    @property
    def needs_text_recognition(self) -> bool:
        return not self.text
