"""Books and the numbers in them."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.numbering"
    label = "numbering"
