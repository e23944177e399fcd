"""Issuing bodies, clerical offices, seals, books and terms, for those who keep or use them; to others not there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Status

from tinhgon.core.actor import Actor
from tinhgon.core.request import actor_of, cursor_to, key_place
from tinhgon.organisation import actions, queries, rules
from tinhgon.organisation.api.structure import key_of_unit, router, there, unit_of
from tinhgon.organisation.schemas import (
    BodyChangeOut,
    BodyIn,
    BodyOut,
    BodyPage,
    BookSettingsIn,
    EndIn,
    HandOverIn,
    KeptBookOut,
    KeptBookPage,
    NewBookIn,
    OfficeBodiesIn,
    OfficeIn,
    OfficeOut,
    OfficePage,
    SealIn,
    SealOut,
    SealPage,
    TermIn,
    TermOut,
    TermPage,
    WithdrawIn,
    YearIn,
    YearOut,
)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_see_clerical_side(actor):
        raise Http404
    return actor


def _page(rows: Any, limit: int, cursor: str) -> dict[str, Any]:
    found, following = queries.page_of(rows, key_place(cursor) or 0, limit)
    return {"results": found, "next": cursor_to(following)}


def _body(request: HttpRequest, body_id: int) -> Any:
    return there(queries.body(_reader(request).agency_id, body_id))


def _new_body(request: HttpRequest, given: BodyIn) -> actions.NewBody:
    data = given.dict(exclude={"starts_on", "unit"})
    return actions.NewBody(unit_id=key_of_unit(request, given.unit), **data)


@router.get("/bodies", response=BodyPage, summary="Chủ thể ban hành")
def list_bodies(request: HttpRequest, limit: int = Query(100, ge=1, le=500), cursor: str = "") -> Any:
    """Đang hoạt động và đã kết thúc, lập trước đứng trước. Gửi lại `next` ở `cursor` để lấy trang sau."""
    return _page(queries.bodies(_reader(request).agency_id), limit, cursor)


@router.post("/bodies", response={201: BodyOut}, summary="Lập chủ thể ban hành")
def open_body(request: HttpRequest, given: BodyIn) -> Any:
    """Ai ban hành văn bản bằng tên mình: tên in trên văn bản, ký hiệu, địa danh, thể thức."""
    return Status(201, actions.open_body(actor_of(request), _new_body(request, given), given.starts_on, timezone.now()))


@router.get("/bodies/{int:body_id}/versions", response=list[BodyChangeOut], summary="Các lần đổi tên, ký hiệu")
def body_versions(request: HttpRequest, body_id: int) -> Any:
    """Mới nhất trước, cả thay đổi chưa đến ngày."""
    return queries.body_versions(_body(request, body_id))


@router.post("/bodies/{int:body_id}/change", response=BodyOut, summary="Đổi tên, ký hiệu từ một ngày")
def change_body(request: HttpRequest, body_id: int, given: BodyIn) -> Any:
    """Văn bản đã ban hành giữ tên cũ; thay đổi của ngày sau tự có hiệu lực khi đến ngày."""
    body = _body(request, body_id)
    return actions.change_body(actor_of(request), body.pk, _new_body(request, given), given.starts_on, timezone.now())


@router.post("/bodies/{int:body_id}/end", response=BodyOut, summary="Kết thúc chủ thể ban hành")
def end_body(request: HttpRequest, body_id: int, given: EndIn) -> Any:
    """Sổ và con dấu của chủ thể phải kết thúc trước hoặc cùng ngày."""
    body = _body(request, body_id)
    return actions.end_body(actor_of(request), body.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis)


@router.post("/bodies/{int:body_id}/withdraw", response={204: None}, summary="Rút lại thay đổi của chủ thể")
def withdraw_body(request: HttpRequest, body_id: int, given: WithdrawIn) -> Any:
    """Thay đổi mới nhất, hoặc cả chủ thể, khi chưa đến ngày hiệu lực."""
    actions.withdraw_body(actor_of(request), _body(request, body_id).pk, given.reason, timezone.now())
    return Status(204, None)


@router.get("/offices", response=OfficePage, summary="Bộ phận văn thư")
def list_offices(request: HttpRequest, limit: int = Query(100, ge=1, le=500), cursor: str = "") -> Any:
    """Mỗi bộ phận với các chủ thể ban hành được phục vụ."""
    return _page(queries.offices(_reader(request).agency_id), limit, cursor)


@router.post("/offices", response={201: OfficeOut}, summary="Lập bộ phận văn thư")
def open_office(request: HttpRequest, given: OfficeIn) -> Any:
    """Một bộ phận phục vụ một hay nhiều chủ thể ban hành của cơ quan."""
    new = actions.NewOffice(given.name, unit_of(request, given.unit).pk, tuple(given.bodies), given.legal_basis)
    return Status(201, actions.open_office(actor_of(request), new, given.starts_on, timezone.now()))


@router.post("/offices/{int:office_id}/change", response=OfficeOut, summary="Đổi phạm vi phục vụ của văn thư")
def change_office(request: HttpRequest, office_id: int, given: OfficeBodiesIn) -> Any:
    """Từ hôm nay bộ phận phục vụ đúng các chủ thể này."""
    office = there(queries.office(_reader(request).agency_id, office_id))
    return actions.change_office(actor_of(request), office.pk, tuple(given.bodies), timezone.now())


@router.post("/offices/{int:office_id}/end", response=OfficeOut, summary="Kết thúc bộ phận văn thư")
def end_office(request: HttpRequest, office_id: int, given: EndIn) -> Any:
    """Mọi chủ thể phải có bộ phận khác phục vụ trước."""
    office = there(queries.office(_reader(request).agency_id, office_id))
    return actions.end_office(
        actor_of(request), office.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis
    )


@router.get("/seals", response=SealPage, summary="Sổ quản lý con dấu")
def list_seals(request: HttpRequest, limit: int = Query(100, ge=1, le=500), cursor: str = "") -> Any:
    """Con dấu nào, ai giữ từ bao giờ, theo biên bản nào."""
    found = _page(queries.seals(_reader(request).agency_id), limit, cursor)
    return found | {"results": [_seal(row) for row in queries.seal_rows(found["results"])]}


def _seal(row: queries.SealRow) -> dict[str, Any]:
    seal = row.seal
    keepings = [
        {
            "post": keeping.post.title,
            "person": name,
            "starts_on": keeping.starts_on,
            "ends_on": keeping.ends_on,
            "legal_basis": keeping.legal_basis,
        }
        for keeping, name in row.keepings
    ]
    return {
        "id": seal.pk,
        "name": seal.name,
        "kind": seal.kind,
        "registration": seal.registration,
        "body": seal.body.name,
        "starts_on": seal.starts_on,
        "ends_on": seal.ends_on,
        "keepings": keepings,
    }


def _one_seal(request: HttpRequest, seal_id: int) -> dict[str, Any]:
    seal = there(queries.seal(_reader(request).agency_id, seal_id))
    return _seal(queries.seal_rows([seal])[0])


@router.post("/seals", response={201: SealOut}, summary="Ghi con dấu vào sổ")
def register_seal(request: HttpRequest, given: SealIn) -> Any:
    """Con dấu của một chủ thể ban hành và vị trí giữ dấu."""
    new = actions.NewSeal(given.body, given.name, given.keeper, given.kind, given.registration, given.legal_basis)
    seal = actions.register_seal(actor_of(request), new, given.starts_on, timezone.now())
    return Status(201, _one_seal(request, seal.pk))


@router.post("/seals/{int:seal_id}/hand-over", response=SealOut, summary="Bàn giao con dấu")
def hand_over_seal(request: HttpRequest, seal_id: int, given: HandOverIn) -> Any:
    """Vị trí khác giữ dấu từ ngày bàn giao, theo biên bản."""
    seal = there(queries.seal(_reader(request).agency_id, seal_id))
    actions.hand_over_seal(
        actor_of(request), seal.pk, given.keeper, given.starts_on, timezone.now(), legal_basis=given.legal_basis
    )
    return _one_seal(request, seal.pk)


@router.post("/seals/{int:seal_id}/withdraw-hand-over", response=SealOut, summary="Rút lại bàn giao con dấu")
def withdraw_hand_over(request: HttpRequest, seal_id: int, given: WithdrawIn) -> Any:
    """Khi chưa đến ngày bàn giao: người đang giữ tiếp tục giữ."""
    seal = there(queries.seal(_reader(request).agency_id, seal_id))
    actions.withdraw_hand_over(actor_of(request), seal.pk, given.reason, timezone.now())
    return _one_seal(request, seal.pk)


@router.post("/seals/{int:seal_id}/end", response=SealOut, summary="Thu hồi con dấu")
def end_seal(request: HttpRequest, seal_id: int, given: EndIn) -> Any:
    """Nộp lại, hủy hoặc mất: căn cứ là bắt buộc."""
    seal = there(queries.seal(_reader(request).agency_id, seal_id))
    actions.end_seal(actor_of(request), seal.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis)
    return _one_seal(request, seal.pk)


@router.get("/books", response=KeptBookPage, summary="Sổ của cơ quan và quy định của sổ")
def list_books(request: HttpRequest, limit: int = Query(100, ge=1, le=500), cursor: str = "") -> Any:
    """Mọi sổ, cả sổ đã kết thúc. Cấp số, giữ chỗ, khoá sổ ở `/registers`."""
    actor = _reader(request)
    found = _page(queries.books(actor.agency_id), limit, cursor)
    return found | {"results": [_book(row) for row in queries.book_rows(found["results"], actor.on)]}


def _book(row: queries.BookRow) -> dict[str, Any]:
    book = row.book
    names = ("name", "flow", "type_codes", "period_kind", "is_secret", "allows_inserting", "starts_on", "ends_on")
    return {
        "id": book.pk,
        "body": row.body,
        "period": row.period.label if row.period else None,
        "reservation_holder": row.holder,
        **{name: getattr(book, name) for name in names},
    }


def _one_book(request: HttpRequest, book_id: int) -> dict[str, Any]:
    actor = _reader(request)
    book = there(queries.book(actor.agency_id, book_id))
    return _book(queries.book_rows([book], actor.on)[0])


def _kept(request: HttpRequest, book_id: int) -> Any:
    return there(queries.book(_reader(request).agency_id, book_id))


@router.post("/books", response={201: KeptBookOut}, summary="Mở sổ")
def open_book(request: HttpRequest, given: NewBookIn) -> Any:
    """Theo chủ thể, chiều, nhóm loại văn bản và kỳ: chính quyền theo năm (NĐ 30/2020/NĐ-CP), văn bản đi của Đảng theo
    loại và nhiệm kỳ (HD 05-HD/VPTW)."""
    new = actions.NewBook(
        body_id=given.body,
        name=given.name,
        flow=given.flow,
        type_codes=tuple(given.type_codes),
        period_kind=given.period_kind,
        is_secret=given.is_secret,
        allows_inserting=given.allows_inserting,
        reservation_post_id=given.reservation_post,
        legal_basis=given.legal_basis,
    )
    book = actions.open_book(actor_of(request), new, given.starts_on, timezone.now())
    return Status(201, _one_book(request, book.pk))


@router.post("/books/{int:book_id}/settings", response=KeptBookOut, summary="Đổi quy định của sổ")
def set_book(request: HttpRequest, book_id: int, given: BookSettingsIn) -> Any:
    """Cho chèn số hay không, và vị trí duy nhất được giữ chỗ số."""
    book = _kept(request, book_id)
    actions.set_book(
        actor_of(request),
        book.pk,
        timezone.now(),
        allows_inserting=given.allows_inserting,
        reservation_post_id=given.reservation_post,
    )
    return _one_book(request, book.pk)


@router.post("/books/{int:book_id}/end", response=KeptBookOut, summary="Kết thúc sổ")
def end_book(request: HttpRequest, book_id: int, given: EndIn) -> Any:
    """Từ ngày đó không cấp số nữa; số đang giữ chỗ phải dùng hoặc bỏ trước."""
    book = _kept(request, book_id)
    actions.end_book(actor_of(request), book.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis)
    return _one_book(request, book.pk)


@router.post("/books/{int:book_id}/year", response={201: YearOut}, summary="Mở kỳ năm của sổ")
def open_year(request: HttpRequest, book_id: int, given: YearIn) -> Any:
    """Năm nay hoặc năm sau; không gọi cũng được, số đầu tiên của năm tự mở kỳ."""
    book = _kept(request, book_id)
    return Status(201, actions.open_year(actor_of(request), book.pk, given.year, timezone.now()))


@router.get("/terms", response=TermPage, summary="Nhiệm kỳ của cấp ủy")
def list_terms(request: HttpRequest, limit: int = Query(100, ge=1, le=500), cursor: str = "") -> Any:
    """Ghi trước đứng trước."""
    return _page(queries.terms(_reader(request).agency_id), limit, cursor)


@router.post("/terms", response={201: TermOut}, summary="Bắt đầu nhiệm kỳ mới")
def start_term(request: HttpRequest, given: TermIn) -> Any:
    """Sổ theo nhiệm kỳ của cấp ủy sang kỳ mới, số bắt đầu lại từ 1."""
    term = actions.start_term(
        actor_of(request), given.body, given.label, given.starts_on, timezone.now(), legal_basis=given.legal_basis
    )
    return Status(201, term)


@router.post("/terms/{int:term_id}/end", response=TermOut, summary="Kết thúc nhiệm kỳ")
def end_term(request: HttpRequest, term_id: int, given: EndIn) -> Any:
    """Khi cấp ủy kết thúc hoạt động, không có nhiệm kỳ sau."""
    term = there(queries.term(_reader(request).agency_id, term_id))
    return actions.end_term(actor_of(request), term.pk, given.ends_on, timezone.now(), legal_basis=given.legal_basis)


@router.post("/terms/{int:term_id}/withdraw", response={204: None}, summary="Rút lại nhiệm kỳ chưa bắt đầu")
def withdraw_term(request: HttpRequest, term_id: int, given: WithdrawIn) -> Any:
    """Nhiệm kỳ trước và các sổ của nhiệm kỳ đó chạy tiếp."""
    term = there(queries.term(_reader(request).agency_id, term_id))
    actions.withdraw_term(actor_of(request), term.pk, given.reason, timezone.now())
    return Status(204, None)
