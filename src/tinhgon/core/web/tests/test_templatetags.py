"""Dates, numbers and deadlines in words."""

from datetime import date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from tinhgon.core.web.templatetags import web

NOW = timezone.make_aware(datetime(2025, 6, 25, 10, 0))  # noqa: DTZ001  made aware at once


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_dates() -> None:
    assert web.vn_date(date(2025, 6, 25)) == "25/06"
    assert web.vn_date(date(2024, 6, 25)) == "25/06/2024"
    assert web.vn_date(date(2025, 6, 25), "full") == "25/06/2025"
    assert web.vn_date(None) == ""
    assert web.vn_moment(NOW) == "25/06 10:00"
    assert web.vn_moment(NOW, "full") == "25/06/2025 10:00:00"
    assert web.vn_day(date(2025, 6, 25)) == "Thứ Tư, 25/06/2025"


@pytest.mark.parametrize(
    ("delta", "tone", "words"),
    [
        (timedelta(days=-2), "over", "Quá 2 ngày"),
        (timedelta(days=-7), "over", "Quá 5 ngày"),
        (timedelta(hours=-3), "over", "Quá 3 giờ"),
        (timedelta(minutes=-5), "over", "Vừa quá hạn"),
        (timedelta(hours=6), "soon", "Hôm nay 16:00"),
        (timedelta(days=2), "soon", "27/06 · còn 2 ngày"),
        (timedelta(days=3), "soon", "28/06 · còn 2 ngày"),
        (timedelta(days=10), "", "05/07"),
    ],
)
@pytest.mark.django_db
def test_deadlines_have_icon_and_words(delta: timedelta, tone: str, words: str) -> None:
    html = web.due(NOW + delta)
    assert f'class="due {tone}"' in html
    assert words in html
    assert "<svg" in html


def test_deadline_done_or_absent() -> None:
    assert "due ok" in web.due(NOW, "done")
    assert web.due(None) == ""


def test_small_words() -> None:
    assert web.thousands(1248) == "1.248"
    assert web.thousands(None) == ""
    assert web.initials("Phạm Hoàng Thái") == "HT"
    assert web.urgency_stamp("hoa_toc") == '<span class="stamp">HỎA TỐC</span>'
    assert web.urgency_stamp("") == ""


def test_icon_and_bar_need_no_inline_style() -> None:
    html = Template('{% load web %}{% icon "inbox" %}{% bar 70 "g" %}{% icon "no-such-icon" %}').render(Context())
    assert "<svg" in html
    assert 'width="70%"' in html
    assert "style=" not in html


def test_request_keys_differ() -> None:
    assert web.request_key() != web.request_key()
