"""Who goes to a meeting: one row for each post that was asked or sent. What the invitation says is `documents`'."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency
from tinhgon.documents.models import Invitation
from tinhgon.meetings import choices
from tinhgon.organisation.models import Post


class Attendance(models.Model):
    """The last answer for a post; earlier ones are in history. `sent_by` is the leader who sent this post instead."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="attendances")
    post = models.ForeignKey(Post, models.PROTECT, related_name="attendances")
    answer = models.CharField(max_length=8, choices=choices.Answer.choices)
    sent_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    # The meeting as it was when the post's holder last heard of it: a change is told once.
    told_as = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "post"], name="attendance_once"),
            models.CheckConstraint(condition=Q(answer__in=choices.Answer.values), name="attendance_answer_is_known"),
        ]
        indexes = [models.Index(fields=["post", "answer"], name="meetings_at_post_answer")]

    def __str__(self) -> str:
        return f"{self.post} {self.answer}"
