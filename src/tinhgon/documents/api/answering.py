"""Papers that ask for answers, over the API: the table, what came back, the opinions, the official annex."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import answering, opinions
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas import ReasonIn
from tinhgon.documents.schemas.answering import (
    AnswerTableOut,
    AskedPlaceIn,
    AskIn,
    GivenIn,
    OpinionItemIn,
    UrgeAnswersIn,
    UrgedOut,
)
from tinhgon.documents.schemas.groups import PickOut

FILES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BINARY = {"schema": {"type": "string", "format": "binary"}}


def _table(request: HttpRequest, public_id: UUID) -> queries.AnswerTable:
    table = queries.answer_table(actor_of(request), public_id, timezone.now())
    if table is None:
        raise Http404
    return table


def _row(request: HttpRequest, public_id: UUID, answer_id: int) -> queries.AnswerRow:
    row = queries.answer_row(actor_of(request), public_id, answer_id, timezone.now())
    if row is None:
        raise Http404
    return row


@router.get("/{uuid:public_id}/answers", response=AnswerTableOut, summary="Bảng trả lời của một văn bản đi")
def answers(request: HttpRequest, public_id: UUID) -> Any:
    """Nơi nào đã trả lời, nơi nào muộn, từng ý kiến và việc tiếp thu, giải trình."""
    return _table(request, public_id)


@router.post("/{uuid:public_id}/answers/ask", response=AnswerTableOut, summary="Đề nghị trả lời trước một hạn")
def ask_answers(request: HttpRequest, public_id: UUID, given: AskIn) -> Any:
    """Dự thảo hoặc văn bản đã phát hành; ghi lại thì đổi hạn. Bảng có mỗi nơi “Kính gửi” một dòng khi phát hành."""
    actor, document, at = actor_of(request), paper(request, public_id), timezone.now()
    due_at = queries.answer_due(actor, given.due, at)
    if due_at is None:
        raise Refused("Ghi hạn trả lời.", field="due")
    answering.ask_answers(actor, document.pk, due_at, at)
    return _table(request, public_id)


@router.post("/{uuid:public_id}/answers/places", response={201: AnswerTableOut}, summary="Thêm nơi trả lời")
def add_asked(request: HttpRequest, public_id: UUID, given: AskedPlaceIn) -> Any:
    """Nơi văn bản không ghi tên; tên đã có thì không thêm."""
    answering.add_asked(actor_of(request), paper(request, public_id).pk, given.name, timezone.now())
    return Status(201, _table(request, public_id))


@router.post("/{uuid:public_id}/answers/urge", response=UrgedOut, summary="Đôn đốc nơi chưa trả lời")
def urge_answers(request: HttpRequest, public_id: UUID, given: UrgeAnswersIn) -> Any:
    """Nơi trong hệ thống được nhắc ngay; nơi khác có tên trong dự thảo công văn đôn đốc. Mỗi nơi một lần một ngày."""
    document = paper(request, public_id)
    return answering.urge_answers(actor_of(request), document.pk, timezone.now(), given.answers)


@router.post("/{uuid:public_id}/answers/close", response=AnswerTableOut, summary="Đóng tổng hợp")
def close_answers(request: HttpRequest, public_id: UUID) -> Any:
    """Trả lời đến sau vẫn nhận, có ghi là đến sau khi đóng."""
    answering.close_answers(actor_of(request), paper(request, public_id).pk, timezone.now())
    return _table(request, public_id)


@router.post("/{uuid:public_id}/answers/reopen", response=AnswerTableOut, summary="Mở lại tổng hợp")
def reopen_answers(request: HttpRequest, public_id: UUID) -> Any:
    """Bảng đã đóng trở lại đang tổng hợp."""
    answering.reopen_answers(actor_of(request), paper(request, public_id).pk, timezone.now())
    return _table(request, public_id)


@router.post("/{uuid:public_id}/answers/{int:answer_id}", response=AnswerTableOut, summary="Ghi nhận một trả lời")
def record_answer(request: HttpRequest, public_id: UUID, answer_id: int, given: GivenIn) -> Any:
    """Trả lời bằng giấy, lời nói, hoặc văn bản đã vào sổ đến; ghi lại thì thay lần trước."""
    _row(request, public_id, answer_id)
    reply = paper(request, given.reply) if given.reply else None
    new = answering.NewAnswer(given.stance, given.answered_at, reply.pk if reply else None, given.note)
    answering.record_answer(actor_of(request), paper(request, public_id).pk, answer_id, new, timezone.now())
    return _table(request, public_id)


@router.post("/{uuid:public_id}/answers/{int:answer_id}/clear", response=AnswerTableOut, summary="Bỏ trả lời ghi nhầm")
def clear_answer(request: HttpRequest, public_id: UUID, answer_id: int, given: ReasonIn) -> Any:
    """Phải nêu lý do; ý kiến đã ghi được giữ."""
    _row(request, public_id, answer_id)
    document = paper(request, public_id)
    answering.clear_answer(actor_of(request), document.pk, answer_id, given.reason, timezone.now())
    return _table(request, public_id)


@router.post(
    "/{uuid:public_id}/answers/{int:answer_id}/opinions", response={201: AnswerTableOut}, summary="Ghi một ý kiến"
)
def write_opinion(request: HttpRequest, public_id: UUID, answer_id: int, given: OpinionItemIn) -> Any:
    """Ý kiến của một nơi, theo điều, khoản; ghi y như cũ thì không thêm."""
    _row(request, public_id, answer_id)
    _write(request, public_id, answer_id, given, None)
    return Status(201, _table(request, public_id))


@router.post(
    "/{uuid:public_id}/answers/{int:answer_id}/opinions/{int:item_id}",
    response=AnswerTableOut,
    summary="Tiếp thu, giải trình một ý kiến",
)
def judge_opinion(request: HttpRequest, public_id: UUID, answer_id: int, item_id: int, given: OpinionItemIn) -> Any:
    """Ghi lại cả ý kiến cùng kết quả; giải trình và tiếp thu một phần phải có lời."""
    if queries.opinion_item(_row(request, public_id, answer_id), item_id) is None:
        raise Http404
    _write(request, public_id, answer_id, given, item_id)
    return _table(request, public_id)


def _write(request: HttpRequest, public_id: UUID, answer_id: int, given: OpinionItemIn, item_id: int | None) -> None:
    new = opinions.Opinion(given.text, given.place, given.outcome or "", given.response)
    document = paper(request, public_id)
    opinions.write_opinion(actor_of(request), document.pk, answer_id, new, timezone.now(), item_id=item_id)


@router.post(
    "/{uuid:public_id}/answers/{int:answer_id}/opinions/{int:item_id}/drop",
    response=AnswerTableOut,
    summary="Bỏ ý kiến ghi nhầm",
)
def drop_opinion(request: HttpRequest, public_id: UUID, answer_id: int, item_id: int, given: ReasonIn) -> Any:
    """Phải nêu lý do; nhật ký giữ lời của ý kiến."""
    if queries.opinion_item(_row(request, public_id, answer_id), item_id) is None:
        raise Http404
    document = paper(request, public_id)
    opinions.drop_opinion(actor_of(request), document.pk, answer_id, item_id, given.reason, timezone.now())
    return _table(request, public_id)


@router.get(
    "/{uuid:public_id}/answers/file",
    summary="Bảng tổng hợp ý kiến, tiếp thu, giải trình",
    openapi_extra={"responses": {200: {"description": "Tệp", "content": dict.fromkeys(FILES.values(), _BINARY)}}},
)
def opinions_file(request: HttpRequest, public_id: UUID, kind: Literal["docx", "pdf", "xlsx"] = "pdf") -> HttpResponse:
    """Theo mẫu của bộ quy tắc của chủ thể ban hành, trên mẫu của cơ quan."""
    table, at = _table(request, public_id), timezone.now()
    if table.request is None:
        raise Http404
    content = exports.opinions(table, queries.annex_ground(table, actor_of(request)), kind, at)
    response = HttpResponse(content, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="tong-hop-y-kien.{kind}"'
    return response


@router.get("/offers/replies", response=list[PickOut], summary="Tìm văn bản đến là trả lời")
def offered_replies(request: HttpRequest, q: str = "") -> Any:
    """Văn bản đến của cơ quan người gọi được xem, mới nhất trước."""
    return queries.replies_to_pick(actor_of(request), q[:100])
