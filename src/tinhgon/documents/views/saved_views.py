"""Giving a saved view to a unit or the agency, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions import saved_views
from tinhgon.documents.forms.saved_views import ShareForm
from tinhgon.organisation.choices import Duty


def _sharer(request: WorkRequest) -> Actor:
    """The person in a post that may share with everybody, where one is held."""
    if not request.actor:
        raise Http404
    if request.carried_post is None:
        request.acting = request.actor.seated_with(Duty.SHARE_VIEWS)
        return request.acting
    return request.actor


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_view(request: WorkRequest, view_id: int) -> HttpResponse:
    """To whom a view of one's own is given, and to whom besides."""
    actor = _sharer(request)
    view = queries.own_view(actor, view_id)
    if view is None:
        raise Http404
    is_sent = request.method == "POST"
    form = ShareForm(request.POST if is_sent else None, actor=actor)
    if is_sent and form.is_valid():
        try:
            saved_views.share_view(actor, view_id, form.unit_id(), timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Đã chia sẻ “{view.name}”. Mỗi người thấy số văn bản theo quyền của mình.")
            return redirect("documents:share_view", view_id)
    context = {"view": view, "form": form, "shares": queries.shares_of(actor, view)}
    return render(request, "documents/share_view.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def unshare_view(request: WorkRequest, share_id: int) -> HttpResponse:
    """Take it back; whoever shared returns to the view, others to the list."""
    try:
        saved_views.unshare_view(_sharer(request), share_id, timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "Đã thôi chia sẻ.")
    view = request.POST.get("view", "")
    if (view_id := number_in(view)) is not None and queries.own_view(request.actor, view_id):
        return redirect("documents:share_view", view_id)
    return redirect("documents:incoming")
