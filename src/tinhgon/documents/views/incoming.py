"""Incoming papers: the list with its facets and preview, saved views, and the acts on one paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import closing, intake, saved_views
from tinhgon.documents.forms.correcting import CorrectForm
from tinhgon.documents.forms.incoming import ArrivedForm, ReasonForm, initial_of, list_filter
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404


def _actor(request: WorkRequest) -> Actor:
    if not request.actor:
        raise Http404
    return request.actor


def _cursor(request: WorkRequest) -> int | None:
    return number_in(request.GET.get("truoc", ""))


@login_required
@require_safe
def incoming(request: WorkRequest) -> HttpResponse:
    """The list; filters are in the address. With `truoc` only the rows that follow, for "Tải thêm"."""
    actor = _actor(request)
    chosen = list_filter(request.GET, default_tab="mine")
    before = _cursor(request)
    is_part = bool(request.htmx) and before is not None
    problem = ""
    try:
        page = queries.incoming_page(actor, chosen, timezone.now(), before=before, with_facets=not is_part)
    except queries.SearchTooWide as refused:
        page, problem = queries.IncomingPage([], 0, False, None), refused.reason
    context: dict[str, Any] = {"page": page, "chosen": chosen, "problem": problem}
    if is_part:
        return render(request, "documents/incoming.html#rows", context)
    first = queries.incoming_paper(actor, page.rows[0].document.public_id, timezone.now()) if page.rows else None
    if first and rules.reads_for_a_time(actor, first.document):
        first = None  # opened when it is chosen, and written down then
    context |= {
        "tabs": queries.TABS,
        "can_register": bool(rules.can_register(actor)),
        "views": queries.saved_views(actor),
        "shared": queries.shared_views(actor),
        "posts": queries.submit_choices(actor) if rules.can_register(actor) else [],
        "first": first,
        "can_take": first is not None and _can_take(request, first.document),
        "recall": first and queries.recall_of(first.document),
    }
    return render(request, "documents/incoming.html", context)


@login_required
@require_safe
def preview(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """The pane beside the list. The list asks for the next row before it is chosen (`X-Ahead`): what is lent for a time
    waits until it is, since each opening is written down."""
    row = queries.incoming_paper(_actor(request), public_id, timezone.now())
    if row is None:
        raise Http404
    if "X-Ahead" in request.headers and rules.reads_for_a_time(_actor(request), row.document):
        return HttpResponse(status=204, headers={"Cache-Control": "private, no-store"})
    recall = queries.recall_of(row.document)
    context = {"row": row, "can_take": _can_take(request, row.document), "recall": recall}
    return render(request, "documents/incoming.html#preview", context)


def _can_take(request: WorkRequest, document: Any) -> bool:
    """Whether the paper waits for this person to be entered or returned."""
    return bool(rules.can_refuse(actor_for(request, document.agency_id), document))


@login_required
@require_safe
def export(request: WorkRequest) -> HttpResponse:
    """The list as it is filtered, as XLSX."""
    actor = _actor(request)
    rows = queries.incoming_rows(actor, list_filter(request.GET, default_tab="all"), timezone.now())
    content = exports.incoming_xlsx(rows)
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="van-ban-den-{timezone.localdate():%Y%m%d}.xlsx"'
    return response


@login_required
@require_POST
def save_view(request: WorkRequest) -> HttpResponse:
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
def delete_view(request: WorkRequest, view_id: int) -> HttpResponse:
    saved_views.delete_view(_actor(request), view_id)
    return redirect("documents:incoming")


@login_required
@require_POST
def present(request: WorkRequest) -> HttpResponse:
    """Submit one or many papers to a post."""
    actor = _actor(request)
    wanted = request.POST.getlist("paper")
    post = number_in(request.POST.get("post", "")) or 0
    ids = queries.paper_ids(actor, wanted)
    try:
        if not ids:
            raise Refused("Chọn văn bản cần trình.")
        done = intake.present(actor, ids, post, timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Đã trình {len(done)} văn bản." if done else "Văn bản đã trình từ trước.")
    back = request.POST.get("back", "")
    return redirect(reverse("documents:incoming") + (back if back.startswith("?") else ""))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_arrived(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Enter a paper that came from another agency of the installation."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    posts = queries.submit_choices(actor)
    expected = queries.expected_number(None, actor)
    sheet = Sheet("Vào sổ văn bản điện tử", "Vào sổ và trình", "Đã vào sổ.", f"Số dự kiến: {expected}.")

    def act(form: ArrivedForm) -> Any:
        return intake.register_arrived(actor, document.pk, timezone.now(), **form.cleaned_data)

    initial = {"submit_to_post": posts[0][0] if posts else ""}
    return act_page(request, document, ArrivedForm, sheet, act, initial=initial, actor=actor)


def _with_reason(request: WorkRequest, public_id: UUID, act: Any, sheet: Sheet) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)

    def run(form: ReasonForm) -> Any:
        return act(actor, document.pk, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, ReasonForm, sheet, run)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: WorkRequest, public_id: UUID) -> HttpResponse:
    effect = "Bên gửi thấy lý do ngay. Văn bản không vào sổ."
    sheet = Sheet("Trả lại bên gửi", "Trả lại", "Đã trả lại bên gửi.", effect, is_danger=True)
    return _with_reason(request, public_id, intake.refuse, sheet)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: WorkRequest, public_id: UUID) -> HttpResponse:
    effect = "Văn bản trở về đang xử lý; lần kết thúc trước vẫn còn trong nhật ký."
    sheet = Sheet("Mở lại xử lý", "Mở lại", "Đã mở lại.", effect)
    return _with_reason(request, public_id, closing.reopen, sheet)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Correct what was entered; the old words stay in history."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Nội dung cũ và lý do sửa được giữ trong nhật ký. Số đến không đổi."
    sheet = Sheet("Sửa thông tin đăng ký", "Lưu", "Đã sửa. Nội dung cũ còn trong nhật ký.", effect)

    def act(form: CorrectForm) -> Any:
        return intake.correct_some(actor, document.pk, form.changes(), form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, CorrectForm, sheet, act, initial=initial_of(document), actor=actor)
