"""What else becomes of numbers: kept for somebody, given up, marked as given elsewhere, inserted; and the closing of a
book. Each stays in the register with its reason."""

import re
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.numbering import queries, rules
from tinhgon.core.numbering.actions.taking import locked_period
from tinhgon.core.numbering.choices import EXPIRED, EntryState
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.verdict import Refused, require

_SLIP = re.compile(r"[\w./-]{1,20}")
_SUFFIX = re.compile(r"[a-zđ]{1,2}")


@transaction.atomic
def reserve(
    actor: Actor,
    book: Book,
    on: date,
    at: datetime,
    *,
    holder_id: int,
    holder_label: str,
    reason: str,
    expires_at: datetime,
    request_key: str = "",
) -> Entry:
    """Keep the next outgoing number for a named holder until a moment, with the reason that the register prints."""
    require(rules.can_reserve(actor, book))
    if not (holds := rules.can_hold(book, holder_id)):
        raise Refused(holds.reason, field="holder")
    reason = _reason(reason, "Nêu lý do giữ chỗ số.")
    if expires_at <= at:
        raise Refused("Hạn giữ chỗ phải sau thời điểm hiện tại.", field="expires_at")
    period = locked_period(book, on)
    if found := _made_before(actor, request_key):
        return found
    entry = _next(
        actor,
        book,
        period,
        at,
        state=EntryState.RESERVED,
        reason=reason,
        holder_id=holder_id,
        holder_label=holder_label[:300],
        expires_at=expires_at,
        request_key=request_key,
    )
    detail = {"reason": reason, "holder": holder_label, "expires_at": expires_at}
    _record(actor, "numbering.reserve", book, entry, at, detail)
    return entry


@transaction.atomic
def void(actor: Actor, entry_id: int, reason: str, at: datetime) -> Entry:
    """Give up a reserved number; it stays in the register with its reason. The same once more changes nothing."""
    entry = _locked_entry(entry_id, actor.agency_id)
    reason = _reason(reason, "Nêu lý do bỏ số.")
    if entry.state == EntryState.VOID and entry.reason == reason:
        return entry
    book = entry.period.book
    require(rules.can_void(actor, book, entry))
    return _void(actor, "numbering.void", book, entry, reason, at)


@transaction.atomic
def mark_elsewhere(actor: Actor, book: Book, on: date, slip: str, at: datetime, *, request_key: str = "") -> Entry:
    """Mark the next number as given on the isolated system, against a paper slip and with no other data (A 5)."""
    require(rules.can_mark_elsewhere(actor, book))
    slip = slip.strip()
    if not _SLIP.fullmatch(slip) or not any(letter.isdigit() for letter in slip):
        raise Refused(
            "Chỉ ghi số của phiếu lấy số (chữ và số liền nhau, tối đa 20 ký tự), không ghi gì về văn bản.",
            field="slip",
        )
    period = locked_period(book, on)
    if found := _made_before(actor, request_key):
        return found
    entry = _next(
        actor,
        book,
        period,
        at,
        state=EntryState.ELSEWHERE,
        reason=f"Phiếu lấy số {slip}",
        request_key=request_key,
    )
    _record(actor, "numbering.mark_elsewhere", book, entry, at, {"slip": slip})
    return entry


@transaction.atomic
def insert(
    actor: Actor,
    book: Book,
    on: date,
    at: datetime,
    *,
    number: int,
    suffix: str,
    reason: str,
    holder_id: int,
    holder_label: str,
    expires_at: datetime,
) -> Entry:
    """Chèn số: open a number with a letter behind one already given, for a named holder; the register shows it."""
    require(rules.can_insert(actor, book))
    reason = _reason(reason, "Nêu lý do chèn số.")
    suffix = suffix.strip().lower()
    if not _SUFFIX.fullmatch(suffix):
        raise Refused("Chữ đi kèm số chèn là một hoặc hai chữ cái, ví dụ a.", field="suffix")
    if expires_at <= at:
        raise Refused("Hạn giữ chỗ phải sau thời điểm hiện tại.", field="expires_at")
    period = locked_period(book, on)
    if not 1 <= number <= period.last_number:
        raise Refused(
            f"Chỉ chèn sau số đã cấp, từ 1 đến {period.last_number}. Lấy số tiếp theo nếu chưa đến số này.",
            field="number",
        )
    found = Entry.objects.filter(period=period, number=number, suffix=suffix).first()
    if found is not None:
        if found.state == EntryState.RESERVED and (found.holder_id, found.reason) == (holder_id, reason):
            return found
        raise Refused(f"Số {number}{suffix} đã có trong sổ. Chọn chữ khác.", field="suffix")
    entry = Entry.objects.create(
        agency_id=book.agency_id,
        period=period,
        number=number,
        suffix=suffix,
        state=EntryState.RESERVED,
        reason=reason,
        holder_id=holder_id,
        holder_label=holder_label[:300],
        expires_at=expires_at,
        taken_at=at,
        taken_by=actor.label,
    )
    _record(actor, "numbering.insert", book, entry, at, {"reason": reason, "holder": holder_label})
    return entry


@transaction.atomic
def close(actor: Actor, period_id: int, at: datetime, *, last_number: int | None = None) -> Period:
    """Close a period for good (khoá sổ): no number is given in it any more.

    `last_number` is what the person confirmed; a number given meanwhile refuses the act. Reserved numbers must be
    used or voided first, so that the closed register says what became of each.
    """
    period = (
        Period.objects.select_for_update(of=("self",))
        .select_related("book")
        .get(pk=period_id, book__agency_id=actor.agency_id)
    )
    if period.closed_at and period.closed_by == actor.label:
        return period
    require(rules.can_close(actor, period.book, period))
    if last_number is not None and last_number != period.last_number:
        raise Refused(f"Sổ vừa có thêm số, nay đến số {period.last_number}. Xem lại rồi xác nhận.", code="changed")
    held = Entry.objects.filter(period=period, state=EntryState.RESERVED).count()
    if held:
        raise Refused(f"Còn {held} số đang giữ chỗ. Dùng hoặc bỏ các số đó rồi khoá sổ.", code="reserved")
    period.closed_at, period.closed_by = at, actor.label
    period.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        actor,
        "numbering.close",
        "period",
        period.pk,
        f"{period.book.name} {period.label}",
        at,
        home=period.book.agency_id,
        detail={"last_number": period.last_number},
    )
    return period


def expire(at: datetime) -> int:
    """Void every reservation whose time is over, agency by agency, as the system; returns how many."""
    return sum(_expire(agency_id, at) for agency_id in queries.agencies_with_expired(at))


@transaction.atomic
def _expire(agency_id: int, at: datetime) -> int:
    actor = Actor(name="Hệ thống", title="", agency_id=agency_id, on=at.date(), channel="job", is_system=True)
    rows = queries.expired(agency_id, at).select_related("period__book").select_for_update(of=("self",))
    count = 0
    for entry in rows:
        _void(actor, "numbering.expire", entry.period.book, entry, f"{EXPIRED} ({entry.reason})", at)
        count += 1
    return count


def _void(actor: Actor, verb: str, book: Book, entry: Entry, reason: str, at: datetime) -> Entry:
    entry.state, entry.reason = EntryState.VOID, reason[:500]
    entry.save(update_fields=["state", "reason"])
    _record(actor, verb, book, entry, at, {"reason": reason, "holder": entry.holder_label})
    return entry


def _next(actor: Actor, book: Book, period: Period, at: datetime, **fields: Any) -> Entry:
    period.last_number += 1
    period.save(update_fields=["last_number"])
    return Entry.objects.create(
        agency_id=book.agency_id,
        period=period,
        number=period.last_number,
        taken_at=at,
        taken_by=actor.label,
        **{"state": EntryState.USED, **fields},
    )


def _made_before(actor: Actor, request_key: str) -> Entry | None:
    """The entry of the same request; ask it behind the period's lock."""
    if not request_key:
        return None
    return Entry.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def _reason(text: str, missing: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise Refused(missing, field="reason")
    if len(reason) > 400:
        raise Refused("Lý do dài quá 400 ký tự. Rút gọn rồi lưu lại.", field="reason")
    return reason


def _locked_entry(entry_id: int, agency_id: int) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("period__book")
    return rows.get(pk=entry_id, agency_id=agency_id)


def _record(actor: Actor, verb: str, book: Book, entry: Entry, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor, verb, "entry", entry.pk, f"{book.name}: {entry}", at, home=book.agency_id, detail=detail)
