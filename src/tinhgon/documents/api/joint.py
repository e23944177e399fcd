"""Who signs a joint paper besides the body that leads it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from tinhgon.core.request import actor_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import queries
from tinhgon.documents.actions import joint
from tinhgon.documents.api.reading import paper, router
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.joint import JointSignerOut, SignersIn


@router.get("/{uuid:public_id}/signers", response=list[JointSignerOut], summary="Người ký liên tịch")
def signers(request: HttpRequest, public_id: UUID) -> Any:
    """Theo thứ tự ký, như mọi cơ quan cùng ký thấy; trống nếu không phải văn bản liên tịch."""
    return queries.joint_signers(paper(request, public_id), actor_of(request).on)


@router.put("/{uuid:public_id}/signers", response=list[JointSignerOut], summary="Đặt người ký liên tịch")
def set_signers(request: HttpRequest, public_id: UUID, given: SignersIn) -> Any:
    """Đặt lại toàn bộ người ký ở dự thảo; khi đang chuyển ký chỉ đổi được người chưa ký. Người ký làm tiếp bằng
    `approve`, `send-back`, `sign` trên bản của cơ quan mình."""
    actor = actor_of(request)
    document = joint.set_signers(actor, paper(request, public_id).pk, given.signers, timezone.now())
    return queries.joint_signers(document, actor.on)


@router.get("/offers/signers", response=list[PickOut], summary="Tìm người ký liên tịch")
def offered_signers(request: HttpRequest, q: str = "") -> Any:
    """Lãnh đạo các cơ quan khác trong hệ thống."""
    return picking.offered(queries.signers_to_pick(actor_of(request)), q[:100])
