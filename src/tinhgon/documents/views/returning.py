"""Saying what became of a paper that recipients gave back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tinhgon.core.request import WorkRequest
from tinhgon.documents.actions import returning
from tinhgon.documents.forms.returning import SettleReturnsForm
from tinhgon.documents.queries import returning as queries
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404
from tinhgon.organisation.choices import Duty


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle_returns(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Which of the places that gave the paper back are dealt with, and how."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id, duty=Duty.NUMBER)
    effect = "Văn bản rời mục “Nơi nhận trả lại” ở Cuối ngày; lời ghi ở lại trong nhật ký."
    # What a second tab sends again is answered by the act, which knows who was first.
    rows = queries.open_returns(document, also_settled=request.method == "POST")
    if not rows:
        messages.info(request, "Không còn nơi nào trả lại văn bản này mà chưa xử lý.")
        return redirect("documents:document", document.public_id)
    sheet = Sheet("Đã xử lý nơi nhận trả lại", "Đã xử lý", "Đã ghi xử lý.", effect)

    def act(form: SettleReturnsForm) -> None:
        data = form.cleaned_data
        returning.settle_returns(actor, document.pk, data["places"], data["note"], timezone.now())

    return act_page(request, document, SettleReturnsForm, sheet, act, rows=rows)
