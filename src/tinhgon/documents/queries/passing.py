"""Whom a group means today when a paper is passed on, and slips with what became of each place."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tinhgon.core.actor import Actor
from tinhgon.core.audit.models import Event
from tinhgon.core.storage import queries as storage
from tinhgon.documents.choices import IncomingState
from tinhgon.documents.models import Document, Passed, Passing
from tinhgon.documents.queries import addressing
from tinhgon.documents.queries.groups import ended_recipients, members_on, recipient_groups
from tinhgon.documents.queries.visible import visible_to

BY_HAND = "Ngoài hệ thống: gửi bản giấy hoặc kênh khác"
OWN = "Chính cơ quan này"


@dataclass(frozen=True)
class Place:
    """A member of a group: `agency_id` where it gets its own row of the paper, else why not."""

    name: str
    body_id: int | None
    agency_id: int | None
    why_not: str = ""


@dataclass(frozen=True)
class PassingView:
    """A slip as one person sees it; `is_whole` where he sees all its papers, and so the slip, which names them."""

    passing: Passing
    rows: list[Passed]
    is_whole: bool

    @property
    def sent(self) -> int:
        return sum(row.received_id is not None and not row.given_back for row in self.rows)


def group_named(actor: Actor, group_id: int) -> str:
    """The name of one of the agency's groups, "" for any other."""
    return next((row.name for row in recipient_groups(actor) if row.pk == group_id), "")


def places_of(actor: Actor, group_id: int, on: date) -> list[Place]:
    """Who belongs to one of the agency's groups today; a body that ended says who took over."""
    members = [row for row in members_on(group_id, on) if row.group.agency_id == actor.agency_id]
    bodies = [row.body for row in members if row.body is not None]
    names = addressing.body_names(bodies, on)
    ended = ended_recipients([body.pk for body in bodies], on)
    found = []
    for row in members:
        if row.body is None:
            found.append(Place(row.name, None, None, BY_HAND))
            continue
        why_not = ended.get(row.body.pk, "") or (OWN if row.body.agency_id == actor.agency_id else "")
        found.append(Place(names[row.body.pk], row.body.pk, row.body.agency_id, why_not))
    return found


def slip_number(document: Document) -> str:
    """How a slip names a paper: number, day and who issued it."""
    day = f"ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return " ".join(part for part in (document.code, day, f"của {document.issuer}" if document.issuer else "") if part)


def passing_view(actor: Actor, public_id: uuid.UUID) -> PassingView | None:
    """A slip of the actor's agency, with the papers of it that he may see."""
    passing = Passing.objects.select_related("slip").filter(public_id=public_id, agency_id=actor.agency_id).first()
    if passing is None:
        return None
    rows = list(passing.passed.filter(document__in=visible_to(actor)).select_related("document", "received"))
    return PassingView(passing, rows, len(rows) == passing.passed.count()) if rows else None


def slip_content(actor: Actor, public_id: uuid.UUID) -> bytes | None:
    """The slip as it went along, for an actor who may see every paper it names."""
    view = passing_view(actor, public_id)
    return storage.content(view.passing.slip) if view is not None and view.is_whole else None


def passings_of(document: Document) -> list[Passing]:
    """The slips a paper went on with, the newest first."""
    return list(Passing.objects.filter(passed__document=document).distinct().order_by("-id"))


def passed_from(received: Document) -> tuple[Document, int] | None:
    """The paper that a copy was passed on from, and the post that did it, as history knows; None for a copy nobody
    passed on, and where the paper has been closed to that post since."""
    row = Passed.objects.select_related("document", "passing").filter(received=received).first()
    if row is None:
        return None
    paper = row.document
    acts = Event.objects.filter(object_type="document", object_id=paper.pk, verb="documents.pass_on", at=row.passing.at)
    post = acts.values_list("actor_post", flat=True).first()
    if post is None or (paper.is_restricted and post not in paper.reader_ids):
        return None
    return paper, post


def papers_to_pass(actor: Actor, ids: Iterable[int]) -> list[Document]:
    """Papers the actor sees, in the order named."""
    found = {row.pk: row for row in visible_to(actor).filter(pk__in=list(ids))}
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


def origin_ids(document: Document) -> list[int]:
    """The papers a copy comes from, the nearest first, however often it was passed on."""
    found: list[int] = []
    while (source := document.source_id if not found else _source_of(found[-1])) is not None and source not in found:
        found.append(source)
    return found


def _source_of(document_id: int) -> int | None:
    return Document.objects.filter(pk=document_id).values_list("source_id", flat=True).first()


def copies_below(document: Document) -> list[Document]:
    """The copies of a paper that stand, and the copies of these, however far they were passed on; a query a level."""
    gone = (IncomingState.RECALLED, IncomingState.REFUSED)
    found: list[Document] = []
    edge, seen = [document.pk], {document.pk}
    while edge:
        rows = Document.objects.filter(source_id__in=edge).exclude(state__in=gone).order_by("pk")
        level = [row for row in rows if row.pk not in seen]
        found += level
        edge = [row.pk for row in level]
        seen |= set(edge)
    return found
