"""Reads of accounts and tokens."""

import hashlib
from datetime import datetime

from django.db.models import F, Q, QuerySet

from tinhgon.core.accounts.models import ApiToken


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
