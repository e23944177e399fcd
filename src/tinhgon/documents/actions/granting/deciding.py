"""The second person's word: the papers know their reader in the same transaction, and the reader holds the grant for
its time alone. Refuses papers that are not there and who decides for himself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.models import Holding
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions.granting import ending, telling
from tinhgon.documents.choices import GrantState, Scope
from tinhgon.documents.models import Document, GrantPaper, ReadingGrant, VisibilityRule
from tinhgon.documents.queries import granting

DAY = timedelta(days=1)


@transaction.atomic
def approve_grant(actor: Actor, grant_id: int, note: str, at: datetime) -> ReadingGrant:
    """Lend the papers: an emergency begins now, a case on its first day; both end by themselves."""
    grant, readers = telling.locked(actor, grant_id)
    require(rules.can_decide_grant(actor, grant, readers))
    if grant.is_emergency:
        grant.starts_at, grant.ends_at = at, at + timedelta(hours=grant.hours or 1)
    elif grant.ends_at is None or grant.ends_at <= at:
        raise Refused("Thời hạn của vụ việc đã qua. Rút đề nghị và lập lại.", code="conflict")
    _name_papers(grant)
    grant.state = GrantState.APPROVED
    _decide(actor, grant, note, at)
    Holding.objects.filter(principal_id=grant.principal_id).update(starts_at=grant.starts_at, ends_at=grant.ends_at)
    VisibilityRule.objects.create(
        agency_id=grant.agency_id,
        principal_id=grant.principal_id,
        scope=Scope.CASE,
        flow=grant.flow,
        includes_restricted=grant.includes_restricted,
        starts_on=timezone.localdate(at),
        ends_on=timezone.localdate(grant.ends_at - timedelta(microseconds=1)) + DAY,
        approved_by=actor.label[:300],
    )
    ending.begin_compiling(grant, at)
    telling.told(actor, grant, "documents.grant_reading", at)
    if grant.is_emergency:
        paper = Document.objects.get(pk__in=grant.papers.values("document_id"))
        detail = {"grant": grant.pk, "people": list(readers.values()), "ends_at": grant.ends_at}
        label = "Văn bản hạn chế" if paper.is_restricted else paper.label
        audit.record(
            actor, "documents.grant_reading", "document", paper.pk, label, at, home=grant.agency_id, detail=detail
        )
    return grant


@transaction.atomic
def refuse_grant(actor: Actor, grant_id: int, note: str, at: datetime) -> ReadingGrant:
    grant, readers = telling.locked(actor, grant_id)
    require(rules.can_decide_grant(actor, grant, readers))
    if not note.strip():
        raise Refused("Ghi lý do không duyệt để người đề nghị biết.", field="note")
    grant.state = GrantState.REFUSED
    _decide(actor, grant, note, at)
    telling.told(actor, grant, "documents.refuse_reading", at)
    return grant


def _decide(actor: Actor, grant: ReadingGrant, note: str, at: datetime) -> None:
    grant.decision_note = " ".join(note.split())[:300]
    grant.decided_by_id, grant.decided_label, grant.decided_at = actor.person_id, actor.label[:300], at
    grant.save()


def _name_papers(grant: ReadingGrant) -> None:
    """What was asked for in words becomes papers: an emergency's number, a case's criteria."""
    if grant.by_criteria:
        found = list(granting.matching(grant).values_list("pk", flat=True)[: granting.MOST_PAPERS + 1])
        if len(found) > granting.MOST_PAPERS:
            raise Refused("Vụ việc gồm quá nhiều văn bản. Không duyệt, đề nghị thu hẹp tiêu chí.", code="too_many")
        GrantPaper.objects.bulk_create(GrantPaper(grant=grant, document_id=pk) for pk in found)
    elif grant.is_emergency and not grant.papers.exists():
        hidden = granting.hidden_papers(grant.agency_id, grant.wanted)
        if len(hidden) != 1:
            why = "Nhiều văn bản hạn chế có số này" if hidden else "Cơ quan không có văn bản nào mang số này"
            raise Refused(f"{why}. Không duyệt, và báo người đề nghị gửi lại với địa chỉ trang văn bản.")
        GrantPaper.objects.create(grant=grant, document=hidden[0])
    if not grant.papers.exists():
        raise Refused("Không có văn bản nào như vậy. Không duyệt, đề nghị sửa tiêu chí.", code="conflict")
