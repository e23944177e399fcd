"""Papers put into the committed office by the acts themselves, so that a browser test starts where its subject begins;
and what every browser test does with a page."""

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from officekit.typeset import find_fonts
from officekit.typeset import papers as sheets
from officekit.typeset.shapes import Paper
from tinhgon.documents import queries
from tinhgon.documents.actions import approval, drafting, intake, issuing, papers
from tinhgon.documents.models import Document
from tinhgon.tasks import actions as tasks


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


def entered(office: Any, home: str, numbers: Iterable[int], to: str = "") -> None:
    """Papers that were typed into the book, before the post of a seat or before nobody."""
    clerk = office.actor(f"vanthu.{home}")
    post = office.post(f"{to}.{home}").pk if to else None
    for number in numbers:
        fields = intake.IncomingFields(
            subject=f"Báo cáo định kỳ số {number}", issuer="Sở Y tế", code=f"{number}/SYT-VP", type_code="BC",
            issued_on=timezone.localdate(),
        )  # fmt: skip
        intake.register_incoming(clerk, fields, timezone.now(), request_key=f"den-{number}", submit_to_post=post)


def agreed(office: Any, address: str, *usernames: str) -> None:
    """Each says yes to every step of the draft that waits for him."""
    for username in usernames:
        actor = office.actor(username)
        while step := queries.step_for(actor, paper_id(address)):
            approval.approve(actor.seated(step.post.principal_id), step.pk, timezone.now())


def given(office: Any, address: str, by: str, to: str) -> None:
    """A paper in the book, given to a person."""
    words = "Giao đồng chí tham mưu trả lời."
    tasks.direct(office.actor(by), paper_id(address), words, timezone.now(), lead=office.post(to).principal_id)


def signed(office: Any, home: str, approvers: Iterable[str], reply_to: str = "", to: str = "", **new: Any) -> Document:
    """A paper of an agency, signed by hand and addressed, before its clerk gives it a number."""
    at, drafter, clerk = timezone.now(), office.actor(f"chuyenvien.{home}"), office.actor(f"vanthu.{home}")
    wanted = drafting.NewDraft(type_code="CV", text="Xin báo cáo như sau.", **new)
    if reply_to:
        old = Document.objects.get(public_id=paper_id(reply_to))
        made = drafting.start_reply(drafter, old.pk, at, new=wanted)
    else:
        made = drafting.draft(drafter, wanted, at)
    approval.submit(drafter, made.pk, at)
    agreed(office, f"/van-ban/{made.public_id}/", *(f"{seat}.{home}" for seat in approvers))
    if to:
        issuing.set_recipients(clerk, made.pk, [issuing.RecipientLine("act", body_id=office.body(to).pk)], at)
    scan = papers.Upload(sheet("97")[1], "da-ky.pdf")
    signature = approval.HandSignature(scan, timezone.localdate(), "Nguyễn Văn An", "Giám đốc")
    return approval.sign_by_hand(clerk, made.pk, signature, at)


def paper_id(address: str) -> UUID:
    return UUID(address.split("/")[2])


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
