"""Pages of the file that goes up: the phiếu trình in its versions, writing it, the word of who is asked, its sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import briefing, deciding
from tinhgon.documents.forms.briefing import BriefDecisionForm, BriefForm
from tinhgon.documents.queries import briefing as briefs
from tinhgon.documents.views.acting import actor_for, paper_options

PDF = "application/pdf"


def _view_or_404(request: WorkRequest, public_id: UUID, ordinal: int | None = None) -> briefs.BriefView:
    view = briefs.brief_view(request.actor, public_id, ordinal) if request.actor else None
    if view is None:
        raise Http404
    return view


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: WorkRequest, public_id: UUID, ordinal: int | None = None) -> HttpResponse:
    """The phiếu trình of a draft, with the words of who is asked on the version that is up."""
    view = _view_or_404(request, public_id, ordinal)
    step = queries.step_for(request.actor, public_id)
    actor = actor_for(request, view.document.agency_id, step.post.principal_id if step else None)
    may_write = rules.can_write_brief(actor, view.document)
    if view.brief is None:
        if may_write:
            return redirect("documents:write_brief", public_id)
        raise Http404
    is_sent = request.method == "POST"
    form = _decision_form(request, view, step) if step and view.is_up else None
    if is_sent:
        if form is None:
            messages.warning(request, "Phiếu trình không còn chờ ý kiến của đồng chí.")
            return redirect("documents:brief", public_id)
        if form.is_valid():
            try:
                data = form.cleaned_data
                deciding.decide(
                    actor, view.document.pk, data["decision"], data["words"], timezone.now(), **form.values()
                )  # fmt: skip
            except Refused as refused:
                form.refuse(refused)
                form.shows(view.brief.ordinal)
            else:
                messages.success(request, "Đã ghi ý kiến vào phiếu trình.")
                return redirect("documents:brief", public_id)
    context = {"view": view, "document": view.document, "form": form, "may_write": may_write, "step": step}
    return render(request, "documents/brief.html", context, status=422 if is_sent else 200)


def _decision_form(request: WorkRequest, view: briefs.BriefView, step: Any) -> BriefDecisionForm:
    assert view.brief is not None, "asked of a version"
    initial = {
        "seen": view.brief.ordinal,
        "step": step.pk,
        "option": view.brief.proposed,
        "words": step.prepared if not step.opinion else "",
    }
    return BriefDecisionForm(request.POST or None, initial=initial, options=view.options)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write_brief(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Write it; while it is up this makes the next version."""
    view = _view_or_404(request, public_id)
    drafter = view.document.drafter
    actor = actor_for(request, view.document.agency_id, drafter.principal_id if drafter else None)
    last = view.brief
    initial: dict[str, Any] = {"papers": [paper.pk for paper in view.papers]}
    if last is not None:
        initial |= {name: getattr(last, name) for name in ("summary", "options", "proposal", "appraisal", "changes")}
        if last.state in rules.CAME_BACK:
            initial["changes"] = ""
    is_sent = request.method == "POST"
    form = BriefForm(
        request.POST if is_sent else None,
        initial=initial,
        actor=actor,
        is_from_below=view.origin is not None,
        came_back=view.came_back,
    )
    if is_sent and form.is_valid():
        content = briefing.Content(**form.values())
        try:
            read = request.POST.get("read", "")[:40]
            briefing.write(actor, view.document.pk, content, timezone.now(), read=read)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu phiếu trình.")
            return redirect("documents:brief", public_id)
    context = {
        "view": view,
        "document": view.document,
        "form": form,
        "verdict": rules.can_write_brief(actor, view.document),
        "read": request.POST.get("read") or view.mark,
        "words": view.to_answer,
    }
    return render(request, "documents/brief_form.html", context, status=422 if is_sent else 200)


@login_required
@require_safe
def brief_file(request: WorkRequest, public_id: UUID, ordinal: int) -> HttpResponse:
    """To print, with what was said until now."""
    view = _view_or_404(request, public_id, ordinal)
    content = exports.brief_pdf(view, timezone.now(), request.actor.name)
    return download(request, content, PDF, f"phieu-trinh-lan-{ordinal}.pdf", is_shown=True)


@login_required
@require_safe
def kept_brief(request: WorkRequest, public_id: UUID, ordinal: int) -> HttpResponse:
    """The sheet as it went up."""
    content = briefs.sheet_content(request.actor, public_id, ordinal) if request.actor else None
    if content is None:
        raise Http404
    return download(request, content, PDF, f"phieu-trinh-lan-{ordinal}-da-trinh.pdf", is_shown=True)


@login_required
@require_safe
def pick_laid(request: WorkRequest) -> HttpResponse:
    """What the picker of papers to lay beside offers."""
    return paper_options(request, briefs.papers_to_lay)
