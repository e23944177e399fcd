"""The desk over the API: the one queue over all posts held, one's own work, the clerical desk, the counts of the side
bar, the tiles."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.request import actor_of
from tinhgon.core.web import context
from tinhgon.desk import actions, queries
from tinhgon.desk.schemas import (
    ClericalOut,
    CountOut,
    DecisionsOut,
    EndOfDayOut,
    HeldOut,
    ManyIn,
    ManyOut,
    PatienceIn,
    PatienceOut,
    QueueOut,
    SnoozedOfOthersOut,
    SnoozeIn,
    SnoozeOut,
    ThingIn,
    TilesIn,
    TilesOut,
    WaitingForOut,
    WorkOut,
)
from tinhgon.documents import queries as documents
from tinhgon.documents.forms.saved_views import filter_of
from tinhgon.organisation.choices import Duty

router = Router(tags=["desk"])
Kind = Literal["", "ky", "duyet", "but-phe", "y-kien", "cong-nhan", "gia-han", "lam-ro", "phieu", "dong-phieu"]


@router.get("/decisions", response=DecisionsOut, summary="Chờ ý kiến của mình")
def decisions(request: HttpRequest, kind: Kind = "") -> Any:
    """Văn bản chờ bút phê, bước chờ ký, duyệt, cho ý kiến, kết quả chờ công nhận, đề nghị gia hạn: của mọi vị trí đang
    giữ, hoả tốc trước, rồi theo hạn. `kind` chỉ lấy một loại."""
    found = queries.decisions(actor_of(request), timezone.now())
    return {"results": found.of(kind), "counts": dict(found.counts)}


@router.get("/queue", response=QueueOut, summary="Một hàng đợi cho mọi vị trí")
def queue(request: HttpRequest, kind: str = "", post: int | None = None) -> Any:
    """Mọi việc đang chờ mình ở mọi vị trí đang giữ hoặc được thay: cho ý kiến, ký, làm, vào sổ, cấp số, phát hành; hoả
    tốc trước, rồi theo hạn. `kind` chỉ lấy một loại, `post` chỉ lấy một vị trí."""
    actor, at = actor_of(request), timezone.now()
    decided, done, clerical = queries.decisions(actor, at), queries.work(actor, at), queries.clerical(actor)
    return queries.queue(actor, decided, done, clerical, kind=kind, post=post)


@router.get("/work", response=WorkOut, summary="Việc của mình")
def work(request: HttpRequest) -> Any:
    """Nhiệm vụ đang làm xếp theo hạn, dự thảo đang trên đường, việc đã giao mà chưa xong."""
    return queries.work(actor_of(request), timezone.now())


@router.get("/waiting", response=WaitingForOut, summary="Đang chờ người khác")
def waiting(request: HttpRequest) -> Any:
    """Việc đã giao chưa báo cáo và dự thảo đã trình chưa quyết định, theo người đang giữ, người có việc quá hạn trước.
    Đôn đốc nhiều việc một lần bằng `POST /tasks/bulk`."""
    return queries.waiting(actor_of(request), timezone.now())


@router.get("/patience", response=list[PatienceOut], summary="Khi nào nhắc dự thảo để lâu")
def patience(request: HttpRequest) -> Any:
    """Theo độ khẩn: một bước trình chưa có ý kiến quá thời gian này thì người giữ bước được nhắc một lần."""
    actor = actor_of(request)
    return queries.patience(actor.agency_id, actor.on)


@router.put("/patience", response=list[PatienceOut], summary="Đặt thời gian chờ trước khi nhắc")
def set_patience(request: HttpRequest, given: PatienceIn) -> Any:
    """Từ hôm nay, cho cơ quan của vị trí đang dùng; `wait` rỗng là không nhắc."""
    actor = actor_of(request)
    actions.set_patience(actor, given.urgency, given.wait, given.legal_basis, timezone.now())
    return queries.patience(actor.agency_id, actor.on)


@router.get("/snoozes", response=list[SnoozeOut], summary="Việc đang tạm gác")
def snoozes(request: HttpRequest) -> Any:
    """Việc của mình đang gác; tự quay lại khi đến giờ, khi quá hạn hoặc thành hỏa tốc."""
    actor, at = actor_of(request), timezone.now()
    asleep = queries.snoozed(actor, at)
    decided, done, clerical = queries.decisions(actor, at), queries.work(actor, at), queries.clerical(actor)
    found = queries.queue(actor, decided, done, clerical, asleep=asleep, shows_asleep=True)
    return [
        {"object": i.object, "id": i.public_id, "title": i.title, "until": asleep[i.key].until_at,
         "reason": asleep[i.key].reason}
        for i in found.items
    ]  # fmt: skip


@router.get("/snoozes/of-others", response=SnoozedOfOthersOut, summary="Số việc tạm gác trong đơn vị phụ trách")
def snoozed_of_others(request: HttpRequest) -> Any:
    """Trưởng, phó đơn vị xem có bao nhiêu việc đang được gác; không nêu việc gì, của ai, vì sao."""
    return {"count": queries.snoozed_of_others(actor_of(request), timezone.now())}


@router.post("/snoozes", response={201: SnoozeOut}, summary="Gác lại một việc")
def snooze(request: HttpRequest, given: SnoozeIn) -> Any:
    """Việc đang chờ mình ra khỏi hàng đợi của riêng mình đến `until` (thời điểm hoặc chữ như `3 ngày`, `8h 25/6`),
    không quá 31 ngày và không quá hạn. Hạn không đổi; nhật ký ghi đã gác đến lúc nào, không ghi lý do."""
    actor, at = actor_of(request), timezone.now()
    item = queries.item_of(actor, given.object, given.id, at)
    if item is None:
        raise Http404
    until = calendars.moment(actor.agency_id, actor.on, given.until, at)
    made = actions.snooze(actor, given.object, given.id, until, given.reason, at)
    return Status(
        201,
        {"object": given.object, "id": given.id, "title": item.title, "until": made.until_at, "reason": made.reason},
    )


@router.post("/snoozes/wake", response={204: None}, summary="Đưa lại việc đã gác")
def wake(request: HttpRequest, given: ThingIn) -> Any:
    """Việc trở lại hàng đợi ngay; việc không gác thì không đổi gì."""
    actions.wake(actor_of(request), given.object, given.id, timezone.now())
    return Status(204, None)


@router.post("/many", response=ManyOut, summary="Một việc cho nhiều mục của hàng đợi")
def many(request: HttpRequest, given: ManyIn) -> Any:
    """Đồng ý nhiều dự thảo (`duyet`), cùng một bút phê (`but-phe`), công nhận, tiếp nhận nhiều việc, cấp số nhiều văn
    bản: mỗi mục làm ở vị trí của nó; mục nào không làm được thì nêu lý do, mục khác vẫn xong. Mục không còn chờ mình
    thì đếm ở `gone`."""
    actor, at = actor_of(request), timezone.now()
    items = queries.items_of(actor, at)  # for the calendar of the office of the first one
    wanted = [(row.object, row.id) for row in given.items]
    first = next((actor.seated(i.post_id) for i in items if (i.object, i.public_id) in wanted), actor)
    due = calendars.moment(first.agency_id, first.on, given.due or "", at)
    return actions.do_many(actor, given.act, wanted, actions.Words(given.text, given.lead, due), at)


def _tiles(actor: Actor) -> Any:
    found = queries.tiles(actor)
    totals = documents.incoming_totals(actor, [filter_of(row.view) for row in found.shown], timezone.now())
    shown = [
        {**_view(row), "count": min(total, documents.CAP), "is_capped": total > documents.CAP}
        for row, total in zip(found.shown, totals, strict=True)
    ]
    return {"shown": shown, "others": [_view(row) for row in found.others]}


def _view(row: queries.TileRow) -> dict[str, Any]:
    return {"id": row.view.pk, "name": row.view.name, "query": row.view.query, "by": row.by, "place": row.place}


@router.get("/tiles", response=TilesOut, summary="Các ô bộ lọc trên bàn làm việc")
def tiles(request: HttpRequest) -> Any:
    """Bộ lọc đã lưu đang ở trên bàn, theo thứ tự của mình, với số văn bản người gọi được xem (tới 1.000); `others` là
    bộ lọc của mình chưa đặt lên bàn và bộ lọc được chia sẻ đã ẩn."""
    return _tiles(actor_of(request))


@router.put("/tiles", response=TilesOut, summary="Xếp thứ tự các ô")
def order_tiles(request: HttpRequest, given: TilesIn) -> Any:
    """Các ô nêu tên đứng theo thứ tự này, trong các chỗ chúng đang có; ô khác giữ nguyên chỗ."""
    actor = actor_of(request)
    actions.order_tiles(actor, given.views)
    return _tiles(actor)


@router.post("/tiles/{int:view_id}", response={201: TilesOut}, summary="Đặt bộ lọc lên bàn làm việc")
def put_tile(request: HttpRequest, view_id: int) -> Any:
    """Bộ lọc của mình hoặc được chia sẻ; đang ở trên bàn thì giữ nguyên chỗ. Tối đa 12 ô."""
    actor = actor_of(request)
    actions.put_tile(actor, view_id)
    return Status(201, _tiles(actor))


@router.delete("/tiles/{int:view_id}", response={204: None}, summary="Bỏ, ẩn một ô")
def take_tile_off(request: HttpRequest, view_id: int) -> Any:
    """Bộ lọc của mình thôi là ô; bộ lọc được chia sẻ thì ẩn với riêng mình."""
    actions.take_tile_off(actor_of(request), view_id)
    return Status(204, None)


@router.get("/clerical", response=ClericalOut, summary="Bàn văn thư")
def clerical(request: HttpRequest) -> Any:
    """Chờ vào sổ, chờ trình, chờ cấp số, chờ phát hành, bị trả lại. Người không làm văn thư nhận 404."""
    found = queries.clerical(actor_of(request))
    if found is None:
        raise Http404
    return found


@router.get("/counts", response=list[CountOut], summary="Các con số của thanh bên")
def counts(request: HttpRequest) -> Any:
    """Mỗi mục của thanh bên mà người gọi có, với số việc đang chờ (0 khi không có gì)."""
    return context.counts(actor_of(request))


@router.get("/holding", response=list[HeldOut], summary="Ai đang giữ văn bản")
def holding(request: HttpRequest, q: str = Query(..., min_length=1, max_length=100)) -> Any:
    """Tìm theo số đến, số/ký hiệu hoặc phần đầu của số; có hay không có dấu đều được. Nhiều nhất tám văn bản người gọi
    được xem, mới nhất trước: ai đang giữ, từ lúc nào, ý kiến cuối, hạn, số văn bản trả lời, nhiệm vụ đôn đốc được."""
    return queries.holding(actor_of(request), q)


@router.get("/end-of-day", response=EndOfDayOut, summary="Cuối ngày của văn thư")
def end_of_day(request: HttpRequest) -> Any:
    """Mọi thứ còn lại của văn thư, từng nhóm: chưa đăng ký, chưa vào sổ, chưa trình, chưa cấp số, chưa phát hành, bị
    trả lại; việc đang chờ nơi khác (`is_own` là false); các sổ có số cấp hôm nay. Mỗi nhóm nhiều nhất 200 dòng. Người
    không làm văn thư nhận 404."""
    clerk = actor_of(request).seated_with(Duty.REGISTER, Duty.NUMBER)
    found = queries.end_of_day(clerk, timezone.now())
    if found is None:
        raise Http404
    return found
