"""Incoming papers: the list with its facets and preview, saved views, and the acts on one paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import intake, saved_views
from tinhgon.documents.forms.incoming import ArrivedForm, CorrectForm, ReasonForm, initial_of, list_filter
from tinhgon.documents.views.acting import actor_for, paper_or_404


def _actor(request: HttpRequest) -> Actor:
    if not request.actor:  # type: ignore[attr-defined]
        raise Http404
    return request.actor  # type: ignore[attr-defined]


def _cursor(request: HttpRequest) -> int | None:
    value = request.GET.get("truoc", "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


@login_required
@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    """The list; filters are in the address. With `truoc` only the rows that follow, for "Tải thêm"."""
    actor = _actor(request)
    chosen = list_filter(request.GET, default_tab="mine" if "tab" not in request.GET else "all")
    before = _cursor(request)
    is_part = bool(request.htmx) and before is not None  # type: ignore[attr-defined]
    problem = ""
    try:
        page = queries.incoming_page(actor, chosen, timezone.now(), before=before, with_facets=not is_part)
    except queries.SearchTooWide as refused:
        page, problem = queries.IncomingPage([], 0, False, None), refused.reason
    context: dict[str, Any] = {"page": page, "chosen": chosen, "problem": problem}
    if is_part:
        return render(request, "documents/incoming.html#rows", context)
    context |= {
        "tabs": queries.TABS,
        "can_register": bool(rules.can_register(actor)),
        "views": queries.saved_views(actor),
        "posts": queries.submit_choices(actor) if rules.can_register(actor) else [],
        "first": queries.incoming_paper(actor, page.rows[0].document.public_id, timezone.now()) if page.rows else None,
    }
    return render(request, "documents/incoming.html", context)


@login_required
@require_safe
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The pane beside the list."""
    row = queries.incoming_paper(_actor(request), public_id, timezone.now())
    if row is None:
        raise Http404
    return render(request, "documents/incoming.html#preview", {"row": row, **_may(request, row.document)})


def _may(request: HttpRequest, document: Any) -> dict[str, Any]:
    actor = actor_for(request, document.agency_id)
    can_present = document.state == "registered" and rules.can_register(actor)
    return {
        "can_register": bool(rules.can_refuse(actor, document)),
        "can_present": bool(can_present),
        "posts": queries.submit_choices(actor) if can_present else [],
    }


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as XLSX."""
    actor = _actor(request)
    rows = queries.incoming_rows(actor, list_filter(request.GET, default_tab="all"), timezone.now())
    content = exports.incoming_xlsx(rows)
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="van-ban-den-{timezone.localdate():%Y%m%d}.xlsx"'
    return response


@login_required
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    query = request.POST.get("query", "")
    try:
        view = saved_views.save_view(_actor(request), request.POST.get("name", ""), query.lstrip("?"))
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect(reverse("documents:incoming") + (query if query.startswith("?") else f"?{query}"))
    messages.success(request, f"Đã lưu bộ lọc “{view.name}”.")
    return redirect(f"{reverse('documents:incoming')}?{view.query}")


@login_required
@require_POST
def delete_view(request: HttpRequest, view_id: int) -> HttpResponse:
    saved_views.delete_view(_actor(request), view_id)
    return redirect("documents:incoming")


@login_required
@require_POST
def present(request: HttpRequest) -> HttpResponse:
    """Submit one or many papers to a post."""
    actor = _actor(request)
    wanted = request.POST.getlist("paper")
    post = request.POST.get("post", "")
    ids = queries.paper_ids(actor, wanted)
    try:
        if not ids:
            raise Refused("Chọn văn bản cần trình.")
        done = intake.present(actor, ids, int(post) if post.isdecimal() else 0, timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã trình {len(done)} văn bản." if done else "Văn bản đã trình từ trước.")
    back = request.POST.get("back", "")
    return redirect(reverse("documents:incoming") + (back if back.startswith("?") else ""))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_arrived(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter a paper that came from another agency of the installation."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    is_sent = request.method == "POST"
    posts = queries.submit_choices(actor)
    form = ArrivedForm(
        request.POST if is_sent else None,
        actor=actor,
        initial={"submit_to_post": posts[0][0] if posts else ""},
    )
    verdict = rules.can_register(actor)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            done = intake.register_arrived(
                actor,
                document.pk,
                timezone.now(),
                book_id=data["book_id"],
                submit_to_post=data["submit_to_post"],
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Đã vào sổ số {done.register_number}.")
            return redirect("documents:document", public_id)
    context = {
        "form": form,
        "document": document,
        "verdict": verdict,
        "title": "Vào sổ văn bản điện tử",
        "button": "Vào sổ và trình",
        "expected": queries.expected_number(None, actor),
    }
    return render(request, "documents/incoming_act.html", context, status=422 if is_sent else 200)


def _with_reason(
    request: HttpRequest, public_id: UUID, act: Any, rule: Any, title: str, button: str, done: str, effect: str
) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    is_sent = request.method == "POST"
    form = ReasonForm(request.POST if is_sent else None, label_suffix="")
    if is_sent and form.is_valid():
        try:
            act(actor, document.pk, form.cleaned_data["reason"], timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, done)
            return redirect("documents:document", public_id)
    context = {
        "form": form,
        "document": document,
        "verdict": rule(actor, document),
        "title": title,
        "button": button,
        "effect": effect,
    }
    return render(request, "documents/incoming_act.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _with_reason(
        request, public_id, intake.refuse, rules.can_refuse, "Trả lại bên gửi", "Trả lại", "Đã trả lại bên gửi.",
        "Bên gửi thấy lý do ngay. Văn bản không vào sổ.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _with_reason(
        request, public_id, intake.close, rules.can_close, "Kết thúc xử lý", "Kết thúc", "Đã kết thúc xử lý.",
        "Văn bản ra khỏi danh sách đang xử lý; mở lại được khi cần.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _with_reason(
        request, public_id, intake.reopen, rules.can_reopen, "Mở lại xử lý", "Mở lại", "Đã mở lại.",
        "Văn bản trở về đang xử lý; lần kết thúc trước vẫn còn trong nhật ký.",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what was entered; the old words stay in history."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    is_sent = request.method == "POST"
    form = CorrectForm(
        request.POST if is_sent else None, actor=actor, initial=None if is_sent else initial_of(document)
    )
    if is_sent and form.is_valid():
        try:
            fields = intake.IncomingFields(**form.values())
            intake.correct(actor, document.pk, fields, form.cleaned_data["reason"], timezone.now())
        except intake.BadFields as refused:
            form.refuse(refused, refused.problems)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã sửa. Nội dung cũ còn trong nhật ký.")
            return redirect("documents:document", public_id)
    context = {"form": form, "document": document, "verdict": rules.can_correct(actor, document)}
    return render(request, "documents/correct.html", context, status=422 if is_sent else 200)
