"""Files and pictures of pages. To whom a paper does not exist, its files do not."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinhgon.core.download import download
from tinhgon.core.request import WorkRequest
from tinhgon.documents import queries

# A version never changes; the browser may keep it for a while, nobody between may.
KEPT = "private, max-age=900"


def _actor(request: WorkRequest) -> Any:
    if not request.actor:
        raise Http404
    return request.actor


@login_required
@require_safe
def file(request: WorkRequest, public_id: UUID, version_id: int) -> HttpResponse:
    """The file of a version: PDF opens in the browser, everything else is saved; `?tai=1` always saves."""
    found = queries.version_file(_actor(request), public_id, version_id)
    if found is None:
        raise Http404
    is_shown = found.media_type == "application/pdf" and "tai" not in request.GET
    return download(request, found.content, found.media_type, found.name, sha256=found.sha256, is_shown=is_shown)


@login_required
@require_safe
def picture(request: WorkRequest, public_id: UUID, version_id: int, page: int) -> HttpResponse:
    return _png(queries.version_picture(_actor(request), public_id, version_id, page))


@login_required
@require_safe
def upload_picture(request: WorkRequest, upload_id: UUID, page: int) -> HttpResponse:
    return _png(queries.upload_picture(_actor(request), upload_id, page))


@login_required
@require_safe
def upload_pages(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """Asked every few seconds while a Word file is being drawn; 286 tells the page to ask no more."""
    waiting = queries.upload(_actor(request), upload_id)
    if waiting is None:
        raise Http404
    if queries.is_being_drawn(waiting, timezone.now()):
        return HttpResponse(status=204)
    return render(request, "documents/upload_pages.html", {"upload": waiting}, status=286)


def _png(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = KEPT
    return response
