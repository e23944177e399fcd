"""Who is on duty at night and at week-ends, and what happens when nobody opens an urgent paper."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.roster"
    label = "roster"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.roster import panels
        from tinhgon.roster.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
        panels.fill_slots()
