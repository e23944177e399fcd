"""Groups of recipients the agency keeps, and what the pickers of bodies and posts offer."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Status

from tinhgon.core.request import actor_of
from tinhgon.core.web import rules as picking
from tinhgon.documents import queries
from tinhgon.documents.actions import groups, issuing
from tinhgon.documents.api.reading import router
from tinhgon.documents.schemas.groups import GroupIn, GroupLineOut, GroupOut, PickOut


@router.get("/recipient-groups", response=list[GroupOut], summary="Nhóm nơi nhận của cơ quan")
def recipient_groups(request: HttpRequest) -> Any:
    """Nhóm cơ quan đã lưu, với số nơi đang thuộc nhóm hôm nay."""
    return queries.recipient_groups(actor_of(request))


@router.get("/recipient-groups/{int:group_id}", response=list[GroupLineOut], summary="Mở một nhóm nơi nhận")
def group_lines(request: HttpRequest, group_id: int) -> Any:
    """Những nơi đang thuộc nhóm hôm nay; nơi đã kết thúc hoạt động có ghi nơi kế thừa."""
    actor = actor_of(request)
    if group_id not in {row.pk for row in queries.recipient_groups(actor)}:
        raise Http404
    lines = queries.group_lines(actor, group_id, "act")
    ids = [line["body"] for line in lines if line["body"]]
    names, notes = queries.body_labels(ids, actor.on), queries.ended_recipients(ids, actor.on)
    return [
        {
            "body_id": line["body"],
            "name": line["name"] or names.get(line["body"], ""),
            "note": notes.get(line["body"], ""),
        }
        for line in lines
    ]


@router.post("/recipient-groups", response={201: list[GroupOut]}, summary="Lưu nhóm nơi nhận")
def keep_group(request: HttpRequest, given: GroupIn) -> Any:
    """Tên đã có thì nhóm đổi theo danh sách này, tính từ hôm nay; trả về các nhóm của cơ quan."""
    actor = actor_of(request)
    lines = [issuing.RecipientLine(**line.dict()) for line in given.lines]
    groups.keep_group(actor, given.name, lines, timezone.now())
    return Status(201, queries.recipient_groups(actor))


@router.delete("/recipient-groups/{int:group_id}", response={204: None}, summary="Xoá nhóm nơi nhận")
def drop_group(request: HttpRequest, group_id: int) -> Any:
    """Văn bản đã gửi giữ nguyên nơi nhận của nó."""
    groups.drop_group(actor_of(request), group_id, timezone.now())
    return Status(204, None)


@router.get("/offers/bodies", response=list[PickOut], summary="Tìm cơ quan để gửi")
def offered_bodies(request: HttpRequest, q: str = "") -> Any:
    """Gõ không dấu cũng được, nơi hay gửi trước; nơi đã kết thúc thì `is_disabled`, kèm nơi kế thừa."""
    actor = actor_of(request)
    return picking.offered(queries.bodies_to_pick(actor.on), q[:100], queries.frequent_bodies(actor))


@router.get("/offers/posts", response=list[PickOut], summary="Tìm người để xin ý kiến")
def offered_posts(request: HttpRequest, q: str = "") -> Any:
    """Vị trí trong cơ quan đang có người giữ, cho `opinions_from` khi trình duyệt."""
    actor = actor_of(request)
    return picking.offered(queries.posts_to_pick(actor), q[:100], queries.frequent_posts(actor))
