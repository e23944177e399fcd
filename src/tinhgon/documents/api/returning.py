"""What recipients gave back over the API, and what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from tinhgon.core.request import actor_of
from tinhgon.documents.actions import returning
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.queries import returning as queries
from tinhgon.documents.schemas import DocumentOut
from tinhgon.documents.schemas.returning import ReturnOut, SettleReturnsIn


@router.get("/{uuid:public_id}/returns", response=list[ReturnOut], summary="Nơi nhận trả lại, chưa xử lý")
def open_returns(request: HttpRequest, public_id: UUID) -> Any:
    """Cơ quan trong hệ thống đã trả văn bản và lý do; chỉ những nơi chưa ai ghi xử lý, chưa được gửi lại."""
    return queries.open_returns(paper(request, public_id))


@router.post("/{uuid:public_id}/returns/settle", response=DocumentOut, summary="Đã xử lý nơi nhận trả lại")
def settle_returns(request: HttpRequest, public_id: UUID, given: SettleReturnsIn) -> Any:
    """Ghi đã xử lý thế nào; văn bản rời việc cuối ngày. Gửi lại bản giấy hay gửi văn bản thay thế thì tự ghi."""
    document = paper(request, public_id)
    returning.settle_returns(actor_of(request), document.pk, given.places, given.note, timezone.now())
    return document
