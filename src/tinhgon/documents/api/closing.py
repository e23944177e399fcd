"""Ending the handling of papers over the API, and the agency's reasons for it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from tinhgon.core.request import actor_of
from tinhgon.documents import queries
from tinhgon.documents.actions import closing
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas import DocumentOut
from tinhgon.documents.schemas.closing import (
    ClosedOut,
    CloseIn,
    CloseTogetherIn,
    ClosingReasonIn,
    ClosingReasonOut,
)


def _ids(request: HttpRequest, wanted: list[UUID]) -> list[int]:
    return queries.paper_ids(actor_of(request), [str(public_id) for public_id in wanted])


@router.post("/{uuid:public_id}/close", response=DocumentOut, summary="Kết thúc xử lý")
def close(request: HttpRequest, public_id: UUID, given: CloseIn) -> Any:
    """Kết thúc xử lý văn bản đến với một lý do của cơ quan, kèm văn bản trả lời nếu có; mở lại được khi cần."""
    document, replies = paper(request, public_id), [paper(request, reply).pk for reply in given.replies]
    return closing.close(actor_of(request), document.pk, given.reason, timezone.now(), kind=given.kind, replies=replies)


@router.post("/close", response=ClosedOut, summary="Kết thúc nhiều văn bản một lần")
def close_together(request: HttpRequest, given: CloseTogetherIn) -> Any:
    """Cùng lý do, cùng văn bản trả lời; văn bản nào không kết thúc được thì nêu lý do, văn bản khác vẫn xong."""
    replies = [paper(request, reply).pk for reply in given.replies]
    done, failures = closing.close_together(
        actor_of(request), _ids(request, given.papers), given.reason, timezone.now(), kind=given.kind, replies=replies
    )
    return {"done": done, "failures": failures}


@router.get("/closing-reasons", response=list[ClosingReasonOut], summary="Lý do kết thúc xử lý")
def closing_reasons(request: HttpRequest) -> Any:
    """Lý do của cơ quan đang dùng: ai được kết thúc, có phải ghi lời hay có văn bản trả lời, căn cứ."""
    return queries.reason_rows(actor_of(request))


@router.get(
    "/{uuid:public_id}/closing-reasons", response=list[str], summary="Mã lý do mà người gọi được dùng cho văn bản này"
)
def reasons_to_close(request: HttpRequest, public_id: UUID) -> Any:
    """Trống khi không được kết thúc."""
    return [row.code for row in queries.reasons_to_close(actor_of(request), paper(request, public_id))]


@router.post("/closing-reasons", response=list[ClosingReasonOut], summary="Đặt một lý do kết thúc")
def set_closing_reason(request: HttpRequest, given: ClosingReasonIn) -> Any:
    """Thay lời và người được dùng của một lý do, thêm lý do, hoặc thôi dùng; văn bản đã kết thúc giữ lý do lúc đó."""
    terms = closing.Terms(**{**given.dict(exclude={"code"}), "who": tuple(given.who)})
    closing.set_closing_reason(actor_of(request), given.code, terms, timezone.now())
    return queries.reason_rows(actor_of(request))
