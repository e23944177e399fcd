"""A paper that goes around: sent, answered, and what who sent it does with its readers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of, key_of
from tinhgon.tasks import actions, queries
from tinhgon.tasks.api.giving import moment
from tinhgon.tasks.api.reading import router
from tinhgon.tasks.schemas.circulating import (
    CirculationAnswerIn,
    CirculationIn,
    CirculationOut,
    MoveReaderIn,
    StopReasonIn,
)
from tinhgon.tasks.schemas.together import UrgeIn

PLACE = "/circulations/{uuid:circulation_id}"


def _seen(request: HttpRequest, circulation_id: UUID) -> queries.CirculationView:
    view = queries.circulation_view(actor_of(request), circulation_id, timezone.now())
    if view is None:
        raise Http404
    return view


@router.post("/circulations", response={201: CirculationOut}, summary="Chuyển vòng xin ý kiến")
def circulate(request: HttpRequest, given: CirculationIn) -> Any:
    """Đưa văn bản đến tới nhiều người, lần lượt hoặc cùng lúc; ai đến lượt mới xem được văn bản."""
    at, actor = timezone.now(), actor_of(request)
    made = actions.circulate(
        actor,
        given.document,
        given.readers,
        at,
        text=given.text,
        is_in_order=given.is_in_order,
        due=moment(request, given.due, at),
        request_key=key_of(request),
    )
    return Status(201, _seen(request, made.public_id))


@router.get(
    "/documents/{uuid:document_id}/circulations", response=list[CirculationOut], summary="Các vòng của một văn bản"
)
def circulations(request: HttpRequest, document_id: UUID) -> Any:
    """Mới nhất trước; ai xem được văn bản thì xem được mọi ý kiến."""
    found = queries.to_circulate(actor_of(request), document_id)
    if found is None:
        raise Http404
    return queries.circulations_of(actor_of(request), found[0].pk, timezone.now())


@router.get(PLACE, response=CirculationOut, summary="Một vòng xin ý kiến")
def circulation(request: HttpRequest, circulation_id: UUID) -> Any:
    """Ai đã nói gì, đang chờ ai, ai đang vắng."""
    return _seen(request, circulation_id)


@router.post(f"{PLACE}/answer", response=CirculationOut, summary="Cho ý kiến, hoặc đã xem")
def answer(request: HttpRequest, circulation_id: UUID, given: CirculationAnswerIn) -> Any:
    """Người đến lượt cho ý kiến; để trống là đã xem. Gửi lại đúng ý kiến ấy không đổi gì."""
    actions.answer(actor_of(request), circulation_id, given.text, timezone.now())
    return _seen(request, circulation_id)


@router.post(f"{PLACE}/stops/{{int:stop_id}}/skip", response=CirculationOut, summary="Bỏ qua một người")
def skip_reader(request: HttpRequest, circulation_id: UUID, stop_id: int, given: StopReasonIn) -> Any:
    """Người chuyển vòng không chờ một người nữa; người kế tiếp đến lượt."""
    actions.skip_reader(actor_of(request), circulation_id, stop_id, given.reason, timezone.now())
    return _seen(request, circulation_id)


@router.post(f"{PLACE}/stops/{{int:stop_id}}/move", response=CirculationOut, summary="Chuyển người khác")
def move_reader(request: HttpRequest, circulation_id: UUID, stop_id: int, given: MoveReaderIn) -> Any:
    """Hỏi người khác ở đúng lượt của một người vắng hoặc đã rời vị trí."""
    actions.move_reader(actor_of(request), circulation_id, stop_id, given.to, given.reason, timezone.now())
    return _seen(request, circulation_id)


@router.post(f"{PLACE}/urge", response=CirculationOut, summary="Nhắc người đang chờ ý kiến")
def urge_readers(request: HttpRequest, circulation_id: UUID, given: UrgeIn) -> Any:
    """Không nhắc lại trong hai giờ."""
    actions.urge_readers(actor_of(request), circulation_id, given.note, timezone.now())
    return _seen(request, circulation_id)


@router.post(f"{PLACE}/withdraw", response=CirculationOut, summary="Rút vòng xin ý kiến")
def withdraw_circulation(request: HttpRequest, circulation_id: UUID, given: StopReasonIn) -> Any:
    """Ý kiến đã có vẫn giữ; không ai phải trả lời nữa."""
    actions.withdraw_circulation(actor_of(request), circulation_id, given.reason, timezone.now())
    return _seen(request, circulation_id)
