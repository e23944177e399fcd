"""The opinions about a draft, wherever they are kept already: rows of its way up, answers to papers laid beside it,
opinion rounds. Said, or still missing with who is asked since when. Of a round by name only the count is told."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.dateparse import parse_datetime

from tinhgon.core.audit.models import Event
from tinhgon.documents.choices import IncomingState, OutgoingState, StepKind, StepState, Vote
from tinhgon.documents.models import Answer, AnswerRequest, ApprovalStep, Document, OpinionItem, Poll
from tinhgon.organisation import queries as organisation

_ASKED = (StepKind.APPRAISAL, StepKind.OPINION)
_OPEN = (StepState.CURRENT, StepState.WAITING, StepState.PASSED)
_GONE = (IncomingState.RECALLED, IncomingState.REFUSED)


@dataclass(frozen=True)
class Said:
    """An opinion: who, as what, in which words; `paper` is the paper it stands on, None for the draft's own rows."""

    kind: str
    who: str
    words: str
    at: datetime | None = None
    paper: int | None = None


@dataclass(frozen=True)
class Missing:
    """Who was asked and has said nothing: since when, until when."""

    kind: str
    who: str
    since: datetime | None = None
    due: datetime | None = None
    note: str = ""
    paper: int | None = None


@dataclass(frozen=True)
class Gathered:
    said: list[Said]
    missing: list[Missing]

    def seen_with(self, papers: Iterable[int]) -> "Gathered":
        """What may be read by who sees these papers beside the draft."""
        known = {None, *papers}
        return replace(
            self,
            said=[row for row in self.said if row.paper in known],
            missing=[row for row in self.missing if row.paper in known],
        )

    def as_data(self) -> dict[str, Any]:
        """To be kept as it was."""
        return {
            "said": [_plain(asdict(row)) for row in self.said],
            "missing": [_plain(asdict(r)) for r in self.missing],
        }


def kept(data: dict[str, Any]) -> Gathered:
    """What was kept of it."""
    return Gathered(
        [Said(**_moments(row)) for row in data.get("said", [])],
        [Missing(**_moments(row)) for row in data.get("missing", [])],
    )


def gathered(document: Document, papers: Sequence[int], on: date) -> Gathered:
    """About a draft, its own rows first, then what came in on the papers laid beside it."""
    parts = [_of_steps(document, on), _of_answers([document.pk, *papers], document.pk), _of_polls(document)]
    return Gathered([row for part in parts for row in part.said], [row for part in parts for row in part.missing])


def _of_steps(document: Document, on: date) -> Gathered:
    steps = list(document.steps.filter(kind__in=_ASKED).select_related("post").order_by("round", "ordinal"))
    if not steps:
        return Gathered([], [])
    names = organisation.holders([step.post_id for step in steps], on)
    last = max(step.round for step in steps)
    open_now = document.state == OutgoingState.SUBMITTED
    since = _since(document) if open_now else None
    given = (StepState.APPROVED, StepState.SENT_BACK)
    said = [
        Said(step.get_kind_display(), step.decided_by, step.opinion or step.get_state_display(), step.decided_at)
        for step in steps
        if step.state in given
    ]
    missing = [
        Missing(step.get_kind_display(), _holder(step, names), _asked_since(step, since), step.waits_until, _note(step))
        for step in steps
        if open_now and step.round == last and step.state in _OPEN
    ]
    return Gathered(said, missing)


def _holder(step: ApprovalStep, names: dict[int, str]) -> str:
    return ", ".join(filter(None, (names.get(step.post_id, ""), step.post.title)))


def _note(step: ApprovalStep) -> str:
    return "" if step.state == StepState.CURRENT else step.get_state_display()


def _asked_since(step: ApprovalStep, since: datetime | None) -> datetime | None:
    return None if step.state == StepState.WAITING else since


def _since(document: Document) -> datetime | None:
    """When the paper last went on to somebody."""
    moved = ("documents.submit", "documents.approve", "documents.add_step", "documents.pass_late")
    rows = Event.objects.filter(object_type="document", object_id=document.pk, verb__in=moved)
    return rows.order_by("-id").values_list("at", flat=True).first()


def _of_answers(papers: Sequence[int], own: int) -> Gathered:
    items = Prefetch("items", OpinionItem.objects.order_by("ordinal"))
    answers = Prefetch("answers", Answer.objects.select_related("reply").prefetch_related(items).order_by("ordinal"))
    requests = AnswerRequest.objects.filter(document_id__in=papers).select_related("document").prefetch_related(answers)
    said, missing = [], []
    for request in requests.order_by("id"):
        asking = request.document
        paper = None if asking.pk == own else asking.pk
        for row in request.answers.all():
            is_gone = row.reply is not None and row.reply.state in _GONE
            if row.answered_at is not None and not is_gone:
                said.append(Said("Văn bản trả lời", row.name, _answer_words(row), row.answered_at, paper))
            elif row.was_asked:
                since = asking.issued_at or request.made_at
                missing.append(Missing("Văn bản trả lời", row.name, since, asking.reply_due_at, "", paper))
    return Gathered(said, missing)


def _answer_words(row: Answer) -> str:
    items = [f"{item.place}: {item.text}" if item.place else item.text for item in row.items.all()]
    return ". ".join([row.get_stance_display(), *(item.rstrip(".") for item in items)])


def _of_polls(document: Document) -> Gathered:
    said, missing = [], []
    for poll in (
        Poll.objects.filter(document=document).select_related("body").prefetch_related("members").order_by("id")
    ):
        members = list(poll.members.all())
        counts = [
            f"{label.lower()} {n}" for vote, label in Vote.choices if (n := sum(row.vote == vote for row in members))
        ]
        kind = "Phiếu lấy ý kiến"
        if counts:
            last = max(row.answered_at for row in members if row.answered_at)
            said.append(Said(kind, poll.body.name, f"{', '.join(counts)} trên {len(members)} thành viên", last))
        if poll.closed_at is None:
            missing += [
                Missing(kind, f"{row.name}, {row.title}", poll.opened_at, poll.due_at)
                for row in sorted(members, key=lambda row: row.ordinal)
                if not row.vote
            ]
    return Gathered(said, missing)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _moments(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: parse_datetime(row[name]) if name in ("at", "since", "due") and row[name] else row[name] for name in row
    }
