"""Dự phòng gián đoạn: the pack to take along, and what was written on paper on its way back into the books."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, rules
from tinhgon.documents.actions import interruptions as actions
from tinhgon.documents.actions import packs as shelf
from tinhgon.documents.forms.interruptions import DecisionForm, InterruptionForm
from tinhgon.documents.queries import interruptions as queries
from tinhgon.documents.queries import packs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def _clerk(request: WorkRequest) -> Actor:
    """The person in a clerk's post, where one is held; to others the pages are not there."""
    if not request.actor:
        raise Http404
    request.acting = request.actor.seated_with("register", "number")
    if not rules.can_take_pack(request.acting):
        raise Http404
    return request.acting


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offline(request: WorkRequest) -> HttpResponse:
    """Packs to take, whether they are made each morning, and a file of an interruption to bring back."""
    actor = _clerk(request)
    is_sent = request.method == "POST"
    form = InterruptionForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.begin_interruption(
                actor, data["file"].read(), data["file"].name, data["starts_at"], data["ends_at"], data["reason"],
                timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("documents:interruption", row.public_id)
    context = {
        "offices": [packs.pack(actor, office.pk, timezone.now()) for office in packs.pack_offices(actor)],
        "setting": packs.makes_morning_packs(actor),
        "kept": shelf.kept_files(actor),
        "form": form,
        "rows": queries.interruptions(actor),
        "can_enter": rules.can_enter_interruption(actor),
    }
    return render(request, "documents/offline.html", context, status=422 if is_sent else 200)


@login_required
@require_safe
def pack_file(request: WorkRequest, office_id: int, extension: str) -> HttpResponse:
    """The pack of an office, as it stands now, to print or to write in."""
    actor = _clerk(request)
    pack = packs.pack(actor, office_id, timezone.now())
    if pack is None or extension not in ("pdf", "xlsx"):
        raise Http404
    if extension == "xlsx":
        return download(request, exports.pack_xlsx(pack), XLSX, f"{pack.name}.xlsx")
    return download(request, exports.pack_pdf(pack, actor.name), PDF, f"{pack.name}.pdf", is_shown=True)


@login_required
@require_POST
def set_morning_packs(request: WorkRequest) -> HttpResponse:
    """Have the packs made each morning, or no more."""
    row = shelf.set_morning_packs(_clerk(request), request.POST.get("on") == "1", timezone.now())
    messages.success(
        request, "Mỗi sáng hệ thống lập bộ dự phòng." if row.is_on else "Đã thôi lập bộ dự phòng mỗi sáng."
    )
    return redirect("documents:offline")


@login_required
@require_safe
def interruption(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """The rows of a file beside what they clash with; how far it is while it is entered."""
    actor = _clerk(request)
    row = queries.interruption(actor, public_id)
    if row is None:
        raise Http404
    groups = queries.groups(row)
    kind = request.GET.get("loc", "left" if groups else "")
    views, following = queries.rows(actor, row, kind, number_in(request.GET.get("sau", "")) or 0)
    context = {
        "row": row,
        "groups": groups,
        "undecided": queries.undecided_count(row),
        "kind": kind,
        "rows": views,
        "following": following,
        "can_decide": rules.can_decide_rows(actor, row),
        "can_drop": rules.can_drop_interruption(actor, row),
    }
    return render(request, "documents/interruption.html", context)


@login_required
@require_POST
def decide_rows(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """What becomes of a row, or of all undecided ones of a kind."""
    actor = _clerk(request)
    form = DecisionForm(request.POST)
    kind, ids = request.POST.get("kind", ""), [number_in(text) for text in request.POST.getlist("rows")]
    try:
        if not form.is_valid():
            raise Refused("Chọn cách xử lý trong danh sách.")
        done = actions.decide_rows(
            actor, public_id, at=timezone.now(), row_ids=[pk for pk in ids if pk], kind=kind, **form.values()
        )
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.warning(request, refused.reason)
    else:
        messages.success(request, f"Đã quyết định {len(done)} dòng.")
    return redirect("documents:interruption", public_id)


@login_required
@require_POST
def enter_interruption(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Enter the decided rows; what was refused after all is said on the page."""
    try:
        row = actions.enter_interruption(_clerk(request), public_id, timezone.now())
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.warning(request, refused.reason)
    else:
        if row.finished_at:
            messages.success(request, "Đã ghi vào sổ. Sổ đăng ký ghi rõ từng số ghi trong thời gian gián đoạn.")
    return redirect("documents:interruption", public_id)


@login_required
@require_POST
def drop_interruption(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Give a file up before anything of it was entered."""
    try:
        actions.drop_interruption(_clerk(request), public_id, timezone.now())
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.warning(request, refused.reason)
        return redirect("documents:interruption", public_id)
    messages.success(request, "Đã huỷ tệp; chưa có gì ghi vào sổ.")
    return redirect("documents:offline")
