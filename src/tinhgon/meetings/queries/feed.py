"""A person's meetings for calendar programs."""

from datetime import date, timedelta

from django.urls import reverse

from tinhgon.core.web.choices import CalendarEvent
from tinhgon.meetings.choices import BUSY, GONE, USUAL_LENGTH, Answer
from tinhgon.meetings.models import Attendance
from tinhgon.organisation import queries as organisation

_BACK = timedelta(days=30)


def calendar_events(person_principal: int, on: date) -> list[CalendarEvent]:
    """Meetings the person goes to, a month back and all to come. Called-off ones stay in as called off, so that the
    program takes them away, and so do those whose paper was recalled or sent back. Of these and of a restricted paper
    only the time is told: programs know the address of a feed."""
    held = organisation.appointments(on).filter(person__principal_id=person_principal).values("post_id")
    rows = (
        Attendance.objects.filter(post_id__in=held, answer=Answer.GOING, invitation__replaced_by=None)
        .filter(invitation__starts_at__date__gte=on - _BACK)
        .select_related("invitation__document")
        .order_by("invitation__starts_at", "pk")
    )
    return [_event(row) for row in rows]


def _event(row: Attendance) -> CalendarEvent:
    invitation, document = row.invitation, row.invitation.document
    is_gone = document.state in GONE
    is_shut = document.is_restricted or is_gone
    return CalendarEvent(
        key=f"{document.public_id}",
        starts_at=invitation.starts_at,
        ends_at=invitation.ends_at or invitation.starts_at + USUAL_LENGTH,
        title=BUSY if is_shut else f"Họp: {document.subject}",
        place="" if is_shut else invitation.place,
        path=reverse("documents:document", args=[document.public_id]),
        is_called_off=invitation.is_called_off or is_gone,
    )
