"""Giving the next number: one locked row, no gap and no double, whatever is killed (law 4). Whoever has everything else
ready gives the number, its paper and its history in one statement (`take_into`), so that the book's row is locked for
that and the commit alone."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering import queries, rules
from tinhgon.core.numbering.choices import EntryState, PeriodKind
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.verdict import Refused

# What stands for the number in texts that are made before it is known: Unicode keeps these for no character at all.
NUMBER, PRINTED, ENTRY = "\ufdd0", "\ufdd1", "\ufdd2"
_FILLED = (
    f"replace(replace(replace(%s, '\"{NUMBER}\"', taken.number::text), '{NUMBER}', taken.number::text),"
    f" '{PRINTED}', taken.printed)"
)
# Whoever takes a number of a book stands in line first: fifty that wait for one row are all woken each time it changes,
# fifty that wait for a lock one by one (3.5 and 2.0 ms of the server a number). It is the row's own lock that counts.
_TURN = 1731
# One trip between the book's row being locked and the number being known. The period is asked again, behind the lock,
# whether it was closed or ended meanwhile.
_TAKEN = """
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s, %s::int)), period AS (
    UPDATE numbering_period SET last_number = last_number + 1 FROM turn
    WHERE closed_at IS NULL AND (ends_on IS NULL OR ends_on > %s) AND id = (
        SELECT id FROM numbering_period
        WHERE book_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on > %s)
        ORDER BY id LIMIT 1)
    RETURNING id, last_number
), taken AS (
    INSERT INTO numbering_entry
        (agency_id, period_id, number, suffix, state, holder_label, reason, taken_at, taken_by, request_key)
    SELECT %s, id, last_number, '', 'used', '', '', %s, %s, '' FROM period
    RETURNING id, period_id, number, CASE WHEN number < 10 THEN '0' ELSE '' END || number AS printed
)"""


def take(actor: Actor, book: Book, on: date, at: datetime) -> Entry:
    """Take the next number of the book's period that holds `on`.

    Call it among the last statements of a transaction: the period's row stays locked until commit.
    Raises Refused when the book is closed for that day.
    """
    return _take(actor, book, on, at, "SELECT id, period_id, number FROM taken", [])


def take_into(
    actor: Actor, book: Book, on: date, at: datetime, row: Model, names: Sequence[str], event: Event
) -> Entry:
    """Take the next number, write the named columns of `row` and the event, all in one statement.

    Where a value of theirs is or holds NUMBER, PRINTED or ENTRY, it gets the number, the number as printed, or the key
    of the entry. Call it last, as `audit.record`. Raises Refused when the book is closed for that day.
    """
    changes, values = _marked(rows.changes(row, names))
    columns, event_values = _marked(rows.columns(event))
    table, key = rows.table(type(row)), rows.key(type(row))
    statement = (
        f", changed AS (UPDATE {table} SET {', '.join(f'{name} = {mark}' for name, mark in changes)}"  # noqa: S608
        f" FROM taken WHERE {table}.{key} = %s), written AS (INSERT INTO {rows.table(Event)}"
        f" ({', '.join(name for name, _ in columns)}) SELECT {', '.join(mark for _, mark in columns)} FROM taken)"
        " SELECT id, period_id, number FROM taken"
    )
    entry = _take(actor, book, on, at, statement, [*values, row.pk, *event_values])
    for name in names:
        setattr(row, name, _fill(getattr(row, name), entry))
    return entry


def take_number(
    actor: Actor, book: Book, on: date, number: int, at: datetime, *, suffix: str = "", for_ids: Iterable[int] = ()
) -> Entry:
    """Use a number reserved before for the actor, or for one of `for_ids` (the drafter whose paper is numbered)."""
    period = locked_period(book, on)
    shown = f"{number}{suffix}"
    # The entry's own lock too: whoever voids it, or the job that ends it, does not lock the period.
    entry = Entry.objects.select_for_update().filter(period=period, number=number, suffix=suffix).first()
    if entry is None or entry.state != EntryState.RESERVED:
        raise Refused(f"Số {shown} không được giữ chỗ. Hãy lấy số tiếp theo của sổ.", field="number")
    if entry.holder_id not in (None, *actor.principals, *for_ids):
        raise Refused(f"Số {shown} giữ chỗ cho {entry.holder_label}.", field="number")
    if entry.expires_at is not None and entry.expires_at <= at:
        raise Refused(f"Số {shown} đã hết hạn giữ chỗ. Hãy lấy số tiếp theo của sổ.", field="number")
    entry.state = EntryState.USED
    entry.taken_at, entry.taken_by = at, actor.label
    entry.save(update_fields=["state", "taken_at", "taken_by"])
    return entry


def _take(actor: Actor, book: Book, on: date, at: datetime, rest: str, values: Sequence[Any]) -> Entry:
    """The number and the statements that go with it; the year's first number opens its period."""
    given: list[Any] = [_TURN, book.pk, on, book.pk, on, on, book.agency_id, at, actor.label]
    for is_open in (False, True):
        if is_open:
            locked_period(book, on)  # makes the period, or says why there is none
        with rows.cursor() as cursor:
            cursor.execute(_TAKEN + rest, given + list(values))
            found = cursor.fetchone()
        if found is not None:
            entry = Entry(
                pk=found[0], agency_id=book.agency_id, period_id=found[1], number=found[2], state=EntryState.USED,
                taken_at=at, taken_by=actor.label,
            )  # fmt: skip
            entry._state.adding = False
            return entry
    raise Refused(f"{book.name} vừa được khoá. Chọn sổ khác.")


def _marked(columns: Iterable[rows.Written]) -> tuple[list[tuple[str, str]], list[Any]]:
    """Columns with the SQL of their values, and the values that SQL still needs."""
    found, values = [], []
    for column in columns:
        mark, value = column.mark, column.value
        if column.raw == ENTRY:
            mark, value = "taken.id", None
        elif column.raw == NUMBER:
            mark, value = "taken.number", None
        elif isinstance(column.raw, str) and _is_marked(column.raw):
            mark = _FILLED
        elif isinstance(column.raw, dict) and _is_marked(text := json.dumps(column.raw, ensure_ascii=False)):
            mark, value = f"{_FILLED}::jsonb", text
        found.append((column.name, mark))
        if "%s" in mark:
            values.append(value)
    return found, values


def _is_marked(text: str) -> bool:
    return NUMBER in text or PRINTED in text


def _fill(value: Any, entry: Entry) -> Any:
    if not isinstance(value, str):
        return value
    if value in (ENTRY, NUMBER):
        return entry.pk if value == ENTRY else entry.number
    return value.replace(NUMBER, str(entry.number)).replace(PRINTED, rules.printed(entry.number))


def locked_period(book: Book, on: date) -> Period:
    """The book's period of a day, locked; the year's first is made. Raises Refused when there is none open."""
    # In the order of those who take numbers, or one of them and this one would wait for each other.
    with rows.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s::int)", [_TURN, book.pk])
    period = queries.period_for(book, on).select_for_update().first()
    if period is None and book.period_kind == PeriodKind.YEAR and _book_is_open(book, on):
        # Before there is a period, the book's own row stands between a first number and whoever ends the book.
        now = Book.objects.select_for_update(no_key=True).get(pk=book.pk)
        if _book_is_open(now, on):
            Period.objects.get_or_create(
                book=book,
                starts_on=date(on.year, 1, 1),
                defaults={"label": str(on.year), "ends_on": date(on.year + 1, 1, 1)},
            )
            period = queries.period_for(book, on).select_for_update().first()
    if period is None:
        raise Refused(f"{book.name} không mở cho ngày {on:%d/%m/%Y}. Mở sổ hoặc chọn sổ khác.")
    if period.closed_at:
        raise Refused(f"{book.name} ({period.label}) đã khoá. Chọn sổ khác.")
    return period


def _book_is_open(book: Book, on: date) -> bool:
    return book.starts_on <= on and (book.ends_on is None or on < book.ends_on)
