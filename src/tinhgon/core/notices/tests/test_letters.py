"""How soon people are written to: as they chose, else as the office has set; quiet hours, the letter of the morning,
and urgent calls that know neither."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhgon.core.audit.models import Event
from tinhgon.core.notices import actions, queries
from tinhgon.core.notices.choices import URGENT, Subject, Way
from tinhgon.core.notices.models import HeldLetter, LetterDefault, Notice
from tinhgon.core.verdict import Refused
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.organisation.actions import letters as following

MIDNIGHT = datetime(2026, 11, 25, tzinfo=timezone.get_default_timezone())
NOON = MIDNIGHT + timedelta(hours=12)
NIGHT = (time(22), time(6))


def queued() -> list[tuple[str, Any]]:
    rows = ProcrastinateJob.objects.filter(task_name="notices.mail").order_by("pk")
    return [(row.args["subject"], row.scheduled_at) for row in rows]


def write(actor: Any, subject: str, at: datetime = NOON) -> int:
    return actions.write([actions.Letter(actor.person_id, "a@vidu.invalid", f"Về {subject}", "Chữ.")], subject, at)


def test_as_the_office_has_set_until_one_chooses(province: Any) -> None:
    actor = province.actor("chuyenvien.tinhuy")
    assert [write(actor, subject) for subject in Subject.values] == [0, 0, 0, 0, 1, 1, 1]
    LetterDefault.objects.filter(subject=Subject.WORK).update(way=Way.AT_ONCE)
    assert write(actor, Subject.WORK) == 1
    actions.choose_letters(actor, {Subject.WORK: Way.APP, Subject.REMINDER: Way.DIGEST}, None, NOON)
    assert [write(actor, Subject.WORK), write(actor, Subject.REMINDER)] == [0, 0]
    assert HeldLetter.objects.get().subject == "Về reminder"
    assert write(province.actor("truongphong.tinhuy"), Subject.WORK) == 1
    assert Event.objects.filter(verb="notices.choose_letters").count() == 1


def test_the_letter_of_the_morning_has_all_that_waited(province: Any) -> None:
    actor = province.actor("chuyenvien.tinhuy")
    actions.choose_letters(actor, {Subject.REMINDER: Way.DIGEST, Subject.STANDING: Way.DIGEST}, None, NOON)
    for subject in (Subject.REMINDER, Subject.STANDING):
        write(actor, subject)
    morning = NOON + timedelta(hours=19)
    assert [actions.send_held(morning), actions.send_held(morning)] == [1, 0]
    assert queued() == [("Thông báo đến 07:00 26/11/2026 (2)", None)]


@pytest.mark.parametrize(("hour", "until"), [(21, None), (22, 6 + 24), (23, 6 + 24), (5, 6), (6, None), (12, None)])
def test_quiet_hours_over_midnight(hour: int, until: int | None) -> None:
    expected = None if until is None else MIDNIGHT + timedelta(hours=until)
    assert actions.after_quiet(NIGHT, MIDNIGHT + timedelta(hours=hour)) == expected


def test_urgent_calls_know_no_quiet_hours(province: Any) -> None:
    actor = province.actor("chuyenvien.tinhuy")
    midnight = NOON + timedelta(hours=12)
    actions.choose_letters(actor, {}, NIGHT, NOON)
    write(actor, URGENT, midnight)
    write(actor, Subject.REMINDER, midnight)
    assert queued() == [("Về urgent", None), ("Về reminder", midnight + timedelta(hours=6))]
    assert queries.letters_of(actor.person_id, actor.on).quiet == NIGHT
    assert queries.letters_of(province.actor("truongphong.tinhuy").person_id, actor.on).quiet is None


def test_what_cannot_be_chosen(province: Any) -> None:
    actor = province.actor("chuyenvien.tinhuy")
    never = (time(6), time(6))
    for ways, quiet in (({"x": "app"}, None), ({"work": "x"}, None), ({"digest": "digest"}, None), ({}, never)):
        with pytest.raises(Refused):
            actions.choose_letters(actor, ways, quiet, NOON)


def test_notices_are_followed_by_letters_once(province: Any) -> None:
    actor, other = (province.actor(f"{seat}.tinhuy") for seat in ("chuyenvien", "truongphong"))
    actions.choose_letters(actor, {Subject.WORK: Way.AT_ONCE}, None, NOON)
    at = timezone.now()
    for to in (actor.post_id, other.post_id, actor.person_id):
        for kind in ("given", "document", "reminder"):
            actions.tell(actor.agency_id, [to], kind, f"{kind} {to}", "/nhiem-vu/", f"{kind}:{to}", at)
    assert following.write_letters(at) == 0  # not before what is written meanwhile can be seen
    later = at + timedelta(minutes=2)
    assert [following.write_letters(later), following.write_letters(later)] == [9, 0]
    assert [subject for subject, _ in queued()] == [f"given {actor.post_id}", f"given {actor.person_id}"]
    assert Notice.objects.count() == 9


def test_the_page_and_the_api(province: Any) -> None:
    client = province.client("chuyenvien.tinhuy")
    address = reverse("web:letters")
    assert "Cách nhận thư báo" in client.get(reverse("web:notices")).content.decode()
    assert client.get(address).status_code == 200
    data = dict.fromkeys(Subject.values, "app") | {"reminder": "digest", "quiet_from": "22:00", "quiet_to": "06:00"}
    assert client.post(address, data | {"quiet_to": ""}).status_code == 422
    assert client.post(address, data | {"digest": "digest"}).status_code == 422
    assert client.post(address, data).status_code == 302
    caller = Caller(province, "chuyenvien.tinhuy")
    told = ok(caller.get("/notices/letters"))
    assert (told["ways"]["reminder"], told["quiet_from"]) == ("digest", "22:00")
    put = caller.client.put("/api/v1/notices/letters", {"ways": {"work": "at_once"}}, content_type="application/json")
    assert (ok(put)["ways"]["work"], ok(put)["quiet_from"]) == ("at_once", None)
    half = caller.client.put("/api/v1/notices/letters", {"quiet_from": "22:00"}, content_type="application/json")
    assert_problem(half, 422)
    assert client.get(address).content.decode().count("selected") == len(Subject.values)
