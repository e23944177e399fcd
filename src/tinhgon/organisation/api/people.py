"""People of the agency and their accounts."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Status

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of, cursor_to, key_place
from tinhgon.organisation import actions, queries, rules
from tinhgon.organisation.api.structure import router, there
from tinhgon.organisation.schemas import (
    AccountIn,
    AccountOut,
    AccountPage,
    CareerOut,
    DelegationOut,
    PersonIn,
    PersonOut,
    PersonPage,
    SlipOut,
    SlipsIn,
    WithdrawIn,
)

States = Literal["", "none", "no_password", "new", "in_use", "locked"]


def _person(request: HttpRequest, person_id: int) -> Any:
    return there(queries.person(actor_of(request).agency_id, person_id))


def _manager(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_manage_accounts(actor):
        raise Http404
    return actor


@router.get("/people", response=PersonPage, summary="Người của cơ quan")
def list_people(request: HttpRequest, q: str = "", limit: int = Query(50, ge=1, le=200), cursor: str = "") -> Any:
    """Ai đã, đang hoặc sẽ giữ vị trí trong cơ quan; `q` là đầu các chữ trong họ tên, không dấu cũng được."""
    rows, following = queries.people_page(actor_of(request).agency_id, q[:100], key_place(cursor) or 0, limit)
    return {"results": rows, "next": cursor_to(following)}


@router.get("/people/{int:person_id}", response=PersonOut, summary="Một người")
def open_person(request: HttpRequest, person_id: int) -> Any:
    """Họ tên và cách liên hệ."""
    return _person(request, person_id)


@router.get("/people/{int:person_id}/career", response=list[CareerOut], summary="Đã, đang, sẽ giữ vị trí nào")
def career(request: HttpRequest, person_id: int, on: date | None = None) -> Any:
    """Các vị trí trong cơ quan, mới nhất trước, theo tên gọi của thời điểm giữ."""
    actor, found = actor_of(request), _person(request, person_id)
    return queries.career(actor.agency_id, found.pk, on or actor.on)


@router.get("/people/{int:person_id}/delegations", response=list[DelegationOut], summary="Quyền được giao và đã giao")
def authority(request: HttpRequest, person_id: int, on: date | None = None) -> Any:
    """Của các vị trí người này giữ vào ngày `on`."""
    actor, found = actor_of(request), _person(request, person_id)
    return queries.stood_in_by(found.pk, actor.agency_id, on or actor.on)


@router.post("/people/{int:person_id}", response=PersonOut, summary="Sửa hồ sơ người")
def change_person(request: HttpRequest, person_id: int, given: PersonIn) -> Any:
    """Họ tên, thư điện tử, điện thoại; nhật ký giữ nội dung trước khi sửa."""
    found = _person(request, person_id)
    return actions.change_person(
        actor_of(request),
        found.pk,
        given.full_name,
        timezone.now(),
        email=given.email,
        phone=given.phone,
        legal_basis=given.legal_basis,
    )


@router.get("/accounts", response=AccountPage, summary="Tài khoản của người trong cơ quan")
def list_accounts(
    request: HttpRequest, q: str = "", state: States = "", limit: int = Query(100, ge=1, le=500), cursor: str = ""
) -> Any:
    """Dành cho người quản lý tài khoản; người khác nhận 404. Xếp theo tên; gửi lại `next` ở `cursor` để lấy trang
    sau."""
    actor = _manager(request)
    rows, following = queries.accounts(actor.agency_id, actor.on, q[:100], state, key_place(cursor) or 0, limit)
    return {"results": rows, "next": cursor_to(following)}


@router.post("/people/{int:person_id}/account", response={201: AccountOut}, summary="Lập tài khoản")
def create_account(request: HttpRequest, person_id: int, given: AccountIn) -> Any:
    """Tài khoản chưa có mật khẩu; phát mật khẩu bằng `POST /organisation/accounts/slips`. Đã có thì trả lại tài khoản
    đó."""
    actor, found = actor_of(request), _person(request, person_id)
    return Status(201, actions.create_account(actor, found.pk, timezone.now(), username=given.username))


@router.post("/accounts/slips", response=list[SlipOut], summary="Phát mật khẩu lần đầu")
def issue_slips(request: HttpRequest, response: HttpResponse, given: SlipsIn) -> Any:
    """Lập tài khoản nếu chưa có và đặt mật khẩu mới, trả một lần này duy nhất; người nhận phải đổi khi đăng nhập.
    Không lưu ở đâu: gọi lại, kể cả với cùng `Idempotency-Key`, là phát mật khẩu mới."""
    response["Cache-Control"] = "no-store"
    return actions.issue_slips(_manager(request), given.people, timezone.now())


@router.post("/people/{int:person_id}/account/lock", response=AccountOut, summary="Khóa tài khoản")
def lock_account(request: HttpRequest, person_id: int, given: WithdrawIn) -> Any:
    """Mọi phiên và mã truy cập hết hiệu lực ngay."""
    return actions.lock_account(actor_of(request), _person(request, person_id).pk, given.reason, timezone.now())


@router.post("/people/{int:person_id}/account/unlock", response=AccountOut, summary="Mở khóa tài khoản")
def unlock_account(request: HttpRequest, person_id: int) -> Any:
    """Cũng bỏ chặn do nhập sai mật khẩu quá nhiều lần."""
    return actions.unlock_account(actor_of(request), _person(request, person_id).pk, timezone.now())


@router.post("/people/{int:person_id}/account/reset-second-factor", response=AccountOut, summary="Gỡ xác thực hai lớp")
def reset_second_factor(request: HttpRequest, person_id: int, given: WithdrawIn) -> Any:
    """Khi mất điện thoại, khóa bảo mật; chỉ cán bộ an toàn thông tin, và người này nhận thông báo."""
    found = _person(request, person_id)
    return actions.reset_second_factor(actor_of(request), found.pk, given.reason, timezone.now())
