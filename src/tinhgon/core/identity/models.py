"""Bare tenants and principals. `organisation` hangs names, versions and posts on them, so that history,
numbering, notices and search can point at an agency or a reader without looking up a floor."""

import uuid

import uuid_utils
from django.db import models

from tinhgon.core.identity.choices import PrincipalKind


def new_public_id() -> uuid.UUID:
    """A time-ordered UUIDv7 made in the application (PostgreSQL before 18 has none)."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


class Agency(models.Model):
    """The tenant: home of rows, for ever. Its name is `organisation`'s affair."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    key = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key


class Principal(models.Model):
    """Somebody or something a right can be given to; the id fits PostgreSQL's int4 arrays."""

    id = models.AutoField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="principals")
    kind = models.CharField(max_length=12, choices=PrincipalKind.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PrincipalKind.values), name="principal_kind_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"
