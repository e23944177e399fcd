"""Directions on a paper: its panel, the leader's form, the office's proposal, and one's own quick phrases."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents.views.acting import actor_for
from tinhgon.organisation.choices import Duty
from tinhgon.tasks import actions, forms, queries
from tinhgon.tasks.choices import QUICK_DUES
from tinhgon.tasks.views.acting import Act
from tinhgon.tasks.views.worker import worker

WITHDRAW = Act(
    "Rút đề xuất", "arrow-back-up", "Đã rút đề xuất.", "withdraw", actions.withdraw_proposal, forms.ReasonForm,
    "Lãnh đạo thấy đề xuất đã rút và được báo; nội dung vẫn đọc được.", is_danger=True,
)  # fmt: skip


@login_required
@require_safe
def document_panel(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Directions and tasks of a paper, as a part of the paper's page."""
    work = queries.document_work(worker(request), public_id, timezone.now())
    if work is None:
        raise Http404
    if not request.htmx:
        return redirect("documents:document", public_id)
    return render(request, "tasks/document_panel.html", {"work": work})


def _as(request: WorkRequest, found: queries.Directing, actor: Actor, public_id: UUID) -> queries.Directing:
    """What the form shows, asked for the post that acts."""
    return found if actor == request.actor else queries.directing(actor, public_id) or found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def direct(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """A leader's direction: a panel on a desktop, a sheet on a phone."""
    found, at = queries.directing(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    actor = actor_for(request, found.document.agency_id, found.document.waits_for_id, Duty.DIRECT)
    found = _as(request, found, actor, public_id)
    request.nav_path = reverse("documents:incoming")
    is_sent = request.method == "POST"
    form = forms.DirectionForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        actor=actor,
        at=at,
        helped=found.helped,
        initial=queries.direction_initial(found),
    )
    if is_sent and form.is_valid():
        try:
            actions.direct(actor, public_id, form.cleaned_data["text"], at, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi bút phê và chuyển.")
            return redirect("documents:document", public_id)
    context = {"form": form, "directing": found, "document": found.document, "dues": QUICK_DUES}
    return render(request, "tasks/direct.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """The office's proposal to a leader."""
    found, at = queries.directing(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    actor = actor_for(request, found.document.agency_id, duty=Duty.PROPOSE)
    found = _as(request, found, actor, public_id)
    request.nav_path = reverse("documents:incoming")
    is_sent = request.method == "POST"
    form = forms.ProposalForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            actions.propose(actor, public_id, form.cleaned_data["text"], at, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã trình đề xuất.")
            return redirect("documents:document", public_id)
    context = {"form": form, "directing": found, "document": found.document}
    return render(request, "tasks/propose.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def accept_proposal(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One tap: the proposal becomes the leader's direction."""
    found = queries.direction_for(worker(request), public_id)
    if found is None:
        raise Http404
    paper = found.document
    actor = actor_for(request, paper.agency_id, paper.waits_for_id, Duty.DIRECT)
    actions.accept_proposal(actor, public_id, timezone.now())
    messages.success(request, f"Đã đồng ý đề xuất và chuyển xử lý {paper.code}.".replace(" .", "."))
    if "ve" in request.POST:  # from a list of the desk: back to what is left of it
        return redirect("/")
    return redirect("documents:document", found.document.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_proposal(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Who proposed takes it back, with the reason."""
    found, at = queries.direction_for(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    request.nav_path = reverse("documents:incoming")
    actor = actor_for(request, found.document.agency_id)
    is_sent = request.method == "POST"
    form = forms.ReasonForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            actions.withdraw_proposal(actor, public_id, form.cleaned_data["reason"], at)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, "Đã rút đề xuất.")
            return redirect("documents:document", found.document.public_id)
    back = reverse("documents:document", args=[found.document.public_id])
    context = {"form": form, "act": WITHDRAW, "task": {"title": found.document.label}, "back": back}
    return render(request, "tasks/act.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: WorkRequest) -> HttpResponse:
    """One's own quick phrases: add one, or word one anew (`cau`)."""
    actor, at = worker(request), timezone.now()
    is_sent = request.method == "POST"
    form = forms.PhraseForm(request.POST if is_sent else None, actor=actor, at=at)
    edited = request.POST.get("cau", "") if is_sent else ""
    if is_sent and form.is_valid():
        try:
            actions.keep_phrase(actor, form.cleaned_data["text"], number_in(edited))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu câu bút phê mẫu.")
            return redirect("tasks:phrases")
    context = {
        "form": form,
        "edited": edited,
        "phrases": queries.own_phrases(actor),
        "proposed": queries.proposed_phrases(actor),
        "house": queries.quick_phrases(actor),
    }
    return render(request, "tasks/phrases.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def move_phrase(request: WorkRequest, phrase_id: int) -> HttpResponse:
    """One place up or down, or away (`buoc`: -1, 1, xoa)."""
    actor, step = worker(request), request.POST.get("buoc", "")
    if step == "xoa":
        actions.drop_phrase(actor, phrase_id)
        messages.success(request, "Đã xoá câu.")
    elif step in ("-1", "1"):
        actions.move_phrase(actor, phrase_id, int(step))
    else:
        raise Http404
    return redirect("tasks:phrases")
