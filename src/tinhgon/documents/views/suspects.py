"""Files stopped at the secret door: what is held, the claim of the one and the word of the other."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import intake
from tinhgon.documents.choices import SECRECY, SuspectClaim, secret_law


def _actor_or_404(request: WorkRequest) -> Actor:
    actor: Actor | None = request.actor
    if not actor or not rules.can_see_suspects(actor):
        raise Http404
    return actor


@login_required
@require_safe
def suspects(request: WorkRequest) -> HttpResponse:
    """Every held file of the agency with what the actor may do about it."""
    actor = _actor_or_404(request)
    rows = [
        {"upload": upload, "level": SECRECY[upload.held_level], "release": rules.can_release_suspect(actor, upload)}
        for upload in queries.suspects(actor, timezone.now())
    ]
    claims = SuspectClaim.choices
    may_claim = rules.can_register(actor)
    context = {"rows": rows, "claims": claims, "may_claim": may_claim, "law": secret_law(actor.on)}
    return render(request, "documents/suspects.html", context)


@login_required
@require_POST
def claim(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """The clerk says why the file is no secret."""
    words = "Đã đề nghị. Nhờ người thứ hai mở trang này xem văn bản gốc và xác nhận trước giờ tự xoá."
    reason = request.POST.get("claim", "")
    return _act(request, words, lambda actor: intake.claim_not_secret(actor, upload_id, reason, timezone.now()))


@login_required
@require_POST
def release(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """The second person confirms: the file goes to the queue."""
    words = "Đã xác nhận. Tệp ở trong hàng chờ đăng ký."
    return _act(request, words, lambda actor: intake.release(actor, upload_id, timezone.now()))


@login_required
@require_POST
def wipe(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """It is a secret: nothing of the file stays."""
    words = "Đã xoá tệp khỏi hệ thống. Đăng ký tại bộ phận cơ mật, trên máy không kết nối mạng."
    return _act(request, words, lambda actor: intake.wipe(actor, upload_id, timezone.now()))


def _act(request: WorkRequest, words: str, act: Callable[[Actor], object]) -> HttpResponse:
    actor = _actor_or_404(request)
    try:
        act(actor)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, words)
    return redirect("documents:suspects")
