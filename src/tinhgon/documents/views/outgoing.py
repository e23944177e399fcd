"""Pages of papers going out: lists, the new draft, and one page for every act of the ladder."""

from dataclasses import replace as with_changes
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import approval, drafting, issuing, papers
from tinhgon.documents.choices import OutgoingState
from tinhgon.documents.forms import outgoing as forms
from tinhgon.documents.queries import briefing
from tinhgon.documents.queries.outgoing import TABS
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404

either = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def outgoing(request: WorkRequest) -> HttpResponse:
    """The list of papers going out, by stage of the ladder."""
    tab = request.GET.get("muc", "mine")
    if tab not in TABS:
        raise Http404
    after = request.GET.get("sau", "")
    words = request.GET.get("q", "").strip()
    page = queries.outgoing_page(request.actor, tab, number_in(after), words)
    template = "documents/outgoing_list.html#rows" if request.htmx and after else "documents/outgoing_list.html"
    context = {"page": page, "tab": tab, "words": words, "can_draft": rules.can_draft(request.actor)}
    return render(request, template, context)


@login_required
@require_safe
def approvals(request: WorkRequest) -> HttpResponse:
    """What waits for the word of one of my posts, in whatever agency."""
    actor = request.actor
    context = {
        "rows": queries.approvals(actor),
        "desks": queries.desks(actor) if actor.desk_ids else [],
        "absences": queries.own_absences(actor) if actor.away_ids else [],
    }
    return render(request, "documents/approvals.html", context)


@login_required
@either
def draft(request: WorkRequest, reply_to: UUID | None = None) -> HttpResponse:
    """A new draft, also as the answer to an incoming paper."""
    incoming = paper_or_404(request, reply_to) if reply_to else None
    actor = actor_for(request, incoming.agency_id) if incoming else request.actor
    initial = {"kind": queries.letter_kind(actor)}
    if incoming:
        initial |= {
            "subject": f"trả lời văn bản số {incoming.code}",
            "addressees": incoming.issuer,
            "urgency": incoming.urgency,
        }
    is_sent = request.method == "POST"
    form = forms.DraftForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, actor=actor, initial=initial
    )
    if is_sent and form.is_valid():
        upload = form.upload()
        new = drafting.NewDraft(**form.values(), upload=papers.Upload(**upload) if upload else None)
        key = request.POST.get("request_key", "")[:64]
        try:
            if incoming:
                made = drafting.start_reply(actor, incoming.pk, timezone.now(), new=new, request_key=key)
            else:
                made = drafting.draft(actor, new, timezone.now(), request_key=key)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã tạo dự thảo lần 1.")
            return redirect("documents:document", made.public_id)
    context = {"form": form, "incoming": incoming, "verdict": rules.can_draft(actor)}
    return render(request, "documents/draft.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["POST"])
def replace(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Start the paper that takes the place of an issued one."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    key = request.POST.get("request_key", "")[:64]
    made = drafting.start_replacement(actor, document.pk, timezone.now(), request_key=key)
    messages.success(request, "Đã tạo dự thảo văn bản thay thế, giữ nguyên nơi nhận.")
    return redirect("documents:document", made.public_id)


@login_required
@either
def add_version(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    sheet = Sheet("Tải phiên bản mới", "Tải lên", "Đã thêm phiên bản dự thảo.", "Phiên bản cũ được giữ để so sánh.")

    def act(form: forms.VersionForm) -> None:
        upload = papers.Upload(**form.required_upload())
        drafting.add_version(actor, document.pk, upload, timezone.now(), note=form.cleaned_data["note"])

    return act_page(request, document, forms.VersionForm, sheet, act)


@login_required
@either
def submit(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    view = briefing.brief_view(request.actor, public_id)
    lacking = view.lacks[0][1] if view and view.lacks else ""
    problem = queries.why_not_to_submit(document, actor.on) or lacking
    effect = "Trong khi trình, dự thảo không sửa được; có thể rút lại để sửa."
    sheet = Sheet("Trình duyệt", "Trình", "Đã trình.", problem or effect, is_warning=bool(problem))

    def act(form: forms.SubmitForm) -> None:
        added = [approval.Added(**row) for row in form.added()]
        approval.submit(actor, document.pk, timezone.now(), opinions_from=form.posts(), added=added)

    may_add = bool(rules.can_add_step(actor, document))
    return act_page(request, document, forms.SubmitForm, sheet, act, actor=actor, may_add=may_add)


@login_required
@either
def approve(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    step = queries.step_for(request.actor, public_id)
    if step is None:
        messages.warning(request, "Văn bản không còn chờ ý kiến của đồng chí.")
        return redirect("documents:document", public_id)
    if request.method != "POST" and (view := briefing.brief_view(request.actor, public_id)) and view.is_up:
        return redirect("documents:brief", public_id)  # it is decided on what was laid before him
    actor = actor_for(request, document.agency_id, step.post.principal_id)
    label = step.get_kind_display()
    sheet = Sheet(
        "Duyệt" if step.kind != "opinion" else "Cho ý kiến", "Đồng ý", "Đã ghi ý kiến đồng ý.", f"Bước: {label}."
    )

    def act(form: forms.DecideForm) -> None:
        approval.approve(actor, step.pk, timezone.now(), opinion=form.cleaned_data["opinion"])

    initial = {"opinion": step.prepared} if step.prepared and not step.opinion else None
    if initial:
        words = f"{sheet.effect} {step.prepared_by} đã chuẩn bị ý kiến dưới đây; xem lại rồi quyết định."
        sheet = with_changes(sheet, effect=words)
    return act_page(request, document, forms.DecideForm, sheet, act, initial=initial)


@login_required
@either
def send_back(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    step = queries.step_for(request.actor, public_id)
    actor = actor_for(request, document.agency_id, step.post.principal_id if step else None)
    sheet = Sheet(
        "Trả lại dự thảo",
        "Trả lại",
        "Đã trả lại người soạn thảo.",
        "Các bước còn lại dừng; lần trình sau đi lại từ đầu.",
    )

    def act(form: forms.ReasonForm) -> None:
        approval.send_back(actor, document.pk, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, forms.ReasonForm, sheet, act)


@login_required
@either
def pull_back(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    sheet = Sheet("Rút lại dự thảo", "Rút lại", "Đã rút lại để sửa.", "Ý kiến đã có vẫn được giữ trong nhật ký.")

    def act(form: forms.OptionalReasonForm) -> None:
        approval.pull_back(actor, document.pk, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, forms.OptionalReasonForm, sheet, act)


@login_required
@either
def abandon(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    sheet = Sheet("Bỏ dự thảo", "Bỏ dự thảo", "Đã bỏ dự thảo.", "Dự thảo vẫn xem được, không sửa được nữa.", True)

    def act(form: forms.ReasonForm) -> None:
        drafting.abandon(actor, document.pk, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, forms.ReasonForm, sheet, act)


@login_required
@either
def record_check(request: WorkRequest, public_id: UUID, version_id: int) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    if queries.version_for(request.actor, public_id, version_id) is None:
        raise Http404
    sheet = Sheet("Ghi kết quả kiểm tra thể thức", "Ghi kết quả", "Đã ghi kết quả kiểm tra.")

    def act(form: forms.CheckForm) -> None:
        data = form.cleaned_data
        drafting.record_check(actor, version_id, data["result"], timezone.now(), reason=data["reason"])

    return act_page(request, document, forms.CheckForm, sheet, act)


@login_required
@either
def sign(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    proposed = queries.proposed(document, actor.on)
    sheet = Sheet("Ghi nhận chữ ký", "Ghi nhận", "Đã ghi nhận chữ ký.", "Bản quét đã ký là bằng chứng; chưa có số.")
    initial = {"signer_name": proposed.signer_name, "signer_title": proposed.signer_title, "signed_on": actor.on}
    if document.state == OutgoingState.SIGNED:
        effect = "Bản quét đã ghi nhận được giữ lại trong lịch sử; bản mới là bằng chứng và là bản phát hành."
        sheet = Sheet("Thay bản quét đã ký", "Thay", "Đã thay bản quét đã ký.", effect)
        initial |= {"signer_name": document.signer_name, "signer_title": document.signer_title}

    def act(form: forms.SignForm) -> None:
        signature = approval.HandSignature(papers.Upload(**form.required_upload()), **form.values())
        approval.sign_by_hand(actor, document.pk, signature, timezone.now())

    return act_page(request, document, forms.SignForm, sheet, act, initial=initial)


@login_required
@either
def number(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    code = queries.proposed(document, actor.on).next_code
    effect = f"Số dự kiến: {code}. " if code else ""
    sheet = Sheet("Cấp số", "Cấp số", "Đã cấp số và ngày.", f"{effect}Số và ngày đã cấp không sửa, không cấp lại.")

    def act(form: forms.NumberForm) -> None:
        issuing.number(actor, document.pk, timezone.now(), **form.reserved())

    return act_page(request, document, forms.NumberForm, sheet, act)


@login_required
@either
def issue(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = queries.issue_effect(document)
    sheet = Sheet("Phát hành", "Phát hành", "Đã phát hành.", effect)
    return act_page(
        request, document, forms.ActForm, sheet, lambda form: issuing.issue(actor, document.pk, timezone.now())
    )


@login_required
@either
def withdraw(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Mọi nơi nhận trong hệ thống thấy văn bản bị thu hồi cùng lý do và không mở được nội dung nữa."
    sheet = Sheet("Thu hồi văn bản đã phát hành", "Thu hồi", "Đã thu hồi.", effect, True)

    def act(form: forms.ReasonForm) -> None:
        issuing.withdraw(actor, document.pk, form.cleaned_data["reason"], timezone.now())

    return act_page(request, document, forms.ReasonForm, sheet, act)
