"""Reads of meetings: one paper's, and the week's schedule."""

from tinhgon.meetings.queries.clashes import Clash, clashes
from tinhgon.meetings.queries.feed import calendar_events
from tinhgon.meetings.queries.invitations import (
    Asked,
    InvitationView,
    answerable_posts,
    attendance_rows,
    concerns,
    helped,
    invitation_view,
    names_of,
    post_meant,
)
from tinhgon.meetings.queries.schedule import Day, Meeting, Week, for_all_eyes, unanswered_count, week

__all__ = [
    "Asked",
    "Clash",
    "Day",
    "InvitationView",
    "Meeting",
    "Week",
    "answerable_posts",
    "attendance_rows",
    "calendar_events",
    "clashes",
    "concerns",
    "for_all_eyes",
    "helped",
    "invitation_view",
    "names_of",
    "post_meant",
    "unanswered_count",
    "week",
]
