"""The working desk: home pages and the one queue over all posts."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.desk"
    label = "desk"
