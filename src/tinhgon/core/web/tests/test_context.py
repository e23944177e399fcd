"""The side bar for an actor: rights, order, place and counts."""

from dataclasses import replace
from datetime import date

import pytest

from tinhgon.core.actor import Actor
from tinhgon.core.web import choices, context

ACTOR = Actor(name="Trần Thị Hạnh", title="Văn thư", agency_id=1, on=date(2026, 11, 25))
HOME = choices.Nav("home", "Bàn làm việc", "home-2", "desk:home", 10, is_on_phone=True, phone_label="Việc")
MENU = choices.Nav("menu", "Tất cả mục", "menu-2", "web:menu", 20, group="Khác")
NOTICES = choices.Nav("notices", "Thông báo", "bell", "web:notices", 30)
HIDDEN = choices.Nav("hidden", "Không thấy", "x", "web:menu", 5, is_visible=lambda actor: False)
ADMIN = choices.Nav("admin", "Quản trị", "settings", "accounts:profile", 90, group=choices.FOOT)


@pytest.fixture(autouse=True)
def _own_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "NAV", [ADMIN, NOTICES, HIDDEN, MENU, HOME])
    monkeypatch.setattr(
        choices, "NAV_COUNTS", [lambda actor: {"home": (16, True)}, lambda actor: {"notices": (3, False)}]
    )


def test_entries_in_order_without_what_one_has_no_right_to() -> None:
    nav = context.navigation(ACTOR, "/")
    assert [item.label for item in nav.main] == ["Bàn làm việc", "Tất cả mục", "Thông báo"]
    assert [item.label for item in nav.foot] == ["Quản trị"]
    assert [item.phone_label for item in nav.phone] == ["Việc"]


def test_counts_and_urgency() -> None:
    home, menu, notices = context.navigation(ACTOR, "/").main
    assert (home.count, home.is_urgent) == (16, True)
    assert (menu.count, menu.is_urgent) == (0, False)
    assert (notices.count, notices.is_urgent) == (3, False)


@pytest.mark.parametrize(
    ("path", "here"),
    [("/", ["Bàn làm việc"]), ("/trang/thong-bao/7/", ["Thông báo"]), ("/khac/", []), ("/tai-khoan/2fa/", [])],
)
def test_where_one_is(path: str, here: list[str]) -> None:
    assert [item.label for item in context.navigation(ACTOR, path).main if item.is_here] == here


def test_nobody_has_no_side_bar() -> None:
    assert context.navigation(None, "/") == context.Navigation([], [], [])


def test_a_right_makes_an_entry_appear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "NAV", [replace(HIDDEN, is_visible=lambda actor: actor.may("register"))])
    assert context.navigation(ACTOR, "/").main == []
    assert len(context.navigation(replace(ACTOR, duties=frozenset({"register"})), "/").main) == 1
