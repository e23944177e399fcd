"""Tenants and principals: bare rows that everything else may point at."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.identity"
    label = "identity"
