"""Who keeps the duty roster and the ladders, and small decisions about when to call."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.organisation.choices import Duty
from tinhgon.roster.choices import Rung, Stage


def can_keep(actor: Actor) -> Verdict:
    """The chief of office, told from others by deciding over checks of papers, as for ways of approval."""
    if actor.may(Duty.OVERRULE):
        return YES
    return no("Lịch trực và bậc gọi văn bản khẩn do Chánh Văn phòng đặt.")


def can_see(actor: Actor) -> Verdict:
    """Who is on duty is known to everybody in the agency."""
    return YES if actor.post_id is not None else no("Không tìm thấy trang này.")


def rungs_of(rungs: Sequence[str], stage: str) -> list[str]:
    """Before the book it is the clerk's turn; after it first of all that of whom the paper was put before."""
    if stage == Stage.ARRIVED:
        return list(rungs)
    return [Rung.AWAITED.value, *(rung for rung in rungs if rung != Rung.CLERK)]


def patience(minutes: int, at: datetime, appointed_at: datetime | None, rungs_left: int) -> timedelta:
    """How long a rung is waited for. Where a paper has an hour of its own (hoả tốc hẹn giờ) all rungs left are called
    before it, and never more than one a minute."""
    usual = timedelta(minutes=minutes)
    if appointed_at is None or appointed_at <= at:
        return usual
    return max(min(usual, (appointed_at - at) / (rungs_left + 1)), timedelta(minutes=1))


def is_due(last_at: datetime, at: datetime, wait: timedelta) -> bool:
    return at - last_at >= wait
