"""Deadlines as iCalendar (RFC 5545), and the name of a downloaded file."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event

from tinhgon.tasks.models import Task


def calendar(tasks: Iterable[Task], at: datetime, site: str) -> bytes:
    """One half-hour event before each deadline; of a restricted task the title is not said."""
    feed = Calendar()
    feed.add("prodid", "-//TinhGon//Nhiem vu//VI")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "Hạn xử lý nhiệm vụ")
    for task in tasks:
        if task.due_at is None:
            continue
        event = Event()
        event.add("uid", f"{task.public_id}@tinhgon")
        event.add("dtstamp", at)
        event.add("dtstart", task.due_at - timedelta(minutes=30))
        event.add("dtend", task.due_at)
        event.add("summary", "Hạn: " + ("Nhiệm vụ hạn chế" if task.is_restricted else task.title))
        event.add("url", site + reverse("tasks:task", args=[task.public_id]))
        feed.add_component(event)
    return bytes(feed.to_ical())


def disposition(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
