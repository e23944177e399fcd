"""The pile: papers scanned one after the other by hand scanner or camera, then one button for all of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports
from tinhgon.documents.actions import originals as acts
from tinhgon.documents.queries import originals, paper_ids, scanning
from tinhgon.documents.views.originals import clerk_or_404, pdf_response
from tinhgon.organisation import queries as organisation


@login_required
@require_safe
def pile(request: WorkRequest) -> HttpResponse:
    """What was scanned so far, in the address or kept by the browser."""
    actor = clerk_or_404(request)
    rows = scanning.scanned(actor, request.GET.getlist("ma"))
    return render(request, "documents/pile.html", {"rows": rows, "places": originals.places(actor)})


@login_required
@require_safe
def scan(request: WorkRequest) -> HttpResponse:
    """The lines of scanned codes, for the list that the page keeps."""
    rows = scanning.scanned(clerk_or_404(request), request.GET.getlist("ma"))
    return render(request, "documents/pile.html#rows", {"rows": rows})


@login_required
@require_POST
def place(request: WorkRequest) -> HttpResponse:
    """Say where the whole pile lies."""
    actor = clerk_or_404(request)
    ids = paper_ids(actor, request.POST.getlist("paper"))
    try:
        count = acts.place_originals(actor, ids, request.POST.get("noi_de", ""), timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã ghi nơi để của {count} văn bản.")
    return redirect("documents:pile")


@login_required
@require_POST
def listing(request: WorkRequest) -> HttpResponse:
    """The pile as a sheet to be signed."""
    actor = clerk_or_404(request)
    rows = scanning.scanned(actor, request.POST.getlist("ma"))
    if not any(row.document for row in rows):
        messages.error(request, "Xấp chưa có văn bản nào. Quét rồi in.")
        return redirect("documents:pile")
    agency = organisation.profile(actor.agency_id).name
    return pdf_response(exports.pile_pdf(rows, agency, timezone.now(), actor.name), "danh-sach-ky-nhan")
