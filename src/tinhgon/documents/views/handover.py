"""Hand-over batches: made from a pile, a selection or today's directions, answered by the receiver or from the signed
sheet, and their book."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import handover as acts
from tinhgon.documents.choices import LineState
from tinhgon.documents.forms.registers import SpanForm
from tinhgon.documents.queries import handing as queries
from tinhgon.documents.queries import originals
from tinhgon.documents.queries.registers import Span
from tinhgon.documents.views.originals import clerk_or_404, papers_in, pdf_response

ENDS = {"nhan-lai": LineState.RETURNED, "rut": LineState.DROPPED}


@login_required
@require_safe
def batches(request: WorkRequest) -> HttpResponse:
    """What waits for an answer, and the batches before it."""
    if not request.actor:
        raise Http404
    rows, following = queries.batches(request.actor, number_in(request.GET.get("sau", "")))
    context = {
        "open": queries.open_batches(request.actor),
        "rows": rows,
        "next": following,
        "is_clerk": bool(rules.can_handle_paper(request.actor)),
        "form": SpanForm(auto_id="so-%s"),
        "today": request.actor.on,
    }
    return render(request, "documents/batches.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_batches(request: WorkRequest) -> HttpResponse:
    """Chosen papers, else those given to units today, each with its unit; `lam=lap` makes one batch a unit."""
    actor = clerk_or_404(request)
    is_made = request.POST.get("lam") == "lap"
    wanted = papers_in(request) or ([] if is_made else queries.given_today(actor, timezone.now()))
    rows = queries.to_hand(actor, wanted)
    problem = ""
    if is_made:
        units: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            unit = number_in(request.POST.get(f"don-vi-{row.document.public_id}", ""))
            if unit:
                units[unit].append(row.document.pk)
        key = request.POST.get("request_key", "")[:64]
        try:
            made = acts.make_batches(actor, units, timezone.now(), request_key=key)
        except Refused as refused:
            problem = refused.reason
        else:
            _tell(request, made)
            done = [row.batch.public_id for row in made if row.batch]
            to = reverse("documents:batch", args=done) if len(done) == 1 else reverse("documents:batches")
            return redirect(f"{to}?moi=1" if done else to)
    context = {
        "rows": rows,
        "units": queries.units_to_pick(actor),
        "problem": problem,
        "is_today": not papers_in(request),
    }
    return render(request, "documents/batch_new.html", context, status=422 if problem else 200)


def _tell(request: WorkRequest, made: list[acts.Made]) -> None:
    count = sum(row.batch is not None for row in made)
    if count:
        messages.success(request, f"Đã lập {count} lượt chuyển giao.")
    for row in made:
        for number, why in row.failed:
            messages.error(request, f"Số {number}: {why}.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: WorkRequest, batch_id: UUID) -> HttpResponse:
    """One batch; what is ticked is received, what has a reason is refused, the rest goes on waiting."""
    page = queries.batch_page(request.actor, batch_id) if request.actor else None
    if page is None:
        raise Http404
    actor = request.actor
    problem = ""
    is_receiver = bool(rules.can_receive(actor, page.batch))
    if request.method == "POST":
        reasons = {row.line.pk: request.POST.get(f"ly-do-{row.line.pk}", "").strip() for row in page.waiting}
        refused = {pk: reason for pk, reason in reasons.items() if reason}
        ticked = {number_in(text) for text in request.POST.getlist("dong")}
        received = [row.line.pk for row in page.waiting if row.line.pk in ticked and row.line.pk not in refused]
        receiver = None if is_receiver else number_in(request.POST.get("receiver", ""))
        try:
            if not received and not refused:
                raise Refused("Đánh dấu dòng đã nhận, hoặc ghi lý do ở dòng không nhận.")
            acts.decide_lines(actor, batch_id, received, refused, timezone.now(), receiver_id=receiver)
        except Refused as problem_found:
            problem = problem_found.reason
        else:
            messages.success(request, f"Đã ghi: nhận {len(received)}, không nhận {len(refused)}.")
            return redirect("documents:batch", batch_id)
    context: dict[str, Any] = {
        "page": page,
        "problem": problem,
        "is_receiver": is_receiver,
        "is_clerk": rules.is_clerk(actor, page.batch.agency_id),
        "can_decide": rules.can_decide_lines(actor, page.batch),
        "holders": originals.holders_to_pick(actor) if not is_receiver else [],
    }
    return render(request, "documents/batch.html", context, status=422 if problem else 200)


@login_required
@require_POST
def end_line(request: WorkRequest, batch_id: UUID, line_id: int, act: str) -> HttpResponse:
    """The clerk has a refused paper back, or takes an unanswered one out."""
    if act not in ENDS:
        raise Http404
    try:
        acts.end_line(clerk_or_404(request), batch_id, line_id, ENDS[act], timezone.now())
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.error(request, refused.reason)
    return redirect("documents:batch", batch_id)


@login_required
@require_safe
def batch_sheet(request: WorkRequest, batch_id: UUID) -> HttpResponse:
    """The sheet of one batch to be signed."""
    page = queries.batch_page(request.actor, batch_id) if request.actor else None
    if page is None:
        raise Http404
    found = queries.journal(request.actor, Span(), page.batch)
    return pdf_response(exports.journal_pdf(found, timezone.now(), request.actor.name), "ky-nhan")


@login_required
@require_safe
def journal(request: WorkRequest) -> HttpResponse:
    """The book of hand-overs of some days; today's without any."""
    actor = clerk_or_404(request)
    form = SpanForm(request.GET or None)
    span = form.span() if form.is_bound else Span(actor.on, actor.on)
    found = queries.journal(actor, span)
    return pdf_response(exports.journal_pdf(found, timezone.now(), actor.name), "so-chuyen-giao")
