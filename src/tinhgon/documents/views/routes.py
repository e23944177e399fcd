"""The ways of approval of the agency: seen by everybody who works there, set by whoever keeps its working rules."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import rules as picking
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import routes
from tinhgon.documents.forms import routes as forms

PREFIX = "buoc"


@login_required
@require_safe
def approval_routes(request: WorkRequest) -> HttpResponse:
    """The general way, then those of single types; what is the matter with a step stands beside it."""
    actor = request.actor
    if not actor:
        raise Http404
    found = queries.approval_routes(actor)
    own = {route.type_code for route in found}
    free = [(code, name) for code, name in queries.types_with_routes(actor) if code not in own]
    context = {
        "routes": found,
        "suggested": None if found[0].steps else queries.suggested_route(actor),
        "types": forms.TypeForm(choices=free),
        "has_free_types": bool(free),
        "verdict": rules.can_set_routes(actor),
    }
    return render(request, "documents/approval_routes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_route(request: WorkRequest) -> HttpResponse:
    """The steps of one type of paper (`?loai=`, empty for all); `lam` says whether they are saved, moved, more or
    fewer."""
    actor, type_code = request.actor, request.GET.get("loai", "")[:10]
    names = {"": "Mọi loại văn bản"} | dict(queries.types_with_routes(actor)) if actor else {}
    if type_code not in names:
        raise Http404
    kept = {route.type_code: route for route in queries.approval_routes(actor)}
    route = kept.get(type_code)
    start = route if route and route.steps else (kept[""] if kept[""].steps else queries.suggested_route(actor))
    is_sent = request.method == "POST"
    initial = [
        {"post": step.post_id} | {name: getattr(step, name) for name in forms.NAMES if name != "post"}
        for step in start.steps
    ]
    steps = _steps(actor, initial, request.POST if is_sent else None)
    version = request.POST.get("version", "")[:400] if is_sent else (route.version if route else "")
    problem, doing = "", request.POST.get("lam", "luu")
    if is_sent and doing != "luu":
        steps, is_sent = _steps(actor, forms.moved(steps.typed(), doing)), False
    elif is_sent and steps.is_valid():
        try:
            lines = [routes.RouteLine(**line) for line in steps.lines()]
            routes.set_route(actor, type_code, lines, timezone.now(), known_version=version)
        except Refused as refused:
            problem = refused.reason
        else:
            messages.success(request, "Đã lưu tuyến trình. Văn bản đang trình giữ nguyên các bước của nó.")
            return redirect("documents:approval_routes")
    context = {
        "steps": steps,
        "name": names[type_code],
        "type_code": type_code,
        "version": version,
        "problem": problem,
        "is_suggested": not is_sent and not kept[""].steps,
        "has_blank": len(steps.forms) < forms.MOST_STEPS,
        "verdict": rules.can_set_routes(actor),
    }
    return render(request, "documents/set_route.html", context, status=422 if is_sent else 200)


def _steps(actor: Any, initial: list[dict[str, Any]], data: Any = None) -> Any:
    return forms.StepSet(data, initial=initial, form_kwargs={"actor": actor}, prefix=PREFIX)


@login_required
@require_POST
def drop_route(request: WorkRequest) -> HttpResponse:
    """A type goes the general way again."""
    routes.drop_route(request.actor, request.POST.get("loai", "")[:10], timezone.now())
    messages.success(request, "Đã bỏ tuyến riêng; loại văn bản này đi tuyến chung từ lần trình sau.")
    return redirect("documents:approval_routes")


@login_required
@require_safe
def pick_route_post(request: WorkRequest) -> HttpResponse:
    """What the picker of a step's post offers for the words typed so far."""
    typed = request.GET.get("q") or next((v for k, v in request.GET.items() if k.endswith("_text")), "")
    words = str(typed)[:100].strip()
    found = picking.offered(queries.posts_on_routes(request.actor), words)
    return render(request, "web/picker_options.html", {"options": found, "words": words})
