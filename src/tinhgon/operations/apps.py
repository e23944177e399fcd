"""Wiring of the app `operations`."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "tinhgon.operations"
    label = "operations"
    verbose_name = "Vận hành"
