"""Lists of tasks: the four tabs, many at once, the list as a file, deadlines for calendar programs."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import choices as web
from tinhgon.documents.views.acting import actor_for
from tinhgon.tasks import actions, exports, queries, rules
from tinhgon.tasks.choices import Tab, TaskState
from tinhgon.tasks.views.worker import worker


@dataclass(frozen=True)
class BulkAct:
    """An act on the marked rows of a list: words and call; `has_note` asks for words to go along."""

    label: str
    icon: str
    done: str
    call: Callable[..., actions.BulkReport]
    has_note: bool = False


BULK: dict[str, BulkAct] = {
    "tiep-nhan": BulkAct("Tiếp nhận", "checkbox", "Đã tiếp nhận {} nhiệm vụ.", actions.accept_each),
    "don-doc": BulkAct("Đôn đốc", "bell-ringing", "Đã đôn đốc {} nhiệm vụ.", actions.urge_each, True),
    "cong-nhan": BulkAct(
        "Công nhận hoàn thành", "circle-check", "Đã công nhận hoàn thành {} nhiệm vụ.", actions.recognise_each
    ),
}


def _filters(request: WorkRequest) -> queries.Filters:
    tab = request.GET.get("tab", "")
    return queries.Filters(
        tab=tab if tab in Tab.values else Tab.MINE,
        state=request.GET.get("state", "open"),
        due=request.GET.get("due", ""),
        q=request.GET.get("q", "")[:100],
        cursor=request.GET.get("cursor", ""),
    )


@login_required
@require_safe
def tasks(request: WorkRequest) -> HttpResponse:
    """The four tabs, filtered by the address, fifty rows a page."""
    actor, at = worker(request), timezone.now()
    filters = _filters(request)
    page = queries.task_page(actor, filters, at)
    context = {
        "filters": filters,
        "bulk_acts": BULK,
        "page": page,
        "next_address": filters.address(cursor=page.next),
        "counts": queries.tab_counts(actor, at),
        "classes": queries.tab_classes(actor, filters.tab, at),
        "tabs": [t for t in Tab if t != Tab.UNIT or actor.headed_unit_ids],
        "states": TaskState.choices,
        "can_create": rules.can_create(actor),
    }
    is_more = request.htmx and filters.cursor
    return render(request, "tasks/tasks.html#rows" if is_more else "tasks/tasks.html", context)


@login_required
@require_safe
def export(request: WorkRequest) -> HttpResponse:
    """The list as it is filtered on screen, as XLSX."""
    actor, at = worker(request), timezone.now()
    rows = queries.task_page(actor, _filters(request), at, queries.EXPORTED).rows
    response = HttpResponse(exports.tasks_xlsx(rows), content_type=exports.XLSX)
    response["Content-Disposition"] = exports.disposition(f"nhiem-vu-{actor.on:%Y-%m-%d}.xlsx")
    return response


@login_required
@require_POST
def bulk(request: WorkRequest) -> HttpResponse:
    """One act on the marked rows; what failed is listed with its reason, what went well stays done."""
    worker(request)
    chosen = BULK.get(request.POST.get("act", ""))
    if chosen is None:
        raise Http404
    back = reverse("tasks:tasks") + _query(request.POST.get("back", ""))
    note = request.POST.get("note", "")[:500]
    try:
        report = chosen.call(lambda home: actor_for(request, home), _marked(request), note, timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect(back)
    if report.done:
        messages.success(request, chosen.done.format(report.done))
    if not report.failures:
        return redirect(back)
    return render(request, "tasks/bulk.html", {"report": report, "act": chosen, "back": back}, status=422)


def _query(text: str) -> str:
    return text if text.startswith("?") else ""


def _marked(request: WorkRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("viec"):
        try:
            found.append(UUID(text))
        except ValueError as error:
            raise Http404 from error
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: WorkRequest) -> HttpResponse:
    """The address under which a calendar program reads one's deadlines; making a new one ends the old."""
    actor = worker(request)
    address = ""
    if request.method == "POST":
        secret = actions.renew_feed(actor, timezone.now())
        address = request.build_absolute_uri(reverse("tasks:feed", args=[secret]))
    return render(request, "tasks/calendar.html", {"address": address})


@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Deadlines and meetings as iCalendar; the secret in the address is the only key."""
    today = timezone.localdate()
    rows, owner = queries.feed(secret, today), queries.feed_owner(secret)
    if rows is None or owner is None:
        raise Http404
    events = web.calendar_events(owner, today)
    content = exports.calendar(rows, events, timezone.now(), request.build_absolute_uri("/")[:-1])
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
