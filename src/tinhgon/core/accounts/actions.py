"""Acts on accounts: API tokens are made and revoked, the secret is shown once; sessions are ended."""

import secrets
from datetime import datetime

from django.core.cache import cache

from tinhgon.core.accounts import queries
from tinhgon.core.accounts.models import ApiToken, User


def issue_token(
    user: User, post_id: int, name: str, scopes: list[str], at: datetime, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a bearer token and return it with its secret, which is kept nowhere."""
    secret = "tg_" + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        post_id=post_id,
        name=name,
        digest=queries.digest(secret),
        scopes=scopes,
        created_at=at,
        expires_at=expires_at,
    )
    return token, secret


def revoke_token(user: User, token_id: int, at: datetime) -> None:
    """End a token of one's own; a second time changes nothing."""
    ApiToken.objects.filter(pk=token_id, user=user, revoked_at=None).update(revoked_at=at)


def note_use(token_id: int, at: datetime) -> None:
    """Write down that a token was used, once an hour: enough to tell the forgotten ones."""
    if cache.add(f"token-used-{token_id}", True, 3600):
        ApiToken.objects.filter(pk=token_id).update(last_used_at=at)


def set_theme(user: User, theme: str) -> None:
    """Keep the person's choice of light or dark."""
    User.objects.filter(pk=user.pk).update(theme="dark" if theme == "dark" else "light")


def set_hotkeys(user: User, uses_hotkeys: bool) -> None:
    """Keep the person's choice of single keys."""
    User.objects.filter(pk=user.pk).update(uses_hotkeys=uses_hotkeys)


def end_session(user: User, session_id: int) -> bool:
    """Log one of the person's browsers out; False when it is none of theirs."""
    session = queries.sessions(user.pk).filter(pk=session_id).first()
    if session is None:
        return False
    session.end()
    return True
