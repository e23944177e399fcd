"""Đề nghị làm rõ over the API: asked about a task or a direction, answered by who gave it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of, key_of
from tinhgon.tasks import actions, queries
from tinhgon.tasks.api.reading import router, seen
from tinhgon.tasks.schemas import DirectionOut, TaskReasonIn
from tinhgon.tasks.schemas.asking import QuestionAnswerIn, QuestionIn, QuestionOut


@router.post("/{uuid:public_id}/questions", response={201: QuestionOut}, summary="Đề nghị làm rõ nhiệm vụ")
def ask(request: HttpRequest, public_id: UUID, given: QuestionIn) -> Any:
    """Người nhận hoặc phối hợp hỏi người giao; mỗi vị trí một câu hỏi chờ trả lời."""
    key = key_of(request)
    return Status(201, actions.ask(actor_of(request), public_id, given.text, timezone.now(), request_key=key))


@router.get("/{uuid:public_id}/questions", response=list[QuestionOut], summary="Đề nghị làm rõ của một nhiệm vụ")
def questions(request: HttpRequest, public_id: UUID) -> Any:
    """Cũ trước, cả câu đã trả lời."""
    return seen(request, public_id).questions


@router.post(
    "/directions/{uuid:direction_id}/questions", response={201: QuestionOut}, summary="Đề nghị làm rõ ý kiến chỉ đạo"
)
def ask_about(request: HttpRequest, direction_id: UUID, given: QuestionIn) -> Any:
    """Người, đơn vị có tên trong ý kiến hỏi người cho ý kiến; ý kiến đã thành nhiệm vụ thì hỏi trên nhiệm vụ."""
    if queries.to_ask_about(actor_of(request), direction_id) is None:
        raise Http404
    key = key_of(request)
    return Status(201, actions.ask_about(actor_of(request), direction_id, given.text, timezone.now(), request_key=key))


@router.get("/questions/{uuid:question_id}", response=QuestionOut, summary="Một đề nghị làm rõ")
def question(request: HttpRequest, question_id: UUID) -> Any:
    """Hai bên, và ai xem được nhiệm vụ hoặc văn bản, đều xem được."""
    found = queries.question_view(actor_of(request), question_id)
    if found is None:
        raise Http404
    return found.question


@router.post("/questions/{uuid:question_id}/answer", response=QuestionOut, summary="Trả lời đề nghị làm rõ")
def answer_question(request: HttpRequest, question_id: UUID, given: QuestionAnswerIn) -> Any:
    """Người giao trả lời; muốn đổi việc thì thay ý kiến chỉ đạo, câu hỏi tự khép lại."""
    return actions.answer_question(actor_of(request), question_id, given.text, timezone.now())


@router.post("/proposals/{uuid:public_id}/withdraw", response=DirectionOut, summary="Rút đề xuất")
def withdraw_proposal(request: HttpRequest, public_id: UUID, given: TaskReasonIn) -> Any:
    """Người đề xuất rút khi lãnh đạo chưa cho ý kiến; đề xuất vẫn đọc được."""
    return actions.withdraw_proposal(actor_of(request), public_id, given.reason, timezone.now())
