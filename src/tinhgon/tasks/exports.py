"""Deadlines as iCalendar (RFC 5545), a list of tasks as XLSX, and the name of a downloaded file."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from icalendar import Calendar, Event

from tinhgon.core.web.choices import CalendarEvent
from tinhgon.organisation import exports
from tinhgon.tasks.models import Task
from tinhgon.tasks.queries import TaskRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def calendar(tasks: Iterable[Task], events: Iterable[CalendarEvent], at: datetime, site: str) -> bytes:
    """One half-hour event before each deadline, and what upper apps know of the person's time; of a restricted task
    the title is not said."""
    feed = Calendar()
    feed.add("prodid", "-//TinhGon//Nhiem vu//VI")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "Lịch công tác, hạn xử lý")
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
    for row in events:
        event = Event()
        event.add("uid", f"{row.key}@tinhgon")
        event.add("dtstamp", at)
        event.add("dtstart", row.starts_at)
        event.add("dtend", row.ends_at)
        event.add("summary", row.title)
        event.add("location", row.place)
        event.add("status", "CANCELLED" if row.is_called_off else "CONFIRMED")
        event.add("url", site + row.path)
        feed.add_component(event)
    return bytes(feed.to_ical())


def disposition(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"


def tasks_xlsx(rows: Iterable[TaskRow]) -> bytes:
    """A list of tasks as it was filtered on screen, both deadlines in it."""
    headings = (
        "Nhiệm vụ", "Văn bản", "Chủ trì", "Đơn vị", "Người giao", "Ngày giao", "Hạn gốc", "Hạn hiện tại", "Sản phẩm",
        "Tiến độ (%)", "Trạng thái", "Quá hạn", "Lần đôn đốc",
    )  # fmt: skip
    table = exports.Table(
        title="Nhiệm vụ",
        headings=headings,
        rows=(_cells(row) for row in rows),
        widths=(60, 20, 24, 28, 30, 16, 16, 16, 30, 10, 22, 10, 12),
    )
    return exports.workbook([table])


def _cells(row: TaskRow) -> tuple[str, ...]:
    task = row.task

    def moment(at: datetime | None) -> str:
        return f"{localtime(at):%d/%m/%Y %H:%M}" if at else ""

    return (
        task.title,
        task.document.code if task.document else "",
        row.lead,
        row.unit,
        task.given_by_label,
        moment(task.given_at),
        moment(task.first_due_at),
        moment(task.due_at),
        task.product,
        str(task.progress),
        task.get_state_display(),
        "Quá hạn" if row.is_overdue else "",
        str(task.urge_count),
    )
