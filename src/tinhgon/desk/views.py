"""The home page: what needs me now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.desk import queries
from tinhgon.documents import rules as documents_rules

SHOWN = 10


@login_required
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    """Decisions, own work and the clerical desk of the posts held; `?loc=ky` narrows the decisions, `?het=1` shows
    all of them."""
    if not request.actor:
        return render(request, "desk/no_post.html")
    decisions = queries.decisions(request.actor)
    kind = request.GET.get("loc", "")
    rows = decisions.of(kind)
    shown = rows if request.GET.get("het") == "1" else rows[:SHOWN]
    context = {
        "decisions": decisions,
        "rows": shown,
        "rest": len(rows) - len(shown),
        "kind": kind,
        "work": queries.work(request.actor, timezone.now()),
        "clerical": queries.clerical(request.actor),
        "drafts": bool(documents_rules.can_draft(request.actor)),
    }
    return render(request, "desk/home.html", context)
