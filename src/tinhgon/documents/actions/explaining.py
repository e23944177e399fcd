"""Asking why a person reads a paper: the question enters history, so that the officer is seen asking. Refuses papers
and people of other agencies; gives no word of the paper away."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.models import Document
from tinhgon.documents.queries import explaining


@dataclass(frozen=True)
class Paper:
    """All that the officer is told of a paper."""

    public_id: UUID
    code: str
    flow_label: str
    state_label: str
    is_restricted: bool
    issued_on: date | None


@dataclass(frozen=True)
class Answer:
    """One paper with its explanation, or the papers among which to choose."""

    paper: Paper | None
    explanation: explaining.Explanation | None
    candidates: list[Paper]


@transaction.atomic
def explain(actor: Actor, person_id: int, words: str, at: datetime) -> Answer:
    """Why the person reads the paper with this number or address, or why not."""
    require(rules.can_explain_rights(actor))
    if person_id not in {option.value for option in explaining.people_to_pick(actor)}:
        raise Refused("Chọn một người đang giữ vị trí trong cơ quan.", field="person")
    found = explaining.papers_to_explain(actor, words)
    if not found:
        raise Refused(
            "Không thấy văn bản của cơ quan có số, ký hiệu này. Gõ đủ như trên giấy, hoặc dán địa chỉ trang văn bản.",
            field="paper",
        )
    if len(found) > 1:
        return Answer(None, None, [_shown(document) for document in found])
    (document,) = found
    why = explaining.explanation(document, person_id, at)
    if why is None:
        raise Refused("Không tìm thấy người này.", field="person")
    detail = {"person": person_id, "reads": why.reads}
    label = "Văn bản hạn chế" if document.is_restricted else document.shown_code
    audit.record(
        actor, "documents.explain_rights", "document", document.pk, label, at, home=document.agency_id, detail=detail
    )
    return Answer(_shown(document), why, [])


def _shown(document: Document) -> Paper:
    return Paper(
        document.public_id,
        document.code,
        Flow(document.flow).label,
        document.state_label,
        document.is_restricted,
        document.issued_on,
    )
