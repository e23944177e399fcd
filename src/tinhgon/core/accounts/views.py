"""One's own account: preferences and API tokens. Log-in, sessions and the second factor are django-allauth's, in our
templates."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinhgon.core.accounts import actions, queries
from tinhgon.core.accounts.forms import TokenForm
from tinhgon.core.request import WorkRequest


@login_required
@require_safe
def profile(request: WorkRequest) -> HttpResponse:
    """Who one is here, in which posts, and one's preferences."""
    return render(request, "accounts/profile.html")


@login_required
@require_POST
def theme(request: WorkRequest) -> HttpResponse:
    """Keep light or dark for the account; the log-in page follows by a cookie."""
    chosen = "dark" if request.POST.get("theme") == "dark" else "light"
    actions.set_theme(request.user, chosen)
    target = request.POST.get("next", "/")
    # An address only: `redirect` would also take the name of a view, and break on what names none.
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, request.is_secure()
    )
    response = HttpResponseRedirect(target if is_ours else "/")
    response.set_cookie("tg_theme", chosen, max_age=31_536_000, samesite="Lax")
    return response


@login_required
@require_POST
def hotkeys(request: WorkRequest) -> HttpResponse:
    """Switch single keys on or off for the account."""
    actions.set_hotkeys(request.user, request.POST.get("uses_hotkeys") == "1")
    messages.success(request, "Đã ghi tùy chọn phím tắt.")
    return redirect("accounts:profile")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: WorkRequest) -> HttpResponse:
    """One's API tokens; a new one shows its secret this once."""
    form = TokenForm(request.POST or None, initial={"scopes": ["read"]})
    secret = ""
    if request.method == "POST" and request.actor and request.actor.post_id and form.is_valid():
        now = timezone.now()
        data = form.cleaned_data
        _, secret = actions.issue_token(
            request.user,
            request.actor.post_id,
            data["name"],
            data["scopes"],
            now,
            now + timedelta(days=int(data["days"])),
        )
        form = TokenForm(initial={"scopes": ["read"]})
    context = {"form": form, "secret": secret, "tokens": queries.tokens(request.user.pk), "now": timezone.now()}
    return render(request, "accounts/tokens.html", context)


@login_required
@require_POST
def revoke_token(request: WorkRequest, token_id: int) -> HttpResponse:
    """End a token of one's own; somebody else's stays."""
    actions.revoke_token(request.user, token_id, timezone.now())
    messages.success(request, "Đã thu hồi mã truy cập. Phần mềm đang dùng mã này không kết nối được nữa.")
    return redirect("accounts:tokens")
