"""Content-addressed files and the quarantine before them."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.storage"
    label = "storage"
