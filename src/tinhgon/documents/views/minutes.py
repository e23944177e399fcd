"""Minutes of handing over the clerk's post: drawn up, printed, signed for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import minutes
from tinhgon.documents.forms.minutes import MinutesForm
from tinhgon.documents.views.recipients import offer


def _reader(request: WorkRequest) -> Actor:
    if not request.actor:
        raise Http404
    return request.actor


@login_required
@require_safe
def clerk_minutes(request: WorkRequest) -> HttpResponse:
    """The minutes one may read: all of the agency for clerks and officers, else those one is named in."""
    actor = _reader(request)
    rows = [(row, rules.can_sign_minutes(actor, row)) for row in queries.clerk_minutes(actor)]
    if not rules.can_read_minutes(actor):
        rows = [(row, verdict) for row, verdict in rows if row.taker.principal_id == actor.person_id]
        if not rows:
            raise Http404
    context = {"rows": rows, "can_hand_over": rules.can_hand_over_post(actor)}
    return render(request, "documents/minutes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw_up_minutes(request: WorkRequest) -> HttpResponse:
    actor = _reader(request)
    is_sent = request.method == "POST"
    form = MinutesForm(request.POST if is_sent else None, actor=actor)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            minutes.draw_up(actor, data["office"], data["taker"], data["reason"], timezone.now(), note=data["note"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lập biên bản. Người nhận xem, đối chiếu rồi ký nhận.")
            return redirect("documents:clerk_minutes")
    context = {"form": form, "verdict": rules.can_hand_over_post(actor)}
    return render(request, "documents/minutes_form.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def take_over_post(request: WorkRequest, minutes_id: int) -> HttpResponse:
    minutes.take_over(_reader(request), minutes_id, timezone.now())
    messages.success(request, "Đã ký nhận bàn giao. In biên bản để hai bên ký, lưu cùng sổ.")
    return redirect("documents:clerk_minutes")


@login_required
@require_POST
def refuse_minutes(request: WorkRequest, minutes_id: int) -> HttpResponse:
    try:
        minutes.refuse_minutes(_reader(request), minutes_id, request.POST.get("reason", ""), timezone.now())
    except Refused as refused:
        if refused.field != "reason":
            raise
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "Đã trả lại biên bản; người giao được báo lý do.")
    return redirect("documents:clerk_minutes")


@login_required
@require_safe
def minutes_file(request: WorkRequest, minutes_id: int) -> HttpResponse:
    actor = _reader(request)
    row = queries.clerk_minutes_for(actor, minutes_id)
    if row is None or not (rules.can_read_minutes(actor) or row.taker.principal_id == actor.person_id):
        raise Http404
    content = exports.minutes_pdf(row, timezone.now(), actor.name)
    return download(request, content, "application/pdf", f"bien-ban-ban-giao-van-thu-{row.pk}.pdf", is_shown=True)


@login_required
@require_safe
def pick_taker(request: WorkRequest) -> HttpResponse:
    return offer(request, queries.takers(_reader(request)), {})
