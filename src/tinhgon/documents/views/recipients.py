"""Kính gửi and Nơi nhận of a paper: as many lines as it has, groups that expand to who belongs to them today, and what
the pickers of bodies and posts offer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import groups, issuing
from tinhgon.documents.forms import outgoing as forms
from tinhgon.documents.views.acting import actor_for, paper_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recipients(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """The lines; `lam` says whether they are saved, get a group or more empty lines, or are kept as a group."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    is_sent = request.method == "POST"
    form_kwargs = {"on": actor.on}
    lines: Any = forms.RecipientSet(
        request.POST if is_sent else None,
        initial=queries.recipient_lines(document),
        form_kwargs=form_kwargs,
        prefix="noi",
    )
    group = forms.GroupForm(request.POST if is_sent else None, actor=actor)
    problem, doing = "", request.POST.get("lam", "luu")
    is_sound = is_sent and lines.is_valid() and group.is_valid()
    if is_sound:
        wanted = [issuing.RecipientLine(**line) for line in lines.lines()]
        try:
            if doing == "luu":
                issuing.set_recipients(actor, document.pk, wanted, timezone.now())
                messages.success(request, "Đã lưu nơi nhận.")
                return redirect("documents:document", public_id)
            if doing == "nhom":
                groups.keep_group(actor, group.cleaned_data["group_name"], wanted, timezone.now())
                messages.success(request, "Đã lưu nhóm nơi nhận của cơ quan. Nơi nhận của văn bản chưa lưu.")
                group = forms.GroupForm(actor=actor)
        except Refused as refused:
            problem = refused.reason
        if not problem:
            more = _added(actor, group, doing)
            lines = forms.RecipientSet(initial=[*lines.typed(), *more], form_kwargs=form_kwargs, prefix="noi")
            is_sent = False
    chosen = [body for form in lines.forms for body in [form["body"].value()] if isinstance(body, int)]
    context = {
        "document": document,
        "lines": lines,
        "group": group,
        "problem": problem,
        "ended": list(queries.ended_recipients(chosen, actor.on).values()),
        "verdict": rules.can_set_recipients(actor, document),
    }
    return render(request, "documents/recipients.html", context, status=422 if is_sent else 200)


def _added(actor: Any, group: Any, doing: str) -> list[dict[str, Any]]:
    """The lines of the chosen group."""
    data = getattr(group, "cleaned_data", {})
    if doing != "them-nhom" or not data.get("group"):
        return []
    return queries.group_lines(actor, int(data["group"]), data.get("group_role") or "act")


@login_required
@require_POST
def drop_group(request: WorkRequest, group_id: int) -> HttpResponse:
    """Forget one of the agency's groups."""
    groups.drop_group(request.actor, group_id, timezone.now())
    messages.success(request, "Đã xoá nhóm nơi nhận.")
    return redirect("documents:recipient_groups")


@login_required
@require_safe
def recipient_groups(request: WorkRequest) -> HttpResponse:
    """The agency's groups with who belongs to them today."""
    rows = [
        (row, [line["name"] or names.get(line["body"], "") for line in lines])
        for row in queries.recipient_groups(request.actor)
        for lines in [queries.group_lines(request.actor, row.pk, "act")]
        for names in [queries.body_labels([line["body"] for line in lines if line["body"]], request.actor.on)]
    ]
    context = {"groups": rows, "verdict": rules.can_keep_groups(request.actor)}
    return render(request, "documents/recipient_groups.html", context)


@login_required
@require_safe
def pick_body(request: WorkRequest) -> HttpResponse:
    """What the picker of bodies offers for the words typed so far."""
    options = queries.bodies_to_pick(request.actor.on)
    return offer(request, options, queries.frequent_bodies(request.actor))


@login_required
@require_safe
def pick_post(request: WorkRequest) -> HttpResponse:
    """What the picker of people on a way of approval offers."""
    return offer(request, queries.posts_to_pick(request.actor), queries.frequent_posts(request.actor))


def offer(request: WorkRequest, options: list[picking.Option], often: dict[int, int]) -> HttpResponse:
    typed = request.GET.get("q") or next((v for k, v in request.GET.items() if k.endswith("_text")), "")
    words = str(typed)[:100].strip()
    found = picking.offered(options, words, often)
    return render(request, "web/picker_options.html", {"options": found, "words": words})
