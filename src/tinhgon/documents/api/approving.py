"""Rows put on one paper beside its route, and the record kept with its copy."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status

from tinhgon.core.download import download
from tinhgon.core.request import actor_of
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import approval
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas import DeskOut, PreparedIn, StepIn, StepOut

PDF = "application/pdf"


@router.post("/{uuid:public_id}/steps", response={201: StepOut}, summary="Thêm bước trình cho một văn bản")
def add_step(request: HttpRequest, public_id: UUID, given: StepIn) -> Any:
    """Thêm bước thẩm định hoặc cho ý kiến khi văn bản đang trình; bước mới làm cùng lúc với bước đang chờ. Thêm lại
    đúng bước đó là một việc."""
    row = approval.Added(**given.dict())
    return Status(201, approval.add_step(actor_of(request), paper(request, public_id).pk, row, timezone.now()))


@router.post("/{uuid:public_id}/prepared-opinion", response=StepOut, summary="Chuẩn bị ý kiến cho lãnh đạo")
def prepare_opinion(request: HttpRequest, public_id: UUID, given: PreparedIn) -> Any:
    """Thư ký chuẩn bị ý kiến ở bước đang chờ lãnh đạo mình giúp việc; duyệt, ký vẫn là lãnh đạo."""
    actor = actor_of(request)
    return approval.prepare_opinion(actor, paper(request, public_id).pk, given.text, timezone.now())


@router.get("/desks", response=list[DeskOut], summary="Hàng chờ của lãnh đạo mình giúp việc")
def desks(request: HttpRequest) -> Any:
    """Với thư ký: văn bản trình đang chờ từng lãnh đạo, trừ văn bản hạn chế."""
    return queries.desks(actor_of(request))


@router.get("/absences", response=list[str], summary="Ai đang giữ hàng chờ của mình khi nghỉ")
def absences(request: HttpRequest) -> Any:
    """Vị trí của mình đang có người thay và người thay; trống là không nghỉ."""
    return queries.own_absences(actor_of(request))


@router.get(
    "/{uuid:public_id}/kept-record",
    summary="Phiếu lưu văn bản đi (PDF)",
    openapi_extra={
        "responses": {200: {"description": "Tệp", "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
    },
)
def kept_record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ký nháy, thẩm định, ý kiến trên đường trình: lưu kèm bản gốc, không gửi kèm văn bản phát hành."""
    actor = actor_of(request)
    record = queries.kept_record(actor, public_id)
    if record is None:
        raise Http404
    content = exports.kept_record_pdf(record, timezone.now(), actor.name)
    return download(request, content, PDF, f"phieu-luu-{public_id}.pdf")
