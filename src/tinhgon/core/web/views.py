"""Pages of the shell itself: the menu of a phone, the choice of post, notices, and what is said when something goes
wrong."""

import logging
import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.download import download
from tinhgon.core.notices import actions as notice_actions
from tinhgon.core.notices import queries as notice_queries
from tinhgon.core.notices.forms import LettersForm
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web import exports, queries

logger = logging.getLogger(__name__)
NOTICES_A_PAGE = 50
UNREADABLE = (
    "Nội dung gửi lên không đọc được hoặc quá dài. Quay lại, rút gọn hoặc sửa nội dung rồi gửi lần nữa; nếu vừa mở một "
    "đường dẫn được gửi đến thì đường dẫn đó bị hỏng."
)


@login_required
@require_safe
def menu(request: WorkRequest) -> HttpResponse:
    """All of the navigation on one page: what the phone's bar has no room for."""
    return render(request, "web/menu.html")


@never_cache
@require_safe
def session(request: WorkRequest) -> HttpResponse:
    """Who is logged in, and a token for the forms of an open page: asked before a form leaves (forms.js)."""
    if not request.user.is_authenticated:
        return JsonResponse({"user": None})
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


@login_required
@require_safe
def session_back(request: WorkRequest) -> HttpResponse:
    """After logging in again in a new tab: back to the tab with the open form."""
    return render(request, "web/session_back.html")


@login_required
@require_POST
def choose_post(request: WorkRequest) -> HttpResponse:
    """Act in another of one's posts for the rest of the session."""
    chosen = next((p for p in request.posts if str(p.principal_id) == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    request.session["post_id"] = chosen.principal_id
    messages.success(request, f"Đang làm việc với tư cách {chosen.title}, {chosen.agency_name}.")
    # Another post may have no right to the page one came from: the desk is always right.
    return redirect("/")


@login_required
@require_safe
def notices(request: WorkRequest) -> HttpResponse:
    """One's notices, newest first; `?moi=1` only those not read."""
    rows = notice_queries.notices(request.actor) if request.actor else notice_queries.none()
    is_new_only = request.GET.get("moi") == "1"
    page = Paginator(rows.filter(read_at=None) if is_new_only else rows, NOTICES_A_PAGE).get_page(
        request.GET.get("trang")
    )
    return render(request, "web/notices.html", {"page": page, "is_new_only": is_new_only})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: WorkRequest) -> HttpResponse:
    """How one wants to be written to."""
    person = request.actor.person_id if request.actor else None
    if person is None:
        raise Http404
    known = notice_queries.letters_of(person, request.actor.on)
    is_sent = request.method == "POST"
    form = LettersForm(request.POST if is_sent else None, letters=known)
    if is_sent and form.is_valid():
        try:
            notice_actions.choose_letters(request.actor, form.ways(), form.quiet(), timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi. Thông báo trong ứng dụng vẫn như cũ.")
            return redirect("web:letters")
    return render(request, "web/letters.html", {"form": form}, status=422 if is_sent else 200)


@login_required
@require_POST
def mark_read(request: WorkRequest) -> HttpResponse:
    """Mark all of one's notices as read."""
    if request.actor:
        notice_actions.mark_read(request.actor, timezone.now())
    return redirect("web:notices")


@login_required
@require_POST
def open_notice(request: WorkRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as read and go where it points; somebody else's is not found."""
    notice = notice_queries.notices(request.actor).filter(pk=notice_id).first() if request.actor else None
    if notice is None:
        raise Http404
    notice_actions.mark_read(request.actor, timezone.now(), notice.pk)
    is_ours = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, request.is_secure())
    return redirect(notice.url if notice.url and is_ours else "web:notices")


@login_required
@require_safe
def guides(request: WorkRequest) -> HttpResponse:
    """The manuals of the roles, one's own first."""
    return render(request, "web/guides.html", {"guides": queries.guides(request.actor)})


def _shelf(key: str) -> queries.Shelf:
    shelf = queries.guide(key)
    if shelf is None:
        raise Http404
    return shelf


@login_required
@require_safe
def guide(request: WorkRequest, key: str) -> HttpResponse:
    """A manual to read here."""
    return render(request, "web/guide.html", {"shelf": _shelf(key), "guides": queries.guides(request.actor)})


@login_required
@require_safe
def guide_pdf(request: WorkRequest, key: str) -> HttpResponse:
    """A manual to print."""
    shelf = _shelf(key)
    content = exports.guide_pdf(shelf, timezone.localdate())
    return download(request, content, "application/pdf", f"huong-dan-{key}.pdf", is_shown=True)


@login_required
@require_safe
def guide_picture(request: WorkRequest, key: str, name: str) -> HttpResponse:
    """A picture of a manual."""
    path = queries.picture(key, name)
    if path is None:
        raise Http404
    return download(request, path.read_bytes(), "image/png", path.name, is_shown=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a form was open: say so, and that nothing typed is lost."""
    return render(request, "web/csrf_failure.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/refused.html", {"reason": str(exception or "")}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be read at all: too much of it, a broken form."""
    return render(request, "web/refused.html", {"reason": UNREADABLE}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: the incident code stands in the log and on the page; the page asks no database."""
    code = f"{timezone.localtime():%d%m-%H%M}-{secrets.token_hex(2).upper()}"
    logger.error("incident %s at %s", code, request.path, exc_info=True)
    theme = "dark" if request.COOKIES.get("tg_theme") == "dark" else "light"
    response = render(None, "web/server_error.html", {"code": code, "theme": theme}, status=500)
    response["TG-Incident"] = code
    return response
