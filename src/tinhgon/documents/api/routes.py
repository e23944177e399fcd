"""The agency's ways of approval: read by everybody who works there, set by whoever keeps its working rules."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import queries
from tinhgon.documents.actions import routes
from tinhgon.documents.api.reading import router
from tinhgon.documents.schemas.groups import PickOut
from tinhgon.documents.schemas.lists import CodeOut
from tinhgon.documents.schemas.routes import RouteIn, RouteOut


@router.get("/approval-routes", response=list[RouteOut], summary="Tuyến trình của cơ quan")
def approval_routes(request: HttpRequest) -> Any:
    """Tuyến chung đứng đầu, dù chưa có bước nào; sau đó là tuyến riêng của từng loại văn bản."""
    return queries.approval_routes(actor_of(request))


@router.get("/approval-routes/suggested", response=RouteOut, summary="Tuyến trình gợi ý")
def suggested_route(request: HttpRequest) -> Any:
    """Cho cơ quan chưa có tuyến: người đứng đầu đơn vị soạn thảo, Chánh Văn phòng, lãnh đạo, theo vị trí hiện có."""
    return queries.suggested_route(actor_of(request))


@router.get("/approval-routes/types", response=list[CodeOut], summary="Loại văn bản đặt được tuyến riêng")
def types_with_routes(request: HttpRequest) -> Any:
    """Loại văn bản các chủ thể của cơ quan ban hành."""
    return [{"code": code, "name": name} for code, name in queries.types_with_routes(actor_of(request))]


@router.put("/approval-routes", response=list[RouteOut], summary="Đặt tuyến trình")
def set_route(request: HttpRequest, given: RouteIn) -> Any:
    """Đặt lại toàn bộ các bước của tuyến chung hoặc của một loại văn bản. Văn bản đang trình giữ nguyên các bước."""
    actor = actor_of(request)
    lines = [routes.RouteLine(**step.dict()) for step in given.steps]
    routes.set_route(actor, given.type_code, lines, timezone.now(), known_version=given.version)
    return queries.approval_routes(actor)


@router.delete("/approval-routes/{str:type_code}", response={204: None}, summary="Bỏ tuyến riêng của một loại")
def drop_route(request: HttpRequest, type_code: str) -> Any:
    """Loại văn bản này đi tuyến chung từ lần trình sau."""
    routes.drop_route(actor_of(request), type_code, timezone.now())
    return Status(204, None)


@router.get("/offers/route-posts", response=list[PickOut], summary="Tìm vị trí cho một bước trình")
def offered_route_posts(request: HttpRequest, q: str = "") -> Any:
    """Vị trí của cơ quan, kể cả vị trí chưa có người giữ."""
    return picking.offered(queries.posts_on_routes(actor_of(request)), q[:100])
