"""The table of a paper that asks for answers: who answered, who is late, what was said and what was made of it; and
what the asked side reads on its own copy. A reply the reader may not see is counted, never named."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.rules import Option
from tinhgon.documents import rules
from tinhgon.documents.choices import IncomingState, OpinionOutcome, RelationKind, Stance
from tinhgon.documents.models import AnnexForm, Answer, AnswerRequest, Document, OpinionItem, Relation
from tinhgon.documents.queries import passing, search
from tinhgon.documents.queries.relating import Banner, newest_options
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import IssuingBodyVersion

_GONE = (IncomingState.RECALLED, IncomingState.REFUSED)
_OPEN = (IncomingState.ARRIVED, IncomingState.REGISTERED, IncomingState.DIRECTED)


@dataclass(frozen=True)
class AnswerRow:
    """A place that was asked, or answered unasked. `reply` is the paper it came in, for who may see it."""

    answer: Answer
    words: str
    tone: str
    is_answered: bool
    is_late: bool
    is_after_closing: bool
    reply: Document | None
    has_unseen_reply: bool
    items: list[OpinionItem] = field(default_factory=list)

    @property
    def pk(self) -> int:
        return self.answer.pk


@dataclass(frozen=True)
class AnswerTable:
    document: Document
    request: AnswerRequest | None
    rows: list[AnswerRow]
    is_overdue: bool

    @property
    def asked_count(self) -> int:
        return sum(row.answer.was_asked for row in self.rows)

    @property
    def answered_count(self) -> int:
        return sum(row.is_answered for row in self.rows)

    @property
    def late_count(self) -> int:
        return sum(row.is_late for row in self.rows)

    @property
    def silent_count(self) -> int:
        return sum(row.answer.was_asked and not row.is_answered for row in self.rows)

    @property
    def opinion_count(self) -> int:
        return sum(len(row.items) for row in self.rows)

    @property
    def unjudged_count(self) -> int:
        return sum(not item.outcome for row in self.rows for item in row.items)

    @property
    def outcome_counts(self) -> dict[str, int]:
        items = [item.outcome for row in self.rows for item in row.items]
        return {str(label): items.count(value) for value, label in OpinionOutcome.choices}


def answer_table(actor: Actor, public_id: UUID, at: datetime) -> AnswerTable | None:
    """The table of a paper going out that the actor may read; without a request where it does not ask yet."""
    document = (
        visible_to(actor)
        .exclude(flow=Flow.INCOMING)
        .filter(public_id=public_id)
        .select_related("type", "issuing_body", "drafter", "answer_request")
        .first()
    )
    if document is None:
        return None
    request: AnswerRequest | None = getattr(document, "answer_request", None)
    rows = _rows(actor, document, request, at) if request else []
    is_overdue = document.reply_due_at is not None and document.reply_due_at < at
    return AnswerTable(document, request, rows, is_overdue)


def _rows(actor: Actor, document: Document, request: AnswerRequest, at: datetime) -> list[AnswerRow]:
    answers = list(request.answers.select_related("reply").prefetch_related("items").order_by("-was_asked", "ordinal"))
    replies = [answer.reply_id for answer in answers if answer.reply_id]
    seen = {paper.pk: paper for paper in visible_to(actor).filter(pk__in=replies)} if replies else {}
    return [_answer_row(document, request, answer, seen, at) for answer in answers]


def _answer_row(
    document: Document, request: AnswerRequest, answer: Answer, seen: dict[int, Document], at: datetime
) -> AnswerRow:
    is_gone = answer.reply is not None and answer.reply.state in _GONE
    is_answered = answer.answered_at is not None and not is_gone
    is_late = (
        is_answered and answer.answered_at is not None and rules.is_late(answer.answered_at, document.reply_due_at)
    )
    is_after = is_answered and rules.came_after_closing(answer, request)
    if is_answered:
        words, tone = str(Stance(answer.stance).label), "g"
    elif is_gone:
        words, tone = "Đã thu hồi trả lời", "r"
    elif document.reply_due_at and document.reply_due_at < at:
        words, tone = "Quá hạn", "r"
    else:
        words, tone = "Chưa trả lời", ""
    return AnswerRow(
        answer=answer,
        words=words,
        tone=tone,
        is_answered=is_answered,
        is_late=is_late,
        is_after_closing=is_after,
        reply=seen.get(answer.reply_id or 0),
        has_unseen_reply=answer.reply_id is not None and answer.reply_id not in seen,
        items=sorted(answer.items.all(), key=lambda item: item.ordinal),
    )


def answer_row(actor: Actor, public_id: UUID, answer_id: int, at: datetime) -> AnswerRow | None:
    """One row of a table the actor may read."""
    table = answer_table(actor, public_id, at)
    return next((row for row in table.rows if row.pk == answer_id), None) if table else None


def opinion_item(row: AnswerRow, item_id: int) -> OpinionItem | None:
    return next((item for item in row.items if item.pk == item_id), None)


def answer_due(actor: Actor, typed: str, at: datetime) -> datetime | None:
    """The moment a typed deadline means in the actor's agency."""
    return calendars.moment(actor.agency_id, actor.on, typed, at)


def end_of_work(actor: Actor, day: date) -> datetime:
    """When the actor's agency closes on a day."""
    return closing_of(actor.agency_id, day)


def closing_of(agency_id: int, day: date) -> datetime:
    """When an agency closes on a day; of none, when offices do."""
    return calendars.calendar_for(agency_id, day).closing(day)


def replies_to_pick(actor: Actor, words: str = "") -> list[Option]:
    """Papers that came, newest first: one of them is the answer that is entered by hand."""
    own = visible_to(actor).filter(agency_id=actor.agency_id, flow=Flow.INCOMING).exclude(state__in=_GONE)
    if words.strip():
        own = own.filter(pk__in=search.newest_matches(actor, words))
    return newest_options(own)


@dataclass(frozen=True)
class AnnexGround:
    """What the official annex is printed with: the form in force and the letterhead."""

    form: AnnexForm
    body: IssuingBodyVersion | None
    rule_set: str


def annex_ground(table: AnswerTable, actor: Actor) -> AnnexGround:
    body = table.document.issuing_body
    version = organisation.body_version_on(body, actor.on) if body else None
    rule_set = body.rule_set if body else "nd30"
    forms = AnnexForm.objects.filter(organisation.in_force(actor.on), rule_set__in=("", rule_set))
    found = forms.order_by("-rule_set", "-starts_on").first()
    assert found is not None, "a form for every rule set is entered with the data of the law"
    return AnnexGround(found, version, rule_set)


def banners(document: Document, actor: Actor) -> list[Banner]:
    """By when the paper is to be answered, as the asked side reads it on its own copy; and what was asked of others.
    Of a restricted answer only its readers hear."""
    if not document.is_incoming or document.reply_due_at is None or document.state not in _OPEN:
        return []
    due = f"{timezone.localtime(document.reply_due_at):%H:%M ngày %d/%m/%Y}"
    answered = (
        Relation.objects.filter(to_document=document, kind=RelationKind.REPLIES, withdrawn_at=None)
        .filter(from_document__issued_at__isnull=False)
        .exclude(from_document__state__in=("withdrawn", "abandoned"))
        .filter(Q(from_document__is_restricted=False) | Q(from_document__in=visible_to(actor)))
        .order_by("-from_document__issued_at")
        .values_list("from_document__issued_at", flat=True)
        .first()
    )
    if answered is not None:
        return [Banner("g", f"Đã trả lời lúc {timezone.localtime(answered):%H:%M ngày %d/%m/%Y} (hạn {due}).")]
    asked = passing.origin_ids(document)
    closed = AnswerRequest.objects.filter(document_id__in=asked).exclude(closed_at=None).first()
    if closed is not None and closed.closed_at is not None:
        day = f"{timezone.localtime(closed.closed_at):%d/%m/%Y}"
        return [
            Banner("a", f"Bên gửi đã đóng tổng hợp ngày {day}. Vẫn trả lời được; trả lời sẽ ghi là đến sau khi đóng.")
        ]
    is_late = timezone.localtime(document.reply_due_at).date() < actor.on
    return [Banner("r" if is_late else "a", f"{'Quá hạn trả lời: trước' if is_late else 'Cần trả lời trước'} {due}.")]
