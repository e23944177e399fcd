"""A grant locked for an act, and what history and people are told of it. No notice says what a paper is about, nor the
number of a restricted one."""

from datetime import datetime

from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.choices import GrantState
from tinhgon.documents.models import Document, ReadingGrant
from tinhgon.documents.queries import addressing, granting
from tinhgon.organisation.choices import Role


def locked(actor: Actor, grant_id: int) -> tuple[ReadingGrant, dict[int, str]]:
    """The grant, locked, with its people; to a stranger it does not exist."""
    grant = ReadingGrant.objects.select_for_update(of=("self",)).filter(pk=grant_id).first()
    readers = granting.readers_of(grant) if grant else {}
    if grant is None or not rules.can_see_grant(actor, grant, readers):
        raise Refused("Không tìm thấy đề nghị này.", code="not_found")
    require(rules.can_see_grant(actor, grant, readers))
    return grant, readers


def told(actor: Actor, grant: ReadingGrant, verb: str, at: datetime) -> None:
    """Write the act down and tell those it concerns: who decides while it waits; who asked, who reads and the chief of
    office when it is decided or over; and of a restricted paper also those named on it."""
    readers = granting.readers_of(grant)
    chiefs = addressing.role_posts(grant.agency_id, Role.CHIEF_OF_OFFICE, actor.on)
    named: set[int] = set()
    if grant.state == GrantState.PROPOSED:
        to = set(granting.deciders(grant, actor.on))
    elif grant.state == GrantState.WITHDRAWN:
        to = set()
    else:
        to = {grant.asked_by_id, *readers, *chiefs}
        papers = Document.objects.filter(pk__in=grant.papers.values("document_id"), is_restricted=True)
        named = {pk for chain in papers.values_list("chain_ids", flat=True) for pk in chain}
    page = reverse("documents:grant", args=[grant.pk])
    people = ", ".join(readers.values())
    words = f"{grant.title}: {people}, {grant.get_state_display().lower()}"
    cause = f"grant:{grant.pk}:{grant.state}"
    notices.tell(grant.agency_id, to - {actor.person_id}, "rights", words, page, cause, at)
    if grant.state == GrantState.APPROVED:
        # Who is named on a restricted paper need not be one who answers for rights: the notice says it all.
        who = f"{people}, duyệt: {grant.decided_label}"
        plain = f"Có quyền đọc có thời hạn với văn bản hạn chế mà đồng chí có tên: {who}"
        notices.tell(grant.agency_id, named - to, "rights", plain, reverse("web:notices"), cause, at)
    detail = {
        "kind": grant.kind,
        "basis": grant.basis,
        "reason": grant.reason,
        "starts_at": grant.starts_at,
        "ends_at": grant.ends_at,
        "note": grant.decision_note,
        "people": list(readers.values()),
    }
    label = f"{grant.title}: {people}"
    audit.record(actor, verb, granting.OBJECT, grant.pk, label, at, home=grant.agency_id, detail=detail)
