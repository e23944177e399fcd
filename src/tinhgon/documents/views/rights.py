"""The visibility matrix as pages: the table on a day, proposals and their two persons, how far readers are compiled,
and why a person reads a paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents import rules
from tinhgon.documents.actions import explaining as asking
from tinhgon.documents.actions import rights as actions
from tinhgon.documents.choices import RightsState
from tinhgon.documents.forms import rights as forms
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.queries import explaining, granting
from tinhgon.documents.queries import rights as queries


def _actor_or_404(request: WorkRequest) -> Actor:
    actor: Actor | None = request.actor
    if not actor or not rules.can_read_rights(actor):
        raise Http404
    return actor


def _around(actor: Actor) -> dict[str, Any]:
    """What every page of rights shows: tabs with what waits, and how far readers are."""
    return {
        "run": queries.latest_run(actor),
        "lending": granting.waiting_count(actor),
        "waiting": len(queries.rights_changes(actor, RightsState.PROPOSED)),
        "may_propose": rules.can_propose_rights(actor),
    }


@login_required
@require_safe
def rights(request: WorkRequest) -> HttpResponse:
    """Who sees what on a day."""
    actor = _actor_or_404(request)
    narrowed = forms.MatrixFilterForm(request.GET).narrowed(actor.on)
    kinds = [(k.value, k.label) for k in (PrincipalKind.ROLE, PrincipalKind.UNIT, PrincipalKind.POST)]
    context = {
        "rows": queries.matrix(actor, narrowed),
        "narrowed": narrowed,
        "is_narrowed": any(request.GET.values()),
        "kinds": kinds,
        "scopes": queries.SCOPES,
        "flows": Flow.choices,
    }
    return render(request, "documents/rights.html", context | _around(actor))


@login_required
@require_safe
def rights_changes(request: WorkRequest) -> HttpResponse:
    """Proposals, those waiting first, each with what the reader of the page may do about it."""
    actor = _actor_or_404(request)
    rows = [
        {
            "change": change,
            "words": queries.in_words(change, actor.on),
            "decide": rules.can_decide_rights(actor, change),
            "withdraw": rules.can_withdraw_rights(actor, change),
        }
        for change in queries.rights_changes(actor)
    ]
    rows.sort(key=lambda row: row["change"].state != RightsState.PROPOSED)  # type: ignore[attr-defined]
    return render(request, "documents/rights_changes.html", {"rows": rows} | _around(actor))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_right(request: WorkRequest) -> HttpResponse:
    """Ask for a new row."""
    actor = _actor_or_404(request)
    form = forms.AdditionForm(request.POST or None, actor=actor, initial={"effective_on": actor.on})
    context = {"title": "Đề nghị thêm quyền xem", "bounds": queries.bounds_on(actor.on)}
    return _propose(request, actor, form, lambda: actions.propose_addition(actor, form.row(), timezone.now()), context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_right(request: WorkRequest, rule_id: int) -> HttpResponse:
    """Ask for the end of a row."""
    actor = _actor_or_404(request)
    words = queries.row_in_words(actor, rule_id)
    if not words:
        raise Http404
    form = forms.EndForm(request.POST or None, initial={"effective_on": actor.on})
    context = {"title": "Đề nghị thôi quyền xem", "words": words}
    return _propose(
        request,
        actor,
        form,
        lambda: actions.propose_end(
            actor, rule_id, form.cleaned_data["effective_on"], form.cleaned_data["reason"], timezone.now()
        ),
        context,
    )


def _propose(
    request: WorkRequest, actor: Actor, form: ActForm, act: Callable[[], object], context: dict[str, Any]
) -> HttpResponse:
    is_sent = request.method == "POST"
    if is_sent and form.is_valid():
        try:
            act()
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã gửi đề nghị. Có hiệu lực khi Chánh Văn phòng hoặc lãnh đạo duyệt.")
            return redirect("documents:rights_changes")
    context |= {"form": form, "verdict": rules.can_propose_rights(actor)}
    return render(request, "documents/rights_form.html", context, status=422 if is_sent else 200)


@login_required
@require_POST
def approve_right(request: WorkRequest, change_id: int) -> HttpResponse:
    words = "Đã duyệt. Danh sách người xem được tính lại từ ngày có hiệu lực."
    return _decide(request, words, lambda actor: actions.approve(actor, change_id, _note(request), timezone.now()))


@login_required
@require_POST
def refuse_right(request: WorkRequest, change_id: int) -> HttpResponse:
    words = "Đã ghi không duyệt. Người đề nghị thấy lý do ở trang này."
    return _decide(request, words, lambda actor: actions.refuse(actor, change_id, _note(request), timezone.now()))


@login_required
@require_POST
def withdraw_right(request: WorkRequest, change_id: int) -> HttpResponse:
    words = "Đã rút đề nghị."
    return _decide(request, words, lambda actor: actions.withdraw(actor, change_id, timezone.now()))


def _note(request: WorkRequest) -> str:
    return str(request.POST.get("note", ""))[:300]


def _decide(request: WorkRequest, words: str, act: Callable[[Actor], object]) -> HttpResponse:
    actor = _actor_or_404(request)
    try:
        act(actor)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, words)
    return redirect("documents:rights_changes")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def explain_right(request: WorkRequest) -> HttpResponse:
    """Why this person reads this paper, or not. Asking is written down, so it is sent, not followed as a link."""
    actor = _actor_or_404(request)
    verdict = rules.can_explain_rights(actor)
    is_sent = request.method == "POST"
    form = forms.ExplainForm(request.POST if is_sent else None, actor=actor)
    answer = None
    if is_sent and form.is_valid():
        try:
            answer = asking.explain(actor, form.cleaned_data["person"], form.cleaned_data["paper"], timezone.now())
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "answer": answer, "verdict": verdict} | _around(actor)
    return render(request, "documents/rights_why.html", context, status=422 if is_sent and not answer else 200)


@login_required
@require_safe
def pick_principal(request: WorkRequest) -> HttpResponse:
    """Whom a row can name, for the words typed so far."""
    return _offer(request, queries.principals_to_pick(_actor_or_404(request)))


@login_required
@require_safe
def pick_reader(request: WorkRequest) -> HttpResponse:
    """People of the agency whose reading can be explained."""
    return _offer(request, explaining.people_to_pick(_actor_or_404(request)))


def _offer(request: WorkRequest, options: list[picking.Option]) -> HttpResponse:
    typed = request.GET.get("q") or next((v for k, v in request.GET.items() if k.endswith("_text")), "")
    words = str(typed)[:100].strip()
    found = picking.offered(options, words, {})
    return render(request, "web/picker_options.html", {"options": found, "words": words})
