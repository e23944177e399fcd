"""Fills the demonstration offices with two months of papers and tasks, from a fixed seed and scalable to a million
(the benchmarks use the same generator). It writes rows in bulk, in the states and with the readers that the acts would
have left; the newest papers get their PDF."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from officekit.typeset import Paper
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Bloc
from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.models import Agency
from tinhgon.core.numbering.choices import EntryState, Flow
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.storage import actions as storage
from tinhgon.documents import search
from tinhgon.documents.actions import issuing
from tinhgon.documents.choices import OutgoingState, VersionKind
from tinhgon.documents.models import Document, DocumentType, SearchText, Version, VisibilityRule
from tinhgon.operations.demo.work import Work
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import AgencyProfile, IssuingBody, Post, WorkField

BATCH = 1000
# History rows cost half a millisecond each: a demonstration has them all, a benchmark of a million has the newest.
WITH_HISTORY = 20_000
WITH_FILES = 240
SENT = 14
# How much of the mail each office gets.
WEIGHTS = {"tinhuy": 30, "ubnd": 25, "sonoivu": 8, "sotaichinh": 7, "mttq": 6}


@dataclass
class Desk:
    """What the generator needs to know of one office, loaded once."""

    agency: Agency
    profile: AgencyProfile
    body: IssuingBody
    posts: list[Post]
    types: dict[tuple[str, str], DocumentType]
    fields: list[WorkField]
    readers: dict[str, list[int]]
    books: dict[str, list[Book]]
    actor: Actor
    clerk_user_id: int
    names: dict[int, str]
    periods: dict[tuple[int, int], Period] = field(default_factory=dict)

    def label(self, post: Post) -> str:
        """How history names the holder of a post."""
        return f"{self.names.get(post.pk, '')}, {post.title}".lstrip(", ")

    def seat(self, *keys: str) -> Post:
        """A post by a part of its user's name, as `offices` has them."""
        return next(p for p in self.posts if p.seat_key in keys)  # type: ignore[attr-defined]


def load(count: int, until: datetime, fonts: Path | None, days: int = 60, words: int = 220) -> int:
    """Make `count` papers of the `days` before `until`; returns how many. The same arguments give the same papers."""
    rng = random.Random(20250701)  # noqa: S311  invented papers, the same every time
    desks = [_desk(body) for body in IssuingBody.objects.select_related("agency__profile", "principal").order_by("id")]
    weights = [WEIGHTS.get(desk.agency.key, 4) for desk in desks]
    moments = sorted(_moment(rng, until, days) for _ in range(count))
    batch: list[tuple[Document, Paper, Desk]] = []
    made = 0
    for index, moment in enumerate(moments):
        desk = rng.choices(desks, weights)[0]
        flow = Flow.INCOMING if rng.random() < 0.7 else Flow.OUTGOING
        batch.append((*_paper(rng, desk, flow, moment, until, words), desk))
        if len(batch) == BATCH or index == count - 1:
            left = count - index - 1
            _write(rng, batch, until, history=left < WITH_HISTORY, files=fonts, files_from=count - made - WITH_FILES)
            made += len(batch)
            batch = []
    for desk in desks:
        Period.objects.bulk_update(desk.periods.values(), ["last_number"])
    _send(rng, desks, until)
    return made


def _send(rng: random.Random, desks: list[Desk], until: datetime) -> None:
    """Clerks issue the newest numbered papers that have their file; others find them waiting for the book."""
    ready = Document.objects.filter(state=OutgoingState.NUMBERED, versions__kind=VersionKind.SIGNED).order_by("-id")
    for document in ready[:SENT]:
        desk = next(d for d in desks if d.agency.pk == document.agency_id)
        actor = organisation.actor(desk.clerk_user_id, until.date())
        others = [d for d in desks if d is not desk]
        assert actor is not None
        lines = [
            issuing.RecipientLine(role="act" if i == 0 else "know", body_id=other.body.pk)
            for i, other in enumerate([others[0], *rng.sample(others[1:], 2)])
        ]
        issuing.set_recipients(actor, document.pk, lines, until)
        if rng.random() < 0.7:
            issuing.issue(actor, document.pk, until)


def _moment(rng: random.Random, until: datetime, days: int) -> datetime:
    while True:
        moment = until - timedelta(minutes=rng.uniform(0, days * 1440))
        # From eight to five in the office, which is seven hours ahead of UTC.
        moment = moment.replace(hour=rng.randrange(1, 10), minute=rng.randrange(60), second=rng.randrange(60))
        if moment.weekday() < 5 and moment < until:
            return moment.replace(microsecond=0)


def _desk(body: IssuingBody) -> Desk:
    agency = body.agency
    posts = list(Post.objects.filter(agency=agency).select_related("unit", "principal").order_by("order"))
    usernames = dict(
        Post.objects.filter(agency=agency).values_list("pk", "appointments__person__principal__user__username")
    )
    for post in posts:
        post.seat_key = (usernames[post.pk] or "").split(".")[0]  # type: ignore[attr-defined]
    readers: dict[str, list[int]] = defaultdict(list)
    for rule in VisibilityRule.objects.filter(agency=agency):
        readers[rule.scope].append(rule.principal_id)
    books: dict[str, list[Book]] = defaultdict(list)
    for book in Book.objects.filter(agency=agency).order_by("id"):
        books[book.flow].append(book)
    clerk = next(p for p in posts if p.seat_key == "vanthu")  # type: ignore[attr-defined]
    rule_sets = ("hd05",) if body.rule_set == "hd05" else ("nd30",)
    return Desk(
        agency=agency,
        profile=agency.profile,
        body=body,
        posts=posts,
        types={(t.rule_set, t.code): t for t in DocumentType.objects.filter(rule_set__in=("nd30", *rule_sets))},
        fields=list(WorkField.objects.filter(agency=agency)),
        readers=dict(readers),
        books=dict(books),
        actor=Actor(name="Trình tạo dữ liệu", title="", agency_id=agency.pk, on=date(2025, 7, 1),
                    post_id=clerk.principal_id, is_system=True),
        names=organisation.holders([post.pk for post in posts], date(2025, 7, 1)),
        clerk_user_id=User.objects.get(username=f"vanthu.{agency.key}").pk,
    )  # fmt: skip


def _paper(
    rng: random.Random, desk: Desk, flow: str, at: datetime, until: datetime, words: int
) -> tuple[Document, Paper]:
    own: Bloc = "party" if desk.profile.bloc == "party" else "state"
    bloc = None if flow == Flow.INCOMING else own
    paper = sheets.sample_paper(rng, bloc=bloc, since=at.date() - timedelta(days=4), until=at.date(), words=words)
    rule_set = "hd05" if paper.bloc == "party" else "nd30"
    kind = desk.types.get((rule_set, paper.doc_type)) or desk.types.get(("nd30", paper.doc_type))
    document = Document(
        agency=desk.agency,
        flow=flow,
        state="",
        issuing_body=desk.body,
        owner_unit=desk.seat("vanthu").unit if flow == Flow.INCOMING else desk.seat("chuyenvien").unit,
        field=rng.choice(desk.fields),
        type=kind,
        place=paper.place if flow == Flow.INCOMING else desk.body.place,
        subject=paper.subject[0].upper() + paper.subject[1:],
        issued_on=paper.dated,
        issuer=paper.issuing_body if flow == Flow.INCOMING else desk.profile.name,
        parent_issuer=paper.parent_body if flow == Flow.INCOMING else desk.body.parent_name,
        signer_name=paper.signer,
        signer_title=paper.signer_title,
        urgency=paper.urgency,
        page_count=max(1, len(paper.body) // 2400 + 1),
        to_places="; ".join(paper.recipients)[:1000],
        created_at=at,
        created_by=desk.actor.label,
    )
    if flow == Flow.INCOMING:
        document.number, document.symbol, document.code = paper.number, paper.symbol, paper.code
        document.arrived_at = document.registered_at = at
        Work(rng, desk, until).incoming(document)
    else:
        Work(rng, desk, until).outgoing(document)
    _number(document, desk, paper, at)
    document.code_key = search.code_key(document.code)
    return document, paper if document.is_incoming else _own(document, desk, paper)


def _own(document: Document, desk: Desk, paper: Paper) -> Paper:
    """The sheet of a paper of the office itself: its letterhead, number and date; a draft has neither."""
    return replace(
        paper,
        issuing_body=desk.profile.name,
        parent_body=desk.body.parent_name,
        place=desk.body.place,
        number=document.number,
        symbol=document.symbol or paper.symbol,
        dated=document.issued_on,
        year=document.created_at.year,
    )


_UNNUMBERED = (OutgoingState.DRAFT, OutgoingState.SUBMITTED, OutgoingState.APPROVED, OutgoingState.SIGNED)


def _number(document: Document, desk: Desk, paper: Paper, at: datetime) -> None:
    if document.state in _UNNUMBERED:
        document.drafter = desk.seat("chuyenvien")
        document.draft_ordinal = 1
        document.issued_on = None
        return
    books = desk.books[document.flow]
    book = next((b for b in books if paper.doc_type in b.type_codes), books[-1] if books[-1].type_codes else books[0])
    period = _period(desk, book, at.date())
    period.last_number += 1
    document.book = book
    document.register_number = period.last_number
    document.entry = Entry(
        agency=desk.agency, period=period, number=period.last_number, state=EntryState.USED, taken_at=at,
        taken_by=desk.actor.label,
    )  # fmt: skip
    if document.flow == Flow.OUTGOING:
        number = f"{period.last_number:02d}"
        symbol = (
            f"{paper.doc_type}/{desk.body.symbol}"
            if desk.body.rule_set == "hd05"
            else f"{paper.doc_type}-{desk.body.symbol}"
        )
        if desk.body.rule_set != "hd05" and paper.doc_type == "CV":
            symbol = f"{desk.body.symbol}-VP"
        document.number, document.symbol = number, symbol
        document.code = f"{number}-{symbol}" if desk.body.rule_set == "hd05" else f"{number}/{symbol}"
        document.issued_on, document.issued_at = at.date(), at
        document.drafter = desk.seat("chuyenvien")


def _period(desk: Desk, book: Book, day: date) -> Period:
    year = 0 if book.period_kind == "term" else day.year
    if (book.pk, year) not in desk.periods:
        if year == 0:
            desk.periods[book.pk, year] = Period.objects.get(book=book)
        else:
            desk.periods[book.pk, year] = Period.objects.get_or_create(
                book=book, starts_on=date(year, 1, 1), defaults={"label": str(year), "ends_on": date(year + 1, 1, 1)}
            )[0]
    return desk.periods[book.pk, year]


@transaction.atomic
def _write(
    rng: random.Random,
    batch: list[tuple[Document, Paper, Desk]],
    until: datetime,
    *,
    history: bool,
    files: Path | None,
    files_from: int,
) -> None:
    Entry.objects.bulk_create([d.entry for d, _, _ in batch if d.entry])
    for document, _, desk in batch:
        document.entry = document.entry
        document.reader_ids = sorted({*document.chain_ids, *_from_matrix(document, desk)})
    Document.objects.bulk_create([d for d, _, _ in batch])
    with connection.cursor() as cursor:
        cursor.executemany(_SEARCH_TEXT, list(_search_rows(batch)))
    for index, (document, paper, desk) in enumerate(batch):
        if files and index >= files_from:
            _file(document, paper, files)
        if history:
            verb = "documents.register" if document.is_incoming else "documents.draft"
            audit.record(desk.actor, verb, "document", document.pk, document.label, document.created_at,
                         home=desk.agency.pk, detail={"to": document.state})  # fmt: skip
    for document, _, desk in batch:
        Work(rng, desk, until).write(document)


_SEARCH_TEXT = f"""
INSERT INTO {SearchText._meta.db_table} (document_id, reader_ids, fold, exact, text)
VALUES (%s, %s, to_tsvector('simple', %s), to_tsvector('simple', %s), %s)
"""  # noqa: S608  the table's own name


def _search_rows(batch: list[tuple[Document, Paper, Desk]]) -> Iterator[tuple[int, list[int], str, str, str]]:
    for document, paper, _ in batch:
        fold, exact, text = search.texts(document, paper.text)
        yield document.pk, document.reader_ids, fold, exact, text


def _from_matrix(document: Document, desk: Desk) -> list[int]:
    scopes = ["body", "register"]
    if document.state in (OutgoingState.DRAFT, OutgoingState.SUBMITTED):
        scopes = ["body"]
    own = [document.owner_unit.principal_id] if document.owner_unit else []
    return [p for scope in scopes for p in desk.readers.get(scope, [])] + own


def _file(document: Document, paper: Paper, fonts: Path) -> None:
    blob = storage.keep(sheets.render_pdf(paper, fonts), "application/pdf", document.created_at)
    is_signed = document.state in (OutgoingState.SIGNED, OutgoingState.NUMBERED, OutgoingState.ISSUED)
    kind = VersionKind.SIGNED if is_signed else VersionKind.DRAFT
    if document.is_incoming:
        kind = VersionKind.ORIGINAL
    Version.objects.create(
        document=document, kind=kind, ordinal=1, blob=blob, file_name=_file_name(document),
        page_count=document.page_count, text=paper.text, created_at=document.created_at, created_by=document.created_by,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(content_sha256=blob.sha256)


def _file_name(document: Document) -> str:
    return f"{(document.code or 'du-thao').replace('/', '_')}.pdf"
