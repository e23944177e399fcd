"""Background work by name, in the caller's transaction."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.jobs"
    label = "jobs"
