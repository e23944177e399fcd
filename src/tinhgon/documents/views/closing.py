"""Ending the handling of papers, and the agency's reasons for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import closing
from tinhgon.documents.forms.closing import CloseForm, CloseManyForm, ClosingReasonForm
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """End the handling with a reason of the list, of several papers at once where one reply answers them."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Văn bản ra khỏi danh sách đang xử lý; mở lại được khi cần."
    sheet = Sheet("Kết thúc xử lý", "Kết thúc", "Đã kết thúc xử lý.", effect)
    reasons = [(row.code, _label(row)) for row in queries.reasons_to_close(actor, document)]

    def act(form: CloseForm) -> None:
        data, at = form.cleaned_data, timezone.now()
        same: dict[str, Any] = {"kind": data["kind"], "replies": data["replies"]}
        closing.close(actor, document.pk, data["note"], at, **same)
        done, failures = closing.close_together(actor, data["also"], data["note"], at, **same)
        if done:
            messages.success(request, f"Đã kết thúc thêm {done} văn bản.")
        for failure in failures:
            messages.warning(request, f"{failure.document.label}: {failure.reason}")

    return act_page(request, document, CloseForm, sheet, act, actor=actor, reasons=reasons)


@login_required
@require_POST
def close_many(request: WorkRequest) -> HttpResponse:
    """End the handling of the marked papers of a list: first which and with what reason, then (`lam`) the act; what
    could not be closed stands with its reason, to be tried again."""
    actor, at = request.actor, timezone.now()
    if not actor:
        raise Http404
    query = request.POST.get("back", "")
    back = reverse("documents:incoming") + (query if query.startswith("?") else "")
    chosen = queries.papers_to_pass(actor, queries.paper_ids(actor, request.POST.getlist("paper")))
    if not chosen:
        messages.warning(request, "Chưa đánh dấu văn bản nào. Đánh dấu ô đầu dòng rồi bấm lại.")
        return redirect(back)
    is_sent = "lam" in request.POST
    reasons = [(row.reason.code, _label(row.reason)) for row in queries.reason_rows(actor)]
    initial = {"kind": request.POST.get("kind", "")}
    form = CloseManyForm(request.POST if is_sent else None, initial=initial, actor=actor, reasons=reasons)
    failures: list[closing.NotClosed] = []
    if is_sent and form.is_valid():
        data, ids = form.cleaned_data, [paper.pk for paper in chosen]
        same: dict[str, Any] = {"kind": data["kind"], "replies": data["replies"]}
        try:
            done, failures = closing.close_together(actor, ids, data["note"], at, **same)
        except Refused as refused:
            form.refuse(refused)
        else:
            if done:
                messages.success(request, f"Đã kết thúc {done} văn bản.")
            if not failures:
                return redirect(back)
            chosen = [failure.document for failure in failures]
    context = {"form": form, "chosen": chosen, "failures": failures, "back": back, "query": query}
    return render(request, "documents/close_many.html", context, status=422 if is_sent else 200)


def _label(reason: Any) -> str:
    """A reason with what it asks for."""
    asks = ["ghi thêm lời"] * reason.needs_note + ["chọn văn bản trả lời"] * reason.needs_reply
    return f"{reason.name} ({', '.join(asks)})" if asks else str(reason.name)


@login_required
@require_safe
def closing_reasons(request: WorkRequest) -> HttpResponse:
    """The reasons of the agency: who may close with which, what it counts as, on which basis."""
    if not request.actor:
        raise Http404
    context = {"rows": queries.reason_rows(request.actor), "verdict": rules.can_set_closing_reasons(request.actor)}
    return render(request, "documents/closing_reasons.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_closing_reason(request: WorkRequest) -> HttpResponse:
    """Change a reason (`?ma=`), or add one."""
    actor = request.actor
    if not actor:
        raise Http404
    code = request.GET.get("ma", "")[:20]
    row = next((row.reason for row in queries.reason_rows(actor) if row.reason.code == code), None)
    if code and row is None:
        raise Http404
    is_sent = request.method == "POST"
    names = ("name", "who", "needs_note", "needs_reply", "is_counted", "legal_basis")
    initial = {name: getattr(row, name) for name in names} if row else {"is_counted": True}
    form = ClosingReasonForm(request.POST if is_sent else None, initial=initial)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        terms = closing.Terms(**{**data, "who": tuple(data["who"])})
        try:
            closing.set_closing_reason(actor, code, terms, timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu. Văn bản kết thúc trước đó giữ nguyên lý do của nó.")
            return redirect("documents:closing_reasons")
    context = {"form": form, "row": row, "verdict": rules.can_set_closing_reasons(actor)}
    return render(request, "documents/set_closing_reason.html", context, status=422 if is_sent else 200)
