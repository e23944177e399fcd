"""The working desk: home pages and the one queue over all posts."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.desk"
    label = "desk"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.web import choices as web
        from tinhgon.desk.choices import AUDIT_VERBS
        from tinhgon.desk.panels import HOME, counts

        audit.register(AUDIT_VERBS)
        web.NAV.append(HOME)
        web.NAV_COUNTS.append(counts)
        web.SEARCH.append("documents:search")
        web.FINDER.append("desk:holding")
