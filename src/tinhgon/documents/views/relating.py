"""Pages that say how a paper stands to others: a new relation, one taken back, and what the picker of papers offers."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.documents import queries
from tinhgon.documents.actions import relating
from tinhgon.documents.forms.outgoing import ReasonForm
from tinhgon.documents.forms.relating import RelationForm
from tinhgon.documents.views.acting import Sheet, act_page, actor_for, paper_options, paper_or_404

either = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@either
def relate(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Say that a paper replaces, amends, ends … another, or that another does so to it."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    effect = "Dự thảo thì có tác dụng khi phát hành; mọi nơi giữ văn bản bị tác động thấy dòng báo trên bản của mình."
    sheet = Sheet("Liên hệ với văn bản khác", "Ghi", "Đã ghi quan hệ giữa hai văn bản.", effect)

    def act(form: RelationForm) -> None:
        relating.relate(actor, document.pk, relating.NewRelation(**form.values()), timezone.now())

    return act_page(request, document, RelationForm, sheet, act, actor=actor)


@login_required
@either
def withdraw_relation(request: WorkRequest, public_id: UUID, relation_id: int) -> HttpResponse:
    """Take back a relation written in error."""
    document = paper_or_404(request, public_id)
    actor = actor_for(request, document.agency_id)
    row = queries.relation_of(request.actor, document, relation_id)
    if row is None:
        raise Http404
    name = row.outside or (row.document.code if row.document else "") or "dự thảo"
    effect = f"{row.words} {name}: dấu hiệu lực trên mọi bản mất ngay; nhật ký giữ quan hệ này và lý do bỏ."
    sheet = Sheet("Bỏ quan hệ ghi nhầm", "Bỏ quan hệ", "Đã bỏ quan hệ ghi nhầm.", effect, is_danger=True)

    def act(form: ReasonForm) -> None:
        reason = form.cleaned_data["reason"]
        relating.withdraw_relation(actor, document.pk, relation_id, reason, timezone.now())

    return act_page(request, document, ReasonForm, sheet, act)


@login_required
@require_safe
def pick_paper(request: WorkRequest) -> HttpResponse:
    """What the picker of papers offers for a part of the number or words of the subject."""
    return paper_options(request, queries.papers_to_relate)
