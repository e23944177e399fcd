"""Opinion rounds of a collective body: the list, a round with its members, one's own form, and the minutes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import polling
from tinhgon.documents.forms import polling as forms
from tinhgon.documents.views.acting import actor_for, paper_or_404


def _view_or_404(request: WorkRequest, poll_id: UUID) -> Any:
    view = queries.poll_view(request.actor, poll_id, timezone.now()) if request.actor else None
    if view is None:
        raise Http404
    return view


@login_required
@require_safe
def polls(request: WorkRequest) -> HttpResponse:
    """The rounds one is asked in, or has opened."""
    if not request.actor:
        raise Http404
    context = {"views": queries.polls(request.actor, timezone.now()), "verdict": rules.can_open_poll(request.actor)}
    return render(request, "documents/polls.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_poll(request: WorkRequest, paper_id: UUID | None = None) -> HttpResponse:
    """A new round, also about a paper."""
    document = paper_or_404(request, paper_id) if paper_id else None
    actor, at = actor_for(request, document.agency_id) if document else request.actor, timezone.now()
    if not actor:
        raise Http404
    is_sent = request.method == "POST"
    # The question is told and printed outside the paper: the subject of a restricted one is not put there unasked.
    subject = document.subject if document and not document.is_restricted else ""
    initial = {"question": subject[:1].upper() + subject[1:]} if subject else {}
    form = forms.PollForm(request.POST if is_sent else None, initial=initial, actor=actor, at=at)
    if is_sent and form.is_valid():
        new = polling.NewPoll(**form.values(), document_id=document.pk if document else None)
        try:
            made = polling.open_poll(actor, new, at, request_key=request.POST.get("request_key", "")[:64])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã gửi phiếu tới các thành viên.")
            return redirect("documents:poll", made.public_id)
    context = {"form": form, "document": document, "verdict": rules.can_open_poll(actor)}
    return render(request, "documents/poll_form.html", context, status=422 if is_sent else 200)


def _page(request: WorkRequest, view: Any, form: Any = None) -> HttpResponse:
    mine = view.mine
    actor = actor_for(request, view.poll.agency_id, mine.post.principal_id if mine else None)
    at = timezone.now()
    context = {
        "view": view,
        "poll": view.poll,
        "can_vote": rules.can_vote(actor, view.poll, mine, at),
        "can_run": rules.can_run_poll(actor, view.poll),
        "form": form or forms.VoteForm(initial={"vote": mine.vote, "text": mine.text} if mine else {}),
    }
    return render(request, "documents/poll.html", context, status=422 if form else 200)


@login_required
@require_safe
def poll(request: WorkRequest, poll_id: UUID) -> HttpResponse:
    """The question, who answered what, who is silent, and the result as it stands."""
    return _page(request, _view_or_404(request, poll_id))


@login_required
@require_POST
def vote(request: WorkRequest, poll_id: UUID) -> HttpResponse:
    view = _view_or_404(request, poll_id)
    actor = actor_for(request, view.poll.agency_id, view.mine.post.principal_id if view.mine else None)
    form = forms.VoteForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            polling.vote(actor, view.poll.pk, data["vote"], data["text"], timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi trả lời của đồng chí. Còn sửa được tới khi hết hạn.")
            return redirect("documents:poll", poll_id)
    return _page(request, view, form)


@login_required
@require_POST
def urge_poll(request: WorkRequest, poll_id: UUID) -> HttpResponse:
    view = _view_or_404(request, poll_id)
    names = polling.urge_poll(actor_for(request, view.poll.agency_id), view.poll.pk, timezone.now())
    messages.success(request, f"Đã nhắc: {', '.join(names)}." if names else "Mọi thành viên đã trả lời.")
    return redirect("documents:poll", poll_id)


@login_required
@require_POST
def close_poll(request: WorkRequest, poll_id: UUID) -> HttpResponse:
    view = _view_or_404(request, poll_id)
    try:
        polling.close_poll(actor_for(request, view.poll.agency_id), view.poll.pk, timezone.now())
    except Refused as refused:
        if refused.code != "wrong_state":
            raise
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "Đã đóng đợt lấy ý kiến.")
    return redirect("documents:poll", poll_id)


@login_required
@require_safe
def minutes(request: WorkRequest, poll_id: UUID) -> HttpResponse:
    """The minutes of the round as PDF."""
    view, at = _view_or_404(request, poll_id), timezone.now()
    letterhead = queries.poll_letterhead(view.poll, request.actor)
    response = HttpResponse(exports.poll_minutes(view, letterhead, at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bien-ban-lay-y-kien-{timezone.localdate(at):%Y%m%d}.pdf"'
    return response
