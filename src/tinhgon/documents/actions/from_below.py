"""A draft that came with a proposal from below becomes this body's own paper (office-practice B 17): taken over once,
by one specialist, without a byte copied; issued, it answers the proposal; called back by its sender, it goes no further
up. Refuses what is no draft, and a second person at the same one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import briefing, closing, drafting, joint, papers, readers
from tinhgon.documents.choices import (
    ON_ITS_WAY,
    BriefState,
    IncomingState,
    OutgoingState,
    RelationKind,
    StepState,
    VersionKind,
)
from tinhgon.documents.models import Brief, Document, Relation, TakenOver, Version
from tinhgon.documents.queries import from_below
from tinhgon.organisation.choices import Role

_STOPS = (OutgoingState.SUBMITTED, OutgoingState.APPROVED)


@dataclass(frozen=True)
class Taking:
    """Which file becomes a draft of what, who wrote it, and what the specialist finds."""

    version_id: int
    new: drafting.NewDraft
    drafting_unit: str = ""
    appraisal: str = ""


@transaction.atomic
def take_over(actor: Actor, proposal_id: int, taking: Taking, at: datetime, *, request_key: str = "") -> Document:
    """Make the draft that came with a proposal this body's own, in one act; a double click is the same act, a second
    person is told who was first."""
    proposal = papers.locked(actor, proposal_id)
    require(rules.can_take_over(actor, proposal))
    if found := _made_before(actor, request_key):
        return found
    version = proposal.versions.select_related("blob").filter(pk=taking.version_id).first()
    if version is None:
        raise Refused("Không tìm thấy tệp này trong văn bản. Tải lại trang.", field="version")
    require(rules.is_draft_file(version), code="invalid")
    _require_free(actor, proposal, version)
    new = replace(
        taking.new,
        urgency=taking.new.urgency or proposal.urgency,
        is_restricted=taking.new.is_restricted or proposal.is_restricted,
        reply_due_at=taking.new.reply_due_at or proposal.reply_due_at,
    )
    document = drafting.begin(actor, new, at, request_key)
    if document.drafter is None:
        raise Refused("Chọn vị trí công tác của cơ quan này rồi tiếp nhận.")
    shared = _share(actor, document, version, at)
    TakenOver.objects.create(
        document=document,
        proposal=proposal,
        version=version,
        drafting_agency=proposal.issuer or "Nơi trình",
        drafting_unit=" ".join(taking.drafting_unit.split())[:200],
        appraiser=document.drafter,
        appraised_by=actor.label,
        at=at,
    )
    Relation.objects.create(
        from_document=document, to_document=proposal, kind=RelationKind.BUILT_ON, made_at=at, made_by=actor.label
    )
    brief = Brief.objects.create(
        document=document,
        ordinal=1,
        summary=_summary(proposal),
        options=[{"text": f"Ban hành {document.type.name.lower() if document.type else 'văn bản'} theo dự thảo.",
                  "is_proposed": True}],
        appraisal=taking.appraisal.strip(),
        written_at=at,
        written_by=actor.label,
    )  # fmt: skip
    brief.papers.create(ordinal=1, document=proposal)
    readers.compile_readers(proposal, actor.on, [actor.post_id] if actor.post_id else [])
    drafting.finish(actor, document, shared, at)
    credit = _credit(document)
    _record(actor, "documents.take_over_draft", document, at, credit)
    _record(actor, "documents.take_over_draft", proposal, at, {} if document.is_restricted else credit)
    return document


def answer(actor: Actor, document: Document, at: datetime) -> None:
    """What is issued answers the proposal it was built on, and ends its handling; part of issuing."""
    origin: TakenOver | None = getattr(document, "origin", None)
    if origin is None or origin.recalled_at is not None:
        return
    proposal = lifecycle.locked(origin.proposal_id, document.agency_id)
    Relation.objects.get_or_create(
        from_document=document, to_document=proposal, kind=RelationKind.REPLIES, outside="", withdrawn_at=None,
        defaults={"made_at": at, "made_by": actor.label},
    )  # fmt: skip
    if proposal.state not in (IncomingState.REGISTERED, IncomingState.DIRECTED):
        return
    others = from_below.taken_over(proposal)
    if any(row.document_id != document.pk and row.document.state in ON_ITS_WAY for row in others):
        return  # another of its drafts is still under way
    words = f"Đã ban hành {document.code}" if document.code and not document.is_restricted else "Đã ban hành"
    reason = closing.reason_or_other(actor, closing.REPLIED)
    closing.end(actor, proposal, reason, words, at, words_only=True)


def lose_ground(actor: Actor, proposals: Iterable[Document], reason: str, at: datetime) -> None:
    """The sender has called proposals back: what was built on them stops where it is not signed yet, and whoever has it
    in hand is told; part of that recall, after the proposals are locked and before it writes any history."""
    ids = [row.pk for row in proposals]
    rows = TakenOver.objects.filter(proposal_id__in=ids, recalled_at=None, document__state__in=ON_ITS_WAY)
    rows = rows.select_related("document").order_by("document_id")
    # All of them before the first writes history, which holds back every act of the agency.
    built = [(row, lifecycle.locked(row.document_id, row.document.agency_id)) for row in rows]
    joint.copies_locked([document.pk for _, document in built])
    for origin, document in built:
        if document.state not in ON_ITS_WAY:
            continue
        origin.recalled_at, origin.recalled_reason = at, reason.strip()[:500]
        origin.save(update_fields=["recalled_at", "recalled_reason"])
        _stop(actor, document, origin, at)


def _stop(actor: Actor, document: Document, origin: TakenOver, at: datetime) -> None:
    asked = list(document.steps.filter(state=StepState.CURRENT).values_list("post__principal_id", flat=True))
    drafter = document.drafter.principal_id if document.drafter else None
    clerks = queries.role_posts(document.agency_id, Role.CLERK, actor.on) if document.state not in _STOPS else []
    told = {*asked, *([drafter] if drafter else []), *(clerks if document.state != OutgoingState.DRAFT else [])}
    why = "" if document.is_restricted else f". Lý do: {origin.recalled_reason}"
    text = f"Bên trình thu hồi tờ trình của {document.label}{why}"
    notices.tell(document.agency_id, told, "recall", text, queries.address(document), f"ground:{origin.pk}", at)
    detail: dict[str, object] = {"reason": origin.recalled_reason}
    if document.state not in _STOPS:
        _record(actor, "documents.proposal_recalled", document, at, detail)
        return
    open_rows = (StepState.CURRENT, StepState.WAITING, StepState.PASSED)
    document.steps.filter(state__in=open_rows).update(state=StepState.SKIPPED)
    briefing.end(document, BriefState.RECALLED, origin.drafting_agency, "Bên trình thu hồi tờ trình", at)
    if document.state == OutgoingState.APPROVED:
        joint.stop(actor, document, "Bên trình thu hồi tờ trình", at)
    lifecycle.advance(actor, document, "lose_ground", at, detail=detail, waits_for_id=drafter)
    readers.compile_readers(document, actor.on)


def _made_before(actor: Actor, request_key: str) -> Document | None:
    if not request_key:
        return None
    return Document.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def _require_free(actor: Actor, proposal: Document, version: Version) -> None:
    """One live paper of one file; the proposal is locked, so that two never take it at once."""
    for row in from_below.taken_over(proposal):
        if row.version_id == version.pk:
            when = localtime(row.at)
            raise Refused(
                f"{row.appraised_by} đã tiếp nhận dự thảo này lúc {when:%H:%M %d/%m/%Y}. Phối hợp trên dự thảo đó.",
                code="duplicate",
            )


def _share(actor: Actor, document: Document, version: Version, at: datetime) -> Version:
    """The same bytes as the first version of the draft."""
    return Version.objects.create(
        document=document,
        kind=VersionKind.DRAFT,
        ordinal=1,
        blob=storage.share(version.blob),
        file_name=version.file_name,
        page_count=version.page_count,
        text=version.text,
        reading=version.reading,
        note="Dự thảo kèm tờ trình",
        created_at=at,
        created_by=actor.label,
    )


def _summary(proposal: Document) -> str:
    kind = proposal.type.name if proposal.type else "Văn bản"
    day = f" ngày {proposal.issued_on:%d/%m/%Y}" if proposal.issued_on else ""
    return f"{proposal.issuer} có {kind.lower()} số {proposal.code}{day} về {proposal.subject}.".replace("  ", " ")


def _credit(document: Document) -> dict[str, object]:
    origin = document.origin
    return {"drafted_by": origin.drafted_by, "appraised_by": origin.appraised_by}


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
