"""Notices to persons, in the app and by e-mail."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.core.notices"
    label = "notices"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.notices.choices import AUDIT_VERBS

        audit.register(AUDIT_VERBS)
