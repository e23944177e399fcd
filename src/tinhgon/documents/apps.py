"""Papers in and out: intake, registers, drafts, approval, numbers, issue, finding."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.documents"
    label = "documents"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.succession import choices as succession
        from tinhgon.documents import panels
        from tinhgon.documents.choices import AUDIT_VERBS
        from tinhgon.documents.movables import PAPERS

        audit.register(AUDIT_VERBS)
        succession.register(PAPERS)
        panels.fill_slots()
