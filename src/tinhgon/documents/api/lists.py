"""The lists of the pages: incoming with its facets, outgoing by stage, approvals, search, saved views, and submitting
many papers at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Schema, Status

from tinhgon.core.request import actor_of, cursor_to, key_place
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import intake, saved_views
from tinhgon.documents.api.reading import router
from tinhgon.documents.forms.incoming import list_filter, search_filter
from tinhgon.documents.queries.outgoing import TABS
from tinhgon.documents.schemas import (
    ApprovalOut,
    ChoiceOut,
    FoundOut,
    IncomingOut,
    IncomingPageOut,
    OutgoingPageOut,
    PresentedOut,
    PresentIn,
    SavedViewIn,
    SavedViewOut,
    SharedWithMeOut,
    ViewShareIn,
    ViewShareOut,
)
from tinhgon.organisation.choices import Duty

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class IncomingFilter(Schema):
    """The filters of the page; a filter may be given several times, unknown values are dropped."""

    tab: Literal["mine", "arrived", "all"] = "all"
    stage: list[str] = Query([], description="arrived, unsubmitted, waiting, directed, overdue, closed, returned")
    urgency: list[str] = Query([], description="none, khan, thuong_khan, hoa_toc")
    book: list[str] = Query([], description="Mã số sổ")
    issuer: list[str] = Query([], description="Cơ quan ban hành, đúng tên")
    due: list[str] = Query([], description="today, soon, over, none")
    q: str = ""


class SearchFacets(Schema):
    """What narrows a search."""

    flow: Literal["", "incoming", "outgoing", "internal"] = ""
    type: str = Query("", description="Mã số loại văn bản, theo `facets`")
    issuer: str = ""
    unit: str = Query("", description="Mã số đơn vị chủ trì, theo `facets`")
    year: str = ""
    state: str = ""


def _first(rows: list[Any], limit: int, following: Any, place: Callable[[Any], Any]) -> tuple[list[Any], Any]:
    """The first rows of a page of the screen, and where the rest begins."""
    return (rows[:limit], place(rows[limit - 1])) if len(rows) > limit else (rows, following)


@router.get("/incoming", response=IncomingPageOut, summary="Danh sách văn bản đến")
def incoming(
    request: HttpRequest, filters: Query[IncomingFilter], limit: int = Query(50, ge=1, le=50), cursor: str = ""
) -> Any:
    """Như trang văn bản đến, mới nhất trước. `mine` là việc của mọi vị trí đang giữ, `arrived` là
    văn bản điện tử chờ vào sổ, `all` là cả cơ quan."""
    chosen = list_filter(request.GET, default_tab="all")
    before = key_place(cursor)
    page = queries.incoming_page(actor_of(request), chosen, timezone.now(), before=before, with_facets=before is None)
    rows, following = _first(page.rows, limit, page.next, lambda row: row.document.pk)
    return {
        "rows": rows,
        "next": cursor_to(following),
        "total": page.total,
        "is_capped": page.is_capped,
        "facets": page.facets,
    }


@router.get("/incoming/{uuid:public_id}", response=IncomingOut, summary="Xem nhanh một văn bản đến")
def preview(request: HttpRequest, public_id: UUID) -> Any:
    """Như khung xem nhanh cạnh danh sách: hạn đang tính, đang ở bước nào, ai chủ trì."""
    row = queries.incoming_paper(actor_of(request), public_id, timezone.now())
    if row is None:
        raise Http404
    return row


@router.get(
    "/incoming/xlsx",
    summary="Xuất danh sách văn bản đến",
    openapi_extra={
        "responses": {
            200: {"description": "Tệp", "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
def export(request: HttpRequest, filters: Query[IncomingFilter]) -> HttpResponse:
    """Danh sách đang lọc, tối đa 10.000 dòng mới nhất, dạng XLSX."""
    at: datetime = timezone.now()
    rows = queries.incoming_rows(actor_of(request), list_filter(request.GET, default_tab="all"), at)
    response = HttpResponse(exports.incoming_xlsx(rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="van-ban-den-{timezone.localdate(at):%Y%m%d}.xlsx"'
    return response


@router.get("/outgoing", response=OutgoingPageOut, summary="Danh sách văn bản đi")
def outgoing(
    request: HttpRequest,
    tab: Literal[
        "mine", "drafts", "submitted", "to-sign", "to-number", "to-issue", "issued", "internal", "all"
    ] = "mine",
    q: str = "",
    limit: int = Query(50, ge=1, le=50),
    cursor: str = "",
) -> Any:
    """Như trang văn bản đi, từng nấc của quá trình; `tabs` cho biết mỗi nấc có bao nhiêu."""
    if tab not in TABS:
        raise Http404
    page = queries.outgoing_page(actor_of(request), tab, key_place(cursor), q.strip()[:300])
    rows, following = _first(page.rows, limit, page.next_key, lambda row: row.pk)
    return {"rows": rows, "next": cursor_to(following), "tabs": page.tabs}


@router.get("/approvals", response=list[ApprovalOut], summary="Chờ mình duyệt, ký")
def approvals(request: HttpRequest) -> Any:
    """Các bước đang chờ một vị trí của mình, ở mọi cơ quan, gấp trước; tối đa 200."""
    return queries.approvals(actor_of(request))


@router.get("/search", response=FoundOut, summary="Tìm kiếm có đoạn trích")
def search(request: HttpRequest, facets: Query[SearchFacets], q: str, cursor: str = "") -> Any:
    """Có dấu hay không dấu, cụm trong ngoặc kép, một phần số, ký hiệu. Khớp đúng dấu xếp trước; mỗi trang 20 kết quả
    trong 500 văn bản mới nhất khớp. Mỗi giá trị của `facets` gửi lại được ở tham số cùng tên."""
    offset = min(key_place(cursor) or 0, 1000)
    found = queries.search_papers(actor_of(request), q.strip()[:300], search_filter(request.GET), offset=offset)
    return {
        "hits": found.hits,
        "next": cursor_to(found.next),
        "total": found.total,
        "is_capped": found.is_capped,
        "facets": found.facets,
    }


@router.post("/present", response=PresentedOut, summary="Trình văn bản đến")
def present(request: HttpRequest, given: PresentIn) -> Any:
    """Trình một hay nhiều văn bản đã vào sổ tới một vị trí; văn bản đã trình từ trước thì giữ nguyên."""
    actor = actor_of(request)
    ids = queries.paper_ids(actor, [str(paper) for paper in given.papers])
    if len(ids) < len(set(given.papers)):
        raise Http404
    if not -(2**31) < given.post < 2**31:
        raise Refused("Không có vị trí này. Chọn trong `GET /documents/submit-choices`.", field="post")
    return {"submitted": len(intake.present(actor, ids, given.post, timezone.now()))}


@router.get("/saved-views", response=list[SavedViewOut], summary="Bộ lọc đã lưu")
def list_views(request: HttpRequest) -> Any:
    """Bộ lọc của riêng mình trên trang văn bản đến."""
    return queries.saved_views(actor_of(request))


@router.post("/saved-views", response={201: SavedViewOut}, summary="Lưu bộ lọc")
def save_view(request: HttpRequest, given: SavedViewIn) -> Any:
    """Lưu dưới một tên; lưu lại cùng tên thì thay bộ lọc cũ. Tối đa 20 bộ lọc."""
    return Status(201, saved_views.save_view(actor_of(request), given.name, given.query.lstrip("?")))


@router.delete("/saved-views/{int:view_id}", response={204: None}, summary="Xoá bộ lọc")
def delete_view(request: HttpRequest, view_id: int) -> Any:
    """Xoá một bộ lọc của mình; của người khác trả 404."""
    actor = actor_of(request)
    if view_id not in [view.pk for view in queries.saved_views(actor)]:
        raise Http404
    saved_views.delete_view(actor, view_id)
    return Status(204, None)


@router.get("/saved-views/shared", response=list[SharedWithMeOut], summary="Bộ lọc được chia sẻ")
def shared_views(request: HttpRequest) -> Any:
    """Bộ lọc người khác chia sẻ cho đơn vị hoặc cơ quan của mình, mỗi bộ lọc một lần."""
    return queries.shared_views(actor_of(request))


@router.get("/saved-views/places", response=list[ChoiceOut], summary="Nơi chia sẻ bộ lọc được")
def places_to_share(request: HttpRequest) -> Any:
    """Các đơn vị của cơ quan; chỉ chia sẻ được cho đơn vị mình phụ trách, trừ khi có quyền `share_views`."""
    return [{"id": pk, "label": name} for pk, name in queries.places_to_share(actor_of(request)).items()]


@router.get("/saved-views/{int:view_id}/shares", response=list[ViewShareOut], summary="Bộ lọc đang chia sẻ cho ai")
def list_shares(request: HttpRequest, view_id: int) -> Any:
    """Nơi một bộ lọc của mình đang được chia sẻ; bộ lọc của người khác trả 404."""
    actor = actor_of(request)
    view = queries.own_view(actor, view_id)
    if view is None:
        raise Http404
    return queries.shares_of(actor, view)


@router.post("/saved-views/{int:view_id}/shares", response={201: list[ViewShareOut]}, summary="Chia sẻ bộ lọc")
def share_view(request: HttpRequest, view_id: int, given: ViewShareIn) -> Any:
    """Chia sẻ cho một đơn vị mình phụ trách; bỏ trống `unit` là cả cơ quan, cần quyền `share_views`. Mỗi nơi tối đa sáu
    bộ lọc. Chia sẻ lại thì giữ nguyên."""
    actor = actor_of(request)
    if queries.own_view(actor, view_id) is None:
        raise Http404
    if given.unit is not None and not 0 < given.unit < 2**31:
        raise Refused("Không có đơn vị này. Chọn trong `GET /documents/saved-views/places`.", field="unit")
    share = saved_views.share_view(actor.seated_with(Duty.SHARE_VIEWS), view_id, given.unit, timezone.now())
    return Status(201, queries.shares_of(actor, share.view))


@router.delete("/saved-views/shares/{int:share_id}", response={204: None}, summary="Thôi chia sẻ bộ lọc")
def unshare_view(request: HttpRequest, share_id: int) -> Any:
    """Người chia sẻ, hoặc người phụ trách nơi được chia sẻ; bộ lọc vẫn còn ở người lưu."""
    saved_views.unshare_view(actor_of(request), share_id, timezone.now())
    return Status(204, None)
