"""Listing, searching, opening papers and their files; what the caller may not see answers 404."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from tinhgon.core.actor import Actor
from tinhgon.core.audit import queries as audit
from tinhgon.core.storage import queries as storage
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.schemas import DocumentOut, DocumentPage, HistoryOut

router = Router(tags=["documents"])


def actor_of(request: HttpRequest) -> Actor:
    """Who calls: put on the request by the API's authentication."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def paper(request: HttpRequest, public_id: UUID) -> Any:
    """The paper the caller may see, or 404."""
    found = queries.paper_for(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found


def _before(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        return int(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (binascii.Error, ValueError) as error:
        raise Refused("Con trỏ trang không hợp lệ. Bắt đầu lại từ trang đầu.", field="cursor") from error


def _cursor(before: int | None) -> str | None:
    return None if before is None else base64.urlsafe_b64encode(str(before).encode()).decode().rstrip("=")


@router.get("", response=DocumentPage, summary="Danh sách, tìm kiếm văn bản")
def list_documents(
    request: HttpRequest,
    q: str = "",
    flow: str = "",
    state: str = "",
    limit: int = Query(50, ge=1, le=200),
    cursor: str = "",
) -> dict[str, Any]:
    rows, following = queries.listed(
        actor_of(request), q=q, flow=flow, state=state, before=_before(cursor), limit=limit
    )
    return {"results": rows, "next": _cursor(following)}


@router.get("/{uuid:public_id}", response=DocumentOut, summary="Mở một văn bản")
def open_document(request: HttpRequest, public_id: UUID) -> Any:
    return paper(request, public_id)


@router.get("/{uuid:public_id}/history", response=list[HistoryOut], summary="Nhật ký của một văn bản")
def history(request: HttpRequest, public_id: UUID) -> Any:
    return audit.history("document", paper(request, public_id).pk)


@router.get("/{uuid:public_id}/versions/{int:version_id}/file", summary="Tải tệp của một phiên bản")
def file(request: HttpRequest, public_id: UUID, version_id: int) -> HttpResponse:
    version = queries.version_for(actor_of(request), public_id, version_id)
    if version is None:
        raise Http404
    return HttpResponse(storage.content(version.blob), content_type=version.blob.media_type)
