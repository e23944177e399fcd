"""Listing, searching, opening papers and their files; what the caller may not see answers 404."""

import base64
import binascii
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from tinhgon.core.actor import Actor
from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.storage import queries as storage
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.choices import STATES
from tinhgon.documents.schemas import (
    ChoiceOut,
    CommentOut,
    DocumentOut,
    DocumentPage,
    HistoryOut,
    RecipientOut,
    StepOut,
    VersionOut,
)

router = Router(tags=["documents"])


def actor_of(request: HttpRequest) -> Actor:
    """Who calls: put on the request by the API's authentication."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def key_of(request: HttpRequest) -> str:
    """The request's own key, by which a retry is the same act."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 64 or not key.isprintable():
        raise Refused("Idempotency-Key dài tối đa 64 ký tự in được. Rút gọn rồi gửi lại.", field="Idempotency-Key")
    return key


def paper(request: HttpRequest, public_id: UUID) -> Any:
    """The paper the caller may see, or 404."""
    found = queries.paper_for(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, public_id: UUID) -> queries.DocumentPage:
    found = queries.document_page(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found


def _before(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        before = int(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (binascii.Error, ValueError) as error:
        raise Refused("Con trỏ trang không hợp lệ. Bắt đầu lại từ trang đầu.", field="cursor") from error
    return min(before, 2**63 - 1)


def _cursor(before: int | None) -> str | None:
    return None if before is None else base64.urlsafe_b64encode(str(before).encode()).decode().rstrip("=")


@router.get("", response=DocumentPage, summary="Danh sách, tìm kiếm văn bản")
def list_documents(
    request: HttpRequest,
    q: str = "",
    flow: Flow | None = None,
    state: str = "",
    limit: int = Query(50, ge=1, le=200),
    cursor: str = "",
) -> dict[str, Any]:
    """Newest first; `next` is given back as `cursor` for the following page."""
    if state and state not in STATES:
        raise Refused(f"Không có tình trạng “{state[:40]}”. Dùng một trong: {', '.join(STATES)}.", field="state")
    rows, following = queries.listed(
        actor_of(request), q=q, flow=flow or "", state=state, before=_before(cursor), limit=limit
    )
    return {"results": rows, "next": _cursor(following)}


@router.get("/bodies", response=list[ChoiceOut], summary="Nơi nhận trong hệ thống")
def bodies(request: HttpRequest, q: str = "") -> Any:
    rows = queries.bodies_to_address(actor_of(request).on, q)
    return [{"id": pk, "label": label} for pk, label in rows]


@router.get("/submit-choices", response=list[ChoiceOut], summary="Vị trí nhận trình văn bản đến")
def submit_choices(request: HttpRequest) -> Any:
    return [{"id": pk, "label": label} for pk, label in queries.submit_choices(actor_of(request))]


@router.get("/{uuid:public_id}", response=DocumentOut, summary="Mở một văn bản")
def open_document(request: HttpRequest, public_id: UUID) -> Any:
    return paper(request, public_id)


@router.get("/{uuid:public_id}/history", response=list[HistoryOut], summary="Nhật ký của một văn bản")
def history(request: HttpRequest, public_id: UUID) -> Any:
    return audit.history("document", paper(request, public_id).pk)


@router.get("/{uuid:public_id}/versions", response=list[VersionOut], summary="Tệp của một văn bản")
def versions(request: HttpRequest, public_id: UUID) -> Any:
    return _page(request, public_id).versions


@router.get("/{uuid:public_id}/steps", response=list[StepOut], summary="Các bước trình duyệt")
def steps(request: HttpRequest, public_id: UUID) -> Any:
    return [row.step for found in _page(request, public_id).rounds for row in found.steps]


@router.get("/{uuid:public_id}/recipients", response=list[RecipientOut], summary="Nơi nhận")
def recipients(request: HttpRequest, public_id: UUID) -> Any:
    return _page(request, public_id).recipients


@router.get("/{uuid:public_id}/comments", response=list[CommentOut], summary="Góp ý")
def comments(request: HttpRequest, public_id: UUID) -> Any:
    return _page(request, public_id).comments


@router.get("/{uuid:public_id}/versions/{int:version_id}/file", summary="Tải tệp của một phiên bản")
def file(request: HttpRequest, public_id: UUID, version_id: int) -> HttpResponse:
    version = queries.version_for(actor_of(request), public_id, version_id)
    if version is None:
        raise Http404
    response = HttpResponse(storage.content(version.blob), content_type=version.blob.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(version.file_name)}"
    return response
