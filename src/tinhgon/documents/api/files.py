"""Files of papers and of uploads: bytes, a part of them, and pictures of their pages."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path

from tinhgon.core.download import download
from tinhgon.core.request import actor_of
from tinhgon.documents import queries
from tinhgon.documents.api.reading import router

RANGE = {
    "name": "Range",
    "in": "header",
    "required": False,
    "description": "Một đoạn, ví dụ `bytes=0-1023`; trả 206, hoặc 416 khi không có đoạn đó",
    "schema": {"type": "string"},
}


def _file(*media_types: str, parts: bool = False) -> dict[str, Any]:
    """How the description says that an operation answers a file."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media_types}
    found: dict[str, Any] = {"responses": {200: {"description": "Tệp", "content": content}}}
    if parts:
        found["responses"][206] = {"description": "Đoạn được hỏi", "content": content}
        found["responses"][416] = {"description": "Không có đoạn này"}
        found["parameters"] = [RANGE]
    return found


def _png(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=900"
    return response


@router.get(
    "/{uuid:public_id}/versions/{int:version_id}/file",
    summary="Tải tệp của một phiên bản",
    openapi_extra=_file("application/pdf", "application/octet-stream", parts=True),
)
def file(request: HttpRequest, public_id: UUID, version_id: int) -> HttpResponse:
    """Nguyên vẹn như khi nhận; ETag là SHA-256 của tệp. Tải dở thì tải tiếp bằng Range và If-Range."""
    found = queries.version_file(actor_of(request), public_id, version_id)
    if found is None:
        raise Http404
    return download(request, found.content, found.media_type, found.name, sha256=found.sha256)


@router.get(
    "/{uuid:public_id}/versions/{int:version_id}/pages/{int:page}",
    summary="Ảnh một trang của phiên bản",
    openapi_extra=_file("image/png"),
)
def picture(request: HttpRequest, public_id: UUID, version_id: int, page: int = Path(le=10_000)) -> HttpResponse:
    """Ảnh PNG của một trang PDF, trang đầu là 1. Tệp không phải PDF thì không có ảnh."""
    return _png(queries.version_picture(actor_of(request), public_id, version_id, page))


@router.get(
    "/uploads/{uuid:upload_id}/pages/{int:page}",
    summary="Ảnh một trang của tệp đang chờ",
    openapi_extra=_file("image/png"),
)
def upload_picture(request: HttpRequest, upload_id: UUID, page: int = Path(le=10_000)) -> HttpResponse:
    """Ảnh PNG của một trang tệp đang chờ đăng ký, đọc thẳng từ khu vực cách ly."""
    return _png(queries.upload_picture(actor_of(request), upload_id, page))
