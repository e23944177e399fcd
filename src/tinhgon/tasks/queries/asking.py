"""Questions about directions and tasks: one, those on a task or a paper, what waits for the actor's answer."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Verdict
from tinhgon.documents.models import Document
from tinhgon.tasks import rules
from tinhgon.tasks.choices import OPEN_STATES, Boundary, QuestionState
from tinhgon.tasks.models import Direction, Question, Task

_JOINED = ("to_post", "by_post", "task__origin", "task__document", "direction__document")


@dataclass(frozen=True)
class QuestionView:
    """One question as its page shows it: `task` is the reader's own row of the task, None where he has none;
    `document` the paper whose direction the giver may replace."""

    question: Question
    title: str
    task: Task | None
    document: Document | None
    can_answer: Verdict


def question_for(actor: Actor, public_id: uuid.UUID) -> Question | None:
    """A question its two sides may see, and whoever reads the task or the paper it is about."""
    mine = sorted(actor.principals)
    seen = (
        Q(to_post__principal_id__in=actor.post_ids)
        | Q(by_post__principal_id__in=actor.post_ids)
        | Q(task__reader_ids__overlap=mine)
        | Q(task=None, direction__document__reader_ids__overlap=mine)
    )
    return Question.objects.filter(seen, public_id=public_id).select_related(*_JOINED).first()


def question_view(actor: Actor, public_id: uuid.UUID) -> QuestionView | None:
    question = question_for(actor, public_id)
    if question is None:
        return None
    rows = [row for row in (question.task, question.task.origin if question.task else None) if row is not None]
    task = next((row for row in rows if actor.principals & set(row.reader_ids)), None)
    paper = question.direction.document if question.direction is not None else None
    is_seen = paper is not None and bool(actor.principals & set(paper.reader_ids))
    can = rules.can_answer_question(actor, question)
    return QuestionView(question, question_title(question), task, paper if is_seen else None, can)


def question_title(question: Question) -> str:
    """What it is about; of a restricted task or paper nothing is said."""
    if question.task is not None:
        return "Nhiệm vụ hạn chế" if question.task.is_restricted else question.task.title
    return question.direction.document.label if question.direction is not None else ""


def questions_on(task: Task) -> list[Question]:
    """What was asked about a task, here or on the other side of the boundary, the oldest first."""
    rows = Question.objects.filter(Q(task=task) | Q(task__origin=task, task__boundary=Boundary.RECEIVED))
    return list(rows.select_related("to_post").order_by("id"))


def questions_about(directions: list[Direction], tasks: list[Task]) -> dict[int, list[Question]]:
    """What was asked about a paper's directions, by direction: on tasks the reader sees, or on the words alone."""
    about = Q(task=None) | Q(task__in=[task.pk for task in tasks])
    found: dict[int, list[Question]] = {}
    rows = Question.objects.filter(about, direction__in=[direction.pk for direction in directions])
    for question in rows.order_by("id"):
        found.setdefault(question.direction_id or 0, []).append(question)
    return found


def to_ask_about(actor: Actor, direction_id: uuid.UUID) -> tuple[Direction, Verdict] | None:
    """The direction to be asked about, and whether the actor may."""
    row = Direction.objects.filter(public_id=direction_id, document__reader_ids__overlap=sorted(actor.principals))
    direction = row.select_related("document", "by_post").first()
    return (direction, rules.can_ask_about(actor, direction)) if direction is not None else None


def _open() -> QuerySet[Question]:
    about = Q(task=None) | Q(task__state__in=OPEN_STATES)
    return Question.objects.filter(about, state=QuestionState.OPEN).select_related(*_JOINED)


def to_answer(actor: Actor) -> QuerySet[Question]:
    """What others ask the actor, in every post held."""
    return _open().filter(to_post__principal_id__in=actor.queue_ids)


def unanswered(actor: Actor) -> QuerySet[Question]:
    """What the actor asked and nobody has answered yet."""
    return _open().filter(by_post__principal_id__in=actor.queue_ids)
