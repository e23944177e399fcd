"""Reading for a time as it is read: grants with their people, papers and openings. Names a restricted paper to its own
readers only; the words somebody typed to ask for it are told to who asked and who answers for rights."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import queries as audit
from tinhgon.core.identity.models import Holding
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import rules, search
from tinhgon.documents.choices import GrantState, IncomingState
from tinhgon.documents.models import Document, GrantPaper, GrantTerm, ReadingGrant
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.organisation.models import DutyGrant, Post

OBJECT = "reading_grant"
# So many papers a case may name; so many a page shows, and so many grants a list.
MOST_PAPERS, _SHOWN, _LISTED = 20_000, 100, 50


@dataclass(frozen=True)
class PaperLine:
    """A paper as a grant's page says it; without an address where the reader of the page does not read it."""

    public_id: UUID | None
    label: str
    flow_label: str
    is_restricted: bool


@dataclass(frozen=True)
class GrantPage:
    grant: ReadingGrant
    readers: list[str]
    reader_ids: list[int]
    papers: list[PaperLine]
    paper_count: int
    unit_name: str
    # What was typed, where the reader of the page may know it.
    wanted: str
    openings: list[audit.HistoryRow]


def longest_hours(on: date) -> int:
    """How many hours an emergency may last on a day."""
    rows = GrantTerm.objects.filter(organisation.in_force(on)).order_by("-starts_on", "-pk")
    return rows.values_list("hours", flat=True).first() or 1


def matching(grant: ReadingGrant) -> QuerySet[Document]:
    """The papers of the agency that meet all that a case asks for."""
    rows = Document.objects.filter(agency_id=grant.agency_id).exclude(state=IncomingState.RECALLED)
    if grant.flow:
        rows = rows.filter(flow=grant.flow)
    if grant.unit_id is not None:
        rows = rows.filter(owner_unit_id=grant.unit_id)
    if grant.issuer:
        rows = rows.filter(issuer__icontains=grant.issuer)
    if grant.from_on is not None:
        rows = rows.filter(issued_on__gte=grant.from_on)
    if grant.to_on is not None:
        rows = rows.filter(issued_on__lte=grant.to_on)
    if not grant.includes_restricted:
        rows = rows.filter(is_restricted=False)
    return rows.order_by("pk")


def hidden_papers(agency_id: int, words: str) -> list[Document]:
    """Restricted papers with a number: looked up when a second person decides, never for who asks."""
    key = search.code_key(words)
    return list(Document.objects.filter(agency_id=agency_id, code_key=key, is_restricted=True)[:2]) if key else []


def readers_of(grant: ReadingGrant) -> dict[int, str]:
    """The people of a grant, by principal."""
    rows = Holding.objects.filter(principal_id=grant.principal_id).order_by("person__person__sort_key")
    return dict(rows.values_list("person_id", "person__person__full_name"))


def grants(actor: Actor) -> list[ReadingGrant]:
    """The newest that the actor may see, those that wait first: one's own, or all for who answers for rights."""
    own = Q(asked_by_id=actor.person_id) | Q(principal__holdings__person_id=actor.person_id)
    if rules.can_read_rights(actor):
        own |= Q(agency_id=actor.agency_id)
    ids = ReadingGrant.objects.filter(own).order_by("-pk").values_list("pk", flat=True).distinct()[:_LISTED]
    found = list(ReadingGrant.objects.filter(pk__in=list(ids)).order_by("-pk"))
    return sorted(found, key=lambda grant: grant.state not in (GrantState.PROPOSED, GrantState.APPROVED))


def waiting_count(actor: Actor) -> int:
    """How many wait for a second person in the agency."""
    return ReadingGrant.objects.filter(agency_id=actor.agency_id, state=GrantState.PROPOSED).count()


def grant_page(actor: Actor, grant_id: int) -> GrantPage | None:
    """A grant with all a page shows of it; None to a stranger."""
    grant = ReadingGrant.objects.filter(pk=grant_id).select_related("unit").first()
    if grant is None:
        return None
    readers = readers_of(grant)
    if not rules.can_see_grant(actor, grant, readers):
        return None
    tells = actor.person_id == grant.asked_by_id or bool(rules.can_read_rights(actor))
    names = organisation.unit_names([grant.unit_id], actor.on) if grant.unit_id else {}
    return GrantPage(
        grant,
        list(readers.values()),
        list(readers),
        _papers(actor, grant),
        _count(actor, grant, readers),
        names.get(grant.unit_id or 0, ""),
        grant.wanted if tells else "",
        [row for row in audit.history(OBJECT, grant.pk) if row.verb == "documents.read_for_a_time"],
    )


def _count(actor: Actor, grant: ReadingGrant, readers: Collection[int]) -> int:
    """Who may not decide it is told no number that says how many restricted papers there are."""
    if grant.by_criteria and grant.state == GrantState.PROPOSED:
        found = matching(grant)
        if not rules.can_decide_grant(actor, grant, readers):
            found = found.filter(is_restricted=False)
        return found.values("pk")[: MOST_PAPERS + 1].count()
    return grant.papers.count()


def _papers(actor: Actor, grant: ReadingGrant) -> list[PaperLine]:
    rows = Document.objects.filter(pk__in=grant.papers.values("document_id")).order_by("-pk")[:_SHOWN]
    found = list(rows)
    seen = set(visible_to(actor).filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    return [
        PaperLine(
            row.public_id if row.pk in seen else None,
            "Văn bản hạn chế" if row.is_restricted and row.pk not in seen else row.shown_code,
            Flow(row.flow).label,
            row.is_restricted,
        )
        for row in found
    ]


def grant_names(ids: Iterable[int]) -> dict[int, str]:
    """How the matrix calls what is lent: kind, people, until when."""
    rows = list(ReadingGrant.objects.filter(principal_id__in=list(ids)))
    held: dict[int, list[str]] = {}
    people = Holding.objects.filter(principal_id__in=[row.principal_id for row in rows])
    for principal, name in people.order_by("pk").values_list("principal_id", "person__person__full_name"):
        held.setdefault(principal, []).append(name)
    return {row.principal_id: f"{row.title}: {', '.join(held.get(row.principal_id, []))}" + _until(row) for row in rows}


def _until(grant: ReadingGrant) -> str:
    last = grant.ended_at or grant.ends_at
    return f", đến {timezone.localtime(last):%H:%M %d/%m/%Y}" if last else ""


def reasons(target: Actor, document: Document) -> list[str]:
    """What is lent to a person of this paper, in words."""
    lent = target.lent_ids & set(document.reader_ids)
    rows = ReadingGrant.objects.filter(principal_id__in=lent).order_by("pk")
    return [
        f"{row.title}{_until(row)}: đọc có thời hạn, mỗi lần mở được ghi nhật ký (duyệt: {row.decided_label}"
        f"; căn cứ: {row.basis or row.reason})."
        for row in rows
    ]


def lent_papers(actor: Actor, public_ids: Iterable[UUID]) -> list[tuple[Document, ReadingGrant]]:
    """Of these papers those that the actor sees only because they are lent to him, each with its grant."""
    papers = Document.objects.filter(public_id__in=list(public_ids), reader_ids__overlap=sorted(actor.lent_ids))
    found = {paper.pk: paper for paper in papers if rules.reads_for_a_time(actor, paper)}
    rows = GrantPaper.objects.filter(document_id__in=found, grant__principal_id__in=actor.lent_ids)
    return [(found[row.document_id], row.grant) for row in rows.select_related("grant").order_by("pk")]


def lent_until(actor: Actor, document: Document) -> datetime | None:
    """Until when the actor reads a paper that is lent to him; None for one that he reads anyway."""
    if not rules.reads_for_a_time(actor, document):
        return None
    rows = Holding.objects.filter(
        person_id=actor.person_id, principal_id__in=actor.lent_ids & set(document.reader_ids)
    ).order_by("-ends_at")
    return rows.values_list("ends_at", flat=True).first()


def expired(at: datetime) -> list[int]:
    """Grants whose time has passed and that nobody has closed yet."""
    rows = ReadingGrant.objects.filter(state=GrantState.APPROVED, ends_at__lte=at)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def half_compiled() -> list[int]:
    """Grants of which not every paper knows yet."""
    rows = ReadingGrant.objects.exclude(compiled_to=None).filter(state__in=(GrantState.APPROVED, GrantState.ENDED))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def deciders(grant: ReadingGrant, on: date) -> list[int]:
    """Posts whose holders may be the second person."""
    duties = [Duty.APPROVE_RIGHTS, Duty.MANAGE_RIGHTS] if grant.is_emergency else [Duty.APPROVE_RIGHTS]
    granted = DutyGrant.objects.filter(organisation.in_force(on), agency_id=grant.agency_id, duty__in=duties)
    roles = list(granted.values_list("role", flat=True))
    posts = Post.objects.filter(organisation.in_force(on), agency_id=grant.agency_id, roles__overlap=roles)
    return list(posts.values_list("principal_id", flat=True))


def units_of(actor: Actor) -> list[tuple[int, str]]:
    """Units whose papers a case can be about."""
    versions = organisation.unit_versions(actor.agency_id, actor.on).order_by("name")
    return list(versions.values_list("unit_id", "name"))


def roles_of_people(person_ids: Iterable[int], agency_id: int, on: date) -> dict[int, list[str]]:
    """The roles that people have in an agency by their posts on a day."""
    rows = organisation.appointments(on).filter(post__agency_id=agency_id, person__principal_id__in=list(person_ids))
    found: dict[int, list[str]] = {}
    for person, roles in rows.values_list("person__principal_id", "post__roles"):
        found.setdefault(person, []).extend(roles)
    return found
