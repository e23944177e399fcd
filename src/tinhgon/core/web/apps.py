"""The page shell: slots, navigation, components."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.web"
    label = "web"
