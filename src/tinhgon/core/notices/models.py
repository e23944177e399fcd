"""Notices to principals: in the app at once, by e-mail through a job."""

from django.db import models
from django.db.models import F, Q

from tinhgon.core.identity.models import Agency, Principal
from tinhgon.core.notices.choices import Subject, Way


class Notice(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to = models.ForeignKey(Principal, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # One notice for one cause: a retried job or a second click tells nobody twice.
    cause = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "cause"], name="notice_once_per_cause")]
        indexes = [models.Index(fields=["to", "read_at", "-id"])]

    def __str__(self) -> str:
        return self.text


class LetterDefault(models.Model):
    """How soon people are written to who have not chosen, from a day on."""

    subject = models.CharField(max_length=10, choices=Subject.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="letter_default_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.way}"


class LetterChoice(models.Model):
    """How soon one person wants to be written to."""

    person = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="letter_choice_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.subject}: {self.way}"


class QuietHours(models.Model):
    """When a person is not written to, but of urgent papers; over midnight where it ends before it begins."""

    person = models.OneToOneField(Principal, models.CASCADE, related_name="+")
    starts = models.TimeField()
    ends = models.TimeField()

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}-{self.ends:%H:%M}"


class HeldLetter(models.Model):
    """A letter that waits for the one of the morning."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject


class LetterPlace(models.Model):
    """Up to which notice letters are written."""

    last_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.last_id}"
