"""Books, numbers and statutory registers over the API: for those who keep or close them; to others not there."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import actions, rules
from tinhgon.core.numbering import queries as numbering
from tinhgon.core.request import actor_of, cursor_to, key_of, place_of
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports
from tinhgon.documents.queries import registers as queries
from tinhgon.documents.schemas import (
    BookOut,
    BookPageOut,
    ChoiceOut,
    ClosePeriodIn,
    ElsewhereIn,
    EntryOut,
    InsertIn,
    PeriodOut,
    RegisterOut,
    ReserveIn,
    VoidIn,
    page_of,
)
from tinhgon.organisation import queries as organisation

router = Router(tags=["registers"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
Kind = Literal["di", "den", "giai-quyet"]


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_read_books(actor):
        raise Http404
    return actor


def _page(request: HttpRequest, book_id: int) -> queries.BookPage:
    page = queries.book_page(_reader(request), book_id)
    if page is None:
        raise Http404
    return page


def _sheet(request: HttpRequest, period_id: int, kind: str, first: date | None, last: date | None) -> queries.Sheet:
    if first and last and last < first:
        raise Refused("Ngày cuối phải từ ngày đầu trở đi.", field="ends_on")
    sheet = queries.sheet(_reader(request), period_id, kind, queries.Span(first, last))
    if sheet is None:
        raise Http404
    return sheet


def _holder(actor: Actor, given: Any) -> dict[str, Any]:
    """The named holder, of the agency's own posts, as the form offers them."""
    seats = {seat.principal_id: seat.label for seat in organisation.seats(actor.agency_id, actor.on)}
    if given.holder not in seats:
        raise Refused("Không có vị trí này. Chọn trong `GET /registers/holders`.", field="holder")
    return {
        "holder_id": given.holder,
        "holder_label": seats[given.holder],
        "reason": given.reason,
        "expires_at": given.expires_at,
    }


@router.get("/books", response=list[BookOut], summary="Sổ văn bản của cơ quan")
def books(request: HttpRequest) -> Any:
    """Sổ đến, sổ đi, sổ nội bộ, với kỳ hiện tại và số dự kiến. Chỉ văn thư và người khoá sổ xem được."""
    return queries.books(_reader(request))


@router.get("/holders", response=list[ChoiceOut], summary="Người có thể giữ chỗ số")
def holders(request: HttpRequest) -> Any:
    """Cho `holder` khi giữ chỗ hoặc chèn số."""
    actor = _reader(request)
    return [{"id": seat.principal_id, "label": seat.label} for seat in organisation.seats(actor.agency_id, actor.on)]


@router.get("/books/{int:book_id}", response=BookPageOut, summary="Mở một sổ")
def book(request: HttpRequest, book_id: int) -> Any:
    """Các kỳ của sổ, số đang giữ chỗ, số dự kiến."""
    return _page(request, book_id)


@router.post("/books/{int:book_id}/reserve", response={201: EntryOut}, summary="Giữ chỗ số")
def reserve(request: HttpRequest, book_id: int, given: ReserveIn) -> Any:
    """Giữ số tiếp theo của sổ đi cho một người đến một thời điểm; hết hạn thì số thành số bỏ, sổ ghi rõ."""
    actor, page = actor_of(request), _page(request, book_id)
    entry = actions.reserve(
        actor, page.book, actor.on, timezone.now(), request_key=key_of(request), **_holder(actor, given)
    )
    return Status(201, entry)


@router.post("/books/{int:book_id}/elsewhere", response={201: EntryOut}, summary="Ghi số đã cấp tại hệ thống độc lập")
def mark_elsewhere(request: HttpRequest, book_id: int, given: ElsewhereIn) -> Any:
    """Số tiếp theo đã cấp cho văn bản mật ở hệ thống không kết nối mạng; chỉ ghi số phiếu lấy số."""
    actor, page = actor_of(request), _page(request, book_id)
    entry = actions.mark_elsewhere(actor, page.book, actor.on, given.slip, timezone.now(), request_key=key_of(request))
    return Status(201, entry)


@router.post("/books/{int:book_id}/insert", response={201: EntryOut}, summary="Chèn số")
def insert(request: HttpRequest, book_id: int, given: InsertIn) -> Any:
    """Mở một số có chữ đi kèm sau số đã cấp (18a), với sổ cho chèn và người được giao việc chèn số."""
    actor, page = actor_of(request), _page(request, book_id)
    entry = actions.insert(
        actor,
        page.book,
        actor.on,
        timezone.now(),
        number=given.number,
        suffix=given.suffix,
        **_holder(actor, given),
    )
    return Status(201, entry)


@router.post("/entries/{int:entry_id}/void", response=EntryOut, summary="Bỏ số đang giữ chỗ")
def void(request: HttpRequest, entry_id: int, given: VoidIn) -> Any:
    """Sổ ghi lý do ở đúng chỗ của số; số đã bỏ không cấp lại."""
    actor = _reader(request)
    if numbering.entry_book_id(actor.agency_id, entry_id) is None:
        raise Http404
    return actions.void(actor, entry_id, given.reason, timezone.now())


@router.post("/periods/{int:period_id}/close", response=PeriodOut, summary="Khoá sổ")
def close(request: HttpRequest, period_id: int, given: ClosePeriodIn) -> Any:
    """Khoá một kỳ vĩnh viễn. `last_number` là số cuối người khoá đã thấy: có số mới thì trả 409, xem lại rồi làm
    tiếp."""
    actor = _reader(request)
    if numbering.period(actor.agency_id, period_id) is None:
        raise Http404
    return actions.close(actor, period_id, timezone.now(), last_number=given.last_number)


@router.get("/periods/{int:period_id}/{kind}", response=RegisterOut, summary="Sổ đăng ký")
def register(
    request: HttpRequest,
    period_id: int,
    kind: Kind,
    starts_on: date | None = None,
    ends_on: date | None = None,
    limit: int = Query(100, ge=1, le=100),
    cursor: str = "",
) -> Any:
    """Sổ đăng ký văn bản đi (`di`), đến (`den`), sổ theo dõi giải quyết (`giai-quyet`) đúng các cột của Phụ lục IV
    Nghị định 30/2020/NĐ-CP, theo thứ tự số. Văn bản người gọi không được xem để lại số và chữ "hạn
    chế"."""
    sheet = _sheet(request, period_id, kind, starts_on, ends_on)
    rows, following = queries.page(actor_of(request), sheet, place_of(cursor))
    if len(rows) > limit:
        rows, following = rows[:limit], rows[limit - 1].cursor
    return page_of(sheet, rows, queries.count(sheet), cursor_to(following))


@router.get(
    "/periods/{int:period_id}/{kind}/file",
    summary="Sổ đăng ký dạng XLSX, PDF",
    openapi_extra={
        "responses": {
            200: {
                "description": "Tệp",
                "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in (XLSX, PDF)},
            }
        }
    },
)
def register_file(
    request: HttpRequest,
    period_id: int,
    kind: Kind,
    format: Literal["xlsx", "pdf"] = Query("xlsx"),
    volume: int = Query(1, ge=1, le=10_000, description="Tập thứ mấy của bản in; mỗi tập 2.000 số"),
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> HttpResponse:
    """XLSX cả sổ để làm việc; PDF/A để ký, đóng quyển, sổ dài thì từng tập. Không có tập đó thì trả 404."""
    actor, sheet = actor_of(request), _sheet(request, period_id, kind, starts_on, ends_on)
    name = f"so-van-ban-{kind}-{period_id}"
    if format == "xlsx":
        content, media_type = exports.register_xlsx(sheet, queries.rows(actor, sheet)), XLSX
    else:
        last = queries.volumes(queries.count(sheet))
        if volume > last:
            raise Http404
        words = f"Tập {volume}/{last}" if last > 1 else ""
        rows = queries.rows(actor, sheet, volume)
        content, media_type = exports.register_pdf(sheet, rows, timezone.now(), actor.name, volume=words), PDF
        name += f"-tap-{volume}" if last > 1 else ""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response
