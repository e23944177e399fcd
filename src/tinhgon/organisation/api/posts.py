"""Posts, who holds them, and authority given from post to post."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of
from tinhgon.organisation import actions, queries, rules
from tinhgon.organisation.api.structure import router, there, unit_of
from tinhgon.organisation.schemas import (
    AppointmentIn,
    AppointmentOut,
    DelegationIn,
    DelegationOut,
    EndIn,
    EndPostIn,
    PostChangeOut,
    PostIn,
    PostOut,
    SignerOut,
    WithdrawIn,
)


def _post(request: HttpRequest, post_id: int) -> Any:
    return there(queries.post(actor_of(request).agency_id, post_id))


def _appointment(request: HttpRequest, appointment_id: int) -> Any:
    return there(queries.appointment(actor_of(request).agency_id, appointment_id))


def _delegation(request: HttpRequest, delegation_id: int) -> Any:
    actor = actor_of(request)
    row = there(queries.delegation(actor.agency_id, delegation_id))
    if not rules.can_end_delegation(actor, row.from_post):
        raise Http404
    return row


def _new(unit_id: int, given: PostIn) -> actions.NewPost:
    data = given.dict(exclude={"starts_on"})
    return actions.NewPost(unit_id=unit_id, roles=tuple(data.pop("roles")), **data)


@router.post("/units/{uuid:unit_id}/posts", response={201: PostOut}, summary="Lập vị trí công tác")
def create_post(request: HttpRequest, unit_id: UUID, given: PostIn) -> Any:
    """Vị trí trong đơn vị từ một ngày. Vai trò của hệ thống chỉ do cán bộ an toàn thông tin giao."""
    new = _new(unit_of(request, unit_id).pk, given)
    return Status(201, actions.create_post(actor_of(request), new, given.starts_on, timezone.now()))


@router.get("/posts/{int:post_id}", response=PostOut, summary="Một vị trí")
def open_post(request: HttpRequest, post_id: int) -> Any:
    """Vị trí như hiện nay."""
    return _post(request, post_id)


@router.get("/posts/{int:post_id}/versions", response=list[PostChangeOut], summary="Các thay đổi của vị trí")
def post_versions(request: HttpRequest, post_id: int) -> Any:
    """Chức danh, số lượng, vai trò theo thời gian, mới nhất trước."""
    return queries.post_versions(_post(request, post_id))


@router.get("/posts/{int:post_id}/acting", response=list[str], summary="Ai làm việc của vị trí vào một ngày")
def acting(request: HttpRequest, post_id: int, on: date | None = None) -> Any:
    """Người thay khi vắng mặt đứng trước, rồi người giữ và người quyền, phụ trách."""
    return queries.acting_for(_post(request, post_id).pk, on or actor_of(request).on)


@router.post("/posts/{int:post_id}/change", response=PostOut, summary="Thay đổi vị trí từ một ngày")
def change_post(request: HttpRequest, post_id: int, given: PostIn) -> Any:
    """Thay đổi của ngày sau tự có hiệu lực khi đến ngày; không giảm số lượng dưới số người đang giữ."""
    post = _post(request, post_id)
    return actions.change_post(actor_of(request), post.pk, _new(post.unit_id, given), given.starts_on, timezone.now())


@router.post("/posts/{int:post_id}/end", response=PostOut, summary="Kết thúc vị trí")
def end_post(request: HttpRequest, post_id: int, given: EndPostIn) -> Any:
    """Người đang giữ phải thôi giữ trước, hoặc cùng ngày khi `ends_holders`. Quyền đã giao kết thúc theo."""
    post = _post(request, post_id)
    return actions.end_post(
        actor_of(request),
        post.pk,
        given.ends_on,
        timezone.now(),
        legal_basis=given.legal_basis,
        ends_holders=given.ends_holders,
    )


@router.post("/posts/{int:post_id}/withdraw", response={204: None}, summary="Rút lại thay đổi của vị trí")
def withdraw_post(request: HttpRequest, post_id: int, given: WithdrawIn) -> Any:
    """Việc kết thúc chưa đến ngày, thay đổi mới nhất, hoặc cả vị trí khi chưa có hiệu lực."""
    actions.withdraw_post(actor_of(request), _post(request, post_id).pk, given.reason, timezone.now())
    return Status(204, None)


@router.get("/posts/{int:post_id}/appointments", response=list[AppointmentOut], summary="Ai đã, đang, sẽ giữ vị trí")
def list_appointments(request: HttpRequest, post_id: int) -> Any:
    """Mọi lần bố trí vào vị trí, mới nhất trước."""
    return queries.appointments_to(_post(request, post_id).pk)


@router.post("/posts/{int:post_id}/appointments", response={201: AppointmentOut}, summary="Bố trí người")
def appoint(request: HttpRequest, post_id: int, given: AppointmentIn) -> Any:
    """Một người đã có hồ sơ (`person`) hoặc người mới (`full_name`). Không tự bố trí chính mình; mỗi người một vị trí
    chính."""
    actor, post, now = actor_of(request), _post(request, post_id), timezone.now()
    new = actions.NewAppointment(
        given.person or 0, post.pk, given.starts_on, given.ends_on, given.kind, given.legal_basis
    )
    if given.person is not None:
        return Status(201, actions.appoint(actor, new, now))
    return Status(201, actions.appoint_named(actor, given.full_name, new, now, is_new=True, email=given.email))


@router.post("/appointments/{int:appointment_id}/end", response=AppointmentOut, summary="Thôi giữ vị trí")
def end_appointment(request: HttpRequest, appointment_id: int, given: EndIn) -> Any:
    """Người này giữ vị trí đến hết ngày trước `ends_on`."""
    row = _appointment(request, appointment_id)
    return actions.end_appointment(
        actor_of(request), row.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis
    )


@router.post("/appointments/{int:appointment_id}/withdraw", response={204: None}, summary="Rút lại bố trí")
def withdraw_appointment(request: HttpRequest, appointment_id: int, given: WithdrawIn) -> Any:
    """Bố trí chưa đến ngày, hoặc ngày thôi giữ chưa đến."""
    row = _appointment(request, appointment_id)
    actions.withdraw_appointment(actor_of(request), row.pk, given.reason, timezone.now())
    return Status(204, None)


@router.get("/delegations", response=list[DelegationOut], summary="Quyền đã giao trong cơ quan")
def list_delegations(request: HttpRequest, on: date | None = None) -> Any:
    """Ký thay, thừa lệnh, thừa uỷ quyền, thay khi vắng mặt, thư ký: đang và sắp có hiệu lực vào ngày `on`."""
    actor = actor_of(request)
    return [row.delegation for row in queries.delegations(actor.agency_id, on or actor.on)]


@router.get("/signers", response=list[SignerOut], summary="Ai có thể ký vào một ngày")
def list_signers(request: HttpRequest, on: date | None = None) -> Any:
    """Theo chức vụ và theo quyền được giao."""
    actor = actor_of(request)
    return queries.signers(actor.agency_id, on or actor.on)


@router.post("/delegations", response={201: DelegationOut}, summary="Giao quyền ký, quyền thay")
def delegate(request: HttpRequest, given: DelegationIn) -> Any:
    """Người giữ vị trí giao quyền của mình, hoặc cán bộ tổ chức ghi lại. Thừa uỷ quyền phải có phạm vi, thời hạn, căn
    cứ (NĐ 30/2020/NĐ-CP điều 13)."""
    new = actions.NewDelegation(
        given.from_post,
        given.to_post,
        given.kind,
        given.starts_on,
        given.ends_on,
        given.scope,
        tuple(given.type_codes),
        given.legal_basis,
    )
    return Status(201, actions.delegate(actor_of(request), new, timezone.now()))


@router.post("/delegations/{int:delegation_id}/end", response=DelegationOut, summary="Kết thúc giao quyền")
def end_delegation(request: HttpRequest, delegation_id: int, given: EndIn) -> Any:
    """Quyền hết từ ngày `ends_on`."""
    row = _delegation(request, delegation_id)
    return actions.end_delegation(actor_of(request), row.pk, given.ends_on, timezone.now())


@router.post("/delegations/{int:delegation_id}/withdraw", response={204: None}, summary="Rút lại giao quyền")
def withdraw_delegation(request: HttpRequest, delegation_id: int, given: WithdrawIn) -> Any:
    """Chỉ khi chưa đến ngày bắt đầu."""
    row = _delegation(request, delegation_id)
    actions.withdraw_delegation(actor_of(request), row.pk, given.reason, timezone.now())
    return Status(204, None)
