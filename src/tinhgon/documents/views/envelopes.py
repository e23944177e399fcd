"""Envelopes registered unopened, and paper sent out by post or by hand with its labels, register and proof."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import envelopes as acts
from tinhgon.documents.choices import Channel
from tinhgon.documents.forms.envelopes import CallForm, EnvelopeForm, ProofForm, SendingForm
from tinhgon.documents.forms.originals import LabelForm
from tinhgon.documents.forms.registers import SpanForm
from tinhgon.documents.queries import envelopes as queries
from tinhgon.documents.queries import scanning
from tinhgon.documents.queries.registers import Span
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404
from tinhgon.documents.views.originals import clerk_or_404, pdf_response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def envelopes(request: WorkRequest) -> HttpResponse:
    """The envelopes one may know of; the clerk registers one here, or calls somebody to the secrets desk."""
    actor = request.actor
    if not actor:
        raise Http404
    is_clerk = bool(rules.can_register(actor))
    doing = request.POST.get("lam", "")
    form: Any = EnvelopeForm(
        request.POST if doing == "ghi" else None, actor=actor, initial={"request_key": uuid4().hex}, auto_id="bi-%s"
    )
    call: Any = CallForm(request.POST if doing == "moi" else None, actor=actor, auto_id="moi-%s")
    sent = {"ghi": form, "moi": call}.get(doing)
    if sent is not None and sent.is_valid():
        try:
            if doing == "ghi":
                made = acts.register_envelope(
                    actor, form.face(), timezone.now(), request_key=form.cleaned_data["request_key"]
                )
                messages.success(request, f"Đã ghi bì, số đến {made.number}. Ghi số này lên bì.")
            else:
                acts.call_to_secrets(actor, call.cleaned_data["person"], timezone.now())
                messages.success(request, "Đã báo. Thông báo không nêu số, nơi gửi hay nội dung.")
            return redirect("documents:envelopes")
        except Refused as refused:
            sent.refuse(refused)
    rows, following = queries.envelopes(actor, number_in(request.GET.get("sau", "")))
    context = {"rows": rows, "next": following, "form": form, "call": call, "is_clerk": is_clerk}
    return render(request, "documents/envelopes.html", context, status=422 if sent is not None else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def envelope(request: WorkRequest, envelope_id: UUID) -> HttpResponse:
    """One envelope: handed over, then opened and linked to its paper, or kept closed."""
    actor = request.actor
    row = queries.envelope_for(actor, envelope_id) if actor else None
    if row is None:
        raise Http404
    problem, doing, at = "", request.POST.get("lam", ""), timezone.now()
    if request.method == "POST":
        try:
            if doing == "giao":
                acts.hand_envelope(actor, envelope_id, request.POST.get("to", ""), at)
            elif doing == "giu-kin":
                acts.keep_closed(actor, envelope_id, at)
            else:
                found = scanning.scanned(actor, [request.POST.get("so", "")])
                if not found or found[0].document is None:
                    raise Refused(found[0].problem if found else "Gõ số đến của văn bản lấy ra từ bì.")
                acts.open_envelope(actor, envelope_id, found[0].document.pk, at)
        except Refused as refused:
            problem = refused.reason
        else:
            messages.success(request, "Đã ghi.")
            return redirect("documents:envelope", envelope_id)
    context = {
        "row": row,
        "problem": problem,
        "can_hand": rules.can_hand_envelope(actor, row.envelope),
        "can_end": rules.can_end_envelope(actor, row.envelope),
    }
    return render(request, "documents/envelope.html", context, status=422 if problem else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Where paper copies of an issued paper go: `lam=nhan` prints labels, `lam=gui` notes that they went."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    if not rules.is_clerk(actor, document.agency_id):
        raise Http404
    rows = queries.sending_rows(actor, document)
    doing, at = request.POST.get("lam", ""), timezone.now()
    chosen = {number_in(text) for text in request.POST.getlist("noi")}
    picked = [row for row in rows if row.recipient.pk in chosen]
    addresses = {row.recipient.pk: request.POST.get(f"dia-chi-{row.recipient.pk}", row.address) for row in picked}
    label = LabelForm(request.POST if doing == "nhan" else None)
    form = SendingForm(request.POST if doing == "gui" else None, initial={"request_key": uuid4().hex})
    problem = ""
    try:
        if doing == "nhan" and label.is_valid():
            times = acts.print_envelopes(actor, document.pk, addresses, at)
            size, first = label.cleaned_data["size"], label.cleaned_data["first"] or 1
            content = exports.envelope_labels(document, picked, addresses, times, size, first, at)
            return pdf_response(content, "nhan-bi")
        if doing == "gui" and form.is_valid():
            sent = acts.dispatch(
                actor, document.pk, addresses, form.sending(), at, request_key=form.cleaned_data["request_key"]
            )
            messages.success(request, f"Đã ghi gửi tới {len(sent)} nơi.")
            return redirect("documents:dispatch", public_id)
    except Refused as refused:
        problem = refused.reason
    context = {
        "document": document,
        "rows": rows,
        "label": label,
        "form": form,
        "problem": problem,
        "can_send": rules.can_dispatch(actor, document),
    }
    return render(request, "documents/dispatch.html", context, status=422 if doing else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove_receipt(request: WorkRequest, public_id: UUID, dispatch_id: int) -> HttpResponse:
    """Who took the envelope, or that it came back."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    row = queries.dispatch_for(actor, public_id, dispatch_id)
    if row is None:
        raise Http404
    effect = (
        f"{row.recipient.name} · {row.get_channel_display().lower()} · gửi {timezone.localtime(row.sent_at):%d/%m/%Y}"
    )
    sheet = Sheet("Ghi hồi báo", "Ghi", "Đã ghi hồi báo.", effect)

    def act(form: ProofForm) -> Any:
        data = form.cleaned_data
        return acts.prove_receipt(
            actor,
            document.pk,
            dispatch_id,
            data["received_by"],
            data["received_on"],
            timezone.now(),
            is_back=data["is_back"],
        )

    return act_page(request, document, ProofForm, sheet, act, initial={"received_on": actor.on})


@login_required
@require_safe
def post_journal(request: WorkRequest) -> HttpResponse:
    """Sổ gửi văn bản đi bưu điện of some days; `kenh=hand` is the same of what went by hand."""
    actor = clerk_or_404(request)
    form = SpanForm(request.GET or None)
    span = form.span() if "tu" in request.GET or "den" in request.GET else Span(actor.on, actor.on)
    channel = request.GET.get("kenh", "")
    found = queries.post_journal(actor, span, channel if channel in Channel.values else Channel.POST)
    return pdf_response(exports.journal_pdf(found, timezone.now(), actor.name), "so-gui-buu-dien")
