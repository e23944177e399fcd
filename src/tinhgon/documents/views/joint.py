"""Who signs a joint paper besides the body that leads it: set by its drafter, in the order of signing."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.documents import queries
from tinhgon.documents.actions import joint
from tinhgon.documents.forms.joint import SignersForm
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_or_404
from tinhgon.documents.views.recipients import offer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: WorkRequest, public_id: UUID) -> HttpResponse:
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = (
        "Duyệt xong ở cơ quan chủ trì, dự thảo lần lượt tới từng người theo thứ tự này. Không chọn ai thì là văn bản "
        "của riêng cơ quan."
    )
    sheet = Sheet("Ký liên tịch", "Lưu", "Đã đặt người ký liên tịch.", effect)
    initial = {"signers": [row.signer.post_id for row in queries.joint_signers(document, actor.on)]}

    def act(form: SignersForm) -> None:
        joint.set_signers(actor, document.pk, form.cleaned_data["signers"], timezone.now())

    return act_page(request, document, SignersForm, sheet, act, initial=initial, actor=actor)


@login_required
@require_safe
def pick_signer(request: WorkRequest) -> HttpResponse:
    """What the picker of those who sign for other agencies offers."""
    return offer(request, queries.signers_to_pick(request.actor), {})
