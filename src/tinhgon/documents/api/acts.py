"""Acts on papers, one call an act; each answers with the paper as it is afterwards."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, intake, issuing, papers
from tinhgon.documents.api.reading import actor_of, key_of, paper, router
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


@router.post("/drafts", response={201: DocumentOut}, summary="Tạo dự thảo")
def draft(request: HttpRequest, given: DraftIn) -> Any:
    new = drafting.NewDraft(
        subject=given.subject,
        type_code=given.type_code,
        type_name=given.type_name,
        body_id=given.body_id,
        field_id=given.field_id,
        text=given.text,
        addressees=tuple(given.addressees),
        urgency=given.urgency,
        is_restricted=given.is_restricted,
    )
    return Status(201, drafting.draft(actor_of(request), new, timezone.now(), request_key=key_of(request)))


@router.post("/{uuid:public_id}/reply", response={201: DocumentOut}, summary="Soạn văn bản trả lời")
def reply(request: HttpRequest, public_id: UUID, given: ReplyIn) -> Any:
    incoming = paper(request, public_id)
    new = None
    if given.subject:
        new = drafting.NewDraft(subject=given.subject, type_code=given.type_code, text=given.text)
    return Status(
        201, drafting.start_reply(actor_of(request), incoming.pk, timezone.now(), new=new, request_key=key_of(request))
    )


@router.post("/{uuid:public_id}/replacement", response={201: DocumentOut}, summary="Soạn văn bản thay thế")
def replacement(request: HttpRequest, public_id: UUID) -> Any:
    old = paper(request, public_id)
    return Status(
        201, drafting.start_replacement(actor_of(request), old.pk, timezone.now(), request_key=key_of(request))
    )


@router.post("/{uuid:public_id}/versions", response={201: VersionOut}, summary="Thêm phiên bản dự thảo")
def add_version(request: HttpRequest, public_id: UUID, given: Form[VersionIn], file: File[UploadedFile]) -> Any:
    upload = papers.Upload(file.read(), file.name or "", given.is_declared_not_secret)
    draft = paper(request, public_id)
    return Status(201, drafting.add_version(actor_of(request), draft.pk, upload, timezone.now(), note=given.note))


@router.post("/{uuid:public_id}/versions/{int:version_id}/check", response={204: None}, summary="Ghi kết quả kiểm tra")
def record_check(request: HttpRequest, public_id: UUID, version_id: int, given: CheckIn) -> Any:
    version = queries.version_for(actor_of(request), public_id, version_id)
    if version is None:
        raise Http404
    drafting.record_check(
        actor_of(request), version.pk, given.result, timezone.now(), reason=given.reason, findings=given.findings
    )
    return Status(204, None)


@router.post("/{uuid:public_id}/comments", response={201: CommentOut}, summary="Góp ý")
def comment(request: HttpRequest, public_id: UUID, given: CommentIn) -> Any:
    return Status(201, drafting.comment(actor_of(request), paper(request, public_id).pk, given.text, timezone.now()))


@router.post("/{uuid:public_id}/abandon", response=DocumentOut, summary="Bỏ dự thảo")
def abandon(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return drafting.abandon(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/submit", response=DocumentOut, summary="Trình duyệt")
def submit(request: HttpRequest, public_id: UUID, given: SubmitIn) -> Any:
    asked = given.opinions_from
    return approval.submit(actor_of(request), paper(request, public_id).pk, timezone.now(), opinions_from=asked)


@router.post("/{uuid:public_id}/approve", response=DocumentOut, summary="Duyệt bước đang chờ mình")
def approve(request: HttpRequest, public_id: UUID, given: OpinionIn) -> Any:
    actor = actor_of(request)
    step = queries.step_for(actor, paper(request, public_id).public_id)
    if step is None:
        raise Http404
    return approval.approve(actor, step.pk, timezone.now(), opinion=given.opinion)


@router.post("/{uuid:public_id}/send-back", response=DocumentOut, summary="Trả lại dự thảo")
def send_back(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return approval.send_back(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/pull-back", response=DocumentOut, summary="Rút dự thảo đã trình")
def pull_back(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return approval.pull_back(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/sign", response=DocumentOut, summary="Ghi nhận chữ ký tay bằng bản quét")
def sign(request: HttpRequest, public_id: UUID, given: Form[SignatureIn], file: File[UploadedFile]) -> Any:
    scan = papers.Upload(content=file.read(), name=file.name or "", is_declared_not_secret=True)
    signature = approval.HandSignature(
        upload=scan,
        signed_on=given.signed_on,
        signer_name=given.signer_name,
        signer_title=given.signer_title,
    )
    return approval.sign_by_hand(actor_of(request), paper(request, public_id).pk, signature, timezone.now())


@router.post("/{uuid:public_id}/number", response=DocumentOut, summary="Cấp số")
def number(request: HttpRequest, public_id: UUID, given: NumberIn) -> Any:
    return issuing.number(
        actor_of(request),
        paper(request, public_id).pk,
        timezone.now(),
        on=given.on,
        reserved_number=given.reserved_number,
    )


@router.post("/{uuid:public_id}/recipients", response=DocumentOut, summary="Ghi nơi nhận")
def recipients(request: HttpRequest, public_id: UUID, given: RecipientsIn) -> Any:
    lines = [issuing.RecipientLine(**line.dict()) for line in given.lines]
    return issuing.set_recipients(actor_of(request), paper(request, public_id).pk, lines, timezone.now())


@router.post("/{uuid:public_id}/issue", response=DocumentOut, summary="Phát hành")
def issue(request: HttpRequest, public_id: UUID) -> Any:
    return issuing.issue(actor_of(request), paper(request, public_id).pk, timezone.now())


@router.post("/{uuid:public_id}/withdraw", response=DocumentOut, summary="Thu hồi văn bản đã phát hành")
def withdraw(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return issuing.withdraw(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/register-arrived", response=DocumentOut, summary="Vào sổ văn bản điện tử đã đến")
def register_arrived(request: HttpRequest, public_id: UUID, given: ArrivedIn) -> Any:
    return intake.register_arrived(
        actor_of(request),
        paper(request, public_id).pk,
        timezone.now(),
        book_id=given.book_id,
        submit_to_post=given.submit_to_post,
    )


@router.post("/{uuid:public_id}/correct", response=DocumentOut, summary="Sửa thông tin đăng ký")
def correct(request: HttpRequest, public_id: UUID, given: CorrectionIn) -> Any:
    changes = given.dict(exclude_unset=True, exclude={"reason"})
    return intake.correct_some(actor_of(request), paper(request, public_id).pk, changes, given.reason, timezone.now())


@router.post("/{uuid:public_id}/refuse", response=DocumentOut, summary="Trả lại bên gửi")
def refuse(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return intake.refuse(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/close", response=DocumentOut, summary="Kết thúc xử lý")
def close(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return intake.close(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())


@router.post("/{uuid:public_id}/reopen", response=DocumentOut, summary="Mở lại xử lý")
def reopen(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return intake.reopen(actor_of(request), paper(request, public_id).pk, given.reason, timezone.now())
