"""Papers put into the committed office by the acts themselves, so that a browser test starts where its subject begins;
and what every browser test does with a page."""

import random
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from officekit.typeset import find_fonts
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Paper
from tinhgon.documents.actions import drafting, intake
from tinhgon.documents.models import Document


def sheet(number: str = "512", seed: int = 43) -> tuple[Paper, bytes]:
    """A paper of another office, as it would come by post, and its PDF."""
    today = timezone.localdate()
    made = sheets.sample_paper(
        random.Random(seed), bloc="state", doc_type="CV", number=number, since=today - timedelta(days=9), until=today
    )
    return made, sheets.render_pdf(made, find_fonts(settings.FONT_FOLDERS))


def registered(office: Any, home: str = "tinhuy", number: str = "417") -> Document:
    """A paper in the book, before the leader."""
    fields = intake.IncomingFields(
        subject=f"Báo cáo kết quả rà soát lần {number}",
        issuer="Sở Xây dựng",
        code=f"{number}/SXD-VP",
        issued_on=timezone.localdate(),
        type_code="CV",
    )
    leader = office.post(f"lanhdao.{home}")
    clerk = office.actor(f"vanthu.{home}")
    return intake.register_incoming(
        clerk, fields, timezone.now(), request_key=f"den-{number}", submit_to_post=leader.pk
    )


def drafted(office: Any, home: str = "tinhuy", subject: str = "kiểm tra tiến độ rà soát") -> Document:
    """A draft of the specialist's, in nobody else's hands yet."""
    new = drafting.NewDraft(subject=subject, type_code="CV", text="Kính gửi quý cơ quan.\nXin báo cáo như sau.")
    return drafting.draft(office.actor(f"chuyenvien.{home}"), new, timezone.now(), request_key=f"di-{subject}")


def pick(page: Page, label: str, name: str) -> None:
    """Choose a unit or person: a part of the name, then the line that shows it. The first line is marked once the list
    answers the name; a list that came before would be swapped under the mouse."""
    box = page.get_by_role("combobox", name=label).first
    box.fill(name)
    lines = page.locator("[role=listbox]:visible [role=option]")
    lines.and_(page.locator(".on")).wait_for()
    lines.filter(has_text=name).first.click()


def primary(page: Page) -> Any:
    """The one button that does what the page is for."""
    return page.locator("main form button.p:not([type=button])").last
