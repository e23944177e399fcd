"""People's work: directions, tasks with deadlines, progress and acceptance."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "tinhgon.tasks"
    label = "tasks"

    def ready(self) -> None:
        from tinhgon.core.audit import choices as audit
        from tinhgon.core.succession import choices as succession
        from tinhgon.tasks import panels
        from tinhgon.tasks.choices import AUDIT_VERBS
        from tinhgon.tasks.movables import TASKS

        audit.register(AUDIT_VERBS)
        succession.register(TASKS)
        panels.fill_slots()
