"""The manuals' walks on the demonstration's papers: each role goes through its day and sees what its manual says; with
`TINHGON_SCREENSHOTS=1` the pictures of docs/howto are taken on the way (`make guides`)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from playwright.sync_api import Page, expect

from officekit.typeset import find_fonts
from tinhgon.documents.models import AnswerRequest, Document
from tinhgon.organisation.models import Post, Unit
from tinhgon.tasks.models import Circulation, Task

from . import looks, office, pictures

PHONE: dict[str, Any] = {"viewport": looks.PHONE, "has_touch": True, "is_mobile": True}
Window = Callable[..., Page]


@pytest.fixture
def demonstration(committed: Any) -> None:
    """Two weeks of papers, and what goes on around them."""
    from tinhgon.operations.demo import answers, approvals, around, on_paper, papers, schedule

    fonts, now = find_fonts(settings.FONT_FOLDERS), timezone.now()
    papers.load(200, now, fonts, days=20)
    answers.play(now)
    approvals.go_up(now)
    around.play(now)
    schedule.meet(now, fonts)
    schedule.stand_watch(now)
    on_paper.play(now)


def shown(page: Page, address: str, name: str, heading: str = "") -> Page:
    """Open a page, see what it is, keep its picture."""
    answer = page.goto(address)
    assert answer and answer.ok, address
    looks.settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    if pictures.is_wanted():
        page.wait_for_load_state("networkidle")
        parts = [] if page.viewport_size == looks.PHONE else pictures.inside(page)
        pictures.take(page, name, *parts, most=pictures.HALF)
    return page


def test_every_role_sees_what_its_manual_says(log_in: Window, committed: Any, demonstration: None) -> None:
    clerk(log_in)
    specialist(log_in)
    leader(log_in)
    chief(log_in)
    officers(log_in, committed)


def clerk(log_in: Window) -> None:
    page = log_in("vanthu.tinhuy", viewport=pictures.DESK)
    shown(page, "/", "clerk-home", "Bàn làm việc")
    page.set_viewport_size(looks.DESK)
    shown(page, "/van-ban/den/?tab=arrived", "clerk-arrived")
    page.set_viewport_size(pictures.DESK)
    shown(page, "/cuoi-ngay/", "clerk-end-1-left", "Cuối ngày")
    shown(page, "/van-ban/so/", "clerk-books", "Sổ")
    shown(page, "/van-ban/bi/", "clerk-envelopes", "Bì")
    shown(page, "/van-ban/tem/", "clerk-labels", "In tem")
    sent = Document.objects.filter(agency__key="tinhuy", flow="outgoing", dispatches__isnull=False).first()
    assert sent is not None
    shown(page, f"/van-ban/{sent.public_id}/gui/", "clerk-dispatch")


def specialist(log_in: Window) -> None:
    page = log_in("chuyenvien.tinhuy", viewport=pictures.DESK)
    shown(page, "/", "specialist-home", "Bàn làm việc")
    with_file = Task.objects.filter(given_by__in=posts_of("lanhdao.tinhuy"), document__versions__isnull=False)
    task = with_file.annotate(report_count=Count("reports")).order_by("-report_count", "-id")[0]
    shown(log_in("lanhdao.tinhuy", viewport=pictures.DESK), f"/nhiem-vu/{task.public_id}/", "specialist-task")
    request = AnswerRequest.objects.filter(document__agency__key="ubnd").order_by("-id")[0]
    asking = log_in("vanthu.ubnd", viewport=pictures.DESK)
    shown(asking, f"/van-ban/{request.document.public_id}/y-kien/", "specialist-answers")


def leader(log_in: Window) -> None:
    page = log_in("lanhdao.tinhuy", **PHONE)
    shown(page, "/", "leader-home", "Bàn làm việc")
    shown(page, "/van-ban/trinh-ky/", "leader-approvals", "Trình ký")
    shown(page, "/lich/", "leader-schedule", "Lịch")
    circulation = Circulation.objects.filter(document__agency__key="tinhuy").order_by("-id")[0]
    shown(page, f"/nhiem-vu/vong/{circulation.public_id}/", "leader-circulation")
    paper = waiting_for("lanhdao.tinhuy", invitation=None)
    shown(page, f"/van-ban/{paper.public_id}/", "leader-paper")
    invitation = waiting_for("lanhdao.tinhuy", invitation__isnull=False)
    shown(page, f"/van-ban/{invitation.public_id}/", "leader-invitation")
    expect(page.get_by_text("Cử người dự").first).to_be_visible()
    desk = log_in("lanhdao.tinhuy", viewport=pictures.DESK)
    shown(desk, "/cho-nguoi-khac/", "leader-waiting")


def posts_of(username: str) -> QuerySet[Post]:
    return Post.objects.filter(appointments__person__principal__user__username=username)


def waiting_for(username: str, **kind: Any) -> Document:
    """A paper that waits for somebody's direction."""
    principals = posts_of(username).values("principal_id")
    waiting = Document.objects.filter(waits_for__in=principals, flow="incoming", directions=None, **kind)
    return waiting.order_by("-id")[0]


def chief(log_in: Window) -> None:
    page = log_in("chanhvp.tinhuy", viewport=pictures.DESK)
    shown(page, "/", "chief-home", "Bàn làm việc")
    page.goto(f"/nhiem-vu/chuyen-vong/{waiting_for('lanhdao.tinhuy').public_id}/")
    for reader in ("Trưởng Ban Tổ chức", "Trưởng Ban Nội chính"):
        office.pick(page, "Kính chuyển", reader)
    page.get_by_label("Lời chuyển").fill("Kính chuyển các đồng chí cho ý kiến.")
    pictures.take(page, "chief-circulate", *pictures.inside(page))
    shown(page, "/van-ban/tuyen-trinh/", "chief-routes", "Tuyến trình")
    shown(page, "/truc/", "chief-roster", "Lịch trực")
    shown(page, "/van-ban/ly-do-ket-thuc/", "chief-reasons")


def officers(log_in: Window, committed: Any) -> None:
    page = log_in("tochuc.tinhuy", viewport=pictures.DESK)
    unit = Unit.objects.get(agency__key="tinhuy", versions__name="Phòng Tổng hợp")
    shown(page, f"/to-chuc/don-vi/{unit.public_id}/", "administrator-unit", "Phòng Tổng hợp")
    post = committed.post("chuyenvien.tinhuy")
    shown(page, f"/to-chuc/vi-tri/{post.pk}/bo-tri/", "administrator-appoint")
    shown(page, "/to-chuc/giao-quyen/", "administrator-delegations")
    shown(page, "/to-chuc/con-dau/", "administrator-seals")
    shown(page, "/to-chuc/nhap/", "administrator-import")
    security = log_in("antoan.tinhuy", viewport=looks.DESK)
    shown(security, "/van-ban/quyen/", "security-rights")
    shown(security, "/van-ban/quyen/them/", "security-add")
    paper = Document.objects.filter(agency__key="tinhuy", flow="incoming", is_restricted=False, tasks__isnull=False)
    security.goto("/van-ban/quyen/vi-sao/")
    office.pick(security, "Người", "Chuyên viên")
    security.get_by_role("textbox", name="Văn bản").fill(f"/van-ban/{paper.order_by('-id')[0].public_id}/")
    security.get_by_role("button", name="Xem lý do").click()
    expect(security.get_by_label("Trả lời")).to_be_visible()
    pictures.take(security, "security-explain", *pictures.inside(security))
