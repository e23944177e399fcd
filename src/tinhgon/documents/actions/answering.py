"""Asking for answers and taking them in: the table is made when the asking paper goes out, an answer issued in this
installation enters it by itself, others are entered by hand; who is silent is urged in one click. Refuses nothing that
comes late: it is marked."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import drafting, papers
from tinhgon.documents.choices import IncomingState, OutgoingState, RecipientRole, RelationKind, Stance
from tinhgon.documents.models import Answer, AnswerRequest, Document, Relation
from tinhgon.organisation.choices import Role

_GONE = (IncomingState.RECALLED, IncomingState.REFUSED)


@dataclass(frozen=True)
class NewAnswer:
    """What was answered, and in which paper of ours it came, if in any."""

    stance: str
    answered_at: datetime
    reply_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Urged:
    """Who was told inside the installation, who is named in a letter to issue, and that letter's draft."""

    inside: list[str]
    outside: list[str]
    draft: Document | None


@transaction.atomic
def ask_answers(actor: Actor, document_id: int, due_at: datetime, at: datetime) -> AnswerRequest:
    """Mark a paper "đề nghị trả lời trước …", also one that has gone out (office-practice A 9, C 26); asked again, it
    moves the day."""
    document = papers.locked(actor, document_id)
    require(rules.can_ask_answers(actor, document))
    if due_at <= at:
        raise Refused("Hạn trả lời đã qua. Ghi một thời điểm sau bây giờ.", field="due")
    request, _ = AnswerRequest.objects.get_or_create(
        document=document, defaults={"made_at": at, "made_by": actor.label}
    )
    document.reply_due_at = due_at
    document.save(update_fields=["reply_due_at"])
    if document.state == OutgoingState.ISSUED:
        copies = Document.objects.filter(source=document).exclude(state__in=_GONE)
        copies.update(reply_due_at=due_at)
        _fill(document, request)
    _record(actor, "documents.ask_answers", document, at, {"due_at": due_at})
    return request


def open_table(actor: Actor, document: Document, at: datetime) -> None:
    """Make the table of a paper that asks, of everybody it is addressed to; part of its issue."""
    request = AnswerRequest.objects.filter(document=document).first()
    if request is None and document.reply_due_at is not None:
        request = AnswerRequest.objects.create(document=document, made_at=at, made_by=actor.label)
    if request is not None:
        _fill(document, request)


def _fill(document: Document, request: AnswerRequest) -> None:
    """A row for each "Kính gửi" that has none."""
    known = set(request.answers.values_list("name", flat=True))
    known_agencies = set(request.answers.exclude(agency=None).values_list("agency_id", flat=True))
    ordinal = _last(request)
    made = []
    for row in document.recipients.filter(role=RecipientRole.ACT).order_by("ordinal"):
        if row.name in known or row.agency_id in {*known_agencies, document.agency_id}:
            continue
        ordinal += 1
        made.append(Answer(request=request, ordinal=ordinal, name=row.name, agency_id=row.agency_id))
        known_agencies |= {row.agency_id} if row.agency_id else set()
    Answer.objects.bulk_create(made)


def take_in(actor: Actor, reply: Document, sent: dict[int, Document], at: datetime) -> None:
    """Let an answer just issued enter the tables of those it answers and reached; part of its issue."""
    answered = reply.relations.filter(kind=RelationKind.REPLIES, withdrawn_at=None).select_related(
        "to_document__source__source"
    )
    for relation in answered:
        asking = relation.to_document.source if relation.to_document else None
        while asking is not None and asking.agency_id not in sent:
            asking = asking.source
        if asking is None:
            continue
        arrived = sent[asking.agency_id]
        Relation.objects.get_or_create(
            from_document=arrived,
            to_document=asking,
            kind=RelationKind.REPLIES,
            withdrawn_at=None,
            defaults={"made_at": at, "made_by": actor.label},
        )
        request = AnswerRequest.objects.select_for_update().filter(document=asking).first()
        if request is not None:
            _enter(actor, request, asking, reply, arrived, at)


def _enter(
    actor: Actor, request: AnswerRequest, asking: Document, reply: Document, arrived: Document, at: datetime
) -> None:
    row, _ = Answer.objects.get_or_create(
        request=request,
        agency_id=reply.agency_id,
        defaults={"ordinal": _last(request) + 1, "name": reply.issuer, "was_asked": False},
    )
    row.stance = row.stance or Stance.OTHER
    row.answered_at, row.reply, row.entered_by = at, arrived, ""
    row.save(update_fields=["stance", "answered_at", "reply", "entered_by"])
    audit.record(
        actor, "documents.answered", "document", asking.pk, asking.label, at, home=asking.agency_id,
        detail={"place": row.name},
    )  # fmt: skip
    words = "trả lời sau khi đã đóng tổng hợp" if request.closed_at else "đã trả lời"
    to = [asking.drafter.principal_id] if asking.drafter else []
    text = f"{row.name} {words}: {asking.label}"
    notices.tell(asking.agency_id, to, "answer", text, queries.address(asking), f"answer:{arrived.pk}", at)


@transaction.atomic
def add_asked(actor: Actor, document_id: int, name: str, at: datetime) -> Answer:
    """Put a place into the table that the paper does not name; the same name is one row."""
    document, request = locked(actor, document_id)
    name = " ".join(name.split())[:300]
    if not name:
        raise Refused("Ghi tên nơi được đề nghị trả lời.", field="name")
    made, is_new = Answer.objects.get_or_create(request=request, name=name, defaults={"ordinal": _last(request) + 1})
    if is_new:
        _record(actor, "documents.add_asked", document, at, {"place": name})
    return made


@transaction.atomic
def record_answer(actor: Actor, document_id: int, answer_id: int, new: NewAnswer, at: datetime) -> Answer:
    """Write down an answer by hand: one that came on paper or by word, or the paper of ours that it is."""
    document, request = locked(actor, document_id)
    row = row_of(request, answer_id)
    if new.stance not in Stance.values:
        raise Refused("Chọn nơi này trả lời thế nào.", field="stance")
    if new.answered_at > at:
        raise Refused("Thời điểm trả lời chưa tới. Ghi ngày đã nhận.", field="answered_on")
    reply = _reply(actor, new.reply_id)
    row.stance, row.answered_at, row.note = new.stance, new.answered_at, new.note.strip()[:300]
    row.reply, row.entered_by = reply or row.reply, actor.label
    row.save(update_fields=["stance", "answered_at", "note", "reply", "entered_by"])
    if reply is not None:
        Relation.objects.get_or_create(
            from_document=reply,
            to_document=document,
            kind=RelationKind.REPLIES,
            withdrawn_at=None,
            defaults={"made_at": at, "made_by": actor.label},
        )
    _record(actor, "documents.record_answer", document, at, {"place": row.name, "note": row.note})
    return row


@transaction.atomic
def clear_answer(actor: Actor, document_id: int, answer_id: int, reason: str, at: datetime) -> Answer:
    """Take back an answer that was entered in error; its opinions stay, they were somebody's work."""
    document, request = locked(actor, document_id)
    row = row_of(request, answer_id)
    if row.answered_at is None:
        return row
    if not reason.strip():
        raise Refused("Nêu lý do bỏ trả lời này.", field="reason")
    row.stance, row.answered_at, row.reply, row.entered_by = "", None, None, ""
    row.save(update_fields=["stance", "answered_at", "reply", "entered_by"])
    _record(actor, "documents.clear_answer", document, at, {"place": row.name, "reason": reason.strip()})
    return row


@transaction.atomic
def close_answers(actor: Actor, document_id: int, at: datetime) -> AnswerRequest:
    """Close the table; what comes later is taken in and marked so."""
    document, request = locked(actor, document_id)
    if request.closed_at is None:
        request.closed_at, request.closed_by = at, actor.label
        request.save(update_fields=["closed_at", "closed_by"])
        _record(actor, "documents.close_answers", document, at, {})
    return request


@transaction.atomic
def reopen_answers(actor: Actor, document_id: int, at: datetime) -> AnswerRequest:
    document, request = locked(actor, document_id)
    if request.closed_at is not None:
        request.closed_at, request.closed_by = None, ""
        request.save(update_fields=["closed_at", "closed_by"])
        _record(actor, "documents.reopen_answers", document, at, {})
    return request


@transaction.atomic
def urge_answers(actor: Actor, document_id: int, at: datetime, only: Collection[int] = ()) -> Urged:
    """Urge who has not answered, once a day each: inside the installation the desk over there is told, the others are
    named in the draft of a letter. A second click urges nobody twice."""
    document, request = locked(actor, document_id)
    if document.state != OutgoingState.ISSUED:
        raise Refused("Văn bản chưa phát hành nên chưa đôn đốc được.")
    silent = [row for row in _silent(request, only) if row.urged_at is None or not _is_today(row.urged_at, actor)]
    copies = {copy.agency_id: copy for copy in Document.objects.filter(source=document).exclude(state__in=_GONE)}
    inside = [row for row in silent if row.agency_id in copies]
    outside = [row for row in silent if row.agency_id not in copies]
    for row in inside:
        _tell(actor, document, copies[row.agency_id or 0], row, at)
    urged = inside + (outside if rules.can_draft(actor) else [])
    for row in urged:
        row.urged_at, row.urge_count = at, row.urge_count + 1
    Answer.objects.bulk_update(urged, ["urged_at", "urge_count"])
    if urged:
        _record(actor, "documents.urge_answers", document, at, {"places": [row.name for row in urged]})
    # Nobody is marked as urged by a letter that could not be drafted.
    names = [row.name for row in outside]
    draft = _letter(actor, document, names, at) if names and rules.can_draft(actor) else None
    return Urged([row.name for row in inside], names, draft)


def _silent(request: AnswerRequest, only: Collection[int]) -> list[Answer]:
    rows = request.answers.filter(was_asked=True).select_related("reply").order_by("ordinal")
    silent = [row for row in rows if row.answered_at is None or (row.reply and row.reply.state in _GONE)]
    return [row for row in silent if not only or row.pk in only]


def _is_today(moment: datetime, actor: Actor) -> bool:
    return timezone.localdate(moment) == actor.on


def _tell(actor: Actor, document: Document, copy: Document, row: Answer, at: datetime) -> None:
    to: Iterable[int] = {
        *queries.role_posts(copy.agency_id, Role.CLERK, actor.on),
        *queries.post_principals([copy.lead_post_id] if copy.lead_post_id else []),
    }
    due = f", hạn {timezone.localtime(document.reply_due_at):%H:%M %d/%m/%Y}" if document.reply_due_at else ""
    text = f"{document.issuer} đôn đốc trả lời{due}: {copy.label}"
    notices.tell(copy.agency_id, to, "urge", text, queries.address(copy), f"urge-answer:{row.pk}:{actor.on}", at)


def _letter(actor: Actor, document: Document, names: list[str], at: datetime) -> Document:
    """The draft of the letter that urges who is outside; one a day."""
    due = f" trước {timezone.localtime(document.reply_due_at):%H:%M ngày %d/%m/%Y}" if document.reply_due_at else ""
    day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    new = drafting.NewDraft(
        subject=f"đôn đốc trả lời văn bản số {document.code}",
        type_code="CV",
        body_id=document.issuing_body_id,
        is_restricted=document.is_restricted,
        addressees=tuple(names),
        text=f"{document.issuer} có văn bản số {document.code}{day} đề nghị cơ quan, đơn vị trả lời{due}. Đến nay chưa "
        f"nhận được văn bản trả lời.\nĐề nghị cơ quan, đơn vị khẩn trương gửi ý kiến để {document.issuer} tổng hợp.",
    )
    key = hashlib.sha256(f"urge {document.pk} {actor.on} {names}".encode()).hexdigest()
    made = drafting.draft(actor, new, at, request_key=key)
    Relation.objects.get_or_create(
        from_document=made, to_document=document, kind=RelationKind.REFERS, withdrawn_at=None,
        defaults={"made_at": at, "made_by": actor.label},
    )  # fmt: skip
    return made


def locked(actor: Actor, document_id: int) -> tuple[Document, AnswerRequest]:
    document = papers.locked(actor, document_id)
    require(rules.can_keep_answers(actor, document))
    request = AnswerRequest.objects.select_for_update().filter(document=document).first()
    if request is None:
        raise Refused("Văn bản này chưa đề nghị trả lời. Ghi hạn trả lời trước.", code="wrong_state")
    return document, request


def row_of(request: AnswerRequest, answer_id: int) -> Answer:
    row = request.answers.filter(pk=answer_id).first()
    if row is None:
        raise Refused("Không tìm thấy dòng này trong bảng. Tải lại trang.", code="not_found")
    return row


def _reply(actor: Actor, reply_id: int | None) -> Document | None:
    if reply_id is None:
        return None
    reply = queries.visible_to(actor).filter(pk=reply_id, agency_id=actor.agency_id).exclude(state__in=_GONE).first()
    if reply is None or not reply.is_incoming:
        raise Refused("Chọn văn bản đến của cơ quan mà đồng chí được xem.", field="reply")
    return reply


def _last(request: AnswerRequest) -> int:
    return request.answers.aggregate(last=Max("ordinal"))["last"] or 0


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
