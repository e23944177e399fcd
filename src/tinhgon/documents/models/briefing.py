"""The file that goes up (hồ sơ trình, office-practice C 22, B 17): each version of its phiếu trình as the leader saw
it, with the papers laid beside, the opinions that were there or missing, and what was decided; and drafts that came up
from an agency below, with who wrote and who appraised them."""

from django.db import models
from django.db.models import Q

from tinhgon.core.storage.models import Blob
from tinhgon.documents import choices
from tinhgon.documents.models.approving import ApprovalStep
from tinhgon.documents.models.papers import Document, Version
from tinhgon.organisation.models import Post


class Brief(models.Model):
    """One version of the phiếu trình of a draft; only one that has not gone up is ever changed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="briefs")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=choices.BriefState.choices, default=choices.BriefState.DRAFT)
    summary = models.TextField(blank=True)
    # [{"text", "is_proposed"}], in the order they are numbered.
    options = models.JSONField(default=list, blank=True)
    proposal = models.TextField(blank=True)
    # Of a draft from below: what this body's specialist found.
    appraisal = models.TextField(blank=True)
    # What was made of the words an earlier version came back with.
    changes = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=300)
    # As it went up: with which submission, over which draft, which opinions were there and which were missing.
    round = models.PositiveSmallIntegerField(null=True, blank=True)
    draft = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    opinions = models.JSONField(default=dict, blank=True)
    sheet = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=300, blank=True)
    ended_words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "ordinal"], name="brief_ordinal_unique"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=["draft", "sent"]), name="brief_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=choices.BriefState.values), name="brief_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(sheet__isnull=False) & Q(draft__isnull=False)),
                name="brief_that_went_up_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.state}"

    @property
    def proposed(self) -> int | None:
        """The number of the option that is proposed."""
        return next((n for n, option in enumerate(self.options, 1) if option.get("is_proposed")), None)


class BriefPaper(models.Model):
    """A paper of the agency that goes up with a phiếu trình."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="papers")
    ordinal = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "document"], name="brief_paper_once")]
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return str(self.document_id)


class BriefOpinion(models.Model):
    """What was said of a version at one step: the words, the moment and who are the step's; once, however often it is
    clicked."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="said")
    step = models.OneToOneField(ApprovalStep, models.PROTECT, related_name="brief_opinion")
    decision = models.CharField(max_length=8, choices=choices.BriefDecision.choices)
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    # The opinions that were there, and those still missing, at that moment.
    opinions = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=choices.BriefDecision.values), name="brief_decision_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.decision


class TakenOver(models.Model):
    """A draft that came with a proposal from below and became this body's own paper: nobody's bytes twice, both
    credited."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="origin")
    proposal = models.ForeignKey(Document, models.PROTECT, related_name="taken_over")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    drafting_agency = models.CharField(max_length=200)
    drafting_unit = models.CharField(max_length=200, blank=True)
    appraiser = models.ForeignKey(Post, models.PROTECT, related_name="+")
    appraised_by = models.CharField(max_length=300)
    at = models.DateTimeField()
    # The sender has called the proposal back; the paper stops where it was not signed yet.
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["proposal"], name="taken_over_proposal")]

    def __str__(self) -> str:
        return self.drafted_by

    @property
    def drafted_by(self) -> str:
        """Who wrote the draft, the unit before its agency."""
        return ", ".join(filter(None, (self.drafting_unit, self.drafting_agency)))
