"""Who goes to a meeting: a leader's answer, somebody sent instead, and what follows when a later paper moves the
meeting or calls it off. Refuses meetings that no longer stand, and warns once of another meeting at the same time."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import handling, intake
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Invitation
from tinhgon.meetings import queries, rules
from tinhgon.meetings.choices import Answer
from tinhgon.meetings.models import Attendance
from tinhgon.organisation.models import Post


class Clashing(Refused):
    """Who would go has something else at that time; said once, then it is the answerer's decision."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words}. Chọn lại, hoặc xác nhận vẫn dự.", code="clash", field="accepts_clash")


def set_meeting(actor: Actor, public_id: UUID, fields: intake.MeetingFields, at: datetime) -> Invitation:
    """Write down or put right when and where a paper invites to; who goes is told by a job."""
    return intake.set_meeting(actor, public_id, fields, at)


@transaction.atomic
def answer(
    actor: Actor,
    public_id: UUID,
    answer: str,
    at: datetime,
    *,
    for_principal: int | None = None,
    send_to: int | None = None,
    note: str = "",
    accepts_clash: bool = False,
) -> Attendance:
    """Go, send somebody, or decline (office-practice B 18); the same answer twice changes nothing.

    The invitation that waited for this answer is settled by it and leaves the queue. Raises Clashing.
    """
    document, invitation = _locked(actor, public_id)
    post = _asked(actor, document, invitation, for_principal, answer)
    target = _target(actor, post, answer, send_to)
    if not accepts_clash and answer != Answer.DECLINED:
        _warn(actor, invitation, target or post)
    note = " ".join(note.replace("\x00", "").split())[:300]
    before = Attendance.objects.filter(invitation=invitation, post=post).first()
    sent = Attendance.objects.filter(invitation=invitation, sent_by=post, answer=Answer.GOING).first()
    if before is not None and (before.answer, before.note) == (answer, note) and _same(sent, target):
        return before
    made = _write(actor, invitation, post, answer, at, note=note)
    if sent is not None and (target is None or sent.post_id != target.pk):
        _write(actor, invitation, sent.post, Answer.DECLINED, at, sent_by=post, note="Đã đổi người dự")
        _tell(invitation, [sent.post.principal_id], "Không phải dự họp nữa", "unsent", at)
    if target is not None:
        _write(actor, invitation, target, Answer.GOING, at, sent_by=post)
        handling.add_to_chain(document.agency_id, document.pk, [target.principal_id], actor.on)
        _tell(invitation, [target.principal_id], f"Được cử dự họp {_when(invitation)}", "sent", at)
    if post.principal_id not in actor.post_ids:
        _tell(invitation, [post.principal_id], f"{actor.label} trả lời thay: {made.get_answer_display()}", "for", at)
    if made.sent_by is not None and answer == Answer.DECLINED:
        _tell(invitation, [made.sent_by.principal_id], f"{actor.label} không dự được", "cannot", at)
    if document.state == IncomingState.REGISTERED and document.waits_for_id == post.principal_id:
        kind = "settled" if answer == Answer.DECLINED else "met"
        handling.end(actor, document, _reason(actor, post, target, answer), at, closes_as=kind)
    _record(actor, document, post, target, answer, at)
    return made


def _locked(actor: Actor, public_id: UUID) -> tuple[Document, Invitation]:
    found = documents.invitation_for(actor, public_id)
    if found is None:
        raise Refused("Không tìm thấy giấy mời.", code="not_found")
    if found.agency_id != actor.agency_id:
        require(rules.can_answer(actor, found.document, None))
    document = lifecycle.locked(found.document_id, found.agency_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    invitation.document = document
    require(rules.is_open(invitation, Invitation.objects.filter(replaces=invitation).exists()))
    return document, invitation


def _asked(actor: Actor, document: Document, invitation: Invitation, principal_id: int | None, answer: str) -> Post:
    """The post that is answered for: the one named, else the first the actor may answer for. Raises Refused where this
    answer is not open to the actor."""
    posts = queries.answerable_posts(actor, document, invitation)
    chosen = next((post for post in posts if principal_id in (None, post.principal_id)), None)
    if chosen is None:
        require(rules.can_answer(actor, document, principal_id, queries.helped(actor)))
        raise Refused("Người được mời không còn giữ vị trí này. Chọn người khác.", field="for_principal")
    row = Attendance.objects.filter(invitation=invitation, post=chosen).first()
    require(rules.can_answer(actor, document, chosen.principal_id, queries.helped(actor), row, answer))
    return chosen


def _target(actor: Actor, post: Post, answer: str, send_to: int | None) -> Post | None:
    if answer not in Answer.values:
        raise Refused("Chọn dự, cử người dự hoặc không dự.", code="invalid", field="answer")
    if answer != Answer.SENT:
        return None
    target = queries.post_meant(actor, send_to, actor.on) if send_to is not None else None
    if target is None:
        raise Refused("Chọn người dự thay trong cơ quan.", code="invalid", field="send_to")
    if target.pk == post.pk:
        raise Refused("Người được cử chính là người được mời. Bấm “Dự”.", code="invalid", field="send_to")
    return target


def _warn(actor: Actor, invitation: Invitation, post: Post) -> None:
    apart = [pk for pk in (invitation.pk, invitation.replaces_id) if pk is not None]
    found = queries.clashes([post.pk], invitation.starts_at, invitation.ends_at, apart)
    if found:
        name = queries.names_of([post], actor.on)[post.pk]
        raise Clashing(f"{name} {'; '.join(clash.words for clash in found)}")


def _same(sent: Attendance | None, target: Post | None) -> bool:
    return (sent.post_id if sent else None) == (target.pk if target else None)


def _write(
    actor: Actor,
    invitation: Invitation,
    post: Post,
    answer: str,
    at: datetime,
    *,
    sent_by: Post | None = None,
    note: str = "",
) -> Attendance:
    values = {
        "agency_id": invitation.agency_id,
        "answer": answer,
        "note": note,
        "at": at,
        "by": actor.label,
        "told_as": _print(invitation),
    }
    if sent_by is not None:
        values["sent_by"] = sent_by
    row, _ = Attendance.objects.update_or_create(invitation=invitation, post=post, defaults=values)
    return row


def _record(actor: Actor, document: Document, post: Post, target: Post | None, answer: str, at: datetime) -> None:
    verb = "meetings.send" if target is not None else "meetings.answer"
    detail = {"for": post.title, "answer": Answer(answer).label} | ({"sent": target.title} if target else {})
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)


def _reason(actor: Actor, post: Post, target: Post | None, answer: str) -> str:
    names = queries.names_of([p for p in (post, target) if p is not None], actor.on)
    if target is not None:
        return f"Cử {names[target.pk]} dự họp"
    return f"{names[post.pk]} {Answer(answer).label.lower()} họp"


def _tell(invitation: Invitation, to: list[int], words: str, cause: str, at: datetime) -> None:
    document = invitation.document
    notices.tell(
        invitation.agency_id,
        to,
        "meeting",
        f"{words}: {document.label}",
        documents.address(document),
        f"meeting:{invitation.pk}:{cause}:{at.timestamp():.3f}",
        at,
    )


def _when(invitation: Invitation) -> str:
    return f"{timezone.localtime(invitation.starts_at):%H:%M %d/%m/%Y}"


def _print(invitation: Invitation) -> str:
    """What a change of a meeting is told by: its times, place, and whether it stands."""
    said = (invitation.starts_at.timestamp(), invitation.ends_at, invitation.place, invitation.is_called_off)
    return hashlib.sha256(repr(said).encode()).hexdigest()


@transaction.atomic
def follow(invitation_id: int, at: datetime) -> int:
    """After an invitation was written: whoever goes to the meeting it replaces goes to this one, reads its paper and is
    told what is new. Twice is once; returns how many were told."""
    found = Invitation.objects.filter(pk=invitation_id).first()
    if found is None:
        return 0
    document = lifecycle.locked(found.document_id, found.agency_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation_id)
    invitation.document = document
    carried = _carry_over(invitation)
    changed = [row for row in queries.attendance_rows(invitation) if row.told_as != _print(invitation)]
    told = [row.post.principal_id for row in changed if row.answer == Answer.GOING]
    Attendance.objects.filter(pk__in=[row.pk for row in changed]).update(told_as=_print(invitation))
    if told:
        on = timezone.localdate(at)
        handling.add_to_chain(document.agency_id, document.pk, told, on)
        words = "Cuộc họp hoãn, huỷ" if invitation.is_called_off else f"Lịch họp thay đổi, {_when(invitation)}"
        _tell(invitation, told, words, "changed", at)
    if carried or told:
        machine = Actor("Hệ thống", "", document.agency_id, timezone.localdate(at), channel="job", is_system=True)
        home, detail = document.agency_id, {"carried": carried, "told": len(told)}
        audit.record(machine, "meetings.follow", "document", document.pk, document.label, at, home=home, detail=detail)
    return len(told)


def _carry_over(invitation: Invitation) -> int:
    """Answers to the meeting that this one replaces hold for it too, until they are given anew."""
    if invitation.replaces_id is None:
        return 0
    answered = set(Attendance.objects.filter(invitation=invitation).values_list("post_id", flat=True))
    older = Attendance.objects.filter(invitation_id=invitation.replaces_id).exclude(post_id__in=answered)
    rows = [
        Attendance(
            agency_id=row.agency_id,
            invitation=invitation,
            post_id=row.post_id,
            answer=row.answer,
            sent_by_id=row.sent_by_id,
            note=row.note,
            told_as=row.told_as,
            at=row.at,
            by=row.by,
        )
        for row in older.order_by("pk")
    ]
    Attendance.objects.bulk_create(rows)
    return len(rows)
