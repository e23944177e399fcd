"""Lists of tasks, one task, the work on a paper, and what the forms offer to choose from; what the caller may not see
answers 404."""

import re
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from tinhgon.core.download import download
from tinhgon.core.request import actor_of, cursor_to, place_of
from tinhgon.core.verdict import Refused
from tinhgon.tasks import queries
from tinhgon.tasks.choices import QUICK_DUES, Tab
from tinhgon.tasks.schemas import (
    AssigneeOut,
    CountsOut,
    DirectingOut,
    PaperWorkOut,
    PhrasesOut,
    ProofOut,
    ReportOut,
    TaskHandlingOut,
    TaskHistoryOut,
    TaskOut,
    TaskPage,
)

router = Router(tags=["tasks"])
States = Literal["open", "all", "assigned", "accepted", "reported", "completed", "returned", "cancelled"]
_PLACE = re.compile(r"(\d{1,12}\.\d{1,6})?_\d{1,18}")


def seen(request: HttpRequest, public_id: UUID) -> queries.TaskView:
    found = queries.task_view(actor_of(request), public_id, timezone.now())
    if found is None:
        raise Http404
    return found


def _place(cursor: str) -> str:
    place = place_of(cursor)
    if place and not _PLACE.fullmatch(place):
        raise Refused("Con trỏ trang không hợp lệ. Bắt đầu lại từ trang đầu.", field="cursor")
    return place


def _choices(rows: Any) -> list[dict[str, Any]]:
    return [{"id": pk, "label": label, "unit": ""} for pk, label in rows]


@router.get("", response=TaskPage, summary="Danh sách nhiệm vụ")
def list_tasks(
    request: HttpRequest,
    tab: Tab = Tab.MINE,
    state: States = "open",
    due: Literal["", "over", "today", "soon"] = "",
    q: str = "",
    limit: int = Query(50, ge=1, le=200),
    cursor: str = "",
) -> dict[str, Any]:
    """Hạn gần nhất trước. `tab`: việc của mình, mình giao, của đơn vị, quá hạn; `state` là một tình trạng, `open`
    hoặc `all`; `due` là quá hạn, hôm nay hoặc ba ngày tới; `q` tìm trong tên việc, có dấu hay không."""
    filters = queries.Filters(tab=tab, state=state, due=due, q=q[:100], cursor=_place(cursor))
    page = queries.task_page(actor_of(request), filters, timezone.now(), limit)
    return {"results": [row.task for row in page.rows], "next": cursor_to(page.next)}


@router.get("/counts", response=CountsOut, summary="Số nhiệm vụ, bốn loại thống kê")
def counts(request: HttpRequest, tab: Tab = Tab.MINE) -> Any:
    """Việc đang mở ở từng mục, và bốn loại (xong đúng hạn, xong quá hạn, đang làm trong hạn, quá hạn) của một mục
    cùng hai tỷ lệ đúng hạn."""
    actor, at = actor_of(request), timezone.now()
    found = queries.tab_classes(actor, tab, at)
    names = ("done_on_time", "done_late", "open_in_time", "open_overdue", "on_time_rate", "done_of_due_rate")
    return {"tabs": queries.tab_counts(actor, at), "classes": {name: getattr(found, name) for name in names}}


@router.get("/assignees", response=list[AssigneeOut], summary="Đơn vị, người có thể giao việc")
def assignees(request: HttpRequest) -> Any:
    """Cho `lead`, `cooperating`, `informed`: lãnh đạo chọn trong cả cơ quan, trưởng đơn vị chọn trong đơn vị."""
    groups = queries.assignee_groups(actor_of(request))
    return [{"id": pk, "label": label, "unit": group.unit} for group in groups for pk, label in group.options]


@router.get("/leaders", response=list[AssigneeOut], summary="Lãnh đạo nhận đề xuất")
def leaders(request: HttpRequest) -> Any:
    """Cho `to_leader` của đề xuất xử lý."""
    return _choices(queries.leaders(actor_of(request)))


@router.get("/helped", response=list[AssigneeOut], summary="Lãnh đạo mà mình nhập bút phê giấy thay")
def helped(request: HttpRequest) -> Any:
    """Cho `in_place_of` khi nhập bút phê viết trên giấy; trống với người không làm thư ký."""
    return _choices(queries.helped_posts(actor_of(request)))


@router.get("/proofs", response=list[ProofOut], summary="Văn bản làm sản phẩm")
def proofs(request: HttpRequest) -> Any:
    """30 văn bản đi mới nhất của cơ quan mà người gọi xem được, cho `document` khi báo cáo hoàn thành."""
    return [{"id": value, "label": label} for value, label in queries.proof_choices(actor_of(request))]


@router.get("/phrases", response=PhrasesOut, summary="Câu bút phê và hạn có sẵn")
def phrases(request: HttpRequest) -> Any:
    """Câu của riêng mình, chưa có thì câu dùng chung; và các hạn hay dùng."""
    return {"texts": queries.quick_phrases(actor_of(request)), "dues": list(QUICK_DUES)}


@router.get("/documents/{uuid:document_id}", response=PaperWorkOut, summary="Bút phê, nhiệm vụ của một văn bản")
def document_work(request: HttpRequest, document_id: UUID) -> Any:
    """Ý kiến và đề xuất trên văn bản, mới nhất trước, cùng những nhiệm vụ người gọi xem được."""
    found = queries.document_work(actor_of(request), document_id, timezone.now())
    if found is None:
        raise Http404
    return found


@router.get("/documents/{uuid:document_id}/directing", response=DirectingOut, summary="Bút phê được không")
def directing(request: HttpRequest, document_id: UUID) -> Any:
    """Người gọi có cho ý kiến, có đề xuất được không và vì sao; ý kiến đang có hiệu lực; giá trị ban đầu của biểu
    mẫu."""
    found = queries.directing(actor_of(request), document_id)
    if found is None:
        raise Http404
    start = queries.direction_initial(found)
    return {
        "can_direct": bool(found.can_direct),
        "can_propose": bool(found.can_propose),
        "reason": found.can_direct.reason,
        "current": found.current.public_id if found.current else None,
        "proposal": start.get("proposal"),
        "text": start.get("text", ""),
        "lead": start.get("lead"),
        "cooperating": start.get("cooperating", []),
        "informed": start.get("informed", []),
        "due": start.get("due", ""),
    }


@router.get(
    "/reports/{int:report_id}/file",
    summary="Tệp kèm một báo cáo",
    openapi_extra={
        "responses": {
            200: {
                "description": "Tệp",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def evidence(request: HttpRequest, report_id: int) -> HttpResponse:
    """Minh chứng tiến độ hoặc sản phẩm, cho ai xem được nhiệm vụ."""
    found = queries.evidence_for(actor_of(request), report_id)
    if found is None:
        raise Http404
    return download(request, found.content, found.media_type, found.name)


@router.get("/{uuid:public_id}", response=TaskOut, summary="Mở một nhiệm vụ")
def open_task(request: HttpRequest, public_id: UUID) -> Any:
    """ "6 rõ", hạn gốc và hạn đang tính, tiến độ. Nhiệm vụ người gọi không được xem trả 404, như không có."""
    return seen(request, public_id).task


@router.get("/{uuid:public_id}/handling", response=TaskHandlingOut, summary="Quá trình của một nhiệm vụ")
def handling(request: HttpRequest, public_id: UUID) -> Any:
    """Ai làm, ai phối hợp, việc con, các lần xin gia hạn, và người gọi làm được việc gì, vì sao không."""
    found = seen(request, public_id)
    acts = [{"key": key, "is_allowed": bool(can), "reason": can.reason} for key, can in found.verdicts.items()]
    return {
        **{
            name: getattr(found, name)
            for name in ("lead", "unit", "is_overdue", "participants", "extensions", "children")
        },
        "acts": acts,
    }


@router.get("/{uuid:public_id}/reports", response=list[ReportOut], summary="Báo cáo tiến độ")
def reports(request: HttpRequest, public_id: UUID) -> Any:
    """Mới nhất trước; tệp kèm theo ở `GET /tasks/reports/{id}/file`."""
    return seen(request, public_id).reports


@router.get("/{uuid:public_id}/history", response=list[TaskHistoryOut], summary="Nhật ký của một nhiệm vụ")
def history(request: HttpRequest, public_id: UUID) -> Any:
    """Ai làm gì lúc nào, bằng lời, từ đầu đến nay."""
    return seen(request, public_id).history
