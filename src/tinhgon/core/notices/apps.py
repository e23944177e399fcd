"""Notices to persons, in the app and by e-mail."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.notices"
    label = "notices"
