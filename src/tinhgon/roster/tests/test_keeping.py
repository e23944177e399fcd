"""The roster: shifts over midnight, gaps, sheets good and bad, who keeps it, and whose it is."""

import io
import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from officekit.workdays import VIETNAM
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.roster import actions, exports, queries
from tinhgon.roster.choices import SHEET
from tinhgon.roster.models import Ladder, Shift
from tinhgon.roster.tests.conftest import NIGHT

MONDAY = datetime(2026, 3, 2, 0, 0, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)


def _new(person: Any, starts: datetime, hours: float, name: str = "vanthu") -> actions.NewShift:
    return actions.NewShift(person(name).pk, "clerk", starts, starts + hours * HOUR)


def test_a_shift_over_midnight(who: Any, person: Any) -> None:
    actor, starts = who("chanhvp"), MONDAY + 17 * HOUR
    made = actions.add_shift(actor, _new(person, starts, 14.5), MONDAY)
    assert actions.add_shift(actor, _new(person, starts, 14.5), MONDAY) == made
    for moment, is_on in (
        (starts - timedelta(seconds=1), False),
        (starts, True),
        (MONDAY + 24 * HOUR, True),
        (starts + 14.5 * HOUR, False),
    ):
        assert bool(queries.on_duty(actor.agency_id, "clerk", moment)) is is_on
    assert Notice.objects.filter(kind="roster", to_id=person("vanthu").principal_id).count() == 1
    for _ in range(2):
        actions.withdraw_shift(actor, made.pk, MONDAY)
    assert queries.on_duty(actor.agency_id, "clerk", starts) == []
    assert Notice.objects.filter(kind="roster").count() == 2
    assert actions.add_shift(actor, _new(person, starts, 14.5), MONDAY) != made


def test_gaps_are_all_that_is_neither_office_time_nor_covered(who: Any, person: Any) -> None:
    """Against a count minute by minute."""
    actor, rng = who("chanhvp"), random.Random(19)
    for _ in range(9):
        starts = MONDAY + timedelta(minutes=rng.randrange(0, 7 * 24 * 60, 30))
        shift = _new(person, starts, rng.randint(1, 15))
        actions.add_shift(actor, shift, MONDAY - HOUR)
    end = MONDAY + timedelta(days=7)
    found = queries.gaps(actor.agency_id, MONDAY, end)
    office = queries.gaps(actor.agency_id, MONDAY, end, [])
    for minutes in range(0, 7 * 24 * 60, 15):
        at = MONDAY + timedelta(minutes=minutes)
        is_night = any(gap.starts_at <= at < gap.ends_at for gap in office)
        is_gap = any(gap.starts_at <= at < gap.ends_at for gap in found)
        assert is_gap == (is_night and not queries.on_duty(actor.agency_id, "clerk", at)), at


def test_weekends_are_nights(who: Any) -> None:
    office = queries.gaps(who("chanhvp").agency_id, MONDAY, MONDAY + timedelta(days=7), [])
    saturday = MONDAY + timedelta(days=5, hours=12)
    assert any(gap.starts_at <= saturday < gap.ends_at for gap in office)


def test_the_next_gap_is_said_where_there_is_a_roster(who: Any, person: Any) -> None:
    actor = who("chanhvp")
    assert queries.next_gap(actor.agency_id, NIGHT) is None
    actions.add_shift(actor, _new(person, NIGHT, 9), NIGHT)
    gap = queries.next_gap(actor.agency_id, NIGHT)
    assert gap is not None
    assert gap.starts_at == NIGHT + 9 * HOUR


@pytest.mark.parametrize("name", ["vanthu", "lanhdao", "chuyenvien", "quantri"])
def test_only_the_chief_of_office_keeps_it(who: Any, person: Any, name: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_shift(who(name), _new(person, NIGHT, 9), NIGHT)
    assert refused.value.code == "forbidden"
    with pytest.raises(Refused):
        actions.set_ladder(who(name), "khan", 5, ["chief"], NIGHT)


def test_another_agency_has_its_own(province: Any, who: Any, person: Any) -> None:
    made = actions.add_shift(who("chanhvp"), _new(person, NIGHT, 9), NIGHT)
    other = province.actor("chanhvp.ubnd", NIGHT.date())
    assert queries.shift_for(other, made.pk) is None
    with pytest.raises(Refused) as refused:
        actions.withdraw_shift(other, made.pk, NIGHT)
    assert refused.value.code == "not_found"
    with pytest.raises(Refused, match="không giữ vị trí"):
        actions.add_shift(other, _new(person, NIGHT, 9), NIGHT)


@pytest.mark.parametrize(
    ("starts", "hours", "words"),
    [
        (NIGHT, 0, "Giờ hết ca"),
        (NIGHT, -3, "Giờ hết ca"),
        (NIGHT, 24 * 9, "một tuần"),
        (NIGHT - 20 * HOUR, 3, "đã qua"),
    ],
)
def test_shifts_that_cannot_be(who: Any, person: Any, starts: Any, hours: float, words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.add_shift(who("chanhvp"), _new(person, starts, hours), NIGHT)


def _sheet(*rows: tuple[Any, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (SHEET, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_sheet_comes_in_whole_and_goes_out_as_it_came(who: Any, person: Any) -> None:
    actor = who("chanhvp")
    clerk, leader = person("vanthu").full_name, person("lanhdao").full_name
    content = _sheet(
        ("05/03/2026", "17:00", "07:30", clerk, "Trực văn thư"),
        (datetime(2026, 3, 6), "17h", "24:00", clerk.lower(), None),  # noqa: DTZ001  a cell
        (None, None, None, None, None),
        ("07/03/2026", "07:30", "17:00", leader, "trực lãnh đạo"),
    )
    assert actions.import_shifts(actor, content, NIGHT) == 3
    assert actions.import_shifts(actor, content, NIGHT) == 0
    week = queries.roster_week(actor, NIGHT.date(), NIGHT)
    assert [len(day.shifts) for day in week.days] == [0, 0, 0, 1, 1, 1, 0]
    Shift.objects.update(withdrawn_at=NIGHT)
    assert actions.import_shifts(actor, exports.roster_xlsx(week), NIGHT) == 3


def test_one_wrong_line_writes_nothing(who: Any, person: Any) -> None:
    good = ("05/03/2026", "17:00", "07:30", person("vanthu").full_name, "")
    wrong = [
        ("31/02/2026", *good[1:]),
        (good[0], "25:00", *good[2:]),
        (*good[:3], "Không Có Ai", ""),
        (*good[:4], "bếp"),
    ]
    with pytest.raises(actions.SheetErrors) as refused:
        actions.import_shifts(who("chanhvp"), _sheet(good, *wrong), NIGHT)
    assert [error.split(":")[0] for error in refused.value.errors] == ["Dòng 3", "Dòng 4", "Dòng 5", "Dòng 6"]
    assert not Shift.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"Ng\xc3\xa0y,T\xe1\xbb\xab"])
def test_what_is_no_sheet(who: Any, content: bytes) -> None:
    with pytest.raises(Refused):
        actions.import_shifts(who("chanhvp"), content, NIGHT)


def test_ladders_keep_what_held_before(who: Any) -> None:
    actor = who("chanhvp")
    actions.set_ladder(actor, "khan", 45, ["chief"], NIGHT)
    actions.set_ladder(actor, "khan", 40, ["chief"], NIGHT)
    actions.set_ladder(actor, "khan", 30, ["chief", "leader"], NIGHT + timedelta(days=1))
    rows = Ladder.objects.filter(agency_id=actor.agency_id).order_by("starts_on")
    assert [(row.minutes, row.ends_on is None) for row in rows] == [(40, False), (30, True)]
    for minutes, rungs in ((0, ["chief"]), (15, []), (15, ["chief", "chief"]), (15, ["awaited"])):
        with pytest.raises(Refused):
            actions.set_ladder(actor, "khan", minutes, rungs, NIGHT)
