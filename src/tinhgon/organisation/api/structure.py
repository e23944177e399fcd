"""Units on any day and the acts on them; of another agency there is nothing."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from tinhgon.core.request import actor_of, cursor_to, key_place
from tinhgon.organisation import actions, queries
from tinhgon.organisation.schemas import (
    BodyTypeOut,
    EndIn,
    PostOut,
    UnitIn,
    UnitPage,
    UnitVersionOut,
    WithdrawIn,
)

router = Router(tags=["organisation"])
Found = TypeVar("Found")


def there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def unit_of(request: HttpRequest, unit_id: UUID) -> Any:
    return there(queries.unit(actor_of(request).agency_id, unit_id))


def key_of_unit(request: HttpRequest, unit_id: UUID | None) -> int | None:
    return None if unit_id is None else unit_of(request, unit_id).pk


def _new(request: HttpRequest, given: UnitIn) -> actions.NewUnit:
    return actions.NewUnit(
        name=given.name,
        parent_id=key_of_unit(request, given.parent),
        short_name=given.short_name,
        symbol=given.symbol,
        body_type_id=given.body_type,
        agency_code=given.agency_code,
        establishment=given.establishment,
        order=given.order,
        legal_basis=given.legal_basis,
    )


@router.get("/units", response=UnitPage, summary="Các đơn vị của cơ quan vào một ngày")
def list_units(
    request: HttpRequest, on: date | None = None, limit: int = Query(100, ge=1, le=500), cursor: str = ""
) -> Any:
    """Cơ cấu của ngày `on` (hôm nay nếu để trống), cấp trên đứng trước, kèm người đứng đầu và số người trên biên chế.
    Gửi lại `next` ở `cursor` để lấy trang sau."""
    actor = actor_of(request)
    rows, following = queries.units_page(actor.agency_id, on or actor.on, key_place(cursor) or 0, limit)
    return {"results": rows, "next": cursor_to(following)}


@router.get("/body-types", response=list[BodyTypeOut], summary="Danh mục loại hình tổ chức")
def list_body_types(request: HttpRequest, on: date | None = None) -> Any:
    """Loại hình có hiệu lực vào ngày `on`, của khối và cấp mình đứng trước."""
    actor = actor_of(request)
    return queries.own_body_types(actor.agency_id, on or actor.on)


@router.post("/units", response={201: UnitVersionOut}, summary="Thành lập đơn vị")
def create_unit(request: HttpRequest, given: UnitIn) -> Any:
    """Cán bộ tổ chức ghi một đơn vị hoạt động từ một ngày. Gửi lại y như cũ là cùng một việc."""
    actor = actor_of(request)
    unit = actions.create_unit(
        actor, _new(request, given), given.starts_on, timezone.now(), territory_id=given.territory
    )
    return Status(201, queries.version_on(unit.pk, given.starts_on))


@router.get("/units/{uuid:unit_id}", response=list[UnitVersionOut], summary="Các phiên bản của một đơn vị")
def open_unit(request: HttpRequest, unit_id: UUID) -> Any:
    """Mọi tên, vị trí trong cơ cấu của đơn vị theo thời gian, mới nhất trước."""
    return queries.versions_of(unit_of(request, unit_id).pk)


@router.post("/units/{uuid:unit_id}/change", response=UnitVersionOut, summary="Ghi phiên bản mới của đơn vị")
def change_unit(request: HttpRequest, unit_id: UUID, given: UnitIn) -> Any:
    """Tên, cấp trên, biên chế từ ngày `starts_on`; trước ngày đó giữ nguyên."""
    unit = unit_of(request, unit_id)
    return actions.change_unit(actor_of(request), unit.pk, _new(request, given), given.starts_on, timezone.now())


@router.post("/units/{uuid:unit_id}/end", response=list[UnitVersionOut], summary="Kết thúc hoạt động đơn vị")
def end_unit(request: HttpRequest, unit_id: UUID, given: EndIn) -> Any:
    """Từ chối khi còn đơn vị trực thuộc, người, chủ thể ban hành, con dấu hoặc việc chưa bàn giao; câu trả lời nói rõ
    còn gì."""
    unit = unit_of(request, unit_id)
    actions.end_unit(actor_of(request), unit.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis)
    return queries.versions_of(unit.pk)


@router.post("/units/{uuid:unit_id}/withdraw-end", response=list[UnitVersionOut], summary="Rút lại việc kết thúc")
def withdraw_end(request: HttpRequest, unit_id: UUID, given: WithdrawIn) -> Any:
    """Chỉ khi ngày kết thúc chưa đến; đơn vị tiếp tục hoạt động."""
    unit = unit_of(request, unit_id)
    actions.withdraw_end(actor_of(request), unit.pk, given.reason, timezone.now())
    return queries.versions_of(unit.pk)


@router.post(
    "/units/{uuid:unit_id}/versions/{int:unit_version_id}/withdraw", response={204: None}, summary="Rút lại phiên bản"
)
def withdraw_version(request: HttpRequest, unit_id: UUID, unit_version_id: int, given: WithdrawIn) -> Any:
    """Chỉ phiên bản chưa đến ngày hiệu lực; phiên bản trước tiếp tục. Nhật ký giữ nội dung đã rút."""
    unit = unit_of(request, unit_id)
    there(next((row for row in queries.versions_of(unit.pk) if row.pk == unit_version_id), None))
    actions.withdraw_version(actor_of(request), unit_version_id, given.reason, timezone.now())
    return Status(204, None)


@router.get("/units/{uuid:unit_id}/posts", response=list[PostOut], summary="Vị trí của một đơn vị")
def list_posts(request: HttpRequest, unit_id: UUID, on: date | None = None) -> Any:
    """Các vị trí công tác vào ngày `on`, cấp trưởng trước."""
    actor = actor_of(request)
    return [row.post for row in queries.posts_in(unit_of(request, unit_id).pk, on or actor.on)]
