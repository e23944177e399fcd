"""Passing papers on to a group of recipients over the API."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status

from tinhgon.core.download import download
from tinhgon.core.request import actor_of, key_of
from tinhgon.documents import queries
from tinhgon.documents.actions import passing
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas.passing import PassingIn, PassingOut


def _seen(request: HttpRequest, passing_id: UUID) -> queries.PassingView:
    view = queries.passing_view(actor_of(request), passing_id)
    if view is None:
        raise Http404
    return view


@router.post("/pass-on", response={201: PassingOut}, summary="Chuyển tiếp kèm phiếu chuyển")
def pass_on(request: HttpRequest, given: PassingIn) -> Any:
    """Bản gốc giữ nguyên tới mọi nơi của một nhóm; nơi ngoài hệ thống, đã kết thúc hoặc đã nhận thì nêu rõ."""
    actor, at = actor_of(request), timezone.now()
    papers = queries.papers_to_pass(actor, [paper(request, public_id).pk for public_id in given.papers])
    made = passing.pass_on(
        actor,
        [row.public_id for row in papers],
        given.group,
        given.words,
        at,
        request_key=key_of(request),
    )
    return Status(201, _seen(request, made.public_id))


@router.get("/passings/{uuid:passing_id}", response=PassingOut, summary="Một phiếu chuyển")
def show(request: HttpRequest, passing_id: UUID) -> Any:
    """Văn bản, nơi nhận, nơi nào chưa chuyển được và vì sao."""
    return _seen(request, passing_id)


@router.get(
    "/passings/{uuid:passing_id}/slip",
    summary="Phiếu chuyển (PDF)",
    openapi_extra={
        "responses": {
            200: {
                "description": "Tệp",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def slip(request: HttpRequest, passing_id: UUID) -> HttpResponse:
    """Đúng tờ đã gửi kèm."""
    content = queries.slip_content(actor_of(request), passing_id)
    if content is None:
        raise Http404
    return download(request, content, "application/pdf", passing.SLIP)
