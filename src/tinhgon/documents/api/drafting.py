"""A draft that starts from a file of one's own, as the page's form allows."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.numbering.choices import Flow
from tinhgon.core.request import actor_of, content_of, key_of
from tinhgon.documents.actions import drafting, papers
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas import DocumentOut, DraftFileIn


@router.post("/drafts/file", response={201: DocumentOut}, summary="Tạo dự thảo từ tệp")
def draft_from_file(request: HttpRequest, given: Form[DraftFileIn], file: File[UploadedFile]) -> Any:
    """Tệp Word hoặc PDF thành dự thảo lần 1. Có `reply_to` thì là dự thảo trả lời văn bản đến đó."""
    actor, at = actor_of(request), timezone.now()
    new = drafting.NewDraft(
        subject=given.subject,
        type_code=given.type_code,
        type_name=given.type_name,
        body_id=given.body_id,
        field_id=given.field_id,
        urgency=given.urgency,
        flow=Flow.INTERNAL if given.is_internal else Flow.OUTGOING,
        is_restricted=given.is_restricted,
        addressees=tuple(given.addressees),
        upload=papers.Upload(content_of(file), file.name or "", given.is_declared_not_secret),
    )
    if given.reply_to is None:
        return Status(201, drafting.draft(actor, new, at, request_key=key_of(request)))
    incoming = paper(request, given.reply_to)
    return Status(201, drafting.start_reply(actor, incoming.pk, at, new=new, request_key=key_of(request)))
