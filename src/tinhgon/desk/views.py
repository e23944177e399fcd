"""The home page: what needs me now; who holds a paper; the clerk's end of the day."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.desk import queries
from tinhgon.documents import queries as documents
from tinhgon.documents import rules as documents_rules
from tinhgon.documents.actions import intake

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


@login_required
@require_safe
def holding(request: WorkRequest) -> HttpResponse:
    """Ai đang giữ: the papers that a part of a number names; only the answer where the dialog of the shell asks."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    text = request.GET.get("q", "").replace("\x00", "").strip()
    context: dict[str, object] = {"q": text}
    try:
        context["found"] = queries.holding(request.actor, text) if text else []
    except Refused as refused:
        context["problem"] = refused.reason
    return render(request, "desk/holding.html#found" if request.htmx else "desk/holding.html", context)


@login_required
@require_safe
def end_of_day(request: WorkRequest) -> HttpResponse:
    """Cuối ngày: what the clerical office has left, a button a row, and the day's registers to print."""
    if not request.actor:
        return render(request, "desk/no_post.html", status=403)
    found = queries.end_of_day(request.actor, timezone.now())
    if found is None:
        raise Http404
    return render(request, "desk/end_of_day.html", {"day": found, "posts": documents.submit_choices(request.actor)})


@login_required
@require_POST
def present(request: WorkRequest) -> HttpResponse:
    """Submit the marked papers of the end of the day to a post, or the one whose own button was pressed."""
    if not request.actor:
        raise Http404
    post = request.POST.get("post", "")
    try:
        ids = documents.paper_ids(request.actor, request.POST.getlist("one") or request.POST.getlist("paper"))
        if not ids:
            raise Refused("Đánh dấu văn bản cần trình, rồi bấm Trình.")
        done = intake.present(request.actor, ids, int(post) if post.isdecimal() else 0, timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã trình {len(done)} văn bản." if done else "Văn bản đã trình từ trước.")
    return redirect("desk:end_of_day")
