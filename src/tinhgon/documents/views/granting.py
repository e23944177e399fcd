"""Reading for a time as pages: what was asked, an emergency, a case of inspection, the word of the second person."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import rules
from tinhgon.documents.actions import granting as actions
from tinhgon.documents.forms import granting as forms
from tinhgon.documents.queries import granting as queries
from tinhgon.documents.queries import rights


def _around(request: WorkRequest) -> dict[str, Any]:
    """The tabs of rights, for who has them."""
    actor = request.actor
    request.nav_path = reverse("documents:rights")
    return {
        "keeps_rights": rules.can_read_rights(actor),
        "may_propose": rules.can_propose_rights(actor),
        "may_open": rules.can_open_case(actor),
        "lending": queries.waiting_count(actor),
        "waiting": len(rights.rights_changes(actor, "proposed")),
    }


@login_required
@require_safe
def grants(request: WorkRequest) -> HttpResponse:
    """What was asked, those that wait or run first."""
    return render(request, "documents/grants.html", {"rows": queries.grants(request.actor)} | _around(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_emergency(request: WorkRequest) -> HttpResponse:
    """Ask to read one paper for some hours."""
    typed = {"paper": request.GET.get("so", "")[:300]}
    form = forms.EmergencyForm(request.POST or None, actor=request.actor, initial=typed)
    return _ask(
        request,
        form,
        lambda: actions.ask_emergency(
            request.actor,
            form.cleaned_data["paper"],
            form.cleaned_data["hours"],
            form.cleaned_data["reason"],
            timezone.now(),
        ),
        {"is_emergency": True, "verdict": rules.can_ask_emergency(request.actor)},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: WorkRequest) -> HttpResponse:
    """Ask that inspectors read the papers of a case."""
    actor = request.actor
    if not rules.can_read_rights(actor):
        raise Http404
    form = forms.CaseForm(request.POST or None, actor=actor, initial={"starts_on": actor.on})
    return _ask(
        request,
        form,
        lambda: actions.open_case(actor, form.case(), timezone.now()),
        {"verdict": rules.can_open_case(actor)},
    )


def _ask(request: WorkRequest, form: Any, act: Callable[[], Any], context: dict[str, Any]) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent and form.is_valid():
        try:
            grant = act()
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã gửi đề nghị. Đọc được khi người thứ hai duyệt; kết quả báo ở đây.")
            return redirect("documents:grant", grant.pk)
    return render(
        request,
        "documents/grant_form.html",
        context | {"form": form} | _around(request),
        status=422 if is_sent else 200,
    )


@login_required
@require_safe
def grant(request: WorkRequest, grant_id: int) -> HttpResponse:
    """One of them: people, papers, decisions, every opening."""
    page = queries.grant_page(request.actor, grant_id)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "grant": page.grant,
        "decide": rules.can_decide_grant(request.actor, page.grant, page.reader_ids),
        "withdraw": rules.can_withdraw_grant(request.actor, page.grant),
        "end": rules.can_end_grant(request.actor, page.grant, page.reader_ids),
    }
    return render(request, "documents/grant.html", context | _around(request))


@login_required
@require_POST
def approve_grant(request: WorkRequest, grant_id: int) -> HttpResponse:
    words = "Đã duyệt. Chánh Văn phòng và người đọc được báo; quyền tự hết khi đến hạn."
    return _act(
        request, grant_id, words, lambda who: actions.approve_grant(who, grant_id, _note(request), timezone.now())
    )


@login_required
@require_POST
def refuse_grant(request: WorkRequest, grant_id: int) -> HttpResponse:
    words = "Đã ghi không duyệt. Người đề nghị thấy lý do."
    return _act(
        request, grant_id, words, lambda who: actions.refuse_grant(who, grant_id, _note(request), timezone.now())
    )


@login_required
@require_POST
def withdraw_grant(request: WorkRequest, grant_id: int) -> HttpResponse:
    return _act(request, grant_id, "Đã rút đề nghị.", lambda who: actions.withdraw_grant(who, grant_id, timezone.now()))


@login_required
@require_POST
def end_grant(request: WorkRequest, grant_id: int) -> HttpResponse:
    words = "Đã kết thúc: từ lúc này không đọc được nữa."
    return _act(request, grant_id, words, lambda who: actions.end_grant(who, grant_id, timezone.now()))


def _note(request: WorkRequest) -> str:
    return str(request.POST.get("note", ""))[:300]


def _act(request: WorkRequest, grant_id: int, words: str, act: Callable[[Actor], object]) -> HttpResponse:
    try:
        act(request.actor)
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.error(request, refused.reason)
    else:
        messages.success(request, words)
    return redirect("documents:grant", grant_id)
