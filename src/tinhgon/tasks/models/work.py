"""Directions (bút phê) and the tasks that come of them. The first deadline is never overwritten; who may read a task
is compiled on the row like on papers."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import Agency, Principal, new_public_id
from tinhgon.core.storage.models import Blob
from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post, Unit
from tinhgon.tasks import choices


class Direction(models.Model):
    """A leader's words on a paper, or the office's proposal for them."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="directions")
    kind = models.CharField(max_length=9, choices=choices.DirectionKind.choices)
    text = models.TextField()
    by_post = models.ForeignKey(Post, models.PROTECT, related_name="directions")
    by = models.CharField(max_length=300)
    at = models.DateTimeField()
    # Whom it names, kept with the words: a proposal is accepted with one tap, and history shows what was meant.
    lead = models.ForeignKey(Principal, models.PROTECT, null=True, blank=True, related_name="+")
    cooperating_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    informed_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    # Written on paper by the leader, entered by the secretary (office-practice B 13).
    is_from_paper = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=300, blank=True)
    scan = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    # A proposal its author took back before the leader answered.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    from_proposal = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="accepted_as")
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=choices.DirectionKind.values), name="direction_kind_is_known"),
            models.UniqueConstraint(
                fields=["by_post", "request_key"], condition=~Q(request_key=""), name="direction_request_once"
            ),
        ]
        indexes = [models.Index(fields=["document", "-id"])]

    def __str__(self) -> str:
        return self.text[:60]


class Task(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tasks")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="tasks")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="tasks")
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    title = models.CharField(max_length=500)
    # The title without tone marks, for finding.
    title_key = models.CharField(max_length=500, blank=True)
    # "6 rõ": person, work, time, responsibility, product, authority.
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="led_tasks")
    product = models.CharField(max_length=300, blank=True)
    responsibility = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=300, blank=True)
    given_by = models.ForeignKey(Post, models.PROTECT, related_name="given_tasks")
    given_by_label = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    first_due_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices.TaskState.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    reported_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    # What a return, a cancellation or a demand to do it again says.
    last_reason = models.CharField(max_length=500, blank=True)
    reply_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    is_restricted = models.BooleanField(default=False)
    # A task given to a unit of another agency is two rows (office-practice B 16): the giver's, and the one owned over
    # there, whose `origin` it is. What crosses is copied by the act that makes it; each side reads its own row only.
    boundary = models.CharField(max_length=8, blank=True, choices=choices.Boundary.choices)
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="received")
    urge_count = models.PositiveSmallIntegerField(default=0)
    reader_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.TaskState.values), name="task_state_is_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="task_progress_is_percent"),
            models.CheckConstraint(
                condition=Q(boundary=choices.Boundary.RECEIVED, origin__isnull=False)
                | (~Q(boundary=choices.Boundary.RECEIVED) & Q(origin=None)),
                name="task_received_has_origin",
            ),
            models.UniqueConstraint(
                fields=["origin"],
                condition=~Q(state__in=choices.ENDED_STATES),
                name="task_received_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "request_key"], condition=~Q(request_key=""), name="task_request_once"
            ),
        ]
        indexes = [
            GinIndex(fields=["reader_ids"], name="task_readers"),
            models.Index(fields=["lead_post", "state", "due_at"]),
            models.Index(fields=["owner_unit", "state", "due_at"]),
            models.Index(fields=["given_by", "state", "due_at"]),
        ]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    task = models.ForeignKey(Task, models.PROTECT, related_name="participants")
    role = models.CharField(max_length=9, choices=choices.ParticipantRole.choices)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    label = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "principal"], name="participant_unique")]

    def __str__(self) -> str:
        return self.label


class Report(models.Model):
    """Progress with evidence."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    text = models.TextField()
    progress = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_name = models.CharField(max_length=255, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "request_key"], condition=~Q(request_key=""), name="report_request_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Extension(models.Model):
    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    asked_due_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=choices.ExtensionState.choices)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(state="asked"), name="extension_one_open_per_task")
        ]

    def __str__(self) -> str:
        return self.reason[:60]


class Urge(models.Model):
    """Đôn đốc: who reminded the doer of a task, when, with which words."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="urges")
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    by_post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["task", "-id"])]

    def __str__(self) -> str:
        return f"{self.by} {self.at}"


class Opinion(models.Model):
    """Ý kiến trao đổi on a task, with a file where there is one; `mentioned_ids` are the posts it calls by name."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="opinions")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    by_post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    mentioned_ids = ArrayField(models.IntegerField(), default=list, blank=True)
    file = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    # Said to the other side of the boundary too, or come from there.
    has_crossed = models.BooleanField(default=False)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "request_key"], condition=~Q(request_key=""), name="opinion_request_once"
            )
        ]
        indexes = [models.Index(fields=["task", "-id"])]

    def __str__(self) -> str:
        return self.text[:60]


class QuickPhrase(models.Model):
    """A phrase of one's own for directions; the owner is the person, whatever the post."""

    owner = models.ForeignKey(Principal, models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="quick_phrase_once")]

    def __str__(self) -> str:
        return self.text


class CalendarFeed(models.Model):
    """The secret address under which a calendar program reads a person's deadlines; only its SHA-256 is kept."""

    owner = models.OneToOneField(Principal, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.owner_id)
