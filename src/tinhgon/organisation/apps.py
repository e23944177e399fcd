"""Bodies and people with effective dates: units, issuing bodies, posts, appointments, rights."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.organisation"
    label = "organisation"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.web import choices as web
        from tinhgon.organisation.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
        web.NAV.append(
            web.Nav("structure", "Cơ cấu tổ chức", "hierarchy-2", "organisation:tree", 300, group="Tổ chức, cán bộ")
        )
