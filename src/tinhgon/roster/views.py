"""Pages of the duty roster: the week with its gaps, shifts in and out, a sheet, the ladders, and a paper's calls."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents.forms.incoming import parse_day
from tinhgon.roster import actions, exports, forms, queries, rules

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _member(request: WorkRequest) -> Actor:
    if not request.actor or not rules.can_see(request.actor):
        raise Http404
    return request.actor


def _keeper(request: WorkRequest) -> Actor:
    """Pages of keeping exist for who keeps."""
    actor = _member(request)
    if not rules.can_keep(actor):
        raise Http404
    return actor


def _week(request: WorkRequest, actor: Actor) -> queries.RosterWeek:
    today = timezone.localdate()
    try:
        day = parse_day(request.GET.get("ngay", ""), today) or today
    except ValueError:
        day = today
    day = day if abs((day - today).days) < 5 * 366 else today
    return queries.roster_week(actor, day, timezone.now())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: WorkRequest) -> HttpResponse:
    """The week's shifts; the chief of office adds one."""
    is_sent = request.method == "POST"
    actor, at = _keeper(request) if is_sent else _member(request), timezone.now()
    form = forms.ShiftForm(request.POST if is_sent else None, actor=actor)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        shift = actions.NewShift(data["person"], data["watch"], data["starts_at"], data["ends_at"])
        try:
            actions.add_shift(actor, shift, at, url=reverse("roster:roster"))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã xếp ca trực và báo cho người trực.")
            day = timezone.localdate(shift.starts_at)
            return redirect(f"{reverse('roster:roster')}?ngay={day:%Y-%m-%d}")
    context = {
        "week": _week(request, actor),
        "form": form,
        "can_keep": rules.can_keep(actor),
        "ladders": queries.ladders(actor),
        "now": {watch: queries.on_duty(actor.agency_id, watch, at) for watch in ("clerk", "leader")},
        "next_gap": queries.next_gap(actor.agency_id, at),
        "today": timezone.localdate(at),
    }
    return render(request, "roster/roster.html", context, status=422 if is_sent else 200)


@login_required
@require_safe
def export(request: WorkRequest) -> HttpResponse:
    """The week as a sheet, in the shape that import takes."""
    week = _week(request, _member(request))
    return download(request, exports.roster_xlsx(week), XLSX, f"lich-truc-{week.starts_on:%Y-%m-%d}.xlsx")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: WorkRequest) -> HttpResponse:
    """Shifts from a sheet: all or none, each wrong line named."""
    actor, is_sent = _keeper(request), request.method == "POST"
    form = forms.SheetForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    errors: list[str] = []
    request.nav_path = reverse("roster:roster")
    if is_sent and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            made = actions.import_shifts(actor, content, timezone.now(), url=reverse("roster:roster"))
        except actions.SheetErrors as refused:
            errors = refused.errors
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Đã nhập {made} ca trực mới.")
            return redirect("roster:roster")
    return render(request, "roster/import.html", {"form": form, "errors": errors}, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: WorkRequest) -> HttpResponse:
    """After how many minutes who is called, for one urgency."""
    actor, is_sent = _keeper(request), request.method == "POST"
    request.nav_path = reverse("roster:roster")
    wanted = request.GET.get("do-khan", "")
    shown = next((row for row in queries.ladders(actor) if row.urgency == wanted), None)
    initial = {"urgency": shown.urgency, "minutes": shown.minutes, "rungs": shown.rungs} if shown else None
    form = forms.LadderForm(request.POST if is_sent else None, initial=initial)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_ladder(actor, data["urgency"], data["minutes"], data["rungs"], timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã đặt thời gian và bậc gọi.")
            return redirect("roster:roster")
    return render(request, "roster/ladder.html", {"form": form}, status=422 if is_sent else 200)


@login_required
@require_POST
def withdraw(request: WorkRequest, shift_id: int) -> HttpResponse:
    """Take somebody off duty."""
    actor = _keeper(request)
    shift = queries.shift_for(actor, shift_id)
    if shift is None:
        messages.info(request, "Ca trực này đã bỏ.")
        return redirect("roster:roster")
    actions.withdraw_shift(actor, shift_id, timezone.now(), url=reverse("roster:roster"))
    messages.success(request, "Đã bỏ ca trực và báo cho người trực.")
    return redirect(f"{reverse('roster:roster')}?ngay={timezone.localdate(shift.starts_at):%Y-%m-%d}")


@login_required
@require_safe
def document_panel(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Whom an urgent paper called, as a part of the paper's page."""
    found = queries.escalation_view(_member(request), public_id)
    if found is None:
        raise Http404
    if not request.htmx:
        return redirect("documents:document", public_id)
    return render(request, "roster/document_panel.html", {"escalations": found})
