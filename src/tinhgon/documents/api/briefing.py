"""The file that goes up, over the API: the phiếu trình, what is said of it, drafts from below, files laid beside."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Status
from ninja.files import UploadedFile

from tinhgon.core.download import download
from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents import exports
from tinhgon.documents.actions import attaching, briefing, deciding, drafting, from_below, papers
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.queries import from_below as below
from tinhgon.documents.schemas import DocumentOut, VersionOut
from tinhgon.documents.schemas.briefing import (
    AttachIn,
    BriefDecisionIn,
    BriefIn,
    BriefOut,
    ProgressOut,
    TakenOverOut,
    TakeOverIn,
)
from tinhgon.documents.schemas.groups import PickOut

PDF = "application/pdf"
_FILE = {
    "responses": {200: {"description": "Tệp", "content": {PDF: {"schema": {"type": "string", "format": "binary"}}}}}
}


def _view(request: HttpRequest, public_id: UUID, version: int | None = None) -> briefs.BriefView:
    view = briefs.brief_view(actor_of(request), public_id, version)
    if view is None or view.brief is None:
        raise Http404
    return view


@router.get("/{uuid:public_id}/brief", response=BriefOut, summary="Phiếu trình của một dự thảo")
def brief(request: HttpRequest, public_id: UUID, version: int | None = Query(None, ge=1, le=32_000)) -> Any:
    """Lần mới nhất, hoặc lần `version`: tóm tắt, phương án, ý kiến đã có và còn thiếu, ý kiến trên đường trình. Chưa có
    phiếu trình thì trả 404."""
    return _view(request, public_id, version)


@router.put("/{uuid:public_id}/brief", response=BriefOut, summary="Soạn phiếu trình")
def write_brief(request: HttpRequest, public_id: UUID, given: BriefIn) -> Any:
    """Ghi toàn bộ phiếu. Đang trình thì thành lần mới, lần cũ giữ nguyên. Gửi lại `mark` đã đọc ở `read` để không ghi
    đè lời người khác vừa lưu."""
    actor, document = actor_of(request), paper(request, public_id)
    found = {row.public_id: row.pk for row in briefs.papers_named(actor, given.papers)}
    if len(found) < len(set(given.papers)):
        raise Refused("Có văn bản kèm theo không tìm thấy. Chọn lại.", field="papers")
    content = briefing.Content(
        summary=given.summary,
        options=[row.dict() for row in given.options],
        proposal=given.proposal,
        appraisal=given.appraisal,
        changes=given.changes,
        papers=[found[pk] for pk in dict.fromkeys(given.papers)],
    )
    briefing.write(actor, document.pk, content, timezone.now(), read=given.read)
    return _view(request, public_id)


@router.post("/{uuid:public_id}/brief/decision", response=DocumentOut, summary="Cho ý kiến trên phiếu trình")
def decide(request: HttpRequest, public_id: UUID, given: BriefDecisionIn) -> Any:
    """Đồng ý, đồng ý có sửa, hoặc trả lại, ở bước đang chờ mình. Gửi lại cùng ý kiến là một việc; ý kiến khác sau đó
    không được nhận."""
    return deciding.decide(
        actor_of(request),
        paper(request, public_id).pk,
        given.decision,
        given.words,
        timezone.now(),
        seen=given.seen,
        option=given.option,
    )


@router.get("/{uuid:public_id}/brief/file", summary="In phiếu trình (PDF)", openapi_extra=_FILE)
def brief_file(
    request: HttpRequest, public_id: UUID, version: int | None = Query(None, ge=1, le=32_000)
) -> HttpResponse:
    """Phiếu trình với mọi ý kiến đến lúc in."""
    view = _view(request, public_id, version)
    content = exports.brief_pdf(view, timezone.now(), actor_of(request).name)
    return download(request, content, PDF, f"phieu-trinh-{public_id}.pdf")


@router.get("/{uuid:public_id}/brief/kept", summary="Phiếu trình như đã trình (PDF)", openapi_extra=_FILE)
def kept_brief(request: HttpRequest, public_id: UUID, version: int = Query(1, ge=1, le=32_000)) -> HttpResponse:
    """Tệp lưu lúc trình; chỉ mở cho người xem được mọi văn bản nó nêu."""
    content = briefs.sheet_content(actor_of(request), public_id, version)
    if content is None:
        raise Http404
    return download(request, content, PDF, f"phieu-trinh-{public_id}-da-trinh.pdf")


@router.get("/offers/laid", response=list[PickOut], summary="Tìm văn bản kèm phiếu trình")
def offered_papers(request: HttpRequest, q: str = "") -> Any:
    """Văn bản của cơ quan, theo một phần số, ký hiệu hoặc trích yếu."""
    return picking.offered(briefs.papers_to_lay(actor_of(request), q[:100]), q[:100])


@router.get("/{uuid:public_id}/drafts-to-take", response=list[VersionOut], summary="Dự thảo kèm theo tiếp nhận được")
def drafts_to_take(request: HttpRequest, public_id: UUID) -> Any:
    """Tệp kèm theo văn bản đến mà chưa ai tiếp nhận làm dự thảo."""
    return below.files_to_take(paper(request, public_id))


@router.get("/{uuid:public_id}/attached", response=list[VersionOut], summary="Tệp kèm theo của một văn bản")
def attached(request: HttpRequest, public_id: UUID) -> Any:
    """Phụ lục và dự thảo kèm theo, theo thứ tự đã thêm."""
    return below.attached_files(paper(request, public_id))


@router.post("/{uuid:public_id}/take-over", response={201: DocumentOut}, summary="Tiếp nhận dự thảo cấp dưới trình")
def take_over_draft(request: HttpRequest, public_id: UUID, given: TakeOverIn) -> Any:
    """Dự thảo kèm văn bản đến thành văn bản đi của cơ quan, kèm phiếu trình để ghi thẩm định. Mỗi tệp một người tiếp
    nhận."""
    values = given.dict(include={"subject", "type_code", "type_name", "body_id", "is_restricted"})
    taking = from_below.Taking(given.version_id, drafting.NewDraft(**values), given.drafting_unit, given.appraisal)
    proposal = paper(request, public_id)
    made = from_below.take_over(actor_of(request), proposal.pk, taking, timezone.now(), request_key=key_of(request))
    return Status(201, made)


@router.get("/{uuid:public_id}/taken-over", response=list[TakenOverOut], summary="Dự thảo đã tiếp nhận từ văn bản này")
def taken_over(request: HttpRequest, public_id: UUID) -> Any:
    """Văn bản đi đã hoàn thiện từ dự thảo kèm, trong phạm vi người gọi xem được."""
    return below.taken_over_seen(actor_of(request), paper(request, public_id))


@router.get("/{uuid:public_id}/proposal-progress", response=list[ProgressOut], summary="Tờ trình đã đi đến đâu")
def proposal_progress(request: HttpRequest, public_id: UUID) -> Any:
    """Với bên trình: nơi nhận đang thẩm định, đang trình hay đã ban hành văn bản nào; không thấy dự thảo của nơi đó."""
    return below.progress_of(actor_of(request), paper(request, public_id))


@router.post("/{uuid:public_id}/attached", response={201: VersionOut}, summary="Thêm tệp kèm theo")
def attach(request: HttpRequest, public_id: UUID, given: Form[AttachIn], file: File[UploadedFile]) -> Any:
    """Phụ lục của dự thảo, đi cùng văn bản khi phát hành; hoặc tệp đến cùng văn bản giấy. Gửi lại đúng tệp là một
    việc."""
    upload = papers.Upload(content_of(file), file.name or "", given.is_declared_not_secret)
    document = paper(request, public_id)
    return Status(201, attaching.attach(actor_of(request), document.pk, upload, timezone.now(), note=given.note))


@router.delete("/{uuid:public_id}/attached/{int:version_id}", response={204: None}, summary="Bỏ tệp kèm theo")
def drop_attached(request: HttpRequest, public_id: UUID, version_id: int) -> Any:
    """Trước khi trình; nhật ký giữ mã kiểm tra của tệp."""
    attaching.drop_attached(actor_of(request), paper(request, public_id).pk, version_id, timezone.now())
    return Status(204, None)
