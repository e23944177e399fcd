"""Bare tenants and principals. `organisation` hangs names, versions and posts on them, so that history,
numbering, notices and search can point at an agency or a reader without looking up a floor. A principal that is lent
to people for a time has its days here, so that who acts is asked together with what is lent to him."""

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


class Holding(models.Model):
    """A principal lent to a person from a moment to before a moment: what names it as a reader is read by him then, and
    by nobody in the second after (docs/adr, reading for a time). Without moments it is named and not lent yet."""

    principal = models.ForeignKey(Principal, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "person"], name="holding_once"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="holding_ends_after_start",
            ),
        ]
        # Asked with every request: of few people is anything lent, and what has ended is not looked at.
        indexes = [models.Index(fields=["person", "ends_at"], name="holding_of_person")]

    def __str__(self) -> str:
        return f"{self.principal_id} → {self.person_id}"
