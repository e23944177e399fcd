"""Opinion rounds of collective bodies, over the API."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of, key_of
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import polling
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas.polling import PollIn, PollOut, PollRuleOut, RemindedOut, VoteIn

_PDF = {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}, "description": "Tệp"}


def _view(request: HttpRequest, poll_id: UUID) -> queries.PollView:
    view = queries.poll_view(actor_of(request), poll_id, timezone.now())
    if view is None:
        raise Http404
    return view


@router.get("/polls", response=list[PollOut], summary="Các đợt lấy ý kiến thành viên")
def polls(request: HttpRequest) -> Any:
    """Đợt người gọi là thành viên hoặc đã mở; đợt đang mở đứng trước, tối đa 200."""
    return queries.polls(actor_of(request), timezone.now())


@router.get("/polls/rules", response=list[PollRuleOut], summary="Cách tính kết quả lấy ý kiến")
def poll_rules(request: HttpRequest) -> Any:
    """Cách tính đang có hiệu lực với các tập thể của cơ quan, kèm căn cứ."""
    return [{"id": pk, "name": name} for pk, name in queries.poll_rules(actor_of(request))]


@router.get("/polls/bodies", response=list[PollRuleOut], summary="Tập thể lấy ý kiến được")
def poll_bodies(request: HttpRequest) -> Any:
    """Chủ thể ban hành đang hoạt động của cơ quan."""
    return [{"id": pk, "name": name} for pk, name in queries.poll_bodies(actor_of(request))]


@router.post("/polls", response={201: PollOut}, summary="Lấy ý kiến thành viên bằng phiếu")
def open_poll(request: HttpRequest, given: PollIn) -> Any:
    """Trả lời có tên, không dùng cho bỏ phiếu kín. Có `document` thì mọi thành viên đọc được văn bản đó."""
    actor, at = actor_of(request), timezone.now()
    document = paper(request, given.document) if given.document else None
    due_at = queries.answer_due(actor, given.due, at)
    if due_at is None:
        raise Refused("Ghi hạn trả lời.", field="due")
    values = given.dict(include={"body_id", "question", "rule_id", "member_posts", "chair_post"})
    new = polling.NewPoll(**values, due_at=due_at, document_id=document.pk if document else None)
    made = polling.open_poll(actor, new, at, request_key=key_of(request))
    found = queries.poll_view(actor, made.public_id, at)
    return Status(201, found)


@router.get("/polls/{uuid:poll_id}", response=PollOut, summary="Một đợt lấy ý kiến")
def poll(request: HttpRequest, poll_id: UUID) -> Any:
    """Câu hỏi, ai trả lời gì, ai chưa trả lời, kết quả tạm tính; người ngoài đợt nhận 404."""
    return _view(request, poll_id)


@router.post("/polls/{uuid:poll_id}/vote", response=PollOut, summary="Trả lời phiếu")
def vote(request: HttpRequest, poll_id: UUID, given: VoteIn) -> Any:
    """Chính thành viên trả lời; sửa được tới khi hết hạn hoặc đóng."""
    polling.vote(actor_of(request), _view(request, poll_id).poll.pk, given.vote, given.text, timezone.now())
    return _view(request, poll_id)


@router.post("/polls/{uuid:poll_id}/urge", response=RemindedOut, summary="Nhắc thành viên chưa trả lời")
def urge_poll(request: HttpRequest, poll_id: UUID) -> Any:
    """Mỗi người một lần một ngày."""
    return {"reminded": polling.urge_poll(actor_of(request), _view(request, poll_id).poll.pk, timezone.now())}


@router.post("/polls/{uuid:poll_id}/close", response=PollOut, summary="Đóng đợt lấy ý kiến")
def close_poll(request: HttpRequest, poll_id: UUID) -> Any:
    """Trước hạn thì chỉ đóng được khi mọi thành viên đã trả lời."""
    polling.close_poll(actor_of(request), _view(request, poll_id).poll.pk, timezone.now())
    return _view(request, poll_id)


@router.get("/polls/{uuid:poll_id}/minutes", summary="Biên bản lấy ý kiến", openapi_extra={"responses": {200: _PDF}})
def minutes(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Biên bản PDF: từng thành viên với trả lời hoặc im lặng, kết quả theo cách tính."""
    view = _view(request, poll_id)
    body = queries.poll_letterhead(view.poll, actor_of(request))
    response = HttpResponse(exports.poll_minutes(view, body, timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="bien-ban-lay-y-kien.pdf"'
    return response
