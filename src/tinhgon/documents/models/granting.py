"""Reading for a time: somebody reads named papers from a moment to a moment, asked for by one person and approved by
another. An emergency is one paper and hours; a case of inspection is a decision, inspectors and days. Who reads when is
`identity.Holding` of the grant's principal; what is read are the papers listed here."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.organisation.models import Dated, Unit


class GrantTerm(Dated):
    """How many hours an emergency may last at most, from a day on."""

    hours = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(hours__gte=1), name="grant_term_has_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.hours}"


class ReadingGrant(models.Model):
    """The principal stands among the readers of the papers; the people hold it between its moments."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=choices.GrantKind.choices)
    principal = models.OneToOneField(Principal, models.PROTECT, related_name="reading_grant")
    # Of a case: what it is called, the decision it rests on.
    name = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    basis_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    # Of an emergency: the number or address as it was typed, and the hours asked for.
    wanted = models.CharField(max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    # Of a case that does not name its papers: those that meet all of these on the day it is approved.
    by_criteria = models.BooleanField(default=False)
    flow = models.CharField(max_length=8, blank=True, choices=Flow.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    issuer = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    includes_restricted = models.BooleanField(default=False)
    # Of an emergency from its approval on.
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=choices.GrantState.choices, default=choices.GrantState.PROPOSED)
    asked_by = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    asked_label = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    decided_label = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=300, blank=True)
    ended_label = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Papers up to this one know of the state the grant is in; None when all do.
    compiled_to = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=choices.GrantKind.values), name="grant_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=choices.GrantState.values), name="grant_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "ended"]) | ~Q(decided_by=F("asked_by")),
                name="grant_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "ended"]) | Q(ends_at__isnull=False), name="grant_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(kind="case") | ~Q(basis="", basis_on=None), name="grant_case_rests_on_a_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-id"], name="grant_newest"),
            models.Index(fields=["ends_at"], condition=Q(state="approved"), name="grant_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_label}"

    @property
    def is_emergency(self) -> bool:
        return self.kind == choices.GrantKind.EMERGENCY

    @property
    def title(self) -> str:
        return choices.GrantKind.EMERGENCY.label if self.is_emergency else self.name


class GrantPaper(models.Model):
    """A paper that is read by a grant."""

    grant = models.ForeignKey(ReadingGrant, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "document"], name="grant_paper_once")]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.document_id}"
