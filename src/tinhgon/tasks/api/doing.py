"""What the one who does a task says, and what the one who gave it decides."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.core.verdict import Refused
from tinhgon.tasks import actions
from tinhgon.tasks.api.giving import moment
from tinhgon.tasks.api.reading import router
from tinhgon.tasks.schemas import (
    ClarifyIn,
    DecisionIn,
    DoneIn,
    ExtensionIn,
    ExtensionOut,
    ProgressIn,
    ReassignIn,
    ReportOut,
    TaskOut,
    TaskReasonIn,
)


def attachment(file: UploadedFile | None, is_declared_not_secret: bool) -> actions.Attachment | None:
    if file is None:
        return None
    return actions.Attachment(content_of(file), file.name or "", is_declared_not_secret)


@router.post("/{uuid:public_id}/accept", response=TaskOut, summary="Tiếp nhận")
def accept(request: HttpRequest, public_id: UUID) -> Any:
    """Người chủ trì nhận việc; nhận lần nữa không đổi gì."""
    return actions.accept(actor_of(request), public_id, timezone.now())


@router.post("/{uuid:public_id}/progress", response={201: ReportOut}, summary="Báo cáo tiến độ")
def report_progress(
    request: HttpRequest, public_id: UUID, given: Form[ProgressIn], file: File[UploadedFile | None] = None
) -> Any:
    """Phần trăm, kết quả hoặc vướng mắc, kèm tệp minh chứng nếu có."""
    return Status(
        201,
        actions.report_progress(
            actor_of(request),
            public_id,
            given.percent,
            given.text,
            timezone.now(),
            evidence=attachment(file, given.is_declared_not_secret),
            request_key=key_of(request),
        ),
    )


@router.post("/{uuid:public_id}/done", response=TaskOut, summary="Báo cáo hoàn thành")
def report_done(
    request: HttpRequest, public_id: UUID, given: Form[DoneIn], file: File[UploadedFile | None] = None
) -> Any:
    """Sản phẩm là một văn bản (`document`) hoặc một tệp; người giao công nhận thì mới xong."""
    return actions.report_done(
        actor_of(request),
        public_id,
        given.text,
        timezone.now(),
        document_id=given.document,
        evidence=attachment(file, given.is_declared_not_secret),
        request_key=key_of(request),
    )


@router.post("/{uuid:public_id}/recognise", response=TaskOut, summary="Công nhận hoàn thành")
def recognise(request: HttpRequest, public_id: UUID) -> Any:
    """Người giao công nhận kết quả; công nhận lần nữa không đổi gì."""
    return actions.recognise(actor_of(request), public_id, timezone.now())


@router.post("/{uuid:public_id}/clarify", response=TaskOut, summary="Bổ sung 6 rõ")
def clarify(request: HttpRequest, public_id: UUID, given: ClarifyIn) -> Any:
    """Người giao điền sản phẩm, trách nhiệm, thẩm quyền còn thiếu."""
    return actions.clarify(actor_of(request), public_id, timezone.now(), **given.dict())


@router.post("/{uuid:public_id}/send-back", response=TaskOut, summary="Yêu cầu làm lại")
def send_back(request: HttpRequest, public_id: UUID, given: TaskReasonIn) -> Any:
    """Người giao không công nhận kết quả, nêu lý do."""
    return actions.send_back(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/return", response=TaskOut, summary="Trả lại nơi giao")
def return_task(request: HttpRequest, public_id: UUID, given: TaskReasonIn) -> Any:
    """Không đúng chức năng thì trả người giao kèm lý do; việc đã trả không tính vào thống kê của đơn vị."""
    return actions.return_task(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/reassign", response=TaskOut, summary="Giao lại cho nơi khác")
def reassign(request: HttpRequest, public_id: UUID, given: ReassignIn) -> Any:
    """Người giao chuyển việc bị trả lại, hoặc chưa ai nhận, cho đơn vị hay người khác."""
    return actions.reassign(actor_of(request), public_id, given.lead, timezone.now())


@router.post("/{uuid:public_id}/cancel", response=TaskOut, summary="Huỷ nhiệm vụ")
def cancel(request: HttpRequest, public_id: UUID, given: TaskReasonIn) -> Any:
    """Việc con đang làm cũng dừng; nhiệm vụ vẫn còn trong lịch sử."""
    return actions.cancel(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/extension", response={201: ExtensionOut}, summary="Đề nghị gia hạn")
def ask_extension(request: HttpRequest, public_id: UUID, given: ExtensionIn) -> Any:
    """Người giao quyết định; hạn gốc vẫn được giữ để thống kê. `until` là thời điểm hoặc chữ như `+3`, `17h 25/6`."""
    at = timezone.now()
    until = moment(request, given.until, at)
    if until is None:
        raise Refused("Nhập hạn đề nghị.", field="until")
    return Status(201, actions.ask_extension(actor_of(request), public_id, until, given.reason, at))


@router.post("/{uuid:public_id}/extension/decide", response=ExtensionOut, summary="Quyết định gia hạn")
def decide_extension(request: HttpRequest, public_id: UUID, given: DecisionIn) -> Any:
    """Đồng ý, hoặc từ chối kèm lý do (`answer`)."""
    return actions.decide_extension(actor_of(request), public_id, given.is_granted, given.answer, timezone.now())
