"""Pages around the rows of one paper: a row put on it beside its route, and the record kept with its copy."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import approval
from tinhgon.documents.forms import outgoing as forms
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_step(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Bước này làm cùng lúc với bước đang chờ, chỉ cho văn bản này; tuyến trình chung không đổi."
    sheet = Sheet("Thêm bước trình", "Thêm bước", "Đã thêm bước trình.", effect)

    def act(form: forms.AddStepForm) -> None:
        approval.add_step(actor, document.pk, approval.Added(**form.values()), timezone.now())

    return act_page(request, document, forms.AddStepForm, sheet, act, actor=actor)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prepare_opinion(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """A secretary lays words ready; the decision stays the leader's."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    step = queries.step_on_desk(actor, document)
    whom = step.post.title if step else "lãnh đạo"
    effect = f"{whom} thấy nội dung này khi mở văn bản, sửa hoặc dùng luôn. Chuẩn bị không phải là duyệt, ký."
    sheet = Sheet("Chuẩn bị ý kiến", "Lưu cho lãnh đạo", "Đã chuẩn bị ý kiến.", effect)

    def act(form: forms.PreparedForm) -> None:
        approval.prepare_opinion(actor, document.pk, form.cleaned_data["text"], timezone.now())

    return act_page(request, document, forms.PreparedForm, sheet, act, initial={"text": step.prepared if step else ""})


@login_required
@require_safe
def kept_record(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """What is kept with the paper's copy and never goes out with it: who put initials, and what was said."""
    record = queries.kept_record(request.actor, public_id) if request.actor else None
    if record is None:
        raise Http404
    content = exports.kept_record_pdf(record, timezone.now(), request.actor.name)
    return download(request, content, "application/pdf", f"phieu-luu-{public_id}.pdf", is_shown=True)
