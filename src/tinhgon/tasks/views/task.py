"""The page of one task: what is on it, what is said on it, the files, and whom its forms offer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents.views.acting import actor_for
from tinhgon.tasks import actions, forms, queries, rules
from tinhgon.tasks.views.acting import ACTS, post_for
from tinhgon.tasks.views.worker import worker


@login_required
@require_safe
def task(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One task with everything around it; to a stranger it does not exist."""
    return _page(request, public_id)


def _page(request: WorkRequest, public_id: UUID, form: forms.OpinionForm | None = None) -> HttpResponse:
    actor, at = worker(request), timezone.now()
    view = queries.task_view(actor, public_id, at)
    if view is None:
        raise Http404
    acting = actor_for(request, view.task.agency_id, post_for(request, view.task, ""))
    if acting != actor:
        view = queries.task_view(acting, public_id, at) or view
    buttons: list[dict[str, Any]] = [
        {"slug": slug, "act": act, "verdict": view.verdicts[act.rule]}
        for slug, act in ACTS.items()
        if act.is_on_page
        and (view.verdicts[act.rule] or (slug == "cong-nhan" and view.is_giver and rules.is_open(view.task)))
    ]
    # What the page is there for stands last, at the right (screen 08).
    buttons.sort(key=lambda button: button["act"].is_main)
    if form is None:
        form = forms.OpinionForm(actor=actor, at=at)
        form.offer_people(view.task)
    context = {"view": view, "task": view.task, "buttons": buttons, "opinion_form": form}
    return render(request, "tasks/task.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def opinion(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Say something on a task; refused, the page keeps what was typed."""
    found, at = queries.task_for(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    actor = actor_for(request, found.agency_id)
    form = forms.OpinionForm(request.POST, request.FILES, actor=actor, at=at)
    form.offer_people(found)
    if form.is_valid():
        try:
            actions.give_opinion(actor, public_id, form.cleaned_data["text"], at, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi ý kiến.")
            return redirect("tasks:task", public_id)
    return _page(request, public_id, form)


@login_required
@require_safe
def evidence(request: WorkRequest, report_id: int) -> HttpResponse:
    """The file of a report, never shown as a page of ours."""
    return _download(request, queries.evidence_for(worker(request), report_id))


@login_required
@require_safe
def opinion_file(request: WorkRequest, opinion_id: int) -> HttpResponse:
    """The file of an opinion, for whoever may see the task."""
    return _download(request, queries.opinion_file(worker(request), opinion_id))


def _download(request: WorkRequest, found: queries.Evidence | None) -> HttpResponse:
    if found is None:
        raise Http404
    return download(request, found.content, found.media_type, found.name)


PICKS = {
    "giao": queries.to_give,
    "cung-lam": queries.to_take_part,
    "lanh-dao": queries.to_propose_to,
}


@login_required
@require_safe
def pick(request: WorkRequest, kind: str) -> HttpResponse:
    """What a picker offers for the words typed so far; recent and frequent ones first."""
    actor = worker(request)
    words = _words(request)
    if kind == "nhac-ten":
        options = _to_mention(request)
    elif kind in PICKS:
        options = PICKS[kind](actor)
    else:
        raise Http404
    found = picking.offered(options, words, queries.often(actor))
    return render(request, "web/picker_options.html", {"options": found, "words": words})


def _words(request: WorkRequest) -> str:
    """The box sends its own name: `lead_text` of the form's field `lead`."""
    typed = request.GET.get("q") or next((v for k, v in request.GET.items() if k.endswith("_text")), "")
    return str(typed)[:100].strip()


def _to_mention(request: WorkRequest) -> list[picking.Option]:
    try:
        found = queries.task_for(worker(request), UUID(request.GET.get("viec", "")))
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return queries.to_mention(request.actor, found)
