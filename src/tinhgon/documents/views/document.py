"""The page of a paper, for both directions, and the comparison of two drafts."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import choices as web
from tinhgon.documents import panels, queries, rules
from tinhgon.documents.actions import drafting, papers
from tinhgon.documents.forms.outgoing import CommentForm
from tinhgon.documents.queries import granting
from tinhgon.documents.views.acting import actor_for, paper_or_404

TABS = ("", "y-kien", "nhat-ky")
PHONE_PARTS = ("", "van-ban", "thuoc-tinh")


def _actor_on(request: WorkRequest, paper: Any) -> Any:
    return actor_for(request, paper.agency_id, paper.waits_for_id, panels.next_duty(paper))


def _context(request: WorkRequest, page: queries.DocumentPage, form: CommentForm) -> dict[str, Any]:
    request.nav_path = reverse("documents:incoming" if page.document.is_incoming else "documents:outgoing")
    actor = _actor_on(request, page.document)
    tab, phone = request.GET.get("tab", ""), request.GET.get("xem", "")
    chosen = request.GET.get("tep", "")
    version = next((row for row in page.versions if str(row.pk) == chosen), None)
    lent_until = granting.lent_until(actor, page.document)
    return {
        "page": page.showing(version) if version else page,
        "document": page.document,
        "tab": tab if tab in TABS else "",
        "phone": phone if phone in PHONE_PARTS else "",
        "lent_until": lent_until,
        # What is lent is looked at: nothing is done with it, and work on it is not shown.
        "panels": [] if lent_until else web.panels("document", actor, page.document),
        "buttons": [] if lent_until else panels.buttons(actor, page.document),
        "can_relate": rules.no("Chỉ đọc.") if lent_until else rules.can_relate(actor, page.document),
        "can_attach": rules.no("Chỉ đọc.") if lent_until else rules.can_attach(actor, page.document),
        "can_comment": rules.can_comment(actor, page.document),
        "comment_form": form,
    }


@login_required
@require_safe
def document(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """A paper with its file, its way, its remarks and its history; to a stranger it does not exist."""
    page = queries.document_page(request.actor, public_id) if request.actor else None
    if page is None:
        raise Http404
    actor = _actor_on(request, page.document)
    is_own = actor.agency_id == page.document.agency_id and not rules.reads_for_a_time(actor, page.document)
    if page.document.is_incoming and request.method == "GET" and is_own:
        papers.open_first(actor, page.document.pk, timezone.now())
    return render(request, "documents/document.html", _context(request, page, CommentForm()))


@login_required
@require_http_methods(["POST"])
def comment(request: WorkRequest, public_id: UUID) -> HttpResponse:
    paper = paper_or_404(request, public_id)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            drafting.comment(actor_for(request, paper.agency_id), paper.pk, form.cleaned_data["text"], timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{queries.address(paper)}?tab=y-kien")
    page = queries.document_page(request.actor, public_id)
    if page is None:
        raise Http404
    context = _context(request, page, form) | {"tab": "y-kien"}
    return render(request, "documents/document.html", context, status=422)


@login_required
@require_safe
def compare(request: WorkRequest, public_id: UUID, old: int, new: int) -> HttpResponse:
    """What changed between two drafts, by words."""
    comparison = queries.comparison(request.actor, public_id, old, new) if request.actor else None
    if comparison is None:
        raise Http404
    return render(request, "documents/compare.html", {"comparison": comparison, "document": comparison.document})
