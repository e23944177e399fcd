"""Registering an incoming paper: in one call with its file, or file first and fields later, as on the page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.documents import queries
from tinhgon.documents.actions import intake, papers
from tinhgon.documents.api.reading import router
from tinhgon.documents.schemas import ClaimIn, DocumentOut, IncomingIn, ReadingOut, SuspectOut


def _waiting(request: HttpRequest, upload_id: UUID) -> None:
    """To who does not register here, and when it waits no more, the file is not there."""
    if queries.upload(actor_of(request), upload_id) is None:
        raise Http404


def _held(request: HttpRequest, upload_id: UUID) -> None:
    if all(row.public_id != upload_id for row in queries.suspects(actor_of(request), timezone.now())):
        raise Http404


@router.get("/uploads", response=list[ReadingOut], summary="Tệp đang chờ đăng ký")
def uploads(request: HttpRequest) -> Any:
    """Hàng chờ chung của văn thư cơ quan, cũ nhất trước, kèm các trường máy đọc được."""
    return queries.uploads(actor_of(request))


@router.post("/uploads", response={201: ReadingOut}, summary="Đưa tệp vào chờ đăng ký, đọc các trường")
def upload(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Tệp qua cửa kiểm mật rồi nằm ở khu vực cách ly, mã hoá, cho đến khi vào sổ. Tệp có dấu mật bị từ chối
    (`code` là `secret`); nó bị niêm kín ít phút cho người thứ hai xác nhận nếu máy nhận nhầm, rồi tự xoá."""
    return Status(201, intake.receive_upload(actor_of(request), file.name or "", content_of(file), timezone.now()))


@router.delete("/uploads/{uuid:upload_id}", response={204: None}, summary="Bỏ tệp đang chờ")
def discard(request: HttpRequest, upload_id: UUID) -> Any:
    """Bỏ tệp thả nhầm; tệp bị xoá khỏi khu vực cách ly."""
    _waiting(request, upload_id)
    intake.discard_upload(actor_of(request), upload_id)
    return Status(204, None)


@router.post("/uploads/{uuid:upload_id}/secret", response={204: None}, summary="Báo tệp có dấu mật: xoá tệp")
def declare_secret(request: HttpRequest, upload_id: UUID) -> Any:
    """Văn thư thấy dấu mật: tệp bị xoá ngay. Đăng ký văn bản đó ở máy không kết nối mạng."""
    _waiting(request, upload_id)
    intake.declare_secret(actor_of(request), upload_id, timezone.now())
    return Status(204, None)


@router.get("/suspects", response=list[SuspectOut], summary="Tệp bị giữ vì dấu mật")
def suspects(request: HttpRequest) -> Any:
    """Tệp máy thấy có dấu mật, niêm kín, tự xoá lúc `held_until`. Không ai mở được; không có nội dung nào ở đây."""
    return queries.suspects(actor_of(request), timezone.now())


@router.post("/suspects/{uuid:upload_id}/claim", response=SuspectOut, summary="Nêu rằng tệp bị giữ không mật")
def claim_not_secret(request: HttpRequest, upload_id: UUID, given: ClaimIn) -> Any:
    """Văn thư xem văn bản gốc, chọn lý do máy nhận nhầm; những người có thể xác nhận được báo ngay."""
    _held(request, upload_id)
    return intake.claim_not_secret(actor_of(request), upload_id, given.claim, timezone.now())


@router.post("/suspects/{uuid:upload_id}/release", response=ReadingOut, summary="Xác nhận tệp bị giữ không mật")
def release_suspect(request: HttpRequest, upload_id: UUID) -> Any:
    """Người thứ hai, không phải người đưa tệp vào hay người đề nghị, xác nhận; tệp vào hàng chờ đăng ký."""
    _held(request, upload_id)
    return intake.release(actor_of(request), upload_id, timezone.now())


@router.delete("/suspects/{uuid:upload_id}", response={204: None}, summary="Đúng là tài liệu mật: xoá ngay")
def wipe_suspect(request: HttpRequest, upload_id: UUID) -> Any:
    """Xoá tệp bị giữ trước giờ tự xoá; chỉ còn ghi nhận việc từ chối."""
    _held(request, upload_id)
    intake.wipe(actor_of(request), upload_id, timezone.now())
    return Status(204, None)


@router.post("", response={201: DocumentOut}, summary="Vào sổ văn bản đến")
def register(request: HttpRequest, given: Form[IncomingIn], file: File[UploadedFile | None] = None) -> Any:
    """Một lần gọi là xong: tệp qua cửa kiểm mật, máy đọc các trường, trường nào người gọi gửi thì lấy theo người gọi,
    lấy số đến và trình. Không có tệp thì phải gửi đủ trường. Gửi lại cùng `Idempotency-Key` không vào sổ hai lần."""
    return Status(
        201,
        intake.register_file(
            actor_of(request),
            given.dict(exclude_none=True),
            timezone.now(),
            request_key=key_of(request),
            meeting=given.meeting(),
            file=papers.Upload(content_of(file), file.name or "") if file is not None else None,
            upload_id=given.upload_id,
            book_id=given.book_id,
            submit_to_post=given.submit_to_post,
            accepts_duplicate=given.accepts_duplicate,
        ),
    )
