"""Handing over the clerk's post: given by who has it, signed for by who takes it, two persons."""

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.documents.choices import MinutesState
from tinhgon.documents.models import ClerkMinutes
from tinhgon.documents.rules.papers import has_duty
from tinhgon.organisation.choices import Duty


def can_hand_over_post(actor: Actor) -> Verdict:
    return has_duty(actor, Duty.NUMBER)


def can_read_minutes(actor: Actor) -> Verdict:
    """Clerks, who keeps the organisation, and who closes books; to others the page is not there."""
    if actor.duties & {Duty.NUMBER, Duty.MANAGE_ORGANISATION, Duty.CLOSE_BOOK}:
        return YES
    return no("Không tìm thấy trang này.")


def can_sign_minutes(actor: Actor, minutes: ClerkMinutes) -> Verdict:
    """Take over or refuse: the person named, nobody in his place."""
    if minutes.state != MinutesState.DRAWN_UP:
        return no(f"Biên bản này {minutes.get_state_display().lower()}.")
    if actor.person_id != minutes.taker.principal_id:
        return no(f"Biên bản chờ {minutes.taker_label} ký nhận.")
    return YES
