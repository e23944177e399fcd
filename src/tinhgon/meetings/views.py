"""Pages of meetings: the week's schedule, the part of a paper's page, a leader's answer, and when and where."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents.forms.incoming import parse_day
from tinhgon.documents.forms.inviting import MeetingForm, initial_of_meeting
from tinhgon.documents.views.acting import Sheet, act_page, actor_for
from tinhgon.meetings import actions, exports, queries
from tinhgon.meetings.choices import Answer, Scope
from tinhgon.meetings.forms import AnswerForm
from tinhgon.organisation import queries as organisation

ANSWERED = {
    Answer.GOING: "Đã xếp vào lịch công tác.",
    Answer.SENT: "Đã cử người dự và báo cho người đó.",
    Answer.DECLINED: "Đã ghi không dự.",
}


def _worker(request: WorkRequest) -> Actor:
    if not request.actor:
        raise Http404
    return request.actor


def _week(request: WorkRequest) -> queries.Week:
    actor, today = _worker(request), timezone.localdate()
    try:
        day = parse_day(request.GET.get("ngay", ""), today) or today
    except ValueError:
        day = today
    # A year around today is what an office plans in; further is a misprint in the address.
    day = day if abs((day - today).days) < 5 * 366 else today
    scope = request.GET.get("cua", "")
    return queries.week(actor, Scope(scope) if scope in Scope.values else Scope.MINE, day)


@login_required
@require_safe
def schedule(request: WorkRequest) -> HttpResponse:
    """The week of the person, the unit or the whole agency."""
    today: date = timezone.localdate()
    context = {"week": _week(request), "scopes": Scope, "today": today}
    return render(request, "meetings/schedule.html", context)


@login_required
@require_safe
def schedule_pdf(request: WorkRequest) -> HttpResponse:
    """The same as a sheet to be hung up."""
    actor, week, at = _worker(request), _week(request), timezone.now()
    content = exports.week_pdf(week, organisation.profile(actor.agency_id), at, actor.name)
    return download(request, content, "application/pdf", f"lich-cong-tac-{week.starts_on:%Y-%m-%d}.pdf")


@login_required
@require_safe
def document_panel(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """The meeting a paper invites to, as a part of the paper's page; nothing for a paper that invites to none."""
    view = _view(request, public_id)
    if not request.htmx:
        return redirect("documents:document", public_id)
    return render(request, "meetings/document_panel.html", {"view": view, "acting": _acting(request, view)})


def _view(request: WorkRequest, public_id: UUID) -> queries.InvitationView:
    view = queries.invitation_view(_worker(request), public_id, timezone.now())
    if view is None:
        raise Http404
    acting = _acting(request, view)
    if acting == request.actor:
        return view
    return queries.invitation_view(acting, public_id, timezone.now()) or view


def _acting(request: WorkRequest, view: queries.InvitationView) -> Actor:
    return actor_for(request, view.document.agency_id, view.document.waits_for_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One tap on the phone; a clash, or somebody to be sent, brings the form up."""
    view = _view(request, public_id)
    actor = _acting(request, view)
    if view.invitation is None or not view.asked:
        raise Http404
    request.nav_path = "/lich/"
    is_sent = request.method == "POST"
    initial = {"answer": request.GET.get("tra-loi", Answer.GOING), "for_principal": view.asked[0].principal_id}
    form = AnswerForm(request.POST if is_sent else None, actor=actor, view=view, initial=initial)
    if is_sent and form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        chosen = data.pop("answer")
        try:
            actions.answer(actor, public_id, chosen, timezone.now(), **data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, ANSWERED[Answer(chosen)])
            return redirect("documents:document", public_id)
    context = {"form": form, "view": view, "document": view.document}
    return render(request, "meetings/answer.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_meeting(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Write down or put right when and where a paper invites to."""
    view = _view(request, public_id)
    actor, at = _acting(request, view), timezone.now()
    if not view.can_set:
        raise Http404
    sheet = Sheet(
        "Giờ, nơi họp",
        "Ghi vào lịch",
        "Đã ghi vào lịch công tác.",
        "Người đã nhận dự được báo nếu giờ hoặc nơi họp thay đổi.",
    )
    return act_page(
        request,
        view.document,
        MeetingForm,
        sheet,
        lambda form: actions.set_meeting(actor, public_id, form.values(), at),
        initial=initial_of_meeting(view.invitation),
        actor=actor,
        at=at,
        paper=view.document,
    )
