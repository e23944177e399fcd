"""A paper that goes around: the form that sends it, its page with the readers, the opinion, and the acts of who sent
it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents.views.acting import actor_for
from tinhgon.tasks import actions, forms, queries
from tinhgon.tasks.choices import QUICK_DUES
from tinhgon.tasks.views.acting import Act
from tinhgon.tasks.views.worker import worker


def _skip(actor: Actor, public_id: UUID, stop_id: int, form: Any, at: Any) -> Any:
    return actions.skip_reader(actor, public_id, stop_id, form.cleaned_data["reason"], at)


def _move(actor: Actor, public_id: UUID, stop_id: int, form: Any, at: Any) -> Any:
    data = form.cleaned_data
    return actions.move_reader(actor, public_id, stop_id, data["reader"], data["reason"], at)


def _withdraw(actor: Actor, public_id: UUID, form: Any, at: Any) -> Any:
    return actions.withdraw_circulation(actor, public_id, form.cleaned_data["reason"], at)


def _urge(actor: Actor, public_id: UUID, form: Any, at: Any) -> Any:
    return actions.urge_readers(actor, public_id, form.cleaned_data["note"], at)


STOP_ACTS = {
    "bo-qua": Act(
        "Bỏ qua", "player-skip-forward", "Đã bỏ qua.", "run", _skip, forms.ReasonForm,
        "Không chờ ý kiến người này nữa; người kế tiếp đến lượt. Lý do ghi trong vòng và nhật ký.",
    ),
    "doi-nguoi": Act(
        "Chuyển người khác", "transfer", "Đã chuyển người khác.", "run", _move, forms.MoveReaderForm,
        "Người được chọn cho ý kiến thay ở đúng lượt này.",
    ),
}  # fmt: skip
ACTS = {
    "rut": Act(
        "Rút vòng xin ý kiến", "arrow-back-up", "Đã rút.", "run", _withdraw, forms.ReasonForm,
        "Ý kiến đã có vẫn giữ; người chưa cho ý kiến không phải trả lời nữa.", is_danger=True,
    ),
    "nhac": Act(
        "Nhắc", "bell-ringing", "Đã nhắc.", "run", _urge, forms.UrgeForm,
        "Người đang chờ cho ý kiến nhận thông báo ngay.",
    ),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circulate(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Send a paper around."""
    found, at = queries.to_circulate(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    document, verdict = found
    actor = actor_for(request, document.agency_id)
    request.nav_path = reverse("documents:incoming")
    is_sent = request.method == "POST"
    form = forms.CirculateForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            made = actions.circulate(actor, public_id, form.cleaned_data["readers"], at, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã chuyển xin ý kiến.")
            return redirect("tasks:circulation", made.public_id)
    context = {"form": form, "document": document, "verdict": verdict, "dues": QUICK_DUES}
    return render(request, "tasks/circulate.html", context, status=422 if is_sent else 200)


@login_required
@require_safe
def circulation(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One circulation: who said what, whose turn it is, and the box for one's own opinion."""
    return _page(request, public_id)


@login_required
@require_POST
def answer(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """An opinion, or "đã xem" without words."""
    view, at = queries.circulation_view(worker(request), public_id, timezone.now()), timezone.now()
    if view is None:
        raise Http404
    actor = actor_for(request, view.document.agency_id, view.own_post)
    form = forms.CirculationAnswerForm(request.POST, actor=actor, at=at)
    if form.is_valid():
        text = form.cleaned_data["text"] if request.POST.get("da-xem") is None else ""
        try:
            actions.answer(actor, public_id, text, at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi ý kiến." if text else "Đã ghi nhận đồng chí đã xem.")
            return redirect("tasks:circulation", public_id)
    return _page(request, public_id, form)


def _page(request: WorkRequest, public_id: UUID, form: forms.CirculationAnswerForm | None = None) -> HttpResponse:
    actor, at = worker(request), timezone.now()
    view = queries.circulation_view(actor, public_id, at)
    if view is None:
        raise Http404
    request.nav_path = reverse("documents:incoming")
    shown = form or forms.CirculationAnswerForm(actor=actor, at=at)
    context = {"view": view, "document": view.document, "form": shown}
    return render(request, "tasks/circulation.html", context, status=422 if form is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circulation_act(request: WorkRequest, public_id: UUID, slug: str) -> HttpResponse:
    """An act of who sent it on the whole: withdraw, remind."""
    return _act(request, public_id, ACTS.get(slug))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_act(request: WorkRequest, public_id: UUID, stop_id: int, slug: str) -> HttpResponse:
    """An act of who sent it on one reader: pass over, ask another."""
    return _act(request, public_id, STOP_ACTS.get(slug), stop_id)


def _act(request: WorkRequest, public_id: UUID, chosen: Act | None, *stop: int) -> HttpResponse:
    at = timezone.now()
    found = queries.circulation_for(worker(request), public_id) if chosen else None
    if chosen is None or found is None:
        raise Http404
    actor = actor_for(request, found.document.agency_id)
    is_sent = request.method == "POST"
    form = chosen.form(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            chosen.call(actor, public_id, *stop, form, at)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, chosen.done)
            return redirect("tasks:circulation", public_id)
    back = reverse("tasks:circulation", args=[public_id])
    context = {"form": form, "act": chosen, "task": {"title": found.document.label}, "back": back}
    return render(request, "tasks/act.html", context, status=422 if is_sent else 200)
