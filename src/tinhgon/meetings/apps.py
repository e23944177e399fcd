"""Meetings people are invited to: who goes, and the week's schedule of work."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.meetings"
    label = "meetings"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.meetings import panels
        from tinhgon.meetings.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
        panels.fill_slots()
