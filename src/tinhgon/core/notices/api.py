"""One's notices over the API: to list, to count, to mark as read."""

from datetime import time
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from tinhgon.core.notices import actions, queries
from tinhgon.core.notices.schemas import LettersIn, LettersOut, NoticeOut, NoticePage, UnreadOut
from tinhgon.core.request import actor_of, cursor_to, key_place
from tinhgon.core.verdict import Refused

router = Router(tags=["notices"])


@router.get("", response=NoticePage, summary="Thông báo của mình")
def list_notices(
    request: HttpRequest, unread: bool = False, limit: int = Query(50, ge=1, le=200), cursor: str = ""
) -> Any:
    """Mới nhất trước, của mọi vị trí đang giữ; `unread=true` chỉ lấy thông báo chưa đọc."""
    before = key_place(cursor)
    rows, following = queries.page(actor_of(request), unread=unread, before=before, limit=limit)
    return {"results": rows, "next": cursor_to(following)}


@router.get("/unread", response=UnreadOut, summary="Số thông báo chưa đọc")
def unread(request: HttpRequest) -> Any:
    """Con số ở chuông trên mọi trang; đếm đến 100."""
    return {"count": queries.unread_count(actor_of(request))}


@router.post("/read", response={204: None}, summary="Đánh dấu đã đọc tất cả")
def mark_all_read(request: HttpRequest) -> Any:
    """Đánh dấu mọi thông báo của mình là đã đọc; làm lần nữa không đổi gì."""
    actions.mark_read(actor_of(request), timezone.now())
    return Status(204, None)


@router.post("/{int:notice_id}/read", response=NoticeOut, summary="Đánh dấu đã đọc một thông báo")
def mark_read(request: HttpRequest, notice_id: int) -> Any:
    """Trả lại thông báo đã đánh dấu. Thông báo của người khác trả 404."""
    actor = actor_of(request)
    if not queries.notices(actor).filter(pk=notice_id).exists():
        raise Http404
    actions.mark_read(actor, timezone.now(), notice_id)
    return queries.notices(actor).get(pk=notice_id)


def _told(found: queries.Letters) -> dict[str, Any]:
    starts, ends = (f"{moment:%H:%M}" for moment in found.quiet) if found.quiet else (None, None)
    return {"ways": found.ways, "quiet_from": starts, "quiet_to": ends}


@router.get("/letters", response=LettersOut, summary="Cách nhận thư báo của mình")
def letters(request: HttpRequest) -> Any:
    """Điều gì được gửi thêm bằng thư điện tử, và giờ yên tĩnh."""
    actor = actor_of(request)
    return _told(queries.letters_of(actor.person_id, actor.on))


@router.put("/letters", response=LettersOut, summary="Chọn cách nhận thư báo")
def choose_letters(request: HttpRequest, given: LettersIn) -> Any:
    """Làm lần nữa không đổi gì. Văn bản khẩn chưa ai mở luôn được gọi ngay."""
    if (given.quiet_from is None) != (given.quiet_to is None):
        raise Refused("Ghi cả lúc bắt đầu và lúc kết thúc của giờ yên tĩnh, hoặc để trống cả hai.", field="quiet_to")
    quiet = None
    if given.quiet_from and given.quiet_to:
        quiet = time.fromisoformat(given.quiet_from), time.fromisoformat(given.quiet_to)
    ways = {subject: str(way) for subject, way in given.ways.items()}
    return _told(actions.choose_letters(actor_of(request), ways, quiet, timezone.now()))
