"""Registering: files are dropped, read, and entered in the book one after the other."""

import uuid
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest, number_in
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import intake
from tinhgon.documents.forms.incoming import RegisterForm, initial_from
from tinhgon.documents.forms.inviting import MeetingForm, meeting_initial


def clerk_or_404(request: WorkRequest) -> Actor:
    """Pages of registering exist for those who register."""
    actor: Actor | None = request.actor
    if not actor or not rules.can_register(actor):
        raise Http404
    return actor


@login_required
@require_POST
def upload(request: WorkRequest) -> HttpResponse:
    """Take dropped files in, one act each; to a script the answer is JSON, to a plain form the page that follows."""
    actor: Actor | None = request.actor
    results = [_take_in(actor, file) for file in request.FILES.getlist("file")]
    if request.headers.get("Accept", "").startswith("application/json"):
        is_good = bool(results) and all("id" in result for result in results)
        return JsonResponse({"results": results}, status=200 if is_good else 422)
    for result in results:
        if "problem" in result:
            messages.error(request, f"{result['name']}: {result['problem']}")
    first = next((result["url"] for result in results if "url" in result), reverse("documents:register_incoming"))
    return redirect(first)


def _take_in(actor: Actor | None, file: Any) -> dict[str, str]:
    if actor is None:
        return {"name": file.name, "problem": "Đồng chí chưa được bố trí vị trí công tác nên chưa đăng ký được."}
    try:
        # Over the limit the content was thrown away while it came in; only its size is known.
        if file.size > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 2**20
            problem = f"Tệp lớn hơn {most} MB. Hãy quét lại ở 200–300 dpi hoặc tách phụ lục rồi tải lên lại."
            return {"name": file.name, "problem": problem}
        made = intake.receive_upload(actor, file.name, file.read(), timezone.now())
    except intake.Suspected as stopped:
        held = {"held_url": reverse("documents:suspects")} if stopped.upload.held_until else {}
        return {"name": file.name, "problem": stopped.reason, "code": stopped.code, **held}
    except Refused as refused:
        return {"name": file.name, "problem": refused.reason, "code": refused.code}
    url = reverse("documents:register_upload", args=[made.public_id])
    return {"name": made.file_name, "id": str(made.public_id), "url": url}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: WorkRequest, upload_id: UUID | None = None) -> HttpResponse:
    """The registration screen: the queue, the page with its marks, the form. Saving goes on to the next file."""
    actor = clerk_or_404(request)
    waiting = queries.uploads(actor)
    chosen = next((u for u in waiting if u.public_id == upload_id), None)
    if upload_id is not None and chosen is None:
        return _gone(request, actor, upload_id)
    is_sent = request.method == "POST"
    form = RegisterForm(
        request.POST if is_sent else None,
        actor=actor,
        reading=chosen.reading if chosen else {},
        initial=None if is_sent else _initial(actor, chosen),
    )
    meeting = _meeting_form(request, actor, chosen)
    duplicates: list[Any] = []
    if is_sent and form.is_valid() and meeting.is_valid():
        try:
            data = form.cleaned_data
            document = intake.register_incoming(
                actor,
                intake.IncomingFields(**form.values()),
                timezone.now(),
                request_key=data["request_key"],
                upload_id=upload_id,
                meeting=meeting.values(),
                book_id=data["book_id"],
                submit_to_post=data["submit_to_post"],
                accepts_duplicate=data["accepts_duplicate"],
            )
        except intake.Duplicate as refused:
            duplicates = refused.documents
        except Refused as refused:
            (meeting if refused.field in meeting.fields else form).refuse(refused)
        else:
            return _next(request, actor, document, upload_id, waiting)
    book = form["book_id"].value()
    context = {
        "form": form,
        "meeting": meeting,
        "uploads": waiting,
        "held": queries.suspects(actor, timezone.now()),
        "chosen": chosen,
        "pages": _pages(form, chosen),
        "is_drawing": queries.is_being_drawn(chosen, timezone.now()) if chosen else False,
        "duplicates": duplicates,
        "expected": queries.expected_number(number_in(book), actor),
        "issuers": queries.known_issuers(actor),
    }
    return render(request, "documents/register.html", context, status=422 if is_sent else 200)


def _initial(actor: Actor, chosen: Any) -> dict[str, Any]:
    posts = queries.submit_choices(actor)
    books = list(queries.incoming_books(actor)[:1])
    return {
        "request_key": uuid.uuid4().hex,
        "submit_to_post": posts[0][0] if posts else "",
        "book_id": books[0].pk if books else "",
        **(initial_from(chosen) if chosen else {}),
    }


def _meeting_form(request: WorkRequest, actor: Actor, chosen: Any) -> MeetingForm:
    """What the paper invites to, where it does."""
    is_sent = request.method == "POST"
    return MeetingForm(
        request.POST if is_sent else None,
        actor=actor,
        at=timezone.now(),
        reading=chosen.reading if chosen else {},
        text=chosen.text if chosen and not is_sent else "",
        initial=meeting_initial(chosen) if chosen and not is_sent else None,
    )


def _pages(form: RegisterForm, chosen: Any) -> list[dict[str, Any]]:
    """The pages to draw, each with its marks in points."""
    sizes = queries.upload_page_sizes(chosen) if chosen else []
    return [
        {
            "number": number,
            "width": round(width, 1),
            "height": round(height, 1),
            "marks": form.marks(number),
            "url": reverse("documents:upload_picture", args=[chosen.public_id, number]),
        }
        for number, (width, height) in enumerate(sizes[:100], 1)
    ]


def _next(
    request: WorkRequest, actor: Actor, document: Any, upload_id: UUID | None, waiting: list[Any]
) -> HttpResponse:
    """Say the number, then the next file, or an empty form when paper after paper is typed."""
    where = dict(queries.submit_choices(actor))
    number = f"{document.register_number:,}".replace(",", ".")
    name = next((n for pk, n in where.items() if str(pk) == request.POST.get("submit_to_post")), "")
    words = f"Đã vào sổ số {number}" + (f" và trình {name[0].lower()}{name[1:]}." if name else ".")
    link = format_html('{} <a href="{}">Mở văn bản</a>', words, queries.address(document))
    messages.success(request, words if document.is_restricted else link)
    done = f"?xong={upload_id or 'moi'}"
    left = [u for u in waiting if u.public_id != upload_id]
    after = next((u for u in left if upload_id and u.pk > _pk(waiting, upload_id)), left[0] if left else None)
    if after is not None and upload_id is not None:
        return redirect(reverse("documents:register_upload", args=[after.public_id]) + done)
    return redirect(reverse("documents:register_incoming") + done)


def _pk(waiting: list[Any], upload_id: UUID) -> int:
    return next((u.pk for u in waiting if u.public_id == upload_id), 0)


def _gone(request: WorkRequest, actor: Actor, upload_id: UUID) -> HttpResponse:
    """The file is no longer waiting: somebody registered it (perhaps this very click), or it never was here."""
    document = queries.registered_from(actor, upload_id)
    if document is None:
        raise Http404
    messages.info(
        request,
        format_html(
            'Tệp này đã được {} vào sổ số {}. <a href="{}">Mở văn bản</a>',
            document.created_by,
            document.register_number,
            queries.address(document),
        ),
    )
    return redirect(reverse("documents:register_incoming") + f"?xong={upload_id}")


@login_required
@require_POST
def discard(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """Take a wrong file out of the queue."""
    return _drop(request, upload_id, "Đã bỏ tệp khỏi danh sách chờ.", is_secret=False)


@login_required
@require_POST
def declare_secret(request: WorkRequest, upload_id: UUID) -> HttpResponse:
    """The clerk saw a stamp of secrecy: nothing of the file stays."""
    words = "Đã xoá tệp có dấu mật khỏi hệ thống. Đăng ký tại bộ phận cơ mật, trên máy không kết nối mạng."
    return _drop(request, upload_id, words, is_secret=True)


def _drop(request: WorkRequest, upload_id: UUID, words: str, *, is_secret: bool) -> HttpResponse:
    actor = clerk_or_404(request)
    try:
        if is_secret:
            intake.declare_secret(actor, upload_id, timezone.now())
        else:
            intake.discard_upload(actor, upload_id)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, words)
    return redirect(reverse("documents:register_incoming") + f"?xong={upload_id}")
