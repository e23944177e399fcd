"""Fills the demonstration offices with two months of papers and work, from a fixed seed and scalable to a million
(the benchmarks use the same generator). It writes rows in bulk, in the states and with the readers that the acts would
have left; the newest papers get their PDF."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from officekit.typeset import Paper
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Bloc
from tinhgon.core.numbering.choices import EntryState, Flow
from tinhgon.core.numbering.models import Book, Entry, Period
from tinhgon.core.storage import actions as storage
from tinhgon.documents import search
from tinhgon.documents.choices import ON_ITS_WAY, OutgoingState, VersionKind
from tinhgon.documents.models import Document, SearchText, Version
from tinhgon.operations.demo import desk as desks_
from tinhgon.operations.demo import incoming, outgoing, present, scenes
from tinhgon.operations.demo.desk import Desk
from tinhgon.operations.demo.present import Drawn
from tinhgon.operations.demo.rows import Rows
from tinhgon.organisation.models import IssuingBody

BATCH = 1000
# A demonstration has the history, notices and files of its work, a benchmark of a million those of the newest.
WITH_HISTORY = 20_000
WITH_FILES = 320
# How much of the mail each office gets.
WEIGHTS = {"tinhuy": 30, "ubnd": 24, "sonoivu": 9, "sotaichinh": 7, "mttq": 7}


@dataclass
class Made:
    """A paper of a batch before it is saved, with what became of it."""

    document: Document
    paper: Paper
    desk: Desk
    story: incoming.Story | outgoing.Story


def load(count: int, until: datetime, fonts: Path | None, days: int = 60, words: int = 220) -> int:
    """Make `count` papers of the `days` before `until`; returns how many. The same arguments give the same papers."""
    rng = random.Random(20250701)  # noqa: S311  invented papers, the same every time
    bodies = IssuingBody.objects.select_related("agency__profile", "principal").order_by("id")
    desks = [desks_.of(body) for body in bodies]
    now, until = until, desks_.last_working_moment(desks[0].calendar, until)
    weights = [WEIGHTS.get(desk.agency.key, 6) for desk in desks]
    moments = sorted(desks_.moment(rng, desks[0].calendar, until, days) for _ in range(count))
    for first in range(0, count, BATCH):
        rows = Rows()
        batch: list[Made] = []
        drawn = [
            Drawn(at, rng.choices(desks, weights)[0], Flow.INCOMING if rng.random() < 0.7 else Flow.OUTGOING)
            for at in moments[first : first + BATCH]
        ]
        last = count - first - len(drawn)
        stops = present.stops(rng, drawn, until, now) if last == 0 else {}
        for index, paper in enumerate(drawn):
            batch.append(_made(rng, replace(paper, stop=stops.get(index)), until, words, rows, batch))
        _write(rng, rows, batch, until, history=last < WITH_HISTORY, fonts=fonts, files=WITH_FILES - last)
    for office in desks:
        Period.objects.bulk_update(office.periods.values(), ["last_number"])
    scenes.send(rng, desks, until)
    return count


def _made(rng: random.Random, drawn: Drawn, until: datetime, words: int, rows: Rows, batch: list[Made]) -> Made:
    desk = drawn.desk
    asked = _to_answer(desk, drawn.at, batch) if drawn.flow == Flow.OUTGOING and rng.random() < 0.6 else None
    document, paper = _paper(rng, drawn, words, asked.document if asked else None)
    if asked is not None:
        asked.is_being_answered = True
    if drawn.flow == Flow.INCOMING:
        document.number, document.symbol, document.code = paper.number, paper.symbol, paper.code
        document.arrived_at = document.registered_at = drawn.at
        received = incoming.Story(rng, desk, rows, until, document, drawn.stop)
        received.tell()
        return Made(document, paper, desk, received)
    own = outgoing.Story(rng, desk, rows, until, document, drawn.stop)
    own.tell()
    if asked is not None and asked.report is not None and document.issued_at and document.issued_at < asked.report.at:
        asked.answer(document)
    return Made(document, paper, desk, own)


def _to_answer(desk: Desk, at: datetime, batch: list[Made]) -> incoming.Story | None:
    """A paper of this office whose work, begun by now, will be handed in within days: the draft is its answer."""
    for made in reversed(batch):
        story = made.story
        if made.desk is not desk or not isinstance(story, incoming.Story):
            continue
        if story.report is None or story.is_being_answered:
            continue
        soon = at + timedelta(days=1) < story.report.at < at + timedelta(days=6)
        if soon and story.given_at and story.given_at < at and story.report.document is None:
            return story
    return None


def _paper(rng: random.Random, drawn: Drawn, words: int, asked: Document | None) -> tuple[Document, Paper]:
    desk, at, is_incoming = drawn.desk, drawn.at, drawn.flow == Flow.INCOMING
    own: Bloc = "party" if desk.profile.bloc == "party" else "state"
    day = at.astimezone(desk.calendar.zone).date()

    def invented() -> Paper:
        return sheets.sample_paper(
            rng, bloc=None if is_incoming else own, since=desk.calendar.add_working_days(day, -3), until=day,
            words=words, doc_type="CV" if asked else None, urgency=drawn.stop.urgency if drawn.stop else None,
        )  # fmt: skip

    paper = invented()
    while is_incoming and paper.issuing_body.casefold() == desk.profile.name.casefold():
        paper = invented()
    while paper.dated and not desk.calendar.is_working_day(paper.dated):
        paper = replace(paper, dated=paper.dated - timedelta(days=1))
    if asked is not None:
        paper = replace(
            paper, subject=f"trả lời Văn bản số {asked.code} về {asked.subject[:1].lower()}{asked.subject[1:]}"[:400]
        )
    rule_set = "hd05" if paper.bloc == "party" else "nd30"
    kind = desk.types.get((rule_set, paper.doc_type)) or desk.types.get(("nd30", paper.doc_type))
    creator = desk.seat("vanthu" if is_incoming else "chuyenvien")
    document = Document(
        agency=desk.agency,
        flow=drawn.flow,
        state="",
        issuing_body=desk.body,
        owner_unit=creator.unit,
        field=rng.choice(desk.fields),
        type=kind,
        place=paper.place if is_incoming else desk.body.place,
        subject=paper.subject[0].upper() + paper.subject[1:],
        issued_on=paper.dated if is_incoming else None,
        issuer=paper.issuing_body if is_incoming else desk.profile.name,
        parent_issuer=paper.parent_body if is_incoming else desk.body.parent_name,
        signer_name=paper.signer if is_incoming else desk.names.get(desk.seat("lanhdao").pk, ""),
        signer_title=paper.signer_title if is_incoming else desk.seat("lanhdao").title,
        urgency=paper.urgency,
        page_count=max(1, len(paper.body) // 2400 + 1),
        to_places="; ".join(paper.recipients)[:1000],
        created_at=at,
        created_by=desk.label(creator),
    )
    return document, paper


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


def _number(made: Made, at: datetime) -> None:
    """The next number of the book; `at` is when it is taken."""
    document, desk, paper = made.document, made.desk, made.paper
    books = desk.books[document.flow]
    book = next((b for b in books if paper.doc_type in b.type_codes), books[-1] if books[-1].type_codes else books[0])
    period = _period(desk, book, at.astimezone(desk.calendar.zone).date())
    period.last_number += 1
    document.book = book
    document.register_number = period.last_number
    document.entry = Entry(
        agency=desk.agency, period=period, number=period.last_number, state=EntryState.USED, taken_at=at,
        taken_by=desk.label(desk.seat("vanthu")),
    )  # fmt: skip
    if document.flow != Flow.OUTGOING:
        return
    is_party = desk.body.rule_set == "hd05"
    symbol = f"{paper.doc_type}/{desk.body.symbol}" if is_party else f"{paper.doc_type}-{desk.body.symbol}"
    if not is_party and paper.doc_type == "CV":
        symbol = f"{desk.body.symbol}-VP"
    document.number, document.symbol = f"{period.last_number:02d}", symbol
    document.code = f"{document.number}-{symbol}" if is_party else f"{document.number}/{symbol}"


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


def _numbered(batch: list[Made]) -> None:
    """Numbers in the order they were taken, which is not the order the drafts were begun in."""
    taken = [
        (at, index)
        for index, made in enumerate(batch)
        if (at := made.document.registered_at or getattr(made.story, "numbered_at", None)) is not None
    ]
    for at, index in sorted(taken):
        _number(batch[index], at)
    for made in batch:
        made.document.code_key = search.code_key(made.document.code)
        if not made.document.is_incoming:
            made.paper = _own(made.document, made.desk, made.paper)


@transaction.atomic
def _write(
    rng: random.Random, rows: Rows, batch: list[Made], until: datetime, *, history: bool, fonts: Path | None, files: int
) -> None:
    _numbered(batch)
    Entry.objects.bulk_create([made.document.entry for made in batch if made.document.entry])
    for made in batch:
        document = made.document
        document.chain_ids = sorted(set(document.chain_ids))
        document.reader_ids = sorted({*document.chain_ids, *_from_matrix(document, made.desk)})
    Document.objects.bulk_create([made.document for made in batch])
    with connection.cursor() as cursor:
        cursor.executemany(_SEARCH_TEXT, list(_search_rows(batch)))
    for made in batch[max(0, len(batch) - files) :] if fonts and files > 0 else []:
        _files(made.document, made.paper, fonts)  # type: ignore[arg-type]
    rows.write(rng, until, history=history)


_SEARCH_TEXT = f"""
INSERT INTO {SearchText._meta.db_table} (document_id, reader_ids, fold, exact, pairs, text)
VALUES (%s, %s, to_tsvector('simple', %s), to_tsvector('simple', %s), %s, %s)
"""  # noqa: S608  the table's own name


def _search_rows(batch: list[Made]) -> Iterator[tuple[Any, ...]]:
    for made in batch:
        yield made.document.pk, made.document.reader_ids, *search.texts(made.document, made.paper.text)


def _from_matrix(document: Document, desk: Desk) -> list[int]:
    scopes = ["body", "register"]
    if document.state in (OutgoingState.DRAFT, OutgoingState.SUBMITTED):
        scopes = ["body"]
    own = [document.owner_unit.principal_id] if document.owner_unit else []
    return [p for scope in scopes for p in desk.readers.get(scope, [])] + own


def _files(document: Document, paper: Paper, fonts: Path) -> None:
    """The original of what came in; of an own paper the drafts on their way, and what was signed."""
    if document.is_incoming:
        _file(document, paper, fonts, VersionKind.ORIGINAL, 1, document.created_at)
        return
    draft = replace(paper, number="", dated=None)
    if document.state in ON_ITS_WAY:
        for ordinal in range(1, document.draft_ordinal + 1):
            blocks = draft.blocks if ordinal == document.draft_ordinal else draft.blocks[:-1]
            at = document.created_at + timedelta(minutes=ordinal)
            _file(document, replace(draft, blocks=blocks), fonts, VersionKind.DRAFT, ordinal, at)
    if document.state in (OutgoingState.SIGNED, OutgoingState.NUMBERED, OutgoingState.ISSUED):
        _file(document, paper, fonts, VersionKind.SIGNED, 1, document.issued_at or document.created_at)


def _file(document: Document, paper: Paper, fonts: Path, kind: VersionKind, ordinal: int, at: datetime) -> None:
    blob = storage.keep(sheets.render_pdf(paper, fonts), "application/pdf", at)
    Version.objects.create(
        document=document, kind=kind, ordinal=ordinal, blob=blob, file_name=_file_name(document),
        page_count=document.page_count, text=paper.text, created_at=at, created_by=document.created_by,
    )  # fmt: skip
    Document.objects.filter(pk=document.pk).update(content_sha256=blob.sha256)


def _file_name(document: Document) -> str:
    return f"{(document.code or 'du-thao').replace('/', '_')}.pdf"
