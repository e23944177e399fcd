"""What this app puts into the shell and into the page of a paper."""

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.web import choices as web
from tinhgon.tasks import queries, rules


def _counts(actor: Actor) -> queries.NavCounts:
    return queries.nav_counts(actor, timezone.now())


NAV = web.Nav("tasks", "Nhiệm vụ", "clipboard-check", "tasks:tasks", 50, is_on_phone=True, phone_label="Nhiệm vụ")
PANEL = web.Panel("document", "tasks", "Chỉ đạo, nhiệm vụ", "tasks:document_panel", 10)
PAGE_ACTIONS = (
    web.PageAction(
        "document", "direct", "Bút phê", "pencil", "tasks:direct", 10, rules.can_direct, hotkey="B", is_primary=True
    ),
    web.PageAction("document", "propose", "Đề xuất", "message-forward", "tasks:propose", 20, rules.can_propose),
    web.PageAction("document", "circulate", "Chuyển vòng", "route", "tasks:circulate", 30, rules.can_circulate),
)


def fill_slots() -> None:
    web.NAV.append(NAV)
    web.NAV_COUNTS.append(_counts)
    web.PANELS.append(PANEL)
    web.PAGE_ACTIONS.extend(PAGE_ACTIONS)
