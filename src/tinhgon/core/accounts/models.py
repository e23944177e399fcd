"""Accounts and API tokens. A user is a way to log in; who the person is and which posts are held is
`organisation`'s affair, reached through the principal."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tinhgon.core.identity.models import Principal


class User(AbstractUser):
    principal = models.OneToOneField(
        Principal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        limit_choices_to={"kind": "person"},
    )
    theme = models.CharField(max_length=5, default="light", choices=[("light", "Sáng"), ("dark", "Tối")])
    uses_hotkeys = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)


class ApiToken(models.Model):
    """A bearer token: only its SHA-256 is kept. It acts in one post, within its scopes."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    post = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
