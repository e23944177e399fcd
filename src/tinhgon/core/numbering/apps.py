"""Books and the numbers in them."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.numbering"
    label = "numbering"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.numbering.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
