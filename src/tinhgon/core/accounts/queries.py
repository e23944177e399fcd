"""Reads of accounts, tokens and sessions."""

import hashlib
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import F, Q, QuerySet

from tinhgon.core.accounts.models import ApiToken, User


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token(secret: str, at: datetime) -> ApiToken | None:
    """The live token of a bearer secret, or None."""
    return (
        ApiToken.objects.select_related("user")
        .filter(digest=digest(secret), revoked_at=None, user__is_active=True)
        .filter(Q(expires_at=None) | Q(expires_at__gt=at))
        .first()
    )


def tokens(user_id: int) -> QuerySet[ApiToken]:
    """A user's tokens, the live ones first."""
    return ApiToken.objects.filter(user_id=user_id).order_by(F("revoked_at").asc(nulls_first=True), "-id")


def user(user_id: int | None) -> User | None:
    """An account that may be used."""
    return User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None


def sessions(user_id: int) -> QuerySet[UserSession]:
    """Browsers logged in to an account, the newest first."""
    return UserSession.objects.filter(user_id=user_id).order_by("-id")
