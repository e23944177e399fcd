"""The append-only history of acts."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.audit"
    label = "audit"
