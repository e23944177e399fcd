"""Listing, opening papers and what belongs to them; what the caller may not see answers 404."""

import hashlib
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.request import actor_of, cursor_to, key_of, key_place
from tinhgon.core.verdict import Refused
from tinhgon.documents import panels, queries, rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import STATES
from tinhgon.documents.schemas import (
    CommentOut,
    ComparisonOut,
    DocumentOut,
    DocumentPage,
    HandlingOut,
    HistoryOut,
    ProposedOut,
    RecipientOut,
    StepOut,
    VersionOut,
)

__all__ = ["actor_of", "key_of", "paper", "router"]
router = Router(tags=["documents"])


def paper(request: HttpRequest, public_id: UUID) -> Any:
    """The paper the caller may see, or 404."""
    found = queries.paper_for(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found


def etag_of(document: Any) -> str:
    """What the fields of a paper are now, in one word."""
    return f'"{hashlib.sha256(DocumentOut.from_orm(document).model_dump_json().encode()).hexdigest()[:32]}"'


def require_match(request: HttpRequest, document: Any) -> None:
    """With `If-Match` an act is done only on the paper as the caller has read it."""
    read = request.headers.get("If-Match", "*")
    if read != "*" and etag_of(document) not in read:
        raise Refused("Văn bản vừa được sửa. Mở lại để xem, rồi gửi lại nếu vẫn muốn thay.", code="precondition")


def _page(request: HttpRequest, public_id: UUID) -> queries.DocumentPage:
    found = queries.document_page(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found


@router.get("", response=DocumentPage, summary="Danh sách, tìm kiếm văn bản")
def list_documents(
    request: HttpRequest,
    q: str = "",
    flow: Flow | None = None,
    state: str = "",
    limit: int = Query(50, ge=1, le=200),
    cursor: str = "",
) -> dict[str, Any]:
    """Mọi văn bản người gọi xem được, mới nhất trước; `q` tìm theo chữ, cụm trong ngoặc kép, hoặc một phần số, ký
    hiệu. Gửi lại `next` ở `cursor` để lấy trang sau. Xếp theo độ khớp và có đoạn trích thì dùng `GET
    /documents/search`."""
    if state and state not in STATES:
        raise Refused(f"Không có tình trạng “{state[:40]}”. Dùng một trong: {', '.join(STATES)}.", field="state")
    rows, following = queries.listed(
        actor_of(request), q=q[:300], flow=flow or "", state=state, before=key_place(cursor), limit=limit
    )
    return {"results": rows, "next": cursor_to(following)}


@router.get("/{uuid:public_id}", response=DocumentOut, summary="Mở một văn bản")
def open_document(request: HttpRequest, public_id: UUID, response: HttpResponse) -> Any:
    """Các trường của văn bản, tình trạng và hạn. Văn bản người gọi không được xem trả 404, như không có. Gửi lại ETag ở
    `If-Match` khi sửa để không ghi đè điều người khác vừa sửa."""
    found = paper(request, public_id)
    response["ETag"] = etag_of(found)
    return found


@router.post("/{uuid:public_id}/opened", response={204: None}, summary="Ghi nhận đã mở văn bản đến")
def mark_opened(request: HttpRequest, public_id: UUID) -> Any:
    """Trang văn bản tự ghi lần đầu một vị trí mở văn bản đến; phần mềm gọi việc này khi người dùng của nó đã đọc."""
    actor, found = actor_of(request), paper(request, public_id)
    if found.is_incoming and found.agency_id == actor.agency_id:
        papers.open_first(actor, found.pk, timezone.now())
    return Status(204, None)


@router.get("/{uuid:public_id}/handling", response=HandlingOut, summary="Quá trình xử lý của một văn bản")
def handling(request: HttpRequest, public_id: UUID) -> Any:
    """Đang ở đâu, chờ ai, các bước sắp tới, đã gửi những nơi nào, văn bản liên quan, và người gọi làm được việc gì.
    Bút phê và nhiệm vụ của văn bản ở `GET /tasks/documents/{id}`."""
    page, actor = _page(request, public_id), actor_of(request)
    banners = [banner.words for banner in page.banners]
    return {
        **{name: getattr(page, name) for name in ("owner", "waits_for", "route", "deliveries", "related", "is_intact")},
        # What is lent for a time is only looked at.
        "acts": [] if rules.reads_for_a_time(actor, page.document) else panels.buttons(actor, page.document),
        "banners": banners,
    }


@router.get("/{uuid:public_id}/proposed", response=ProposedOut, summary="Người ký, số dự kiến")
def proposed(request: HttpRequest, public_id: UUID) -> Any:
    """Giá trị ban đầu của biểu mẫu ký, cấp số, phát hành; hỏi thì không giữ số."""
    found = paper(request, public_id)
    start = queries.proposed(found, actor_of(request).on)
    return {
        "signer_name": start.signer_name,
        "signer_title": start.signer_title,
        "next_code": start.next_code,
        "issue_effect": queries.issue_effect(found),
    }


@router.get("/{uuid:public_id}/history", response=list[HistoryOut], summary="Nhật ký của một văn bản")
def history(request: HttpRequest, public_id: UUID) -> Any:
    """Ai làm gì lúc nào, bằng lời, từ đầu đến nay."""
    return audit.history("document", paper(request, public_id).pk)


@router.get("/{uuid:public_id}/versions", response=list[VersionOut], summary="Tệp của một văn bản")
def versions(request: HttpRequest, public_id: UUID) -> Any:
    """Bản gốc, các dự thảo, bản đã ký; tải tệp ở `/documents/{id}/versions/{version_id}/file`."""
    return _page(request, public_id).versions


@router.get(
    "/{uuid:public_id}/versions/{int:old}/compare/{int:new}",
    response=ComparisonOut,
    summary="So sánh hai lần dự thảo",
)
def compare(request: HttpRequest, public_id: UUID, old: int, new: int) -> Any:
    """Khác nhau từng từ giữa hai lần dự thảo, gọi theo số lần (`ordinal`), không theo mã phiên bản."""
    found = queries.comparison(actor_of(request), public_id, old, new)
    if found is None:
        raise Http404
    return {"old": old, "new": new, "change_count": found.change_count, "pieces": found.pieces}


@router.get("/{uuid:public_id}/steps", response=list[StepOut], summary="Các bước trình duyệt")
def steps(request: HttpRequest, public_id: UUID) -> Any:
    """Mọi lần trình, lần mới nhất trước: bước nào, vị trí nào, ý kiến gì."""
    return [row.step for found in _page(request, public_id).rounds for row in found.steps]


@router.get("/{uuid:public_id}/recipients", response=list[RecipientOut], summary="Nơi nhận")
def recipients(request: HttpRequest, public_id: UUID) -> Any:
    """Kính gửi và nơi nhận, theo thứ tự trên văn bản."""
    return _page(request, public_id).recipients


@router.get("/{uuid:public_id}/comments", response=list[CommentOut], summary="Góp ý")
def comments(request: HttpRequest, public_id: UUID) -> Any:
    """Góp ý vào dự thảo, mới nhất trước."""
    return _page(request, public_id).comments
