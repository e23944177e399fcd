"""The visibility matrix over the API: for who manages rights and who approves their changes; to others not there."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import rules
from tinhgon.documents.actions import explaining as asking
from tinhgon.documents.actions import rights as actions
from tinhgon.documents.queries import explaining
from tinhgon.documents.queries import rights as queries
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.rights import (
    AnswerOut,
    BoundOut,
    ExplainIn,
    FlowIn,
    ReadersRunOut,
    RightEndIn,
    RightIn,
    RightNoteIn,
    RightOut,
    RightsChangeOut,
    ScopeIn,
)

router = Router(tags=["rights"])


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_read_rights(actor):
        raise Http404
    return actor


def _told(actor: Actor, change: Any) -> dict[str, Any]:
    names = set(RightsChangeOut.model_fields) - {"id", "words"}
    words = queries.in_words(change, actor.on)
    return {name: getattr(change, name) for name in names} | {"pk": change.pk, "words": words}


@router.get("", response=list[RightOut], summary="Bảng quyền xem văn bản")
def matrix(
    request: HttpRequest,
    on: date | None = None,
    kind: Literal["", "post", "unit", "role"] = "",
    scope: ScopeIn | None = None,
    flow: FlowIn = "",
    includes_restricted: bool | None = None,
    q: str = "",
) -> Any:
    """Các dòng có hiệu lực vào ngày `on` (mặc định hôm nay)."""
    actor = _reader(request)
    restricted = {None: "", True: "co", False: "khong"}[includes_restricted]
    narrowed = queries.MatrixFilter(on or actor.on, kind, scope or "", flow, restricted, q[:100])
    return queries.matrix(actor, narrowed)


@router.get("/bounds", response=list[BoundOut], summary="Giới hạn của bảng quyền")
def bounds(request: HttpRequest) -> Any:
    """Những gì không ai được đề nghị, kèm lý do."""
    return queries.bounds_on(_reader(request).on)


@router.get("/changes", response=list[RightsChangeOut], summary="Đề nghị thay đổi quyền xem")
def changes(request: HttpRequest, state: Literal["", "proposed", "approved", "refused", "withdrawn"] = "") -> Any:
    """Năm mươi đề nghị mới nhất của cơ quan."""
    actor = _reader(request)
    return [_told(actor, change) for change in queries.rights_changes(actor, state)]


@router.post("/changes", response={201: RightsChangeOut}, summary="Đề nghị thêm quyền xem")
def propose_addition(request: HttpRequest, given: RightIn) -> Any:
    """Chưa thay đổi gì cho tới khi người thứ hai duyệt; vượt giới hạn thì bị từ chối kèm lý do."""
    actor = _reader(request)
    return Status(201, _told(actor, actions.propose_addition(actor, actions.NewRow(**given.dict()), timezone.now())))


@router.post("/{int:rule_id}/end", response={201: RightsChangeOut}, summary="Đề nghị thôi quyền xem")
def propose_end(request: HttpRequest, rule_id: int, given: RightEndIn) -> Any:
    """`effective_on` là ngày đầu tiên không còn quyền."""
    actor = _reader(request)
    if not queries.row_in_words(actor, rule_id):
        raise Http404
    change = actions.propose_end(actor, rule_id, given.effective_on, given.reason, timezone.now())
    return Status(201, _told(actor, change))


@router.post("/changes/{int:change_id}/approve", response=RightsChangeOut, summary="Duyệt thay đổi quyền xem")
def approve(request: HttpRequest, change_id: int, given: RightNoteIn) -> Any:
    """Người duyệt khác người đề nghị; người xem được tính lại bằng một việc chạy nền."""
    actor = _reader(request)
    return _told(actor, actions.approve(actor, change_id, given.note, timezone.now()))


@router.post("/changes/{int:change_id}/refuse", response=RightsChangeOut, summary="Không duyệt thay đổi quyền xem")
def refuse(request: HttpRequest, change_id: int, given: RightNoteIn) -> Any:
    """`note` là lý do, bắt buộc."""
    actor = _reader(request)
    return _told(actor, actions.refuse(actor, change_id, given.note, timezone.now()))


@router.post("/changes/{int:change_id}/withdraw", response=RightsChangeOut, summary="Rút đề nghị")
def withdraw(request: HttpRequest, change_id: int) -> Any:
    """Chỉ khi chưa ai quyết định."""
    actor = _reader(request)
    return _told(actor, actions.withdraw(actor, change_id, timezone.now()))


@router.get("/run", response=ReadersRunOut | None, summary="Tiến độ tính lại người xem")
def run(request: HttpRequest) -> Any:
    """Lần tính mới nhất; null nếu chưa có lần nào."""
    return queries.latest_run(_reader(request))


@router.post("/explanations", response=AnswerOut, summary="Vì sao một người xem được một văn bản")
def explain(request: HttpRequest, given: ExplainIn) -> Any:
    """Lý do bằng lời, cả khi không xem được; không nêu trích yếu, nội dung. Mỗi lần hỏi được ghi nhật ký."""
    return asking.explain(_reader(request), given.person_id, given.paper, timezone.now())


@router.get("/offers/principals", response=list[PickOut], summary="Tìm vị trí, đơn vị, vai trò để đặt quyền")
def offered_principals(request: HttpRequest, q: str = "") -> Any:
    """Gõ không dấu cũng được."""
    return picking.offered(queries.principals_to_pick(_reader(request)), q[:100], {})


@router.get("/offers/people", response=list[PickOut], summary="Tìm người để hỏi vì sao xem được")
def offered_people(request: HttpRequest, q: str = "") -> Any:
    """Người đang giữ vị trí trong cơ quan."""
    return picking.offered(explaining.people_to_pick(_reader(request)), q[:100], {})
