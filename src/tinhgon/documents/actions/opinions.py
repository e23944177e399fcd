"""Opinions of an answer, one a row, with what was made of each: taken over, in part, or explained why not. Refuses an
explanation without words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import answering
from tinhgon.documents.choices import OpinionOutcome, Stance
from tinhgon.documents.models import Answer, Document, OpinionItem


@dataclass(frozen=True)
class Opinion:
    """`place` is the article or matter the opinion is about; `outcome` is empty until somebody has looked at it."""

    text: str
    place: str = ""
    outcome: str = ""
    response: str = ""


@transaction.atomic
def write_opinion(
    actor: Actor, document_id: int, answer_id: int, new: Opinion, at: datetime, *, item_id: int | None = None
) -> OpinionItem:
    """Write an opinion, or what was made of it; the same words at the same place are one row."""
    document, answer = _answer(actor, document_id, answer_id)
    _require_sound(new)
    row = _item(answer, item_id) if item_id is not None else _same(answer, new)
    if row is None:
        last = answer.items.aggregate(last=Max("ordinal"))["last"] or 0
        row = OpinionItem(answer=answer, ordinal=last + 1)
    row.text, row.place = new.text.strip(), " ".join(new.place.split())[:200]
    row.outcome, row.response = new.outcome, new.response.strip()
    row.judged_at, row.judged_by = (at, actor.label) if new.outcome else (None, "")
    row.save()
    if answer.answered_at is not None and answer.stance != Stance.OPINIONS:
        answer.stance = Stance.OPINIONS
        answer.save(update_fields=["stance"])
    outcome = str(OpinionOutcome(row.outcome).label) if row.outcome else ""
    _record(
        actor, "documents.write_opinion", document, at, {"place": answer.name, "note": row.place, "outcome": outcome}
    )
    return row


@transaction.atomic
def drop_opinion(actor: Actor, document_id: int, answer_id: int, item_id: int, reason: str, at: datetime) -> None:
    """Take out an opinion that was written down in error; history keeps its words."""
    document, answer = _answer(actor, document_id, answer_id)
    row = _item(answer, item_id)
    if not reason.strip():
        raise Refused("Nêu lý do bỏ ý kiến này.", field="reason")
    detail = {"place": answer.name, "text": row.text[:300], "reason": reason.strip()}
    row.delete()
    _record(actor, "documents.drop_opinion", document, at, detail)


def _answer(actor: Actor, document_id: int, answer_id: int) -> tuple[Document, Answer]:
    document, request = answering.locked(actor, document_id)
    return document, answering.row_of(request, answer_id)


def _item(answer: Answer, item_id: int) -> OpinionItem:
    row = answer.items.filter(pk=item_id).first()
    if row is None:
        raise Refused("Không tìm thấy ý kiến này. Tải lại trang.", code="not_found")
    return row


def _same(answer: Answer, new: Opinion) -> OpinionItem | None:
    return answer.items.filter(text=new.text.strip(), place=" ".join(new.place.split())[:200]).first()


def _require_sound(new: Opinion) -> None:
    if not new.text.strip():
        raise Refused("Ghi nội dung ý kiến.", field="text")
    if new.outcome not in ("", *OpinionOutcome.values):
        raise Refused("Chọn tiếp thu, tiếp thu một phần hoặc giải trình.", field="outcome")
    if new.outcome in (OpinionOutcome.EXPLAINED, OpinionOutcome.PARTLY) and not new.response.strip():
        raise Refused("Ghi nội dung giải trình: vì sao không tiếp thu, hoặc tiếp thu phần nào.", field="response")


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, str]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
