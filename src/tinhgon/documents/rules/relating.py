"""Who says how one paper stands to another, and what that does to the effect of a paper on a day. Knows loaded values
only; whether the paper that says so has been issued, queries ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import (
    BACKWARDS,
    ENDING_KINDS,
    ON_ITS_WAY,
    IncomingState,
    Mark,
    OutgoingState,
    RelationKind,
)
from tinhgon.documents.models import Document
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_relate(actor: Actor, document: Document) -> Verdict:
    """The drafter while the paper is his; afterwards who keeps the book it stands in."""
    if document.state in (OutgoingState.ABANDONED, IncomingState.RECALLED, IncomingState.REFUSED):
        return no("Văn bản đã kết thúc, không ghi thêm quan hệ được.")
    if document.is_incoming:
        return has_duty(actor, Duty.REGISTER, document.agency_id)
    is_drafter = document.drafter is not None and document.drafter.principal_id in actor.post_ids
    if document.state in ON_ITS_WAY and is_drafter:
        return YES
    return has_duty(actor, Duty.NUMBER, document.agency_id)


def can_withdraw_relation(actor: Actor, document: Document) -> Verdict:
    """Taken back at either end by who may write it there."""
    return can_relate(actor, document)


@dataclass(frozen=True)
class Saying:
    """What a paper in force says of another: from which day, for how long, of the whole or of a part."""

    kind: str
    effective_on: date | None
    until_on: date | None = None
    is_partial: bool = False

    def has_begun(self, on: date) -> bool:
        return self.effective_on is None or self.effective_on <= on

    @property
    def ends(self) -> bool:
        return self.kind in ENDING_KINDS and not self.is_partial


def extended(sayings: Iterable[Saying]) -> date | None:
    """The last day of the longest extension."""
    return max((row.until_on for row in sayings if row.kind == RelationKind.EXTENDS and row.until_on), default=None)


def after_extension(saying: Saying, until: date | None) -> date | None:
    """The day a saying begins; an expiry inside an extension begins the day after it."""
    day = saying.effective_on
    if saying.kind == RelationKind.EXPIRES and until and day and day <= until:
        return until + timedelta(days=1)
    return day


# What lists say in a word or two of a paper that another has changed; what ends it stands first.
_MARKS = {
    RelationKind.REPLACES: "Bị thay thế",
    RelationKind.REPEALS: "Bị bãi bỏ",
    RelationKind.EXPIRES: "Hết hiệu lực",
    RelationKind.AMENDS: "Đã sửa đổi",
    RelationKind.SUPPLEMENTS: "Đã bổ sung",
    RelationKind.CORRECTS: "Có đính chính",
    RelationKind.EXTENDS: "Được gia hạn",
}
_ORDER = list(_MARKS)


def mark(sayings: Sequence[Saying], on: date) -> Mark | None:
    """The word for a list, of everything said about a paper."""
    until = extended(sayings)
    begun: list[Saying] = []
    coming: list[Saying] = []
    for row in sorted(sayings, key=lambda row: (not row.ends, _ORDER.index(RelationKind(row.kind)))):
        day = after_extension(row, until)
        (begun if day is None or day <= on else coming).append(row)
    if begun and begun[0].ends:
        return Mark(_MARKS[RelationKind(begun[0].kind)], "r")
    if any(row.ends for row in coming):
        return Mark("Sắp hết hiệu lực", "y")
    if begun:
        words = _MARKS[RelationKind(begun[0].kind)]
        return Mark(f"{words} một phần" if begun[0].is_partial else words, "y")
    return Mark("Sắp thay đổi", "y") if coming else None


def backwards(kind: str) -> str:
    """How a relation reads from the paper it is about."""
    return BACKWARDS[RelationKind(kind)]
