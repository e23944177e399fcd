"""Sending a paper around for opinions (chuyển vòng, office-practice B 12): in order or at once, each reader says
something or has seen it. A reader enters the paper's handling chain when the turn comes, not before. Refuses readers of
another agency and whoever is not asked."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle as papers
from tinhgon.documents.actions import handling
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post
from tinhgon.tasks import queries, rules
from tinhgon.tasks.actions import giving
from tinhgon.tasks.choices import CIRCULATED, CirculationState, StopState
from tinhgon.tasks.models import Circulation, CirculationStop

LONGEST = 4000


@transaction.atomic
def circulate(
    actor: Actor,
    document_id: uuid.UUID,
    readers: Iterable[int],
    at: datetime,
    *,
    text: str = "",
    is_in_order: bool = True,
    due: datetime | None = None,
    request_key: str = "",
) -> Circulation:
    """Put a paper before several readers, units through their heads; a double click is the same circulation."""
    found = queries.document_for(actor, document_id)
    if found is None:
        raise Refused("Không tìm thấy văn bản, hoặc đồng chí không có quyền xem.", code="not_found")
    document = papers.locked(found.pk, found.agency_id)
    require(rules.can_circulate(actor, document))
    by_post = giving.acting_post(actor)
    made = Circulation.objects.filter(by_post=by_post, request_key=request_key).first() if request_key else None
    if made is not None:
        return made
    giving.require_due(due, at)
    asked = _asked(actor, readers, at)
    circulation = Circulation.objects.create(
        document=document,
        text=(text.strip() or CIRCULATED)[:1000],
        is_in_order=is_in_order,
        by_post=by_post,
        by=actor.label,
        at=at,
        due_at=due,
        state=CirculationState.RUNNING,
        request_key=request_key,
    )
    stops = [
        CirculationStop(circulation=circulation, ordinal=place, post=post, label=label, state=StopState.WAITING)
        for place, (post, label) in enumerate(asked, 1)
    ]
    CirculationStop.objects.bulk_create(stops)
    _begin(circulation, stops[:1] if is_in_order else stops, at)
    names = ", ".join(stop.label for stop in stops)
    _record(actor, circulation, "tasks.circulate", at, {"text": circulation.text, "note": names, "due_at": due})
    return circulation


def _asked(actor: Actor, readers: Iterable[int], at: datetime) -> list[tuple[Post, str]]:
    """The posts to be asked, in their order, each once."""
    found: dict[int, str] = {}
    is_own = False
    for principal in readers:
        try:
            who = queries.assignee(principal, localdate(at))
            require(rules.is_of_agency(actor, who.label, who.agency_id))
        except Refused as refused:
            raise Refused(refused.reason, code=refused.code, field="readers") from refused
        is_own = is_own or who.told[0] in actor.post_ids
        if who.told[0] not in actor.post_ids:
            found.setdefault(who.told[0], who.label)
    if not (some := rules.can_be_read_by(len(found), is_own)):
        raise Refused(some.reason, field="readers")
    posts = {post.principal_id: post for post in Post.objects.filter(principal_id__in=found)}
    return [(posts[principal], label) for principal, label in found.items()]


@transaction.atomic
def answer(actor: Actor, public_id: uuid.UUID, text: str, at: datetime) -> CirculationStop:
    """An opinion, or without words "đã xem"; then the next reader's turn comes. A second click is the same answer."""
    circulation, stops = _locked(actor, public_id)
    stop = _own(actor, stops)
    text = text.strip()[:LONGEST]
    is_again = stop is not None and stop.state in (StopState.ANSWERED, StopState.SEEN) and stop.answer == text
    if stop is not None and is_again:
        return stop
    require(rules.can_answer(actor, circulation, stop))
    if stop is None:
        raise Refused("Đồng chí không có tên trong vòng xin ý kiến này.")
    stop.answer, stop.answered_by = text, actor.label
    _end(stop, StopState.ANSWERED if text else StopState.SEEN, at)
    words = f"{actor.label} {'cho ý kiến' if text else 'đã xem'}"
    _tell(circulation, [circulation.by_post.principal_id], words, f"answer:{stop.pk}", at)
    _go_on(circulation, stops, at)
    _record(actor, circulation, "tasks.answer_circulation" if text else "tasks.see_circulation", at, {"text": text})
    _record_end(actor, circulation, at)
    return stop


@transaction.atomic
def skip_reader(actor: Actor, public_id: uuid.UUID, stop_id: int, reason: str, at: datetime) -> CirculationStop:
    """Pass over a reader who has left the post, is away, or need not be asked: by who sent it, with the reason."""
    circulation, stops, stop = _to_change(actor, public_id, stop_id, reason)
    stop.reason = reason.strip()[:500]
    was_current = stop.state == StopState.CURRENT
    _end(stop, StopState.SKIPPED, at)
    if was_current:
        _tell(circulation, [stop.post.principal_id], f"{actor.label} không chờ ý kiến nữa", f"skip:{stop.pk}", at)
    _go_on(circulation, stops, at)
    _record(actor, circulation, "tasks.skip_reader", at, {"note": stop.label, "reason": stop.reason})
    _record_end(actor, circulation, at)
    return stop


@transaction.atomic
def move_reader(
    actor: Actor, public_id: uuid.UUID, stop_id: int, to: int, reason: str, at: datetime
) -> CirculationStop:
    """Ask somebody else in a reader's place: who stands in, or the new holder's post."""
    circulation, stops, stop = _to_change(actor, public_id, stop_id, reason)
    try:
        ((post, label),) = _asked(actor, [to], at)
    except Refused as refused:
        raise Refused(refused.reason, code=refused.code, field="reader") from refused
    if any(row.post_id == post.pk for row in stops):
        raise Refused(f"{label} đã có tên trong vòng. Chọn người khác, hoặc bỏ qua lượt này.", field="reader")
    was_current = stop.state == StopState.CURRENT
    moved = CirculationStop.objects.create(
        circulation=circulation, ordinal=stop.ordinal, post=post, label=label, state=StopState.WAITING
    )
    stop.reason, stop.moved_to = reason.strip()[:500], moved
    _end(stop, StopState.MOVED, at)
    if was_current:
        _begin(circulation, [moved], at)
    note = f"{stop.label} → {label}"
    _record(actor, circulation, "tasks.move_reader", at, {"note": note, "reason": stop.reason})
    return moved


@transaction.atomic
def withdraw_circulation(actor: Actor, public_id: uuid.UUID, reason: str, at: datetime) -> Circulation:
    """Call it back: what was said stays, nobody else is asked. Twice is once."""
    circulation, stops = _locked(actor, public_id)
    is_own = circulation.by_post.principal_id in actor.post_ids
    if is_own and circulation.state == CirculationState.WITHDRAWN:
        return circulation
    require(rules.can_run(actor, circulation))
    if not reason.strip():
        raise Refused("Nêu lý do rút.", field="reason")
    waited = [stop for stop in stops if stop.state == StopState.CURRENT]
    for stop in stops:
        if stop.state in (StopState.CURRENT, StopState.WAITING):
            _end(stop, StopState.DROPPED, at)
    circulation.state, circulation.ended_at = CirculationState.WITHDRAWN, at
    circulation.outcome = reason.strip()[:500]
    circulation.save(update_fields=["state", "ended_at", "outcome"])
    to = [stop.post.principal_id for stop in waited]
    _tell(circulation, to, f"{actor.label} rút vòng xin ý kiến", f"withdrawn:{circulation.pk}", at)
    _record(actor, circulation, "tasks.withdraw_circulation", at, {"reason": circulation.outcome})
    return circulation


@transaction.atomic
def urge_readers(actor: Actor, public_id: uuid.UUID, note: str, at: datetime) -> Circulation:
    """Remind those whose turn it is; not again within two hours."""
    circulation, stops = _locked(actor, public_id)
    require(rules.can_urge_readers(actor, circulation, stops, at))
    waiting = [stop for stop in stops if stop.state == StopState.CURRENT]
    CirculationStop.objects.filter(pk__in=[stop.pk for stop in waiting]).update(
        urge_count=F("urge_count") + 1, urged_at=at
    )
    note = note.strip()[:300]
    words = f"{actor.label} nhắc cho ý kiến" + (f": {note}" if note else "")
    cause = f"urge:{circulation.pk}:{at.timestamp():.0f}"
    _tell(circulation, [stop.post.principal_id for stop in waiting], words, cause, at, kind="urge")
    names = ", ".join(stop.label for stop in waiting)
    _record(actor, circulation, "tasks.urge_readers", at, {"to": names, "note": note or names})
    return circulation


def _locked(actor: Actor, public_id: uuid.UUID) -> tuple[Circulation, list[CirculationStop]]:
    """A circulation of a paper the actor may see: the paper, the circulation and its stops locked in this order."""
    found = queries.circulation_for(actor, public_id)
    if found is None:
        raise Refused("Không tìm thấy vòng xin ý kiến, hoặc đồng chí không có quyền xem.", code="not_found")
    document = papers.locked(found.document_id, found.document.agency_id)
    rows = Circulation.objects.select_related("by_post").select_for_update(of=("self",))
    circulation = rows.get(pk=found.pk)
    circulation.document = document
    stops = circulation.stops.select_related("post").select_for_update(of=("self",))
    return circulation, list(stops)


def _own(actor: Actor, stops: list[CirculationStop]) -> CirculationStop | None:
    """The actor's stop: the one whose turn it is, in the post acted in before others."""
    mine = [stop for stop in stops if stop.post.principal_id in actor.post_ids]
    mine.sort(key=lambda stop: (stop.state != StopState.CURRENT, stop.post.principal_id != actor.post_id))
    return mine[0] if mine else None


def _to_change(
    actor: Actor, public_id: uuid.UUID, stop_id: int, reason: str
) -> tuple[Circulation, list[CirculationStop], CirculationStop]:
    circulation, stops = _locked(actor, public_id)
    stop = next((row for row in stops if row.pk == stop_id), None)
    if stop is None:
        raise Refused("Không tìm thấy người này trong vòng xin ý kiến.", code="not_found")
    require(rules.can_change_stop(actor, circulation, stop))
    if not reason.strip():
        raise Refused("Nêu lý do.", field="reason")
    return circulation, stops, stop


def _begin(circulation: Circulation, stops: list[CirculationStop], at: datetime) -> None:
    """The turn comes: the reader enters the paper's chain and is told; of an empty post the sender is told."""
    document, on = circulation.document, localdate(at)
    for stop in stops:
        stop.state, stop.since_at = StopState.CURRENT, at
        stop.save(update_fields=["state", "since_at"])
    handling.add_to_chain(document.agency_id, document.pk, [stop.post.principal_id for stop in stops], on)
    held = organisation.holders([stop.post_id for stop in stops], on)
    to = [stop.post.principal_id for stop in stops if stop.post_id in held]
    _tell(circulation, to, f"{circulation.by} chuyển xin ý kiến", f"turn:{circulation.pk}", at)
    for stop in stops:
        if stop.post_id not in held:
            words = f"{stop.post.title} hiện chưa có người đảm nhiệm: bỏ qua hoặc chuyển người khác"
            _tell(circulation, [circulation.by_post.principal_id], words, f"empty:{stop.pk}", at)


def _end(stop: CirculationStop, state: str, at: datetime) -> None:
    stop.state, stop.ended_at = state, at
    stop.save(update_fields=["state", "ended_at", "answer", "answered_by", "reason", "moved_to"])


def _go_on(circulation: Circulation, stops: list[CirculationStop], at: datetime) -> None:
    """The next reader's turn, or the end with what came of it in a line."""
    if any(stop.state == StopState.CURRENT for stop in stops):
        return
    following = next((stop for stop in stops if stop.state == StopState.WAITING), None)
    if following is not None:
        _begin(circulation, [following], at)
        return
    circulation.state, circulation.ended_at = CirculationState.DONE, at
    circulation.outcome = rules.outcome(stops)
    circulation.save(update_fields=["state", "ended_at", "outcome"])
    words = f"Vòng xin ý kiến đã xong, {circulation.outcome}"
    _tell(circulation, [circulation.by_post.principal_id], words, f"done:{circulation.pk}", at)


def _record_end(actor: Actor, circulation: Circulation, at: datetime) -> None:
    if circulation.state == CirculationState.DONE:
        _record(actor, circulation, "tasks.end_circulation", at, {"note": circulation.outcome})


def _record(actor: Actor, circulation: Circulation, verb: str, at: datetime, detail: dict[str, object]) -> None:
    """A line in the paper's history; of a restricted paper no words and no names."""
    document: Document = circulation.document
    kept = {"due_at": detail.get("due_at")} if document.is_restricted else detail
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=kept)


def _tell(
    circulation: Circulation, to: Iterable[int], text: str, cause: str, at: datetime, *, kind: str = "document"
) -> None:
    document = circulation.document
    address = reverse("tasks:circulation", args=[circulation.public_id])
    notices.tell(document.agency_id, to, kind, f"{text}: {document.label}", address, f"circulation:{cause}"[:120], at)
