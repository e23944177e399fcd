"""What every template may use: icons, Vietnamese dates and numbers, deadlines in words. Knows the clock of the edge
and the country's calendar; reads no other row."""

import json
import uuid
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django import forms, template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from officekit.workdays import Calendar
from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.web.choices import GUIDES
from tinhgon.core.web.queries import Shelf, png_size

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "static/vendor/tabler-icons/outline.json"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SOON_DAYS = 3
# Drawn when the vendor folder was not filled or a name is unknown: a page without icons can still be used.
PLAIN = '<path d="M5 5h14v14h-14z"/>'


@lru_cache(maxsize=1)
def _drawings() -> dict[str, str]:
    return json.loads(ICONS.read_text()) if ICONS.exists() else {}


@lru_cache(maxsize=256)
def _svg(name: str, css: str) -> SafeString:
    # The drawings are our own vendored file; the class comes from templates only.
    return mark_safe(  # noqa: S308
        f'<svg class="ti ti-{name}{css}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{_drawings().get(name, PLAIN)}</svg>"
    )


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """`{% icon "inbox" %}`: an outline icon of the vendored set, hidden from screen readers."""
    return _svg(str(name), f" {css}" if css else "")


@register.simple_tag
def bar(percent: int | None, tone: str = "p") -> SafeString:
    """A progress bar without inline style (the security policy refuses it)."""
    value = max(0, min(100, int(percent or 0)))
    return format_html(
        '<svg class="bar" height="6" role="img" aria-label="{}%"><rect width="100%" height="6" rx="3"/>'
        '<rect class="{}" width="{}%" height="6" rx="3"/></svg>',
        value,
        tone,
        value,
    )


@register.simple_tag
def request_key() -> SafeString:
    """The hidden field that makes a repeated submit the same act."""
    return format_html('<input type="hidden" name="request_key" value="{}">', uuid.uuid4().hex)


@register.simple_tag(takes_context=True)
def acting_post(context: template.Context) -> SafeString:
    """In the form of an act: the post it is done in, said and sent, where it is another than the session's."""
    acting = context.get("acting")
    if not acting or not context.get("acting_query"):
        return mark_safe("")
    return format_html(
        '<p class="sm mut mb8">{} Làm với vị trí <b class="b6 ink">{}</b></p>'
        '<input type="hidden" name="vi-tri" value="{}">',
        icon("id-badge-2"),
        f"{acting.title} ({acting.in_place_of})" if acting.in_place_of else acting.title,
        acting.post_id,
    )


@register.filter
def at_post(post_id: int | None, acting: Actor | None) -> str:
    """What the link of an item carries to be acted on in its post: "" where that is the post acted in anyway, or one
    that is only prepared for (a secretary's leader)."""
    held = acting is not None and any(seat.post_id == post_id for seat in acting.seats)
    return f"?vi-tri={post_id}" if acting and held and post_id != acting.post_id else ""


@register.filter
def of_key(values: dict[object, object], key: object) -> object:
    """A value by its key, for names that rows only have the key of."""
    return values.get(key)


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def vn_date(value: date | datetime | None, style: str = "") -> str:
    """`25/06`, of another year `25/06/2025`; `|vn_date:"full"` always has the year."""
    if not value:
        return ""
    day = _local(value)
    is_short = style != "full" and day.year == timezone.localdate().year
    return f"{day:%d/%m}" if is_short else f"{day:%d/%m/%Y}"


@register.filter
def vn_moment(value: datetime | None, style: str = "") -> str:
    """`25/06 17:00`, with the year when it is another; `|vn_moment:"full"` always, with seconds."""
    if not value:
        return ""
    local = _local(value)
    return f"{local:%d/%m/%Y %H:%M:%S}" if style == "full" else f"{vn_date(local)} {local:%H:%M}"


@register.filter
def vn_day(value: date | datetime | None) -> str:
    """`Thứ Tư, 25/06/2025`."""
    if not value:
        return ""
    day = _local(value)
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


@register.filter
def due_class(value: date | datetime | None) -> str:
    """`over`, `soon` or nothing: how near a deadline is."""
    if not value:
        return ""
    local, now = _local(value), timezone.localtime()
    if (local < now) if isinstance(local, datetime) else (local < now.date()):
        return "over"
    day = local.date() if isinstance(local, datetime) else local
    return "soon" if (day - now.date()).days <= SOON_DAYS else ""


@lru_cache(maxsize=2)
def _calendar(on: date, hour: int) -> Calendar:
    """The working days everybody has; read once an hour, for words only: deadlines are moments already."""
    return calendars.calendar_for(0, on)


def _due_words(local: date | datetime, tone: str) -> str:
    now = timezone.localtime()
    today = now.date()
    day = local.date() if isinstance(local, datetime) else local
    clock = f" {local:%H:%M}" if isinstance(local, datetime) else ""
    days = _calendar(today, now.hour).working_days_between(min(day, today), max(day, today))
    if tone == "over":
        if day < today:
            return f"Quá {days} ngày" if days else "Quá hạn"
        hours = int((now - local).total_seconds() // 3600) if isinstance(local, datetime) else 0
        return f"Quá {hours} giờ" if hours else "Vừa quá hạn"
    if day == today:
        return f"Hôm nay{clock}"
    return f"{vn_date(day)} · còn {days} ngày" if tone == "soon" and days else vn_date(day)


@register.filter
def due(value: date | datetime | None, state: str = "") -> SafeString:
    """A deadline with icon and words; `|due:"done"` when the duty is fulfilled; "" without a deadline."""
    if not value:
        return mark_safe("")
    local = _local(value)
    tone = "ok" if state == "done" else due_class(value)
    icons = {"over": "alert-circle", "soon": "clock", "ok": "circle-check", "": "calendar-due"}
    words = vn_date(local) if tone == "ok" else _due_words(local, tone)
    exact = vn_moment(local) if isinstance(local, datetime) else vn_date(local, "full")
    return format_html('<span class="due {}" title="Hạn {}">{}{}</span>', tone, exact, icon(icons[tone]), words)


@register.filter
def thousands(value: int | None) -> str:
    """`1.248`."""
    return "" if value is None or value == "" else f"{int(value):,}".replace(",", ".")


@register.filter
def initials(name: str | None) -> str:
    """Last two syllables' letters, as people are called: Phạm Hoàng Thái → HT."""
    return "".join(part[0] for part in (name or "").split()[-2:]).upper()


@register.filter
def urgency_stamp(urgency: str) -> SafeString:
    """Độ khẩn as on paper; nothing for an ordinary paper."""
    words = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}.get(urgency or "")
    if not words:
        return mark_safe("")
    return format_html('<span class="stamp{}">{}</span>', " k" if urgency == "khan" else "", words)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The page's query string with some keys changed; an empty value drops the key."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            params.pop(key, None)
        else:
            params[key] = str(value)
    text = params.urlencode()
    return f"?{text}" if text else "?"


@register.inclusion_tag("web/field.html")
def field(bound: forms.BoundField, label: str = "", hint: str = "", **attrs: str | bool) -> dict[str, object]:
    """A form's field in our look: label above, errors and hint below, tied together for screen readers. Further
    arguments become attributes (`autofocus=True`, `data_key="n"`)."""
    is_check = isinstance(bound.field.widget, forms.CheckboxInput)
    extra: dict[str, str | bool] = {key.replace("_", "-"): value for key, value in attrs.items()}
    extra["class"] = "chk" if is_check else "in"
    if bound.errors:
        extra |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}-loi"}
    if bound.field.required:
        extra["aria-required"] = "true"
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "widget": bound.as_widget(attrs=extra),
        "is_check": is_check,
    }


@register.filter
def guide_link(href: str) -> str:
    """Where a link of a manual's source leads here: to a chapter, to another manual; nowhere when it leads out."""
    source, _, anchor = str(href).partition("#")
    if not source:
        return f"#{anchor}" if anchor else ""
    known = next((guide for guide in GUIDES if source == f"{guide.source}.md"), None)
    return reverse("web:guide", args=[known.key]) + (f"#{anchor}" if anchor else "") if known else ""


@register.simple_tag
def guide_picture(shelf: Shelf, path: str) -> dict[str, str | int]:
    """The address and size of a picture of a manual; empty where it was not taken."""
    file = shelf.pictures.get(path)
    if file is None:
        return {}
    width, height = png_size(file)
    return {"url": reverse("web:guide_picture", args=[shelf.guide.key, file.name]), "width": width, "height": height}
