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
    kind = models.CharField(max_length=10, choices=choices.StepKind.choices)
    # "head_of_drafter" is the head of the drafting unit; otherwise a post.
    rule = models.CharField(max_length=20, default="post")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "type_code", "ordinal"], name="route_ordinal_unique")]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind}"


class ApprovalStep(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField(default=1)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=choices.StepKind.choices)
    post = models.ForeignKey(Post, models.PROTECT, related_name="approval_steps")
    state = models.CharField(max_length=9, choices=choices.StepState.choices, default=choices.StepState.WAITING)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "round", "ordinal"], name="step_ordinal_unique"),
            models.CheckConstraint(condition=Q(state__in=choices.StepState.values), name="step_state_is_known"),
        ]
        indexes = [models.Index(fields=["post", "state"])]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.kind} {self.state}"


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
