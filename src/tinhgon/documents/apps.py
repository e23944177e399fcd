"""Papers in and out: intake, registers, drafts, approval, numbers, issue, finding."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.documents"
    label = "documents"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.documents.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
