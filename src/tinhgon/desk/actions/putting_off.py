"""Acts of the desk: putting work off for oneself, and taking it back. The reason stays with the person; history says
that it was put off, and until when."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused, require
from tinhgon.desk import queries, rules
from tinhgon.desk.models import Snooze
from tinhgon.documents import queries as documents
from tinhgon.documents.models import Document
from tinhgon.tasks import queries as tasks
from tinhgon.tasks.models import Task


@transaction.atomic
def snooze(actor: Actor, kind: str, public_id: UUID, until: datetime | None, reason: str, at: datetime) -> Snooze:
    """Put an item of one's queue off until a moment; put off again, the new moment and reason count."""
    item = queries.item_of(actor, kind, public_id, at)
    require(rules.can_snooze(item.object if item else None, item is not None and item.is_at_once))
    post_id = item.post_id or actor.post_id if item else None
    if item is None or actor.person_id is None or post_id is None:
        raise Refused("Việc này không còn chờ đồng chí. Tải lại bàn làm việc.", code="not_found")
    possible = rules.can_wait_until(until, item.due_at, at)
    if not possible or until is None:
        raise Refused(possible.reason, field="due")
    reason = " ".join(reason.split())
    if not reason or len(reason) > 300:
        raise Refused("Ghi lý do gác lại, tối đa 300 ký tự; chỉ đồng chí đọc được.", field="reason")
    row, _ = Snooze.objects.update_or_create(
        person_id=actor.person_id,
        object_type=item.object,
        object_id=item.object_id,
        defaults={"post_id": post_id, "reason": reason, "at": at, "until_at": until},
    )
    _record(actor.seated(item.post_id), "desk.snooze", item.object, item.object_id, at, {"until": until})
    return row


@transaction.atomic
def wake(actor: Actor, kind: str, public_id: UUID, at: datetime) -> None:
    """Take something put off back into the queue; a second time changes nothing."""
    found = _object(actor, kind, public_id)
    if found is None:
        raise Refused("Không tìm thấy việc này.", code="not_found")
    row = (
        Snooze.objects.select_for_update()
        .filter(person_id=actor.person_id, object_type=kind, object_id=found.pk, until_at__gt=at)
        .first()
    )
    if row is None:
        return
    row.at, row.until_at = min(row.at, at), at
    row.save(update_fields=["at", "until_at"])
    _record(actor.seated(row.post_id), "desk.wake", kind, found.pk, at, {})


def _object(actor: Actor, kind: str, public_id: UUID) -> Document | Task | None:
    if kind == "document":
        return documents.visible_to(actor).filter(public_id=public_id).first()
    return tasks.visible_to(actor).filter(public_id=public_id).first() if kind == "task" else None


def _record(actor: Actor, verb: str, kind: str, pk: int, at: datetime, detail: dict[str, object]) -> None:
    """In the history of the thing itself, where who gave it reads that it waits."""
    found = (Document if kind == "document" else Task).objects.get(pk=pk)
    label = "Việc hạn chế" if found.is_restricted else str(found)
    audit.record(actor, verb, kind, pk, label[:400], at, home=found.agency_id, detail=detail)
