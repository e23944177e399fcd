"""Accounts, sessions and API tokens."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.accounts"
    label = "accounts"
