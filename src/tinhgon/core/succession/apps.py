"""What an owning unit has, and the journal of hand-overs."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.succession"
    label = "succession"
