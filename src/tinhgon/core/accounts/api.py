"""One's own account over the API: who one is, preferences, tokens and browser sessions to look through and to end.
Makes no token: a token that could make tokens would outlive its own revocation."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Status

from tinhgon.core.accounts import actions, queries
from tinhgon.core.accounts.schemas import Me, PreferencesIn, SessionOut, TokenOut
from tinhgon.core.request import actor_of

router = Router(tags=["account"])


def _user(request: HttpRequest) -> Any:
    user = queries.user(actor_of(request).user_id)
    if user is None:
        raise Http404
    return user


def _me(request: HttpRequest) -> dict[str, Any]:
    actor, user = actor_of(request), _user(request)
    return {
        "name": actor.name,
        "title": actor.title,
        "duties": sorted(actor.duties),
        "channel": actor.channel,
        "theme": user.theme,
        "uses_hotkeys": user.uses_hotkeys,
    }


@router.get("", response=Me, summary="Mã truy cập này là ai")
def me(request: HttpRequest) -> Any:
    """Vị trí đang làm việc, việc được giao và tùy chọn của tài khoản. Gọi trước tiên để biết mã còn dùng được."""
    return _me(request)


@router.patch("", response=Me, summary="Đổi tùy chọn")
def set_preferences(request: HttpRequest, given: PreferencesIn) -> Any:
    """Nền sáng hay tối, bật hay tắt phím tắt. Trường không gửi thì giữ nguyên."""
    user = _user(request)
    if given.theme is not None:
        actions.set_theme(user, given.theme)
    if given.uses_hotkeys is not None:
        actions.set_hotkeys(user, given.uses_hotkeys)
    return _me(request)


@router.get("/tokens", response=list[TokenOut], summary="Mã truy cập của mình")
def tokens(request: HttpRequest) -> Any:
    """Mã còn hiệu lực trước, mã đã thu hồi sau. Chuỗi bí mật chỉ hiện một lần, lúc tạo trên trang Tài khoản."""
    return queries.tokens(_user(request).pk)


@router.delete("/tokens/{int:token_id}", response={204: None}, summary="Thu hồi mã truy cập")
def revoke_token(request: HttpRequest, token_id: int) -> Any:
    """Thu hồi một mã của mình, kể cả mã đang gọi; thu hồi lần nữa không đổi gì."""
    user = _user(request)
    if not queries.tokens(user.pk).filter(pk=token_id).exists():
        raise Http404
    actions.revoke_token(user, token_id, timezone.now())
    return Status(204, None)


@router.get("/sessions", response=list[SessionOut], summary="Phiên đăng nhập của mình")
def sessions(request: HttpRequest) -> Any:
    """Các trình duyệt đang đăng nhập bằng tài khoản này, mới nhất trước."""
    return queries.sessions(_user(request).pk)


@router.delete("/sessions/{int:session_id}", response={204: None}, summary="Đăng xuất một phiên")
def end_session(request: HttpRequest, session_id: int) -> Any:
    """Máy đó phải đăng nhập lại. Phiên của người khác trả 404."""
    if not actions.end_session(_user(request), session_id):
        raise Http404
    return Status(204, None)
