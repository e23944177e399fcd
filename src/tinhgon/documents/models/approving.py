"""How a draft goes up: the route of rows an agency has set for a type of paper, the steps of one paper with what was
said at each, the checks of its versions and the remarks on it."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document, Version
from tinhgon.organisation.models import Post


class ApprovalRoute(models.Model):
    """The steps a type of paper takes in an agency: rows, set by the office (law 2)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    type_code = models.CharField(max_length=10, blank=True)
    ordinal = models.PositiveSmallIntegerField()
    # Rows with the same place are asked at once; without one a row stands alone at its ordinal.
    stage = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=choices.StepKind.choices)
    # "head_of_drafter" is the head of the drafting unit; otherwise a post.
    rule = models.CharField(max_length=20, default="post")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    # Of opinions asked at once: whether each counts, or one is enough.
    quorum = models.CharField(max_length=3, choices=choices.Quorum.choices, default=choices.Quorum.ALL)
    # How long an opinion is waited for, in the words of a deadline ("4 giờ", "2 ngày"); empty is as long as it takes.
    wait = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "type_code", "ordinal"], name="route_ordinal_unique")]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind}"

    @property
    def place(self) -> int:
        return self.ordinal if self.stage is None else self.stage


class ApprovalStep(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField(default=1)
    ordinal = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=choices.StepKind.choices)
    quorum = models.CharField(max_length=3, choices=choices.Quorum.choices, default=choices.Quorum.ALL)
    wait = models.CharField(max_length=20, blank=True)
    # From then on the step holds nobody up; told when it becomes current.
    waits_until = models.DateTimeField(null=True, blank=True)
    # Who put the row on this one paper beside its route.
    added_by = models.CharField(max_length=300, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, related_name="approval_steps")
    state = models.CharField(max_length=9, choices=choices.StepState.choices, default=choices.StepState.WAITING)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.TextField(blank=True)
    # By the secretary of whose step it is, to take over or to change.
    prepared = models.TextField(blank=True)
    prepared_by = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "round", "ordinal"], name="step_ordinal_unique"),
            models.CheckConstraint(condition=Q(state__in=choices.StepState.values), name="step_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["post", "state"]),
            # Few at any time: what is asked within a limit.
            models.Index(fields=["waits_until"], condition=Q(state="current"), name="step_waits_until"),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind} {self.state}"

    @property
    def place(self) -> int:
        return self.ordinal if self.stage is None else self.stage


class Check(models.Model):
    """The result of checking a version (decision 7): a record, no state of the ladder."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="checks")
    result = models.CharField(max_length=10, choices=choices.CheckResult.choices)
    reason = models.CharField(max_length=500, blank=True)
    findings = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.result


class Comment(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="comments")
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    by_post = models.ForeignKey(Principal, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
