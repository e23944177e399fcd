"""Papers over the API: the same acts, the same rules, the same eyes as the pages."""

from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router

from tinhgon.documents import queries
from tinhgon.documents.schemas import DocumentOut

router = Router(tags=["documents"])


@router.get("/{public_id}", response=DocumentOut, summary="Mở một văn bản")
def open_document(request: HttpRequest, public_id: UUID) -> object:
    found = queries.paper_for(request.actor, public_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found
