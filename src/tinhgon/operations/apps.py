"""Wiring of the app `operations`."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "tinhgon.operations"
    label = "operations"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.operations.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
