"""The history of acts: append-only rows, chained by hash per agency. The database trigger (migration 0002) gives
the sequence and the hash and refuses UPDATE, DELETE and TRUNCATE; rows keep actor and object also as text, so that
they outlive everything."""

from django.db import models

from tinhgon.core.identity.models import Agency


class ChainHead(models.Model):
    """The last link of an agency's chain; locked last in every transaction (one chain per agency)."""

    agency = models.OneToOneField(Agency, models.PROTECT, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.agency_id}:{self.seq}"


class Event(models.Model):
    """One act. `payload` is the canonical JSON the hash is taken over: sha256(previous hash + payload)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_label = models.CharField(max_length=300)
    actor_post = models.IntegerField(null=True)
    actor_user = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_home = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=400)
    detail = models.JSONField(default=dict)
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "seq"], name="event_seq_unique_in_agency")]
        indexes = [models.Index(fields=["object_type", "object_id", "id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_label}"
