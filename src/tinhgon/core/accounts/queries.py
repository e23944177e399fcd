"""Reads of accounts, tokens and sessions."""

import hashlib
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import F, QuerySet

from tinhgon.core import rows
from tinhgon.core.accounts.models import ApiToken, User


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


_LIVE = """
SELECT t.id, t.user_id, t.post_id, t.scopes FROM accounts_apitoken t JOIN accounts_user u ON u.id = t.user_id
WHERE t.digest = %s AND t.revoked_at IS NULL AND u.is_active AND (t.expires_at IS NULL OR t.expires_at > %s)
"""


def token(secret: str, at: datetime) -> ApiToken | None:
    """The live token of a bearer secret, or None; whose it is, its post and its scopes are read."""
    with rows.cursor() as cursor:
        cursor.execute(_LIVE, [digest(secret), at])
        found = cursor.fetchone()
    return ApiToken.from_db("default", ["id", "user_id", "post_id", "scopes"], found) if found else None


def tokens(user_id: int) -> QuerySet[ApiToken]:
    """A user's tokens, the live ones first."""
    return ApiToken.objects.filter(user_id=user_id).order_by(F("revoked_at").asc(nulls_first=True), "-id")


def user(user_id: int | None) -> User | None:
    """An account that may be used."""
    return User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None


def sessions(user_id: int) -> QuerySet[UserSession]:
    """Browsers logged in to an account, the newest first."""
    return UserSession.objects.filter(user_id=user_id).order_by("-id")


def user_by_email(email: str) -> User | None:
    """The one living account with an e-mail address; None for nobody, and for several."""
    found = User.objects.filter(email__iexact=email, is_active=True)[:2]
    return found[0] if len(found) == 1 else None
