"""Pages for drafts that came with a proposal from below, and for files laid beside a paper."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import rules
from tinhgon.documents.actions import attaching, drafting, from_below, papers
from tinhgon.documents.forms.briefing import AttachForm, TakeOverForm
from tinhgon.documents.queries import from_below as below
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404

either = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@either
def take_over_draft(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Make the draft that came with a paper this body's own."""
    proposal = paper_or_404(request, public_id)
    actor = actor_for(request, proposal.agency_id, duty="draft")
    is_sent = request.method == "POST"
    found = below.files_to_take(proposal)
    # What somebody has taken meanwhile stays on the list that was sent, and the act says by whom.
    offered = below.attached_files(proposal) if is_sent else found
    form = TakeOverForm(
        request.POST if is_sent else None, actor=actor, files=offered, initial={"subject": proposal.subject}
    )
    if is_sent and form.is_valid():
        data = form.cleaned_data
        taking = from_below.Taking(
            int(data["version"]), drafting.NewDraft(**form.values()), data["drafting_unit"], data["appraisal"]
        )
        try:
            key = request.POST.get("request_key", "")[:64]
            made = from_below.take_over(actor, proposal.pk, taking, timezone.now(), request_key=key)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, "Đã tiếp nhận dự thảo. Hoàn thiện phiếu trình rồi trình.")
            return redirect("documents:write_brief", made.public_id)
    context = {
        "proposal": proposal,
        "form": form,
        "verdict": rules.can_take_over(actor, proposal),
        "has_files": bool(offered),
        "taken": below.taken_over_seen(actor, proposal),
    }
    return render(request, "documents/take_over.html", context, status=422 if is_sent else 200)


@login_required
@either
def attach(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = (
        "Tệp kèm theo của dự thảo đi cùng văn bản khi phát hành. Trình cấp trên ban hành thì kèm dự thảo DOCX tại đây."
    )
    if document.is_incoming:
        effect = "Tệp đến cùng văn bản giấy hoặc thư điện tử, ví dụ dự thảo bên trình gửi."
    sheet = Sheet("Thêm tệp kèm theo", "Thêm tệp", "Đã thêm tệp kèm theo.", effect)

    def act(form: AttachForm) -> None:
        upload = papers.Upload(**form.required_upload())
        attaching.attach(actor, document.pk, upload, timezone.now(), note=form.cleaned_data["note"])

    return act_page(request, document, AttachForm, sheet, act)


@login_required
@require_POST
def drop_attached(request: WorkRequest, public_id: UUID, version_id: int) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    try:
        attaching.drop_attached(actor, document.pk, version_id, timezone.now())
    except Refused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.error(request, refused.reason)
    else:
        messages.success(request, "Đã bỏ tệp kèm theo.")
    return redirect("documents:document", public_id)
