"""Opinion rounds of a collective body in writing (phiếu lấy ý kiến thành viên): the question, the members as they were
on the day it was asked, and their answers by name. Secret voting is not here."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, new_public_id
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document
from tinhgon.organisation.models import IssuingBody, Post


class PollRule(models.Model):
    """How a result is counted, as dated data: how many must answer, how many must agree, and of whom."""

    rule_set = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    quorum_percent = models.PositiveSmallIntegerField()
    # More than this share agrees; of all members, or of those who answered.
    majority_percent = models.PositiveSmallIntegerField()
    counts_of = models.CharField(max_length=8, choices=choices.CountedOf.choices)
    # With as many for as against, the side on which the chair stands wins.
    is_tie_with_chair = models.BooleanField(default=False)
    # What must happen with the result.
    follow_up = models.CharField(max_length=300, blank=True)
    legal_basis = models.CharField(max_length=300)
    confidence = models.CharField(max_length=1, default="B")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Poll(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="polls")
    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="polls")
    # The draft the opinion is about; its readers are not made by the round.
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="polls")
    question = models.TextField()
    rule = models.ForeignKey(PollRule, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=300)
    opener = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=300, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="poll_request_once"
            )
        ]

    def __str__(self) -> str:
        return self.question[:60]

    @property
    def label(self) -> str:
        return f"Lấy ý kiến: {self.question}"[:400]


class PollMember(models.Model):
    """A member on the day the round was opened, by post and by name; silent until he answers."""

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="members")
    ordinal = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=200)
    is_chair = models.BooleanField(default=False)
    vote = models.CharField(max_length=8, blank=True, choices=choices.Vote.choices)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "post"], name="poll_member_once"),
            models.CheckConstraint(condition=~Q(vote="other") | ~Q(text=""), name="poll_other_opinion_has_words"),
        ]

    def __str__(self) -> str:
        return self.name
