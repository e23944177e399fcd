"""Saying how one paper stands to another, taking an error back, and letting what a paper says take effect when it is
issued. Refuses what has no other paper, no day where the law asks for one, and two papers that end each other."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import CHANGING_KINDS, ENDING_KINDS, OutgoingState, RelationKind
from tinhgon.documents.models import Document, Relation
from tinhgon.organisation.choices import Role

_EFFECTS = [*ENDING_KINDS, *CHANGING_KINDS]


@dataclass(frozen=True)
class NewRelation:
    """What is said: by this paper of another, or, `is_backward`, by the other of this one."""

    kind: str
    other_id: int | None = None
    outside: str = ""
    is_backward: bool = False
    effective_on: date | None = None
    until_on: date | None = None
    is_partial: bool = False
    note: str = ""


@transaction.atomic
def relate(actor: Actor, document_id: int, new: NewRelation, at: datetime) -> Relation:
    """Write down how the paper stands to another one (NĐ 30/2020 điều 18.3; office-practice C 27); the same said again
    is the same relation."""
    _lock_both(document_id, new.other_id)
    document = papers.locked(actor, document_id)
    require(rules.can_relate(actor, document))
    other = _other(actor, document, new)
    _require_sound(new, other)
    said_by, said_of = (other, document) if new.is_backward else (document, other)
    if other is not None and new.kind in ENDING_KINDS:
        _require_no_circle(said_by, said_of)
    row, is_new = Relation.objects.get_or_create(
        from_document=said_by,
        to_document=said_of,
        kind=new.kind,
        outside="" if other else _outside(new),
        withdrawn_at=None,
        defaults={
            "effective_on": new.effective_on,
            "until_on": new.until_on,
            "is_partial": new.is_partial,
            "note": new.note.strip()[:300],
            "made_at": at,
            "made_by": actor.label,
        },
    )
    if is_new:
        _record(actor, "documents.relate", document, at, _detail(row, document))
    return row


@transaction.atomic
def withdraw_relation(actor: Actor, document_id: int, relation_id: int, reason: str, at: datetime) -> Relation:
    """Take back a relation that was written in error; it stays in history with the reason."""
    document = papers.locked(actor, document_id)
    require(rules.can_withdraw_relation(actor, document))
    row = (
        Relation.objects.select_for_update(of=("self",))
        .filter(Q(from_document=document) | Q(to_document=document), pk=relation_id)
        .select_related("from_document", "to_document")
        .first()
    )
    if row is None:
        raise Refused("Không tìm thấy quan hệ này. Tải lại trang văn bản.", code="not_found")
    if row.withdrawn_at is not None:
        return row
    if not reason.strip():
        raise Refused("Nêu lý do bỏ quan hệ này; lý do giữ trong nhật ký.", field="reason")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, actor.label, reason.strip()[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    detail = _detail(row, document) | {"reason": reason.strip()}
    _record(actor, "documents.withdraw_relation", document, at, detail)
    return row


def take_effect(actor: Actor, document: Document, at: datetime) -> None:
    """Let what the paper says of others begin, on its own day where it names none; part of its issue. Whoever holds
    such a paper is told, without a word of the new one."""
    rows = document.relations.filter(kind__in=_EFFECTS, withdrawn_at=None).select_related("to_document")
    for row in rows:
        if row.effective_on is None:
            row.effective_on = document.issued_on
            row.save(update_fields=["effective_on"])
        if row.to_document is None or document.is_restricted:
            continue
        old = row.to_document
        if old.agency_id == actor.agency_id:
            _record(actor, "documents.affect", old, at, _detail(row, old))
        for copy in queries.copies_below(old):
            _tell(actor, copy, row, at)


def _tell(actor: Actor, copy: Document, row: Relation, at: datetime) -> None:
    to = set(queries.role_posts(copy.agency_id, Role.CLERK, actor.on))
    to |= set(queries.post_principals([copy.lead_post_id] if copy.lead_post_id else []))
    words = rules.backwards(row.kind).removesuffix(" bởi").removesuffix(" theo").lower()
    text = f"{copy.label}: {words}. Mở văn bản để xem từ ngày nào."
    notices.tell(copy.agency_id, to, "effect", text, queries.address(copy), f"effect:{row.pk}:{copy.pk}", at)


def _lock_both(document_id: int, other_id: int | None) -> None:
    """In the order of keys: two people who relate the same papers from either end must not wait for each other."""
    ids = [document_id, other_id] if other_id is not None else [document_id]
    list(Document.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _other(actor: Actor, document: Document, new: NewRelation) -> Document | None:
    if new.other_id is None:
        return None
    other = queries.visible_to(actor).filter(pk=new.other_id).first()
    if other is None:
        raise Refused("Không tìm thấy văn bản kia trong những văn bản đồng chí được xem. Chọn lại.", field="other")
    if document.pk in (other.pk, other.source_id) or document.source_id == other.pk:
        raise Refused("Hai bên là cùng một văn bản. Chọn văn bản khác.", field="other")
    return other


def _require_sound(new: NewRelation, other: Document | None) -> None:
    if new.kind not in RelationKind.values or new.kind == RelationKind.BUILT_ON:
        raise Refused("Chọn quan hệ giữa hai văn bản.", field="kind")
    if other is None and not _outside(new) and new.kind != RelationKind.EXPIRES:
        raise Refused("Chọn văn bản kia, hoặc ghi số, ký hiệu, ngày và cơ quan ban hành của nó.", field="other")
    if other is None and new.kind == RelationKind.EXPIRES and not new.is_backward:
        raise Refused("Ghi “hết hiệu lực” trên trang của chính văn bản hết hiệu lực.", field="kind")
    if new.kind == RelationKind.EXTENDS and new.until_on is None:
        raise Refused("Ghi ngày cuối cùng còn hiệu lực sau khi gia hạn.", field="until_on")
    if new.kind == RelationKind.EXPIRES and new.effective_on is None:
        raise Refused("Ghi ngày hết hiệu lực.", field="effective_on")
    if new.is_partial and not new.note.strip():
        raise Refused("Ghi phần nào của văn bản, ví dụ “khoản 2 Điều 5”.", field="note")


def _require_no_circle(said_by: Document | None, said_of: Document | None) -> None:
    if Relation.objects.filter(
        from_document=said_of, to_document=said_by, kind__in=ENDING_KINDS, withdrawn_at=None
    ).exists():
        raise Refused("Văn bản kia đã thay thế hoặc bãi bỏ văn bản này. Bỏ quan hệ ghi nhầm trước.", field="other")


def _outside(new: NewRelation) -> str:
    return " ".join(new.outside.split())[:300]


def _detail(row: Relation, document: Document) -> dict[str, object]:
    """What history keeps on one paper. The other one is there by its id: who reads this history need not see it."""
    is_said = row.from_document_id == document.pk
    words = str(row.get_kind_display()) if is_said else rules.backwards(row.kind)
    other = row.to_document_id if is_said else row.from_document_id
    return {"relation": f"{words} {row.outside}".strip(), "other_id": other, "effective_on": row.effective_on}


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)


def answered_by(actor: Actor, document: Document, reply_id: int, at: datetime) -> Relation:
    """A paper answers another, part of closing it: an answer may stand for several papers, and several for one."""
    reply = queries.visible_to(actor).filter(pk=reply_id).first()
    if reply is None:
        raise Refused("Không tìm thấy văn bản trả lời trong những văn bản đồng chí được xem.", field="replies")
    if reply.is_incoming:
        raise Refused(f"{reply.label} là văn bản đến. Chọn văn bản đi đã trả lời.", field="replies")
    if reply.state != OutgoingState.ISSUED:
        raise Refused(
            f"{reply.label} chưa phát hành hoặc không còn hiệu lực. Phát hành rồi kết thúc, hoặc chọn văn bản khác.",
            field="replies",
        )
    row, is_new = Relation.objects.get_or_create(
        from_document=reply,
        to_document=document,
        kind=RelationKind.REPLIES,
        outside="",
        withdrawn_at=None,
        defaults={"made_at": at, "made_by": actor.label},
    )
    if is_new:
        _record(actor, "documents.relate", document, at, _detail(row, document))
    return row
