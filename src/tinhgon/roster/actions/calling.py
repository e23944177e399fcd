"""What happens while nobody opens an urgent paper: rung after rung is called, every call on record, until somebody
does. All that is known stands in rows: a killed worker goes on where it was, a second worker calls nobody twice, and a
clock that was put back or forward calls one rung a run and never a whole ladder at once."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.notices import actions as notices
from tinhgon.core.notices.choices import URGENT
from tinhgon.documents import queries as documents
from tinhgon.documents.choices import Urgency
from tinhgon.documents.models import Document
from tinhgon.roster import queries, rules
from tinhgon.roster.choices import REPEATS, Outcome, Rung, Stage
from tinhgon.roster.models import Call, Escalation


def watch(at: datetime) -> int:
    """One look at all urgent papers of all agencies; each in a transaction of its own. Returns how many were called."""
    for document, stage in queries.unopened_urgent(at):
        _begin(document, stage, at)
    return sum(_go_on(pk, at) for pk in queries.running())


def _begin(document: Document, stage: Stage, at: datetime) -> None:
    began = document.arrived_at if stage == Stage.ARRIVED else document.registered_at
    # A paper dated ahead of a clock that was wrong waits from now.
    started = min(began or at, at)
    values = {"agency_id": document.agency_id, "urgency": document.urgency, "started_at": started, "last_at": started}
    Escalation.objects.get_or_create(document=document, stage=stage, defaults=values)


@transaction.atomic
def _go_on(escalation_id: int, at: datetime) -> bool:
    row = (
        Escalation.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("document")
        .filter(pk=escalation_id, outcome="")
        .first()
    )
    if row is None:
        return False
    if row.document.state != row.stage or not row.document.urgency:
        return _end(row, Outcome.HANDLED, "", at)
    opened = queries.opener(row.document, row.stage)
    if opened is not None:
        return _end(row, Outcome.OPENED, opened.actor_label, at)
    if row.urgency != row.document.urgency:
        row.urgency = row.document.urgency
        row.save(update_fields=["urgency"])
    ladder = queries.ladder_for(row.agency_id, row.urgency, timezone.localdate(at))
    if ladder is None:
        return _end(row, Outcome.HANDLED, "", at)
    if row.last_at > at:
        # The clock was ahead when it was written: the waiting begins anew with the clock as it is.
        row.last_at = at
        row.save(update_fields=["last_at"])
        return False
    rungs = rules.rungs_of(ladder.rungs, row.stage)
    if row.call_count == 0:
        return _call(row, rungs, at)
    left = max(len(rungs) - row.call_count, 0)
    wait = rules.patience(ladder.minutes, row.last_at, row.document.reply_due_at, left)
    if not rules.is_due(row.last_at, at, wait):
        return False
    return _call(row, rungs, at)


def _call(row: Escalation, rungs: Sequence[str], at: datetime) -> bool:
    """The next rung; where nobody stands on it that is written down, and the one after is called at once."""
    for ordinal in count(row.call_count):
        if ordinal >= len(rungs) + REPEATS:
            return _end(row, Outcome.EXHAUSTED, "", at)
        rung = rungs[min(ordinal, len(rungs) - 1)]
        called = queries.called_by(row.document, rung, at)
        Call.objects.create(
            escalation=row, ordinal=ordinal + 1, rung=rung, at=at, people=called.names, is_gap=called.is_gap
        )
        row.call_count, row.last_at = ordinal + 1, at
        if not called.is_gap or ordinal + 1 >= len(rungs):
            break
    row.save(update_fields=["call_count", "last_at"])
    _tell(row, called, at)
    words = Rung(rung).label
    detail = {"rung": words, "people": called.names, "waited": _since(row)}
    _record(row, "roster.call", detail, at)
    return True


def _end(row: Escalation, outcome: Outcome, by: str, at: datetime) -> bool:
    row.outcome, row.ended_at, row.ended_by = outcome, at, by[:300]
    row.save(update_fields=["outcome", "ended_at", "ended_by"])
    if row.call_count:
        _record(row, "roster.end", {"outcome": outcome.label, "by": by}, at)
    return False


def _record(row: Escalation, verb: str, detail: dict[str, str], at: datetime) -> None:
    machine = Actor("Hệ thống", "", row.agency_id, timezone.localdate(at), channel="job", is_system=True)
    document = row.document
    audit.record(machine, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)


def _since(row: Escalation) -> str:
    return f"{timezone.localtime(row.started_at):%H:%M %d/%m}"


def _tell(row: Escalation, called: queries.Called, at: datetime) -> None:
    """In the app at once, by letter and by text message through jobs. Nothing says what the paper is about."""
    document = row.document
    for principal in called.principals:
        url = documents.address(document) if principal in called.readers else ""
        cause = f"urgent:{row.pk}:{row.call_count}"
        notices.tell(row.agency_id, [principal], "urgent", screen_words(row), url, cause, at)
    key = f"urgent-{row.pk}-{row.call_count}"
    for person in called.people:
        if person.email:
            text = f"{screen_words(row)}.\n\n{settings.BASE_URL}/\n"
            notices.write([notices.Letter(person.principal_id, person.email, message_words(row), text)], URGENT, at)
        if person.phone:
            jobs.defer("notices.text", to=person.phone, text=message_words(row), key=f"{key}-{person.pk}")


def screen_words(row: Escalation) -> str:
    """Number and urgency; of a restricted paper not even the number."""
    which = "hạn chế" if row.document.is_restricted else _number(row.document)
    ask = "vào sổ và trình ngay" if row.stage == Stage.ARRIVED else "mở xem ngay"
    return f"Văn bản {Urgency(row.urgency).label.lower()} {which} chưa có ai mở từ {_since(row)}, đề nghị {ask}"


def message_words(row: Escalation) -> str:
    """What may leave the house in a text message or a letter's subject (never the trích yếu)."""
    which = "" if row.document.is_restricted else f" {_number(row.document)}"
    return f"TinhGon: co van ban {_plain(row.urgency)}{which} chua co nguoi mo tu {_since(row)}"


def _number(document: Document) -> str:
    return document.code or (f"số đến {document.register_number}" if document.register_number else "chưa vào sổ")


_PLAIN = {Urgency.HOA_TOC: "HOA TOC", Urgency.THUONG_KHAN: "THUONG KHAN", Urgency.KHAN: "KHAN"}


def _plain(urgency: str) -> str:
    return _PLAIN[Urgency(urgency)]
