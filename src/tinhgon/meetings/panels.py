"""What this app puts into the shell, into the page of a paper, and into calendar programs."""

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.web import choices as web
from tinhgon.meetings import queries


def _counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    return {"schedule": (queries.unanswered_count(actor, timezone.now()), False)}


NAV = web.Nav("schedule", "Lịch công tác", "calendar-event", "meetings:schedule", 55)
PANEL = web.Panel("document", "meeting", "Giấy mời, lịch họp", "meetings:document_panel", 5, concerns=queries.concerns)


def fill_slots() -> None:
    web.NAV.append(NAV)
    web.NAV_COUNTS.append(_counts)
    web.PANELS.append(PANEL)
    web.CALENDARS.append(queries.calendar_events)
