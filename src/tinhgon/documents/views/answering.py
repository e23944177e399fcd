"""Pages of a paper that asks for answers: its table, and one page for every act on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.request import WorkRequest, number_in
from tinhgon.documents import exports, queries, rules
from tinhgon.documents.actions import answering, opinions
from tinhgon.documents.forms import answering as forms
from tinhgon.documents.forms.outgoing import ReasonForm
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_options, paper_or_404

either = require_http_methods(["GET", "HEAD", "POST"])
FILES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _table_or_404(request: WorkRequest, public_id: UUID) -> Any:
    table = queries.answer_table(request.actor, public_id, timezone.now()) if request.actor else None
    if table is None:
        raise Http404
    return table


def _row_or_404(request: WorkRequest, public_id: UUID, answer_id: int) -> Any:
    row = queries.answer_row(request.actor, public_id, answer_id, timezone.now()) if request.actor else None
    if row is None:
        raise Http404
    return row


@login_required
@require_safe
def answers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Who answered, who is late, and the opinions with what was made of them."""
    table = _table_or_404(request, public_id)
    actor = actor_for(request, table.document.agency_id)
    verdict = rules.can_keep_answers(actor, table.document)
    context = {"table": table, "document": table.document, "verdict": verdict, "outcomes": table.outcome_counts}
    return render(request, "documents/answers.html", context)


@login_required
@either
def ask_answers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor, at = actor_for(request, document.agency_id), timezone.now()
    effect = "Mỗi nơi “Kính gửi” thành một dòng của bảng trả lời khi phát hành. Bên nhận thấy “cần trả lời trước …”."
    sheet = Sheet("Đề nghị trả lời", "Ghi hạn trả lời", "Đã ghi hạn trả lời.", effect)
    due = document.reply_due_at
    initial = {"due": f"{timezone.localtime(due):%Hh%M %d/%m/%Y}"} if due else {}

    def act(form: forms.AskForm) -> None:
        answering.ask_answers(actor, document.pk, form.cleaned_data["due"], at)

    return act_page(request, document, forms.AskForm, sheet, act, initial=initial, actor=actor, at=at)


@login_required
@either
def add_asked(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    sheet = Sheet("Thêm nơi trả lời", "Thêm", "Đã thêm vào bảng trả lời.", "", back="documents:answers")

    def act(form: forms.PlaceForm) -> None:
        answering.add_asked(actor, document.pk, form.cleaned_data["name"], timezone.now())

    return act_page(request, document, forms.PlaceForm, sheet, act)


@login_required
@either
def record_answer(request: WorkRequest, public_id: UUID, answer_id: int) -> HttpResponse:
    row = _row_or_404(request, public_id, answer_id)
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    name = row.answer.name
    sheet = Sheet(f"Trả lời của {name}", "Ghi nhận", f"Đã ghi nhận trả lời của {name}.", "", back="documents:answers")
    initial = {
        "stance": row.answer.stance or "opinions",
        "answered_on": timezone.localdate(row.answer.answered_at or timezone.now()),
        "reply": row.reply.pk if row.reply else None,
        "note": row.answer.note,
    }

    def act(form: forms.AnswerForm) -> None:
        at = timezone.now()
        answering.record_answer(actor, document.pk, answer_id, answering.NewAnswer(**form.values(at)), at)

    return act_page(request, document, forms.AnswerForm, sheet, act, initial=initial, actor=actor)


@login_required
@either
def clear_answer(request: WorkRequest, public_id: UUID, answer_id: int) -> HttpResponse:
    row = _row_or_404(request, public_id, answer_id)
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = f"{row.answer.name} trở lại là chưa trả lời; các ý kiến đã ghi được giữ."
    sheet = Sheet(
        "Bỏ trả lời ghi nhầm", "Bỏ trả lời", "Đã bỏ trả lời ghi nhầm.", effect, True, back="documents:answers"
    )

    def act(form: ReasonForm) -> None:
        answering.clear_answer(actor, document.pk, answer_id, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, ReasonForm, sheet, act)


@login_required
@either
def write_opinion(request: WorkRequest, public_id: UUID, answer_id: int, item_id: int | None = None) -> HttpResponse:
    """A new opinion of an answer, or what was made of one."""
    row = _row_or_404(request, public_id, answer_id)
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    item = queries.opinion_item(row, item_id) if item_id else None
    if item_id and item is None:
        raise Http404
    sheet = Sheet(f"Ý kiến của {row.answer.name}", "Ghi", "Đã ghi ý kiến.", "", back="documents:answers")
    names = ("place", "text", "outcome", "response")
    initial = {name: getattr(item, name) for name in names} if item else {}

    def act(form: forms.OpinionForm) -> None:
        new = opinions.Opinion(**form.values())
        opinions.write_opinion(actor, document.pk, answer_id, new, timezone.now(), item_id=item_id)

    return act_page(request, document, forms.OpinionForm, sheet, act, initial=initial)


@login_required
@either
def drop_opinion(request: WorkRequest, public_id: UUID, answer_id: int, item_id: int) -> HttpResponse:
    row = _row_or_404(request, public_id, answer_id)
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    item = queries.opinion_item(row, item_id)
    if item is None:
        raise Http404
    effect = f"“{item.text[:200]}” ra khỏi bảng; nhật ký giữ lại."
    sheet = Sheet("Bỏ ý kiến ghi nhầm", "Bỏ ý kiến", "Đã bỏ ý kiến ghi nhầm.", effect, True, back="documents:answers")

    def act(form: ReasonForm) -> None:
        opinions.drop_opinion(actor, document.pk, answer_id, item_id, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, ReasonForm, sheet, act)


@login_required
@require_POST
def urge_answers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One click: everybody who is silent, or the one whose button was pressed."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    # A line that is none is nobody's: without one everybody silent would be urged.
    one = [number_in(request.POST["dong"]) or 0] if "dong" in request.POST else []
    urged = answering.urge_answers(actor, document.pk, timezone.now(), one)
    if urged.inside:
        messages.success(request, f"Đã đôn đốc trong hệ thống: {', '.join(urged.inside)}.")
    if urged.draft is not None:
        messages.success(
            request, f"Đã soạn công văn đôn đốc gửi {', '.join(urged.outside)}; trình và phát hành như thường."
        )
        return redirect("documents:document", urged.draft.public_id)
    if urged.outside:
        messages.warning(request, f"Ngoài hệ thống, cần soạn công văn: {', '.join(urged.outside)}.")
    elif not urged.inside:
        messages.warning(request, "Hôm nay đã đôn đốc hết, hoặc không còn nơi nào chưa trả lời.")
    return redirect("documents:answers", public_id)


@login_required
@require_POST
def close_answers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    answering.close_answers(actor_for(request, document.agency_id), document.pk, timezone.now())
    messages.success(request, "Đã đóng tổng hợp. Trả lời đến sau vẫn nhận, có ghi là đến sau khi đóng.")
    return redirect("documents:answers", public_id)


@login_required
@require_POST
def reopen_answers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    answering.reopen_answers(actor_for(request, document.agency_id), document.pk, timezone.now())
    messages.success(request, "Đã mở lại tổng hợp.")
    return redirect("documents:answers", public_id)


@login_required
@require_safe
def opinions_file(request: WorkRequest, public_id: UUID, extension: str) -> HttpResponse:
    """The table of opinions as an official annex: DOCX to work on, PDF to issue, XLSX to count."""
    table = _table_or_404(request, public_id)
    if extension not in FILES or table.request is None:
        raise Http404
    actor, at = actor_for(request, table.document.agency_id), timezone.now()
    content = exports.opinions(table, queries.annex_ground(table, actor), extension, at)
    response = HttpResponse(content, content_type=FILES[extension])
    kind = "inline" if extension == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="tong-hop-y-kien-{timezone.localdate(at):%Y%m%d}.{extension}"'
    return response


@login_required
@require_safe
def pick_reply(request: WorkRequest) -> HttpResponse:
    """Papers that came: which of them is the answer."""
    return paper_options(request, queries.replies_to_pick)
