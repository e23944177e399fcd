"""What this app puts into the shell and into the page of an urgent paper."""

from tinhgon.core.actor import Actor
from tinhgon.core.web import choices as web
from tinhgon.documents.models import Document
from tinhgon.roster import rules


def _is_visible(actor: Actor) -> bool:
    return bool(rules.can_see(actor))


def _concerns(document: Document) -> bool:
    return document.is_incoming and bool(document.urgency)


NAV = web.Nav("roster", "Lịch trực", "phone-call", "roster:roster", 57, is_visible=_is_visible)
PANEL = web.Panel("document", "urgent", "Gọi người mở văn bản khẩn", "roster:document_panel", 6, concerns=_concerns)


def fill_slots() -> None:
    web.NAV.append(NAV)
    web.PANELS.append(PANEL)
