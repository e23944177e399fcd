"""Acts on papers, one call an act; each answers with the paper as it is afterwards."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.numbering.choices import Flow
from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, closing, drafting, intake, issuing, papers
from tinhgon.documents.api.reading import paper, require_match, router
from tinhgon.documents.schemas import (
    ArrivedIn,
    CheckIn,
    CommentIn,
    CommentOut,
    CorrectionIn,
    DocumentOut,
    DraftIn,
    NumberIn,
    OpinionIn,
    ReasonIn,
    RecipientsIn,
    ReplyIn,
    SignatureIn,
    SubmitIn,
    VersionIn,
    VersionOut,
)

MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "ETag lúc đọc văn bản; văn bản đã khác thì trả 412 và không sửa gì",
    "schema": {"type": "string"},
}


@router.post("/drafts", response={201: DocumentOut}, summary="Tạo dự thảo")
def draft(request: HttpRequest, given: DraftIn) -> Any:
    """Dự thảo lần 1 đặt trên mẫu của cơ quan; có tệp riêng thì dùng `POST /documents/drafts/file`, hoặc gửi tiếp tệp
    thành phiên bản mới. Loại văn bản và cơ quan lấy ở `GET /documents/kinds`."""
    new = drafting.NewDraft(
        subject=given.subject,
        type_code=given.type_code,
        type_name=given.type_name,
        body_id=given.body_id,
        field_id=given.field_id,
        text=given.text,
        addressees=tuple(given.addressees),
        urgency=given.urgency,
        flow=Flow.INTERNAL if given.is_internal else Flow.OUTGOING,
        is_restricted=given.is_restricted,
    )
    return Status(201, drafting.draft(actor_of(request), new, timezone.now(), request_key=key_of(request)))


@router.post("/{uuid:public_id}/reply", response={201: DocumentOut}, summary="Soạn văn bản trả lời")
def reply(request: HttpRequest, public_id: UUID, given: ReplyIn) -> Any:
    """Dự thảo trả lời văn bản đến, gắn hai văn bản với nhau. Để trống trích yếu thì máy đặt theo văn bản đến."""
    incoming = paper(request, public_id)
    new = None
    if given.subject:
        new = drafting.NewDraft(subject=given.subject, type_code=given.type_code, text=given.text)
    return Status(
        201, drafting.start_reply(actor_of(request), incoming.pk, timezone.now(), new=new, request_key=key_of(request))
    )


@router.post("/{uuid:public_id}/replacement", response={201: DocumentOut}, summary="Soạn văn bản thay thế")
def replacement(request: HttpRequest, public_id: UUID) -> Any:
    """Dự thảo văn bản thay thế một văn bản đã phát hành hoặc đã thu hồi, giữ nguyên nơi nhận."""
    old = paper(request, public_id)
    return Status(
        201, drafting.start_replacement(actor_of(request), old.pk, timezone.now(), request_key=key_of(request))
    )


@router.post("/{uuid:public_id}/versions", response={201: VersionOut}, summary="Thêm phiên bản dự thảo")
def add_version(request: HttpRequest, public_id: UUID, given: Form[VersionIn], file: File[UploadedFile]) -> Any:
    """Tệp Word hoặc PDF mới của dự thảo; phiên bản cũ được giữ để so sánh. Bản quét và tệp .doc phải kèm lời khai
    không mật."""
    upload = papers.Upload(content_of(file), file.name or "", given.is_declared_not_secret)
    draft = paper(request, public_id)
    return Status(201, drafting.add_version(actor_of(request), draft.pk, upload, timezone.now(), note=given.note))


@router.post("/{uuid:public_id}/versions/{int:version_id}/check", response={204: None}, summary="Ghi kết quả kiểm tra")
def record_check(request: HttpRequest, public_id: UUID, version_id: int, given: CheckIn) -> Any:
    """Ghi kết quả kiểm tra thể thức của một phiên bản: đạt, có lỗi, hay quyết định khác (phải nêu lý do)."""
    version = queries.version_for(actor_of(request), public_id, version_id)
    if version is None:
        raise Http404
    drafting.record_check(
        actor_of(request), version.pk, given.result, timezone.now(), reason=given.reason, findings=given.findings
    )
    return Status(204, None)


@router.post("/{uuid:public_id}/comments", response={201: CommentOut}, summary="Góp ý")
def comment(request: HttpRequest, public_id: UUID, given: CommentIn) -> Any:
    """Góp ý vào văn bản; ai xem được văn bản thì đọc được góp ý."""
    return Status(201, drafting.comment(actor_of(request), paper(request, public_id).pk, given.text, timezone.now()))


@router.post("/{uuid:public_id}/abandon", response=DocumentOut, summary="Bỏ dự thảo")
def abandon(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Bỏ một dự thảo chưa trình, phải nêu lý do. Dự thảo vẫn xem được, không sửa được nữa."""
    return drafting.abandon(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/submit", response=DocumentOut, summary="Trình duyệt")
def submit(request: HttpRequest, public_id: UUID, given: SubmitIn) -> Any:
    """Gửi dự thảo theo các bước duyệt của cơ quan. `opinions_from` xin thêm ý kiến song song; trong khi trình
    không sửa được."""
    asked, added = given.opinions_from, [approval.Added(**row.dict()) for row in given.added]
    return approval.submit(
        actor_of(request), paper(request, public_id).pk, timezone.now(), opinions_from=asked, added=added
    )


@router.post("/{uuid:public_id}/approve", response=DocumentOut, summary="Duyệt bước đang chờ mình")
def approve(request: HttpRequest, public_id: UUID, given: OpinionIn) -> Any:
    """Đồng ý ở bước đang chờ vị trí của mình. Không có bước nào chờ mình thì trả 404."""
    actor = actor_of(request)
    step = queries.step_for(actor, paper(request, public_id).public_id)
    if step is None:
        raise Http404
    return approval.approve(actor, step.pk, timezone.now(), opinion=given.opinion)


@router.post("/{uuid:public_id}/send-back", response=DocumentOut, summary="Trả lại dự thảo")
def send_back(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Trả dự thảo về người soạn kèm lý do; các bước còn lại dừng, lần trình sau đi lại từ đầu."""
    return approval.send_back(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/pull-back", response=DocumentOut, summary="Rút dự thảo đã trình")
def pull_back(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Người trình rút về để sửa; ý kiến đã có vẫn được giữ trong nhật ký."""
    return approval.pull_back(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/sign", response=DocumentOut, summary="Ghi nhận chữ ký tay bằng bản quét")
def sign(request: HttpRequest, public_id: UUID, given: Form[SignatureIn], file: File[UploadedFile]) -> Any:
    """Bản quét đã ký là bằng chứng. Phải nói rõ `is_declared_not_secret`: khai `true` là người gọi đã xem hết các
    trang."""
    scan = papers.Upload(content_of(file), file.name or "", given.is_declared_not_secret)
    signature = approval.HandSignature(
        upload=scan,
        signed_on=given.signed_on,
        signer_name=given.signer_name,
        signer_title=given.signer_title,
    )
    return approval.sign_by_hand(actor_of(request), paper(request, public_id).pk, signature, timezone.now())


@router.post("/{uuid:public_id}/number", response=DocumentOut, summary="Cấp số")
def number(request: HttpRequest, public_id: UUID, given: NumberIn) -> Any:
    """Số và ngày cấp trong một lần, không sửa, không cấp lại. Dùng số đã giữ chỗ bằng `reserved_number`,
    số chèn bằng `reserved_number` và `reserved_suffix` (12 và a)."""
    return issuing.number(
        actor_of(request),
        paper(request, public_id).pk,
        timezone.now(),
        on=given.on,
        reserved_number=given.reserved_number,
        reserved_suffix=given.reserved_suffix,
    )


@router.post("/{uuid:public_id}/recipients", response=DocumentOut, summary="Ghi nơi nhận")
def recipients(request: HttpRequest, public_id: UUID, given: RecipientsIn) -> Any:
    """Thay toàn bộ nơi nhận: cơ quan trong hệ thống theo `body_id` (`GET /documents/bodies`), nơi khác ghi tên."""
    lines = [issuing.RecipientLine(**line.dict()) for line in given.lines]
    return issuing.set_recipients(actor_of(request), paper(request, public_id).pk, lines, timezone.now())


@router.post("/{uuid:public_id}/issue", response=DocumentOut, summary="Phát hành")
def issue(request: HttpRequest, public_id: UUID) -> Any:
    """Nơi nhận trong hệ thống nhận ngay. Sau khi phát hành chỉ có thể thu hồi hoặc thay thế."""
    return issuing.issue(actor_of(request), paper(request, public_id).pk, timezone.now())


@router.post("/{uuid:public_id}/withdraw", response=DocumentOut, summary="Thu hồi văn bản đã phát hành")
def withdraw(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Mọi nơi nhận trong hệ thống thấy văn bản bị thu hồi cùng lý do và không mở được nội dung nữa."""
    return issuing.withdraw(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/register-arrived", response=DocumentOut, summary="Vào sổ văn bản điện tử đã đến")
def register_arrived(request: HttpRequest, public_id: UUID, given: ArrivedIn) -> Any:
    """Vào sổ văn bản đến từ cơ quan khác trong hệ thống; lấy số đến và trình."""
    return intake.register_arrived(
        actor_of(request),
        paper(request, public_id).pk,
        timezone.now(),
        book_id=given.book_id,
        submit_to_post=given.submit_to_post,
    )


@router.post(
    "/{uuid:public_id}/correct",
    response=DocumentOut,
    summary="Sửa thông tin đăng ký",
    openapi_extra={"parameters": [MATCH], "responses": {412: {"description": "Văn bản vừa được người khác sửa"}}},
)
def correct(request: HttpRequest, public_id: UUID, given: CorrectionIn) -> Any:
    """Chỉ gửi trường cần sửa và lý do; nội dung cũ ở lại nhật ký, số đến không đổi."""
    document = paper(request, public_id)
    require_match(request, document)
    changes = given.dict(exclude_unset=True, exclude={"reason"})
    return intake.correct_some(actor_of(request), document.pk, changes, given.reason, timezone.now())


@router.post("/{uuid:public_id}/refuse", response=DocumentOut, summary="Trả lại bên gửi")
def refuse(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Trả văn bản điện tử gửi nhầm; bên gửi thấy lý do ngay, văn bản không vào sổ."""
    return intake.refuse(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/reopen", response=DocumentOut, summary="Mở lại xử lý")
def reopen(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    """Đưa văn bản đã kết thúc về đang xử lý; lần kết thúc trước vẫn còn trong nhật ký."""
    return closing.reopen(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())
