"""How the visibility matrix changes: proposals with the two persons who answer for them, the bounds no proposal may
cross, and the runs that compile readers anew. The matrix itself is `VisibilityRule`."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import choices
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Dated, IssuingBody, WorkField


class VisibilityRule(models.Model):
    """A row of the matrix (office-practice A 2): whom a paper is shown to beside the handling chain."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=8, choices=choices.Scope.choices)
    flow = models.CharField(max_length=8, blank=True, choices=Flow.choices)
    body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.ForeignKey(WorkField, models.PROTECT, null=True, blank=True, related_name="+")
    includes_restricted = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.principal_id} {self.scope}"


class RightsBound(Dated):
    """What a role may not be shown by a row of the matrix. No scope means every scope. An absolute bound holds for a
    post whatever its other roles; the others only when no other role of the post allows it."""

    role = models.CharField(max_length=24, choices=Role.choices)
    scope = models.CharField(max_length=8, blank=True, choices=choices.Scope.choices)
    restricted_only = models.BooleanField(default=False)
    is_absolute = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="rights_bound_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.reason


class RightsChange(models.Model):
    """A row to add to the matrix, or to end: proposed by one person, approved by another, in force from a day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=choices.RightsKind.choices)
    # The row to end; of an addition the row it became.
    rule = models.ForeignKey(VisibilityRule, models.PROTECT, null=True, blank=True, related_name="changes")
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=8, choices=choices.Scope.choices)
    flow = models.CharField(max_length=8, blank=True, choices=Flow.choices)
    body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.ForeignKey(WorkField, models.PROTECT, null=True, blank=True, related_name="+")
    includes_restricted = models.BooleanField(default=False)
    # An addition is in force from this day to the day before `until`; an ended row is in force no more from it.
    effective_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=9, choices=choices.RightsState.choices, default=choices.RightsState.PROPOSED)
    proposed_by = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    proposed_label = models.CharField(max_length=300)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    decided_label = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.RightsState.values), name="rights_state_is_known"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("effective_on")), name="rights_change_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("proposed_by")), name="rights_change_by_two_persons"
            ),
            models.UniqueConstraint(
                fields=["rule"], condition=Q(kind="end", state="proposed"), name="rights_one_end_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.principal_id} {self.scope}"


class ReadersRun(models.Model):
    """Readers of an agency's papers compiled anew as the matrix is on a day; goes on behind `last_id` when broken
    off."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    on = models.DateField()
    cause = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=choices.CompileState.choices, default=choices.CompileState.RUNNING)
    last_id = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=choices.CompileState.values), name="readers_run_state_is_known"
            ),
            models.UniqueConstraint(fields=["agency"], condition=Q(state="running"), name="readers_one_run_at_a_time"),
        ]
        indexes = [models.Index(fields=["agency", "-id"])]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.on} {self.state}"

    @property
    def percent(self) -> int:
        return (
            100 if self.state == choices.CompileState.DONE or not self.total else min(99, self.seen * 100 // self.total)
        )
