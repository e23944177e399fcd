"""Everything the page of a paper shows, for an actor who may see it: files, steps, recipients, relations, remarks and
history in words a lay inspector reads."""

import contextlib
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import queries as audit
from tinhgon.core.audit.models import Event
from tinhgon.documents.choices import STATES, CheckResult, IncomingState, OutgoingState, StepState, VersionKind
from tinhgon.documents.models import (
    ApprovalStep,
    Brief,
    Comment,
    Delivery,
    Document,
    Passing,
    Recipient,
    TakenOver,
    Version,
)
from tinhgon.documents.queries import answering, briefing, from_below, relating
from tinhgon.documents.queries.joint import SignerRow, joint_signers
from tinhgon.documents.queries.passing import passings_of
from tinhgon.documents.queries.relating import Banner, RelatedRow
from tinhgon.documents.queries.routes import RouteStep, steps_ahead
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation


@dataclass(frozen=True)
class StepRow:
    step: ApprovalStep
    holder: str
    is_together: bool = False
    stand_in: str = ""


@dataclass(frozen=True)
class Round:
    """One submission of a draft and what became of it."""

    number: int
    steps: list[StepRow]


@dataclass(frozen=True)
class Recall:
    """Who called a received paper back, when and why (docs/adr, recall)."""

    at: datetime
    by: str
    who: str
    reason: str


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    words: str
    detail: str
    tone: str


@dataclass(frozen=True)
class DocumentPage:
    document: Document
    owner: str
    waits_for: str
    preview: Version | None
    versions: list[Version]
    rounds: list[Round]
    route: list[RouteStep]
    recipients: list[Recipient]
    deliveries: list[Delivery]
    related: list[RelatedRow]
    comments: list[Comment]
    history: list[HistoryLine]
    is_intact: bool
    banners: list[Banner]
    passings: list[Passing]
    joint: list[SignerRow]
    brief: Brief | None
    origin: TakenOver | None
    taken_over: list[TakenOver]
    progress: list[from_below.Progress]

    def showing(self, version: Version) -> "DocumentPage":
        """The same page with another file in view."""
        return replace(self, preview=version)

    @property
    def earlier_draft(self) -> int | None:
        """The draft before the last one, to compare with."""
        drafts = sorted((row.ordinal for row in self.versions if row.kind == VersionKind.DRAFT), reverse=True)
        return drafts[1] if len(drafts) > 1 else None

    @property
    def signed_on(self) -> date | None:
        """The day a paper was signed by hand, as its signed scan was recorded."""
        words = self.preview.verification.get("signed_on") if self.preview else None
        return date.fromisoformat(words) if words else None

    @property
    def pages(self) -> range:
        return range(1, (self.preview.page_count or 0) + 1) if self.preview and self.is_pdf else range(0)

    @property
    def is_pdf(self) -> bool:
        return self.preview is not None and self.preview.blob.media_type == "application/pdf"

    @property
    def paragraphs(self) -> list[str]:
        """The text of a Word draft, where no page image can be shown."""
        if self.preview is None or self.is_pdf:
            return []
        return [line for line in self.preview.text.splitlines() if line.strip()]


def document_page(actor: Actor, public_id: UUID) -> DocumentPage | None:
    """The page of a paper, or None when there is none that the actor may read."""
    document = (
        visible_to(actor)
        .filter(public_id=public_id)
        .select_related(
            "type", "book", "issuing_body", "lead_unit", "lead_post", "drafter", "field", "source", "entry",
            "waits_for", "origin",
        )
        .first()
    )  # fmt: skip
    if document is None:
        return None
    versions = list(document.versions.select_related("blob").prefetch_related("checks").order_by("-created_at", "-id"))
    is_recalled = document.state == IncomingState.RECALLED
    return DocumentPage(
        document=document,
        owner=organisation.unit_names([document.owner_unit_id], actor.on).get(document.owner_unit_id, "")
        if document.owner_unit_id
        else "",
        waits_for=_waits_for(document, actor.on),
        preview=None if is_recalled else _preview(versions),
        versions=[] if is_recalled else versions,
        rounds=_rounds(document, actor.on),
        route=steps_ahead(document, actor.on) if document.state == OutgoingState.DRAFT else [],
        recipients=list(document.recipients.order_by("ordinal")),
        deliveries=list(document.deliveries.select_related("recipient", "received_document").order_by("id")),
        related=relating.related(document, actor),
        comments=list(document.comments.select_related("version").order_by("-id")),
        history=history_lines(audit.history("document", document.pk)),
        is_intact=audit.is_intact("document", document.pk),
        joint=joint_signers(document, actor.on),
        banners=_banners(document, actor),
        passings=passings_of(document) if document.is_incoming else [],
        brief=None if document.is_incoming else briefing.last_brief(document),
        origin=None if document.is_incoming else briefing.origin_of(document),
        taken_over=from_below.taken_over_seen(actor, document) if document.is_incoming else [],
        progress=from_below.progress_of(actor, document),
    )


def recall_of(document: Document) -> Recall | None:
    if document.state != IncomingState.RECALLED:
        return None
    event = Event.objects.filter(object_type="document", object_id=document.pk, verb="documents.recalled").latest("id")
    return Recall(event.at, event.detail.get("by", ""), event.actor_label, event.detail.get("reason", ""))


def was_opened(document_id: int, post_id: int) -> bool:
    return Event.objects.filter(
        object_type="document", object_id=document_id, verb="documents.open", actor_post=post_id
    ).exists()


def step_for(actor: Actor, public_id: UUID) -> ApprovalStep | None:
    """The step of a paper that waits for one of the actor's posts, else one whose opinion may still be given."""
    return (
        ApprovalStep.objects.filter(
            document__in=visible_to(actor), document__public_id=public_id, document__state=OutgoingState.SUBMITTED,
            state__in=(StepState.CURRENT, StepState.PASSED), post__principal_id__in=sorted(actor.post_ids),
        )
        .select_related("post", "document")
        .order_by("state", "ordinal")
        .first()
    )  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both texts, only in the old, or only in the new one."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """What changed between two texts, by words and line ends."""
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[a0:a1])))
            continue
        if a1 > a0:
            pieces.append(Piece("del", "".join(before[a0:a1])))
        if b1 > b0:
            pieces.append(Piece("ins", "".join(after[b0:b1])))
    return pieces


@dataclass(frozen=True)
class Comparison:
    document: Document
    old: Version
    new: Version
    pieces: list[Piece]
    change_count: int


def comparison(actor: Actor, public_id: UUID, old_ordinal: int, new_ordinal: int) -> Comparison | None:
    """Two drafts of a paper side by side, or None when the actor may not see them or they do not exist."""
    rows = Version.objects.filter(
        document__in=visible_to(actor), document__public_id=public_id, kind=VersionKind.DRAFT
    ).select_related("document__type")
    found = {row.ordinal: row for row in rows.filter(ordinal__in=(old_ordinal, new_ordinal))}
    if old_ordinal not in found or new_ordinal not in found:
        return None
    old, new = found[old_ordinal], found[new_ordinal]
    pieces = difference(old.text, new.text)
    return Comparison(new.document, old, new, pieces, sum(piece.kind != "same" for piece in pieces))


def history_lines(rows: Sequence[audit.HistoryRow]) -> list[HistoryLine]:
    return [HistoryLine(row.at, row.who, row.words, _detail(row.detail), _TONES.get(row.verb, "")) for row in rows]


_TONES = {
    "documents.number": "g",
    "documents.issue": "g",
    "documents.approve": "g",
    "documents.sign_by_hand": "g",
    "documents.register": "g",
    "documents.close": "g",
    "tasks.direct": "y",
    "documents.send_back": "r",
    "documents.refuse": "r",
    "documents.withdraw": "r",
    "documents.recalled": "r",
}
# The values worth telling, in the order they are told.
_TOLD = (
    ("relation", "{}"),
    ("place", "{}"),
    ("places", "{}"),
    ("outcome", "{}"),
    ("effective_on", "từ ngày {}"),
    ("code", "số {}"),
    ("number", "số đến {}"),
    ("issued_on", "ngày {}"),
    ("by_hand", "ghi trong thời gian gián đoạn ({})"),
    ("ordinal", "dự thảo lần {}"),
    ("version", "dự thảo lần {}"),
    ("step", "{}"),
    ("result", "kết quả: {}"),
    ("drafted_by", "soạn thảo: {}"),
    ("appraised_by", "thẩm định: {}"),
    ("option", "phương án {}"),
    ("signer", "người ký {}"),
    ("signed_on", "ký ngày {}"),
    ("recipients", "gửi {}"),
    ("holder", "người giữ: {}"),
    ("from", "từ {}"),
    ("due_at", "hạn {}"),
    ("opinion", "“{}”"),
    ("text", "“{}”"),
    ("note", "“{}”"),
    ("reason", "lý do: {}"),
    ("sha256", "mã kiểm tra {}"),
)


def _detail(detail: dict[str, Any]) -> str:
    parts = [words.format(_shown(key, detail[key])) for key, words in _TOLD if detail.get(key) not in (None, "", [])]
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def _shown(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if key == "result":
        return dict(CheckResult.choices).get(value, str(value)).lower()
    if key == "sha256":
        return f"{str(value)[:16]}…"
    if key == "from":  # the state a move starts from, or the code a paper came with
        return STATES[value].lower() if value in STATES else str(value)
    # Only what the program wrote as a day or a moment is one: a remark may say "2026-11-25 10:30" or "0000-00-00". And
    # history is never changed, so that no line of it may keep a paper's page from being shown.
    with contextlib.suppress(ValueError, OverflowError):
        if key.endswith("_on"):
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        if key.endswith("_at"):
            return f"{timezone.localtime(datetime.fromisoformat(value)):%d/%m/%Y %H:%M}"
    return str(value)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+[^\S\n]*|\n+", text)


def _waits_for(document: Document, on: date) -> str:
    """Whom the paper waits for: the holder of the post with its title, else nobody."""
    if document.waits_for is None:
        return ""
    post = getattr(document.waits_for, "post", None)
    if post is None:
        role = getattr(document.waits_for, "role", None)
        return role.get_role_display() if role else ""
    if stand_in := organisation.stand_in_names([post.pk], on).get(post.pk):
        return f"{post.title} ({stand_in})"
    name = organisation.holders([post.pk], on).get(post.pk)
    return f"{name}, {post.title}" if name else post.title


def _preview(versions: list[Version]) -> Version | None:
    order = {VersionKind.SIGNED: 0, VersionKind.ORIGINAL: 1, VersionKind.DRAFT: 2, VersionKind.ANNEX: 3}
    return min(versions, key=lambda row: (order.get(VersionKind(row.kind), 9), -row.ordinal), default=None)


def _rounds(document: Document, on: date) -> list[Round]:
    if document.is_incoming:
        return []
    steps = list(document.steps.select_related("post", "version"))
    steps.sort(key=lambda step: (-step.round, step.place, step.ordinal))
    names = organisation.holders([step.post_id for step in steps], on)
    away = organisation.stand_in_names([step.post_id for step in steps if step.state == StepState.CURRENT], on)
    rounds: dict[int, list[StepRow]] = {}
    for step in steps:
        rows = rounds.setdefault(step.round, [])
        is_together = bool(rows) and rows[-1].step.place == step.place
        stand_in = away.get(step.post_id, "") if step.state == StepState.CURRENT else ""
        rows.append(StepRow(step, names.get(step.post_id, ""), is_together, stand_in))
    return [Round(number, rows) for number, rows in rounds.items()]


def _banners(document: Document, actor: Actor) -> list[Banner]:
    banners = []
    if document.state == OutgoingState.WITHDRAWN:
        banners.append(Banner("r", f"Văn bản đã thu hồi. Lý do: {document.closing_reason}"))
    if document.state == IncomingState.RECALLED:
        text = f"{document.closing_reason}. Nội dung không mở được nữa; sổ giữ số, thời gian và mã kiểm tra."
        banners.append(Banner("r", text))
    if document.state == OutgoingState.ABANDONED:
        banners.append(Banner("a", "Dự thảo này đã bỏ."))
    banners += relating.banners(document, actor)
    banners += answering.banners(document, actor)
    banners += from_below.banners(document)
    return banners
