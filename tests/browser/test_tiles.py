"""Tiles by keyboard, and a range of papers marked with Shift: what moved is there after the page is asked for again."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tinhgon.desk import actions
from tinhgon.documents.actions import intake, saved_views


@pytest.fixture
def clerk(committed: Any, log_in: Any) -> Page:
    """A clerk with three tiles and four papers in the book."""
    actor, at = committed.actor("vanthu.tinhuy"), timezone.now()
    for name in ("Ô một", "Ô hai", "Ô ba"):
        actions.put_tile(actor, saved_views.save_view(actor, name, f"tab=all&q={name}").pk)
    for n in range(4):
        fields = intake.IncomingFields(subject=f"Báo cáo {n}", issuer="UBND xã", code=f"{n}/BC-UBND")
        intake.register_incoming(actor, fields, at, request_key=f"o-{n}")
    return log_in("vanthu.tinhuy")


def test_tiles_are_moved_by_keyboard(clerk: Page) -> None:
    clerk.goto("/")
    names = clerk.locator("[data-tile] .k")
    expect(clerk.locator("[data-tile] .v").first).to_have_text(re.compile(r"\d"))
    expect(names).to_have_text(["Ô một", "Ô hai", "Ô ba"])
    with clerk.expect_response("**/o-bo-loc/thu-tu/"):
        clerk.locator("[data-tile]").first.press("Shift+ArrowRight")
    expect(names).to_have_text(["Ô hai", "Ô một", "Ô ba"])
    expect(clerk.locator("[data-said]").first).to_have_text("Ô một: vị trí 2 trên 3")
    clerk.goto("/o-bo-loc/")
    expect(clerk.locator("[data-tile] a.b5")).to_have_text(["Ô hai", "Ô một", "Ô ba"])
    clerk.get_by_role("button", name="Xuống: Ô hai").click()
    expect(clerk.locator("[data-tile] a.b5")).to_have_text(["Ô một", "Ô hai", "Ô ba"])


def test_a_range_is_marked_with_shift_and_closed_at_once(clerk: Page) -> None:
    clerk.goto("/van-ban/den/?tab=all")
    boxes = clerk.locator("#ds-den input[type=checkbox]")
    expect(boxes).to_have_count(4)
    expect(clerk.locator("#ds-den > li.on")).to_have_count(1)
    clerk.locator("h1").click()
    clerk.keyboard.press("x")
    expect(boxes.nth(0)).to_be_checked()
    for _ in range(2):
        clerk.keyboard.press("j")
    clerk.keyboard.press("Shift+X")
    for n in range(3):
        expect(boxes.nth(n)).to_be_checked()
    expect(boxes.nth(3)).not_to_be_checked()
    clerk.keyboard.press("e")
    expect(clerk.get_by_role("heading", name="Kết thúc 3 văn bản")).to_be_visible()
