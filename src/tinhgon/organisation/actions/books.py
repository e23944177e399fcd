"""Number books and the terms they follow: opened per issuing body, direction, type group and period; closed, never
deleted. Giving numbers and locking a period are `core.numbering`'s affair."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.core.numbering.models import Book, Period
from tinhgon.core.verdict import Refused, require
from tinhgon.organisation import queries, rules
from tinhgon.organisation.actions import ground
from tinhgon.organisation.models import CommitteeTerm, IssuingBody, Post

_CODE = re.compile(r"[^\W\d_]{1,6}")
_TERM = re.compile(r"(\d{4})-(\d{4})")
_NO_INSERTING = "Số đến chạy liên tục trong năm, không chèn số (NĐ 30/2020/NĐ-CP điều 22)."
_SHARED_SERIES = "Văn bản mật của Đảng dùng chung dãy số với văn bản thường (HD 05-HD/VPTW), không mở sổ riêng."


@dataclass(frozen=True)
class NewBook:
    body_id: int
    name: str
    flow: str
    type_codes: tuple[str, ...] = ()
    period_kind: str = PeriodKind.YEAR
    is_secret: bool = False
    allows_inserting: bool = False
    reservation_post_id: int | None = None
    legal_basis: str = ""


@transaction.atomic
def open_book(actor: Actor, new: NewBook, starts_on: date, at: datetime) -> Book:
    """A book begins; one opened with the same facts on the same day is the same act."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    body = _body(actor, new.body_id, starts_on)
    name = ground.spaced(new.name, "Nhập tên sổ.", "name", 200)
    codes = _codes(new.type_codes)
    sound = rules.is_sound_book(new.flow, new.period_kind, body.rule_set, codes)
    ground.fits(sound, "period_kind" if new.period_kind == PeriodKind.TERM else "type_codes")
    if new.allows_inserting and new.flow == Flow.INCOMING:
        raise Refused(_NO_INSERTING, field="allows_inserting")
    if new.is_secret and rules.is_party(body.rule_set):
        raise Refused(_SHARED_SERIES, field="is_secret")
    same = Book.objects.filter(agency_id=actor.agency_id, body_id=body.principal_id, flow=new.flow, name=name).first()
    if same is not None:
        if (same.starts_on, same.type_codes, same.period_kind) == (starts_on, codes, new.period_kind):
            return same
        raise Refused(f"Đã có sổ tên {name}. Chọn tên khác.", field="name")
    _no_other_series(body, new, codes, starts_on)
    book = Book.objects.create(
        agency_id=actor.agency_id,
        body_id=body.principal_id,
        name=name,
        flow=new.flow,
        type_codes=codes,
        period_kind=new.period_kind,
        is_secret=new.is_secret,
        allows_inserting=new.allows_inserting,
        reservation_holder_id=_holder(actor, new.reservation_post_id, starts_on),
        legal_basis=ground.spaced(new.legal_basis, "", "legal_basis", 200),
        starts_on=starts_on,
    )
    if new.period_kind == PeriodKind.TERM:
        term = _term_on(body, starts_on)
        Period.objects.create(book=book, label=term.label, starts_on=starts_on, ends_on=term.ends_on)
    detail = {"starts_on": starts_on, "flow": new.flow, "types": codes, "period": new.period_kind, "body": body.name}
    _record(actor, "organisation.open_book", book, at, detail)
    return book


@transaction.atomic
def set_book(
    actor: Actor, book_id: int, at: datetime, *, allows_inserting: bool, reservation_post_id: int | None
) -> Book:
    """Whether numbers may be inserted, and who alone may hold reserved ones; said again it changes nothing."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    book = _book(actor, book_id)
    if allows_inserting and book.flow == Flow.INCOMING:
        raise Refused(_NO_INSERTING, field="allows_inserting")
    holder = _holder(actor, reservation_post_id, actor.on)
    if (book.allows_inserting, book.reservation_holder_id) == (allows_inserting, holder):
        return book
    detail = {
        "was": {"allows_inserting": book.allows_inserting, "reservation_holder": book.reservation_holder_id},
        "is": {"allows_inserting": allows_inserting, "reservation_holder": holder},
    }
    book.allows_inserting, book.reservation_holder_id = allows_inserting, holder
    book.save(update_fields=["allows_inserting", "reservation_holder"])
    _record(actor, "organisation.set_book", book, at, detail)
    return book


@transaction.atomic
def end_book(actor: Actor, book_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> Book:
    """No number is given in a book from a day on; what is reserved must have been used or given up."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    book = _book(actor, book_id)
    if ground.ends_so(book, ends_on, "Sổ đã kết thúc"):
        return book
    _nothing_given_since(book, ends_on, "ends_on")
    if ends_on <= actor.on and (held := queries.reserved_count(book.pk)):
        raise Refused(f"Còn {held} số đang giữ chỗ. Dùng hoặc bỏ các số đó trước.", code="state", field="ends_on")
    Period.objects.filter(queries.still_open(ends_on), book=book, starts_on__lt=ends_on).update(ends_on=ends_on)
    book.ends_on = ends_on
    book.save(update_fields=["ends_on"])
    _record(actor, "organisation.end_book", book, at, {"ends_on": ends_on, "legal_basis": legal_basis})
    return book


@transaction.atomic
def open_year(actor: Actor, book_id: int, year: int, at: datetime) -> Period:
    """The numbers of a calendar year begin at 1 (NĐ 30/2020/NĐ-CP art. 15); without this act the first number does
    it."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    book = _book(actor, book_id)
    if book.period_kind != PeriodKind.YEAR:
        raise Refused("Sổ này theo nhiệm kỳ. Ghi nhiệm kỳ mới để sang kỳ.", field="year")
    if year not in (actor.on.year, actor.on.year + 1):
        raise Refused(f"Chỉ mở kỳ của năm {actor.on.year} hoặc {actor.on.year + 1}.", field="year")
    if book.ends_on is not None and book.ends_on <= date(year, 1, 1):
        raise Refused(f"Sổ đã kết thúc ngày {book.ends_on:%d/%m/%Y}. Mở sổ mới.", field="year")
    period, is_new = Period.objects.get_or_create(
        book=book,
        starts_on=date(year, 1, 1),
        defaults={"label": str(year), "ends_on": date(year + 1, 1, 1)},
    )
    if is_new:
        _record(actor, "organisation.open_year", book, at, {"year": year})
    return period


@transaction.atomic
def start_term(
    actor: Actor, body_id: int, label: str, starts_on: date, at: datetime, *, legal_basis: str = ""
) -> CommitteeTerm:
    """A committee's term begins with the appointing decision: the one before ends and the books per term begin at 1
    (HD 05-HD/VPTW). The same once more is the same act."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    body = _body(actor, body_id, starts_on)
    label = ground.spaced(label, "Nhập nhiệm kỳ, ví dụ 2025-2030.", "label", 40)
    years = _TERM.fullmatch(label)
    if years is None or int(years[2]) <= int(years[1]):
        raise Refused("Nhiệm kỳ ghi dạng 2025-2030.", field="label")
    if not rules.is_party(body.rule_set):
        raise Refused("Nhiệm kỳ chỉ dùng cho chủ thể ban hành theo thể thức của Đảng.", field="body")
    last = body.terms.order_by("-starts_on").first()
    if last is not None and (last.label, last.starts_on) == (label, starts_on):
        return last
    if last is not None and (last.label == label or starts_on <= last.starts_on):
        raise Refused(
            f"Nhiệm kỳ {last.label} bắt đầu {last.starts_on:%d/%m/%Y}. Nhiệm kỳ mới phải sau.", field="starts_on"
        )
    turned = [_turn_over(book, label, starts_on, actor.on) for book in _term_books(body, starts_on)]
    if last is not None and (last.ends_on is None or last.ends_on > starts_on):
        last.ends_on = starts_on
        last.save(update_fields=["ends_on"])
    term = CommitteeTerm.objects.create(body=body, label=label, starts_on=starts_on, legal_basis=legal_basis)
    detail = {"starts_on": starts_on, "legal_basis": legal_basis, "books": turned}
    _term_record(actor, "organisation.start_term", term, at, detail)
    return term


@transaction.atomic
def end_term(actor: Actor, term_id: int, ends_on: date, at: datetime, *, legal_basis: str = "") -> CommitteeTerm:
    """A term ends with no other after it (a committee that is dissolved): its books give no number from that day."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    term = _term(actor, term_id)
    if ground.ends_so(term, ends_on, "Nhiệm kỳ đã kết thúc"):
        return term
    for book in _term_books(term.body, ends_on):
        _nothing_given_since(book, ends_on, "ends_on")
        Period.objects.filter(queries.still_open(ends_on), book=book, starts_on__lt=ends_on).update(ends_on=ends_on)
    term.ends_on = ends_on
    term.save(update_fields=["ends_on"])
    _term_record(actor, "organisation.end_term", term, at, {"ends_on": ends_on, "legal_basis": legal_basis})
    return term


@transaction.atomic
def withdraw_term(actor: Actor, term_id: int, reason: str, at: datetime) -> None:
    """Take back a term that has not begun: the one before goes on, and its books give their numbers further."""
    require(rules.can_manage_books(actor))
    ground.lock(actor)
    term = _term(actor, term_id)
    reason = ground.reason(reason)
    require(rules.can_withdraw(term.starts_on, actor.on))
    if term.body.terms.filter(starts_on__gt=term.starts_on).exists():
        raise Refused("Còn nhiệm kỳ sau nhiệm kỳ này. Rút nhiệm kỳ sau trước.", code="state")
    turned = [_turn_back(book, term.starts_on) for book in _term_books(term.body, term.starts_on)]
    term.body.terms.filter(ends_on=term.starts_on).update(ends_on=None)
    pk = term.pk
    term.delete()
    term.pk = pk
    detail = {"starts_on": term.starts_on, "legal_basis": term.legal_basis, "books": turned, "reason": reason}
    _term_record(actor, "organisation.withdraw_term", term, at, detail)


def _turn_back(book: Book, starts_on: date) -> str:
    """The period of a term that is taken back is gone, unless something rests on it."""
    coming = list(Period.objects.filter(book=book, starts_on__gte=starts_on).select_for_update())
    if book.starts_on >= starts_on:
        raise Refused(
            f"{book.name} mở theo nhiệm kỳ này nên không rút lại được. Khi nhiệm kỳ bắt đầu, ghi ngày kết thúc.",
            code="state",
        )
    if any(period.entries.exists() for period in coming):
        raise Refused(f"{book.name} đã có số giữ chỗ trong nhiệm kỳ này. Bỏ các số đó trước.", code="state")
    for period in coming:
        period.delete()
    Period.objects.filter(book=book, ends_on=starts_on).update(ends_on=book.ends_on)
    return book.name


def _turn_over(book: Book, label: str, starts_on: date, today: date) -> str:
    _nothing_given_since(book, starts_on, "starts_on")
    if starts_on <= today and (held := queries.reserved_count(book.pk)):
        raise Refused(f"{book.name} còn {held} số đang giữ chỗ. Dùng hoặc bỏ trước.", code="state", field="starts_on")
    Period.objects.filter(queries.still_open(starts_on), book=book, starts_on__lt=starts_on).update(ends_on=starts_on)
    Period.objects.create(book=book, label=label, starts_on=starts_on)
    return book.name


def _nothing_given_since(book: Book, day: date, field: str) -> None:
    # Behind the periods' locks: a number that is being given at this moment is waited for, and seen.
    list(Period.objects.filter(book=book).order_by("pk").select_for_update())
    last = queries.last_taken_on(book.pk)
    if last is not None and timezone.localdate(last.taken_at) >= day:
        raise Refused(
            f"{book.name} đã cấp số {last} ngày {timezone.localdate(last.taken_at):%d/%m/%Y}. Chọn ngày sau đó.",
            code="state",
            field=field,
        )


def _term_books(body: IssuingBody, on: date) -> list[Book]:
    rows = Book.objects.filter(queries.still_open(on), body_id=body.principal_id, period_kind=PeriodKind.TERM)
    return list(rows.order_by("pk").select_for_update(no_key=True))


def _term(actor: Actor, term_id: int) -> CommitteeTerm:
    rows = CommitteeTerm.objects.filter(body__agency_id=actor.agency_id).select_related("body")
    return ground.found(rows, term_id, "nhiệm kỳ")


def _term_on(body: IssuingBody, on: date) -> CommitteeTerm:
    term = body.terms.filter(queries.in_force(on)).first()
    if term is None:
        raise Refused(f"{body.name} chưa có nhiệm kỳ vào ngày này. Ghi nhiệm kỳ trước.", field="starts_on")
    return term


def _codes(codes: tuple[str, ...]) -> list[str]:
    clean = list(dict.fromkeys(code.strip() for code in codes if code.strip()))
    wrong = [code for code in clean if not _CODE.fullmatch(code)]
    if wrong:
        raise Refused(
            f"“{', '.join(wrong)[:40]}” không phải ký hiệu loại văn bản. Ghi dạng QĐ, CV.", field="type_codes"
        )
    return clean


def _no_other_series(body: IssuingBody, new: NewBook, codes: list[str], starts_on: date) -> None:
    """One number, one series: a type stands in one open book of a body and direction."""
    others = Book.objects.filter(
        queries.still_open(starts_on), body_id=body.principal_id, flow=new.flow, is_secret=new.is_secret
    )
    for other in others.order_by("pk"):
        shared = sorted(set(codes) & set(other.type_codes))
        if shared or (not codes and not other.type_codes):
            what = f"loại {', '.join(shared)}" if shared else "mọi loại văn bản"
            raise Refused(f"{other.name} đang mở cho {what}. Kết thúc sổ đó trước.", field="type_codes")


def _body(actor: Actor, body_id: int, on: date) -> IssuingBody:
    rows = IssuingBody.objects.filter(queries.in_force(on), agency_id=actor.agency_id)
    body = rows.filter(pk=body_id).first()
    if body is None:
        raise Refused("Chủ thể ban hành không hoạt động vào ngày này. Chọn chủ thể hoặc ngày khác.", field="body")
    return body


def _book(actor: Actor, book_id: int) -> Book:
    rows = Book.objects.filter(agency_id=actor.agency_id).select_for_update(no_key=True, of=("self",))
    return ground.found(rows, book_id, "sổ")


def _holder(actor: Actor, post_id: int | None, on: date) -> int | None:
    if post_id is None:
        return None
    post = Post.objects.filter(queries.still_open(on), pk=post_id, agency_id=actor.agency_id).first()
    if post is None:
        raise Refused("Vị trí giữ chỗ số không còn. Chọn vị trí khác.", field="reservation_post")
    return post.principal_id


def _record(actor: Actor, verb: str, book: Book, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "book", book.pk, book.name, at, home=book.agency_id, detail=detail)


def _term_record(actor: Actor, verb: str, term: CommitteeTerm, at: datetime, detail: dict[str, Any]) -> None:
    label = f"{term.body.name}: nhiệm kỳ {term.label}"
    audit.record(actor, verb, "term", term.pk, label, at, home=term.body.agency_id, detail=detail)
