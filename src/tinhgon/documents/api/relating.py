"""How papers stand to each other, over the API."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of
from tinhgon.documents import queries
from tinhgon.documents.actions import relating
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas import ReasonIn
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.relating import RelationIn, RelationOut


@router.get("/{uuid:public_id}/relations", response=list[RelationOut], summary="Quan hệ với văn bản khác")
def relations(request: HttpRequest, public_id: UUID) -> Any:
    """Văn bản này nói gì về văn bản khác, và văn bản khác nói gì về nó; chỉ nêu văn bản người gọi được xem. Dấu hiệu
    lực bằng lời ở `banners` của `GET /documents/{id}/handling`."""
    actor = actor_of(request)
    return queries.related(paper(request, public_id), actor)


@router.post("/{uuid:public_id}/relations", response={201: list[RelationOut]}, summary="Ghi quan hệ với văn bản khác")
def relate(request: HttpRequest, public_id: UUID, given: RelationIn) -> Any:
    """Dự thảo thì có tác dụng khi phát hành. Ghi lại như cũ thì không thêm gì. Trả về mọi quan hệ của văn bản."""
    actor, document = actor_of(request), paper(request, public_id)
    other = paper(request, given.document) if given.document else None
    values = given.dict(exclude={"document"}) | {"other_id": other.pk if other else None}
    relating.relate(actor, document.pk, relating.NewRelation(**values), timezone.now())
    return Status(201, queries.related(document, actor))


@router.post(
    "/{uuid:public_id}/relations/{int:relation_id}/withdraw",
    response=list[RelationOut],
    summary="Bỏ quan hệ ghi nhầm",
)
def withdraw_relation(request: HttpRequest, public_id: UUID, relation_id: int, given: ReasonIn) -> Any:
    """Phải nêu lý do; nhật ký giữ quan hệ đã bỏ."""
    actor, document = actor_of(request), paper(request, public_id)
    if queries.relation_of(actor, document, relation_id) is None:
        raise Http404
    relating.withdraw_relation(actor, document.pk, relation_id, given.reason, timezone.now())
    return queries.related(document, actor)


@router.get("/offers/papers", response=list[PickOut], summary="Tìm văn bản để liên hệ")
def offered_papers(request: HttpRequest, q: str = "") -> Any:
    """Văn bản của cơ quan người gọi được xem: một phần số, ký hiệu, hoặc chữ trong trích yếu."""
    return queries.papers_to_relate(actor_of(request), q[:100])
