"""Minutes of handing over the clerk's post."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status

from tinhgon.core.download import download
from tinhgon.core.request import actor_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import minutes
from tinhgon.documents.api.registers import PDF, router
from tinhgon.documents.schemas import ReasonIn
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.lists import CodeOut
from tinhgon.documents.schemas.minutes import MinutesIn, MinutesOut


def _row(request: HttpRequest, minutes_id: int) -> Any:
    """One that the caller may read: a clerk, an officer, or the one who takes over."""
    actor = actor_of(request)
    row = queries.clerk_minutes_for(actor, minutes_id)
    if row is None or not (rules.can_read_minutes(actor) or row.taker.principal_id == actor.person_id):
        raise Http404
    return row


@router.get("/minutes", response=list[MinutesOut], summary="Biên bản bàn giao văn thư")
def clerk_minutes(request: HttpRequest) -> Any:
    """Của cơ quan, mới nhất trước; người khác chỉ thấy biên bản giao cho mình."""
    actor = actor_of(request)
    rows = queries.clerk_minutes(actor)
    if rules.can_read_minutes(actor):
        return rows
    return [row for row in rows if row.taker.principal_id == actor.person_id]


@router.post("/minutes", response={201: MinutesOut}, summary="Lập biên bản bàn giao văn thư")
def draw_up_minutes(request: HttpRequest, given: MinutesIn) -> Any:
    """Số cuối của các sổ, con dấu, văn bản đang xử lý ghi tự động vào lúc lập. Lập lại đúng biên bản đang chờ là một
    việc."""
    actor = actor_of(request)
    return Status(
        201, minutes.draw_up(actor, given.office_id, given.taker_id, given.reason, timezone.now(), note=given.note)
    )


@router.post("/minutes/{int:minutes_id}/take-over", response=MinutesOut, summary="Ký nhận bàn giao văn thư")
def take_over_post(request: HttpRequest, minutes_id: int) -> Any:
    """Chỉ người nhận có tên; cán bộ tổ chức được báo để ghi bàn giao con dấu."""
    return minutes.take_over(actor_of(request), _row(request, minutes_id).pk, timezone.now())


@router.post("/minutes/{int:minutes_id}/refuse", response=MinutesOut, summary="Không nhận bàn giao văn thư")
def refuse_minutes(request: HttpRequest, minutes_id: int, given: ReasonIn) -> Any:
    """Nêu điều chưa khớp; người giao lập lại biên bản."""
    return minutes.refuse_minutes(actor_of(request), _row(request, minutes_id).pk, given.reason, timezone.now())


@router.get(
    "/minutes/{int:minutes_id}/file",
    summary="Biên bản bàn giao văn thư (PDF)",
    openapi_extra={
        "responses": {200: {"description": "Tệp", "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
    },
)
def minutes_file(request: HttpRequest, minutes_id: int) -> HttpResponse:
    """Để hai bên ký, lưu cùng sổ."""
    row = _row(request, minutes_id)
    content = exports.minutes_pdf(row, timezone.now(), actor_of(request).name)
    return download(request, content, PDF, f"bien-ban-ban-giao-van-thu-{row.pk}.pdf")


@router.get("/offers/offices", response=list[CodeOut], summary="Bộ phận văn thư bàn giao được")
def offices_to_hand_over(request: HttpRequest) -> Any:
    """Mã số và tên."""
    return [{"code": str(pk), "name": name} for pk, name in queries.offices_to_hand_over(actor_of(request))]


@router.get("/offers/takers", response=list[PickOut], summary="Tìm người nhận bàn giao văn thư")
def offered_takers(request: HttpRequest, q: str = "") -> Any:
    """Người trong cơ quan, kể cả người sắp giữ vị trí."""
    return picking.offered(queries.takers(actor_of(request)), q[:100])
