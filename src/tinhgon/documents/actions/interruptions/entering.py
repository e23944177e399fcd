"""The decided rows entered into the books, each in a transaction of its own: whoever is killed on the way leaves every
row either entered or not, and the next one goes on. A row that is refused after all waits with the reason."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.jobs import queries as queue
from tinhgon.core.numbering import actions as numbering
from tinhgon.core.numbering import rules as numbering_rules
from tinhgon.core.numbering.choices import EntryState, Flow
from tinhgon.core.numbering.models import Entry
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import intake
from tinhgon.documents.actions.interruptions import beginning, deciding, meaning
from tinhgon.documents.choices import Clash, Decision, InterruptionState, SheetRowState
from tinhgon.documents.models import Interruption, SheetRow
from tinhgon.organisation import queries as organisation

logger = logging.getLogger(__name__)

JOB = "documents.enter_interruption"
SMALL = 40
LOST_AFTER = timedelta(minutes=3)
_NOBODY = "Người cho ghi không còn giữ vị trí này, hoặc tài khoản đang khoá. Người đang giữ vị trí bấm Ghi vào sổ."

_FAILED = "Hệ thống gặp lỗi ở dòng này nên chưa ghi. Bấm Ghi vào sổ lần nữa; vẫn lỗi thì báo người quản trị hệ thống."


def enter_interruption(actor: Actor, public_id: UUID, at: datetime) -> Interruption:
    """Enter what was decided; a small file is done on return, a large one by a job. A second click is the same act.

    Compared once more before: what clashes since is to be decided first.
    """
    with transaction.atomic():
        row = beginning.locked(actor, public_id)
        if row.state in (InterruptionState.RUNNING, InterruptionState.DONE):
            return row
        require(rules.can_decide_rows(actor, row), code="state")
        beginning.compare(actor, row)
    with transaction.atomic():
        row = beginning.locked(actor, public_id)
        if row.state != InterruptionState.READY:
            return row
        if left := deciding.undecided(row):
            raise Refused(f"Còn {left} dòng chưa quyết định. Quyết định các dòng đó rồi ghi vào sổ.", code="undecided")
        assert actor.user_id is not None and actor.post_id is not None, "begun by an account in a post"
        row.state, row.started_at, row.problem = InterruptionState.RUNNING, at, ""
        row.user_id, row.post_id = actor.user_id, actor.post_id
        row.save(update_fields=["state", "started_at", "problem", "user_id", "post_id"])
        if row.rows.filter(state=SheetRowState.WAITING).count() > SMALL:
            jobs.defer(JOB, interruption_id=row.pk)
            return row
    _enter_all(actor, row, at)
    return row


def go_on(interruption_id: int, at: datetime) -> None:
    """What the job does; one that was cut off goes on where it stopped, and two at once enter nothing twice."""
    row = Interruption.objects.filter(pk=interruption_id, state=InterruptionState.RUNNING).first()
    if row is None:
        return
    actor = organisation.actor(row.user_id, timezone.localdate(at), row.post_id, channel="job")
    if actor is None or actor.post_id != row.post_id:
        _rest(row, _NOBODY)
        return
    _enter_all(actor, row, at)


def resume_lost(at: datetime) -> int:
    """Files that nobody enters any more, whatever became of who did; returns how many go on."""
    rows = Interruption.objects.filter(state=InterruptionState.RUNNING, started_at__lt=at - LOST_AFTER)
    lost = rows.exclude(pk__in=queue.awaited(JOB, "interruption_id"))
    for row in lost:
        jobs.defer(JOB, interruption_id=row.pk)
    return len(lost)


def _enter_all(actor: Actor, interruption: Interruption, at: datetime) -> None:
    waiting = interruption.rows.filter(state=SheetRowState.WAITING)
    reasons = _reasons(interruption)
    # Those that get the next number come last, behind every number that stands on a paper, also on one left out.
    turn = Case(When(decision=Decision.NEXT, then=2), When(decision=Decision.LEAVE_OUT, then=1), default=0)
    order = waiting.order_by(turn, "book", "given_on", "number", "pk")
    for pk in list(order.values_list("pk", flat=True)):
        try:
            _enter(actor, interruption, pk, reasons, at)
        except Refused as refused:
            _note(pk, refused.reason)
        except Exception:  # one row must not hold up the others, nor be tried for ever
            logger.exception("row %s of interruption %s was not entered", pk, interruption.pk)
            _note(pk, _FAILED)
    if waiting.exists():
        _rest(interruption, "Còn dòng chưa ghi được. Xem lý do ở từng dòng, quyết định lại rồi ghi tiếp.")
        beginning.compare(actor, interruption)
        return
    _finish(actor, interruption, at)


def _note(row_id: int, problem: str) -> None:
    SheetRow.objects.filter(pk=row_id, state=SheetRowState.WAITING).update(problem=problem[:500])


def _rest(row: Interruption, problem: str) -> None:
    row.state, row.problem = InterruptionState.READY, problem
    Interruption.objects.filter(pk=row.pk, state=InterruptionState.RUNNING).update(state=row.state, problem=problem)


@transaction.atomic
def _finish(actor: Actor, row: Interruption, at: datetime) -> None:
    # Another worker may have put it aside for a row that this one has entered since.
    unfinished = Interruption.objects.filter(pk=row.pk, state__in=[InterruptionState.RUNNING, InterruptionState.READY])
    changed = unfinished.update(state=InterruptionState.DONE, finished_at=at, problem="")
    row.state, row.finished_at, row.problem = InterruptionState.DONE, at, ""
    if changed:
        done = row.rows.filter(state=SheetRowState.DONE).count()
        detail = {"count": done, "left_out": row.total_count - done, "reason": beginning.words_of(row)}
        beginning.record(actor, "documents.enter_interruption", row, at, detail)


def _reasons(interruption: Interruption) -> dict[int, dict[int, str]]:
    """Why nobody used a number, where a row tells: for the register, in the place of the number."""
    rows = interruption.rows.filter(decision__in=[Decision.LEAVE_OUT, Decision.NEXT]).exclude(number=None)
    words = beginning.words_of(interruption)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        why = f": {row.note}" if row.note else ""
        moved = ", văn bản ghi ở số tiếp theo" if row.decision == Decision.NEXT else ""
        found[row.book_id][row.number or 0] = f"Số trên giấy không ghi vào sổ khi gián đoạn ({words}){moved}{why}"
    return found


@transaction.atomic
def _enter(
    actor: Actor, interruption: Interruption, row_id: int, reasons: Mapping[int, Mapping[int, str]], at: datetime
) -> None:
    row = SheetRow.objects.select_for_update(of=("self",)).select_related("book").get(pk=row_id)
    if row.state != SheetRowState.WAITING:
        return
    if row.needs_decision:
        raise Refused("Dòng chưa được quyết định.")
    decision = row.decision or Decision.AS_USED
    if decision == Decision.LEAVE_OUT:
        _leave_out(actor, interruption, row, reasons, at)
        row.state = SheetRowState.LEFT_OUT
    else:
        _give(actor, interruption, row, decision, reasons, at)
        row.state = SheetRowState.DONE
    row.cells, row.clashes, row.problem = {}, [], ""
    row.save(update_fields=["state", "cells", "clashes", "problem", "entry", "document"])


def _leave_out(
    actor: Actor, interruption: Interruption, row: SheetRow, reasons: Mapping[int, Mapping[int, str]], at: datetime
) -> None:
    """Its number was used on paper: nobody else gets it. A day outside is of no number of this interruption."""
    first, last = timezone.localdate(interruption.starts_at), timezone.localdate(interruption.ends_at)
    day = row.given_on or last
    if row.number is None or not first <= day <= last:
        return
    words = beginning.words_of(interruption)
    hand = numbering.ByHand(words, day, number=row.number, passed_over=reasons.get(row.book_id))
    numbering.leave_out(actor, row.book, hand, at)


def _give(
    actor: Actor, interruption: Interruption, row: SheetRow, decision: str, reasons: Mapping[int, Mapping[int, str]],
    at: datetime,
) -> None:  # fmt: skip
    hand = _hand(interruption, row, decision, reasons, timezone.localdate(at))
    key = f"gd-{row.key[:60]}"
    if decision == Decision.VOID:
        reason = f"Bỏ số trong thời gian gián đoạn{': ' + row.note if row.note else ''}"
        row.entry = numbering.record_by_hand(
            actor, row.book, hand, at, state=EntryState.VOID, reason=reason, request_key=key
        )
        _tell_history(actor, row, row.entry, hand, at)
    elif row.book.flow == Flow.INCOMING:
        row.document = intake.register_incoming(
            actor, _fields(interruption, row, decision), at, request_key=key, book_id=row.book_id, by_hand=hand,
            accepts_duplicate=any(clash["kind"] == Clash.DUPLICATE for clash in row.clashes),
        )  # fmt: skip
        row.entry = row.document.entry
    else:
        holder_id = row.cells.get("holder_id")
        if not (holds := numbering_rules.can_hold(row.book, holder_id or 0)):
            raise Refused(holds.reason)
        row.entry = numbering.record_by_hand(
            actor, row.book, hand, at, state=EntryState.RESERVED, reason=_outgoing_words(row), holder_id=holder_id,
            holder_label=row.cells.get("holder_of_number", ""), request_key=key,
        )  # fmt: skip
        _tell_history(actor, row, row.entry, hand, at)


def _hand(
    interruption: Interruption, row: SheetRow, decision: str, reasons: Mapping[int, Mapping[int, str]], today: date
) -> numbering.ByHand:
    assert row.given_on is not None, "a row without an error has its day"
    is_next = decision == Decision.NEXT
    is_elsewhere = any(clash["kind"] in (Clash.CLOSED, Clash.PERIOD) for clash in row.clashes)
    return numbering.ByHand(
        words=beginning.words_of(interruption),
        given_on=today if is_next and is_elsewhere else row.given_on,
        number=None if is_next else row.number,
        used_number=row.number if is_next else None,
        passed_over=reasons.get(row.book_id),
    )


def _fields(interruption: Interruption, row: SheetRow, decision: str) -> intake.IncomingFields:
    used = f"Số đến ghi trên giấy khi gián đoạn: {row.number}" if decision == Decision.NEXT else ""
    return meaning.incoming_fields(row.cells, interruption.starts_at, interruption.ends_at, used)


def _outgoing_words(row: SheetRow) -> str:
    """What the register says of a number given by hand until its paper is entered."""
    cells = row.cells
    day = f"{row.given_on:%d/%m/%Y}" if row.given_on else ""
    parts = [f"Cấp tay ngày {day}: {cells.get('content', '')}"]
    parts += [
        f"{name} {cells[key]}"
        for key, name in (("signer", "ký"), ("to_places", "gửi"), ("note", "ghi chú"))
        if cells.get(key)
    ]
    return "; ".join(parts)[:500]


def _tell_history(actor: Actor, row: SheetRow, entry: Entry, hand: numbering.ByHand, at: datetime) -> None:
    detail = {"reason": entry.reason, "holder": entry.holder_label, "by_hand": hand.words}
    audit.record(
        actor, "numbering.record_by_hand", "entry", entry.pk, f"{row.book.name}: {entry}", at, home=row.book.agency_id,
        detail=detail,
    )  # fmt: skip
