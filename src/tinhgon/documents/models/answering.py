"""Papers that ask for answers: who was asked, what came back and when, each opinion with what was made of it; and the
official form such a table is exported in, as dated data."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents import choices
from tinhgon.documents.models.papers import Document


class AnswerRequest(models.Model):
    """A paper of this agency that asks; by when is the paper's `reply_due_at` (office-practice A 9)."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="answer_request")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=300)
    # What comes after the closing is still taken in, and says so.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.document_id)


class Answer(models.Model):
    """One that was asked, or answered unasked: an agency of this installation, or a place in words."""

    request = models.ForeignKey(AnswerRequest, models.PROTECT, related_name="answers")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    was_asked = models.BooleanField(default=True)
    stance = models.CharField(max_length=8, blank=True, choices=choices.Stance.choices)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Our own row of the paper it came in; none where it was said by telephone or is kept on paper only.
    reply = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="answers_given")
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.CharField(max_length=300, blank=True)
    urged_at = models.DateTimeField(null=True, blank=True)
    urge_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "ordinal"], name="answer_ordinal_unique"),
            models.UniqueConstraint(
                fields=["request", "agency"], condition=~Q(agency=None), name="answer_once_per_agency"
            ),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(stance=""), name="answer_given_has_stance"),
        ]

    def __str__(self) -> str:
        return self.name


class OpinionItem(models.Model):
    """One opinion of an answer, with what was made of it: taken over, or explained why not."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="items")
    ordinal = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    outcome = models.CharField(max_length=9, blank=True, choices=choices.OpinionOutcome.choices)
    response = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "ordinal"], name="opinion_ordinal_unique"),
            models.CheckConstraint(
                condition=~Q(outcome="explained") | ~Q(response=""), name="opinion_explained_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AnnexForm(models.Model):
    """The form of the table of opinions by rule set: title and headings as the law prints them, with its basis."""

    rule_set = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=200)
    # Group of matters or article · who says so · what · taken over or explained: four headings.
    headings = models.JSONField()
    legal_basis = models.CharField(max_length=200)
    confidence = models.CharField(max_length=1, default="B")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule_set", "starts_on"], name="annex_form_unique")]

    def __str__(self) -> str:
        return self.title
