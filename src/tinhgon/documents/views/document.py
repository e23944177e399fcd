"""The page of a paper, for both directions, and the comparison of two drafts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.verdict import Refused
from tinhgon.core.web import choices as web
from tinhgon.documents import panels, queries
from tinhgon.documents.actions import drafting
from tinhgon.documents.forms.outgoing import CommentForm
from tinhgon.documents.views.acting import actor_for, paper_or_404

TABS = {"": "Quá trình xử lý", "y-kien": "Ý kiến", "nhat-ky": "Nhật ký"}


@login_required
@require_safe
def document(request: HttpRequest, public_id: UUID, form: CommentForm | None = None) -> HttpResponse:
    """A paper with its file, its way, its remarks and its history; to a stranger it does not exist."""
    page = queries.document_page(request.actor, public_id) if request.actor else None
    if page is None:
        raise Http404
    actor = actor_for(request, page.document.agency_id)
    tab = request.GET.get("tab", "")
    version = (
        queries.version_for(actor, public_id, int(chosen))
        if (chosen := request.GET.get("tep", "")).isdecimal()
        else None
    )
    context = {
        "page": page,
        "document": page.document,
        "preview": version or page.preview,
        "tab": tab if tab in TABS else "",
        "panels": web.panels("document", actor),
        "buttons": panels.buttons(actor, page.document),
        "comment_form": form or CommentForm(),
    }
    return render(request, "documents/document.html", context)


@login_required
@require_http_methods(["POST"])
def comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
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
    context = {
        "page": page,
        "document": paper,
        "preview": page.preview if page else None,
        "tab": "y-kien",
        "panels": [],
        "buttons": [],
        "comment_form": form,
    }
    return render(request, "documents/document.html", context, status=422)


@login_required
@require_safe
def compare(request: HttpRequest, public_id: UUID, old: int, new: int) -> HttpResponse:
    """What changed between two drafts, by words."""
    comparison = queries.comparison(request.actor, public_id, old, new) if request.actor else None
    if comparison is None:
        raise Http404
    return render(request, "documents/compare.html", {"comparison": comparison, "document": comparison.document})
