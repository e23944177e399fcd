"""What people say on a task beside reporting: urging the doer, and opinions that call others by name, with a file."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents.actions.papers import Admitted
from tinhgon.tasks import lifecycle, queries, rules
from tinhgon.tasks.actions import crossing, files, giving, rows
from tinhgon.tasks.choices import Boundary
from tinhgon.tasks.models import Opinion, Task, Urge

LONGEST = 4000


@transaction.atomic
def urge(actor: Actor, public_id: uuid.UUID, note: str, at: datetime) -> Urge:
    """Đôn đốc: tell the doers that the work is waited for; counted, and not again within two hours. A second click
    is the same urging."""
    task = rows.locked(actor, public_id)
    require(rules.can_urge(actor, task))
    post = giving.acting_post(actor)
    last = task.urges.filter(by_post_id=post.principal_id).order_by("-id").first()
    if last is not None and (at - last.at).total_seconds() < 10 and last.note == note.strip()[:500]:
        return last
    again = rules.can_urge_again(last.at if last else None, at)
    if not again:
        raise Refused(again.reason, field="note")
    made = _urged(task, actor.label, post.principal_id, note, at)
    words = f"{actor.label} đôn đốc lần {task.urge_count}" + (f": {made.note}" if made.note else "")
    rows.tell(task, rows.told(task, at), "urge", words, f"urge:{made.pk}", at)
    detail = {"note": made.note, "count": task.urge_count}
    lifecycle.record(actor, task, "tasks.urge", at, detail)
    other = crossing.mirror(actor, task, "tasks.urge", at, words, detail, kind="urge")
    if other is not None:
        Urge.objects.create(task=other, at=at, by=actor.label, by_post_id=post.principal_id, note=made.note)
    return made


def _urged(task: Task, by: str, by_post: int, note: str, at: datetime) -> Urge:
    Task.objects.filter(pk=task.pk).update(urge_count=F("urge_count") + 1)
    task.refresh_from_db(fields=["urge_count"])
    return Urge.objects.create(task=task, at=at, by=by, by_post_id=by_post, note=note.strip()[:500])


def give_opinion(
    actor: Actor,
    public_id: uuid.UUID,
    text: str,
    at: datetime,
    *,
    mentioned: Iterable[int] = (),
    file: files.Attachment | None = None,
    crosses: bool = False,
    request_key: str = "",
) -> Opinion:
    """Speak on a task; those called by name (`mentioned`, or `@Họ và tên` in the text) are told apart from the others.

    Only who may see the task can be called. Of a task across a boundary the other side hears what is said to it
    (`crosses`), and nothing else.
    """
    admitted = files.admit(actor, file, at)
    with transaction.atomic():
        return _give_opinion(actor, public_id, text, at, set(mentioned), admitted, crosses, request_key)


def _give_opinion(
    actor: Actor,
    public_id: uuid.UUID,
    text: str,
    at: datetime,
    mentioned: set[int],
    file: Admitted | None,
    crosses: bool,
    request_key: str,
) -> Opinion:
    task = rows.locked(actor, public_id)
    made = task.opinions.filter(request_key=request_key).first() if request_key else None
    if made is not None:
        return made
    require(rules.can_give_opinion(actor, task))
    text = text.strip()
    if not text:
        raise Refused("Ghi nội dung ý kiến.", field="text")
    people = queries.readers_by_name(task, actor.on)
    unknown = mentioned - set(people)
    if unknown:
        names = ", ".join(queries.labels(unknown, actor.on).values()) or "Người được nhắc"
        raise Refused(f"{names} không xem được nhiệm vụ này. Mời phối hợp trước khi nhắc tên.", field="mentioned")
    mentioned |= queries.called_in(text, people)
    opinion = Opinion.objects.create(
        task=task,
        text=text[:LONGEST],
        at=at,
        by=actor.label,
        by_post_id=giving.acting_post(actor).principal_id,
        mentioned_ids=sorted(mentioned),
        file=files.keep(file, at),
        file_name=files.name(file),
        has_crossed=crosses and task.boundary != "",
        request_key=request_key,
    )
    others = {*rows.told(task, at), *rows.givers(task)} - mentioned - actor.post_ids
    rows.tell(task, mentioned - actor.post_ids, "mention", f"{actor.label} nhắc đồng chí", f"mention:{opinion.pk}", at)
    rows.tell(task, others, "opinion", f"{actor.label} cho ý kiến", f"opinion:{opinion.pk}", at)
    detail = {"has_file": bool(opinion.file_name), "mentioned": len(mentioned)}
    lifecycle.record(actor, task, "tasks.give_opinion", at, detail)
    other = rows.across(task) if opinion.has_crossed else None
    if other is not None:
        carried = crossing.carry_opinion(other, opinion)
        to = rows.told(other, at) if other.boundary == Boundary.RECEIVED else rows.givers(other)
        rows.tell(other, to, "opinion", f"{actor.label} cho ý kiến", f"opinion:{carried.pk}", at)
        lifecycle.record(actor, other, "tasks.give_opinion", at, {"has_file": bool(opinion.file_name)})
    return opinion
