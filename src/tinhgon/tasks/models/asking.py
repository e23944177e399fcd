"""Đề nghị làm rõ: what who got a direction or a task asks of who gave it (office-practice B 12). One question of a post
is open at a time; it ends answered, or with the direction it asked about."""

from django.db import models
from django.db.models import Q

from tinhgon.core.identity.models import new_public_id
from tinhgon.organisation.models import Post
from tinhgon.tasks import choices
from tinhgon.tasks.models.work import Direction, Task


class Question(models.Model):
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    # The asker's row of the task; a direction that made none is asked about by itself.
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="questions")
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, related_name="questions")
    text = models.TextField()
    by_post = models.ForeignKey(Post, models.PROTECT, related_name="questions_asked")
    by = models.CharField(max_length=300)
    at = models.DateTimeField()
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="questions_to_answer")
    state = models.CharField(max_length=8, choices=choices.QuestionState.choices)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    request_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=choices.QuestionState.values), name="question_state_is_known"),
            models.CheckConstraint(
                condition=Q(task__isnull=False) | Q(direction__isnull=False), name="question_is_about_something"
            ),
            models.UniqueConstraint(
                fields=["by_post", "task"], condition=Q(state="open"), name="question_one_open_on_a_task"
            ),
            models.UniqueConstraint(
                fields=["by_post", "direction"],
                condition=Q(state="open", task=None),
                name="question_one_open_on_a_direction",
            ),
            models.UniqueConstraint(
                fields=["by_post", "request_key"], condition=~Q(request_key=""), name="question_request_once"
            ),
        ]
        indexes = [
            models.Index(fields=["to_post", "state"], name="question_to_answer"),
            models.Index(fields=["by_post", "state"], name="question_asked"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
