"""Passing papers from above on to a group of recipients, the slip, and what became of each place."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import passing
from tinhgon.documents.forms.passing import PassingForm
from tinhgon.documents.views.acting import Sheet, actor_for, paper_or_404

SHEET = Sheet(
    "Chuyển tiếp kèm phiếu chuyển",
    "Chuyển tiếp",
    "Đã chuyển tiếp.",
    "Bản gốc giữ nguyên chữ ký số; mỗi nơi nhận trong hệ thống có bản của mình kèm phiếu chuyển, biết ai đã chuyển.",
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One paper, or several with it, to everybody in a group."""
    document = paper_or_404(request, public_id)
    actor, at = actor_for(request, document.agency_id), timezone.now()
    is_sent = request.method == "POST"
    form = PassingForm(request.POST if is_sent else None, actor=actor)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        papers = queries.papers_to_pass(actor, [document.pk, *data["also"]])
        try:
            made = passing.pass_on(
                actor,
                [paper.public_id for paper in papers],
                data["group"],
                data["words"],
                at,
                request_key=request.POST.get("request_key", "")[:64],
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, SHEET.done)
            return redirect("documents:passing", made.public_id)
    context = {"form": form, "sheet": SHEET, "document": document}
    return render(request, "documents/act.html", context, status=422 if is_sent else 200)


@login_required
@require_safe
def show(request: WorkRequest, passing_id: UUID) -> HttpResponse:
    """A slip with its papers and places."""
    view = queries.passing_view(request.actor, passing_id) if request.actor else None
    if view is None:
        raise Http404
    request.nav_path = reverse("documents:incoming")
    return render(request, "documents/passing.html", {"view": view, "passing": view.passing})


@login_required
@require_safe
def slip(request: WorkRequest, passing_id: UUID) -> HttpResponse:
    """The slip as it went along."""
    content = queries.slip_content(request.actor, passing_id) if request.actor else None
    if content is None:
        raise Http404
    return download(request, content, "application/pdf", passing.SLIP)
