"""Đề nghị làm rõ (office-practice B 12): who got a direction or a task asks who gave it, who answers or replaces the
direction. Across a boundary the question goes to the giver himself; nothing else of the task does."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle as papers
from tinhgon.organisation.models import Post
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import giving, rows
from tinhgon.tasks.choices import QuestionState
from tinhgon.tasks.models import Direction, Question, Task

LONGEST = 4000


@transaction.atomic
def ask(actor: Actor, public_id: uuid.UUID, text: str, at: datetime, *, request_key: str = "") -> Question:
    """Ask what a task means; one open question of a post at a time."""
    task = rows.locked(actor, public_id)
    made = _made_before(actor, request_key)
    if made is not None:
        return made
    require(rules.can_ask(actor, task))
    question = _ask(actor, task, task.direction, task.given_by, text, at, request_key)
    _record(actor, question, "tasks.ask", question.text, at)
    return question


@transaction.atomic
def ask_about(actor: Actor, direction_id: uuid.UUID, text: str, at: datetime, *, request_key: str = "") -> Question:
    """Ask what a direction means; where it made a task of the asker's, it is asked on the task."""
    direction = queries.direction_for(actor, direction_id)
    if direction is None:
        raise Refused("Không tìm thấy ý kiến chỉ đạo, hoặc đồng chí không có quyền xem.", code="not_found")
    papers.locked(direction.document_id, direction.document.agency_id)
    made = _made_before(actor, request_key)
    if made is not None:
        return made
    require(rules.can_ask_about(actor, direction))
    task = queries.visible_to(actor).filter(direction=direction).order_by("id").first()
    if task is not None and rules.is_open(task):
        return ask(actor, task.public_id, text, at, request_key=request_key)
    question = _ask(actor, None, direction, direction.by_post, text, at, request_key)
    _record(actor, question, "tasks.ask", question.text, at)
    return question


def _ask(
    actor: Actor, task: Task | None, direction: Direction | None, to: Post, text: str, at: datetime, request_key: str
) -> Question:
    text = text.strip()[:LONGEST]
    if not text:
        raise Refused("Ghi rõ điều cần làm rõ.", field="text")
    by_post = giving.acting_post(actor)
    about = {"task": task} if task is not None else {"task": None, "direction": direction}
    if Question.objects.filter(by_post=by_post, state=QuestionState.OPEN, **about).exists():
        raise Refused("Đề nghị làm rõ trước của đồng chí đang chờ trả lời. Đợi trả lời rồi hỏi tiếp.", field="text")
    question = Question.objects.create(
        task=task,
        direction=direction,
        text=text,
        by_post=by_post,
        by=actor.label,
        at=at,
        to_post=to,
        state=QuestionState.OPEN,
        request_key=request_key,
    )
    _tell(question, to.agency_id, [to.principal_id], f"{actor.label} đề nghị làm rõ", "asked", at)
    return question


@transaction.atomic
def answer_question(actor: Actor, question_id: uuid.UUID, text: str, at: datetime) -> Question:
    """The giver says what is meant; a second click is the same answer."""
    found = queries.question_for(actor, question_id)
    if found is None:
        raise Refused("Không tìm thấy đề nghị làm rõ, hoặc đồng chí không có quyền xem.", code="not_found")
    joined = ("to_post", "by_post", "task", "direction__document")
    question = Question.objects.select_related(*joined).select_for_update(of=("self",)).get(pk=found.pk)
    text = text.strip()[:LONGEST]
    is_own = question.to_post.principal_id in actor.post_ids
    if is_own and question.state == QuestionState.ANSWERED and question.answer == text:
        return question
    require(rules.can_answer_question(actor, question))
    if not text:
        raise Refused("Ghi câu trả lời.", field="text")
    _close(question, QuestionState.ANSWERED, text, actor.label, at)
    words = f"{actor.label} trả lời đề nghị làm rõ"
    _tell(question, question.by_post.agency_id, [question.by_post.principal_id], words, "answered", at)
    _record(actor, question, "tasks.answer_question", text, at)
    return question


def close_replaced(directions: Iterable[Direction], by: str, at: datetime) -> None:
    """Part of replacing directions: what was asked about them is answered by the new words."""
    asked = Question.objects.filter(direction__in=list(directions), state=QuestionState.OPEN)
    for question in asked.select_related("by_post", "task", "direction__document").select_for_update(of=("self",)):
        _close(question, QuestionState.REPLACED, "", by, at)
        words = f"{by} đã thay ý kiến mà đồng chí đề nghị làm rõ"
        _tell(question, question.by_post.agency_id, [question.by_post.principal_id], words, "replaced", at)


def _close(question: Question, state: str, answer: str, by: str, at: datetime) -> None:
    question.state, question.answer, question.answered_by, question.answered_at = state, answer, by, at
    question.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def _made_before(actor: Actor, request_key: str) -> Question | None:
    if not request_key or actor.post_id is None:
        return None
    return Question.objects.filter(by_post__principal_id=actor.post_id, request_key=request_key).first()


def _record(actor: Actor, question: Question, verb: str, text: str, at: datetime) -> None:
    """A line in the history of the task, or of the paper whose direction was asked about; of a restricted one without
    the words."""
    if question.task is not None:
        lifecycle.record(actor, question.task, verb, at, {"text": "" if question.task.is_restricted else text})
    elif question.direction is not None:
        paper = question.direction.document
        detail = {"text": "" if paper.is_restricted else text}
        audit.record(actor, verb, "document", paper.pk, paper.label, at, home=paper.agency_id, detail=detail)


def _tell(question: Question, agency_id: int, to: Iterable[int], text: str, cause: str, at: datetime) -> None:
    notices.tell(
        agency_id,
        to,
        "question",
        f"{text}: {queries.question_title(question)}",
        reverse("tasks:question", args=[question.public_id]),
        f"question:{question.pk}:{cause}",
        at,
    )
