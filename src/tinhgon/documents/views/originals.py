"""Originals on paper and their labels: written down, moved, labels printed many at once."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import originals as acts
from tinhgon.documents.forms.originals import LabelForm, MoveForm, OriginalForm
from tinhgon.documents.queries import originals as queries
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404


def clerk_or_404(request: WorkRequest) -> Actor:
    """To who keeps no paper, the pages of paper are not there."""
    if not request.actor or not rules.can_handle_paper(request.actor):
        raise Http404
    return request.actor


def papers_in(request: WorkRequest) -> list[UUID]:
    """The public ids that a form or an address names; what is none is left out."""
    found = []
    for text in [*request.GET.getlist("paper"), *request.POST.getlist("paper")]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def pdf_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@login_required
@require_safe
def originals(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Who has the paper on paper, where, and how it came there; as a part of the paper's page without the moves."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    rows = queries.originals_of(actor, document)
    context = {
        "document": document,
        "rows": [(row, rules.can_move_original(actor, row.original)) for row in rows],
        "may_take": actor.post_id is not None and actor.agency_id == document.agency_id,
        "own": actor.post_ids,
        "can_keep": rules.can_keep_original(actor, document),
        "can_label": rules.can_label_arrival(actor, document),
    }
    return render(request, f"documents/originals.html{'#part' if request.htmx else ''}", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep_original(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Write down that the paper is there on paper."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Ai giữ, để ở đâu, mấy bản. Chuyển tay lúc nào ghi lúc ấy."
    sheet = Sheet("Ghi bản giấy", "Ghi", "Đã ghi bản giấy.", effect)

    def act(form: OriginalForm) -> Any:
        data = form.cleaned_data
        return acts.keep_original(
            actor,
            document.pk,
            timezone.now(),
            holder=form.holder_given(),
            place=data["place"],
            copies=data["copies"],
            request_key=data["request_key"],
        )

    initial = {"copies": document.copies or 1, "request_key": uuid4().hex}
    return act_page(request, document, OriginalForm, sheet, act, initial=initial, actor=actor)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_original(request: WorkRequest, public_id: UUID, original_id: int) -> HttpResponse:
    """Put an original, or some of its copies, into other hands or another place."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    row = queries.original_for(actor, public_id, original_id)
    if row is None:
        raise Http404
    where = f", {row.original.place}" if row.original.place else ""
    effect = f"Đang giữ: {row.holder}{where} ({row.original.copies} bản)."
    sheet = Sheet("Chuyển bản giấy", "Ghi chuyển", "Đã ghi chuyển bản giấy.", effect)

    def act(form: MoveForm) -> Any:
        data = form.cleaned_data
        return acts.move_original(
            actor,
            document.pk,
            original_id,
            form.holder_given(),
            timezone.now(),
            place=data["place"],
            copies=data["copies"],
            basis=form.basis(),
        )

    initial = {
        "holder_kind": row.original.holder_kind,
        "holder": row.original.holder_id,
        "holder_name": row.original.holder_name,
        "place": row.original.place,
        "copies": row.original.copies,
        "seen": row.last_move,
    }
    return act_page(request, document, MoveForm, sheet, act, initial=initial, actor=actor)


@login_required
@require_safe
def pick_holder(request: WorkRequest) -> HttpResponse:
    """What the picker of holders offers for the words typed so far."""
    if not request.actor:
        raise Http404
    words = (request.GET.get("q") or request.GET.get("holder_text", ""))[:100].strip()
    found = picking.offered(queries.holders_to_pick(request.actor), words, queries.often_held(request.actor))
    return render(request, "web/picker_options.html", {"options": found, "words": words})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: WorkRequest) -> HttpResponse:
    """Labels of chosen papers, else of today's papers without one; `lam=in` prints them and notes it."""
    actor = clerk_or_404(request)
    is_printing = request.POST.get("lam") == "in"
    wanted = papers_in(request)
    if not wanted and not is_printing:
        wanted = queries.unlabelled(actor, timezone.now())
    rows = queries.label_rows(actor, wanted)
    form = LabelForm(request.POST if is_printing else None)
    problem = ""
    if is_printing and form.is_valid():
        at = timezone.now()
        try:
            times = acts.print_labels(actor, [row.document.pk for row in rows], at)
            size, first = form.cleaned_data["size"], form.cleaned_data["first"] or 1
            content = exports.arrival_labels(rows, times, size, first, at)
            return pdf_response(content, f"tem-den-{timezone.localdate(at):%Y%m%d}")
        except Refused as refused:
            problem = refused.reason
    context = {"rows": rows, "form": form, "problem": problem}
    return render(request, "documents/labels.html", context, status=422 if is_printing else 200)


@login_required
@require_http_methods(["POST"])
def take_original(request: WorkRequest, public_id: UUID, original_id: int) -> HttpResponse:
    """ "Tôi đang giữ": one press of who has the paper in hand."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    holder = acts.Holder("inside", actor.post_id)
    try:
        acts.move_original(actor, document.pk, original_id, holder, timezone.now(), basis=acts.Basis("screen"))
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "Đã ghi: đồng chí đang giữ bản giấy.")
    return redirect("documents:document", public_id)
