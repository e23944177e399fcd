"""Drafts that stand too long with somebody: reminded of once a step, by the agency's rule, also to stand-ins."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.desk import actions, queries
from tinhgon.desk.models import Patience
from tinhgon.documents.actions import approval
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import ApprovalStep
from tinhgon.documents.tests.ladder import Ladder
from tinhgon.organisation.models import Delegation

# Some working days are in it on whatever day the tests run, also over Tết.
LONG = timedelta(days=21)


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def letters() -> list[str]:
    rows = ProcrastinateJob.objects.filter(task_name="notices.mail").order_by("id").values_list("args", flat=True)
    return [args["to"] for args in rows]


def told(step: ApprovalStep) -> set[int]:
    return set(Notice.objects.filter(cause=queries.cause(step)).values_list("to_id", flat=True))


def test_a_step_that_stands_is_reminded_of_once(ladder: Ladder) -> None:
    document = ladder.submitted()
    step = document.steps.get(state=StepState.CURRENT)
    person = step.post.appointments.first().person
    person.email = "a@vd.vn"
    person.save()
    assert actions.remind_standing(ladder.at + timedelta(hours=1)) == 0
    late = ladder.at + LONG
    with CaptureQueriesContext(connection) as asked:
        assert [actions.remind_standing(late) for _ in range(2)] == [1, 0]
    looks = [row["sql"] for row in asked if 'FROM "notices_notice"' in (row["sql"] or "")]
    assert looks and all('"to_id"' in sql.split("WHERE")[1] for sql in looks), "the index begins with whom"
    assert told(step) == {step.post.principal_id, document.drafter.principal_id}
    assert letters() == ["a@vd.vn"]
    approval.approve(ladder.who("truongphong"), step.pk, late)
    following = document.steps.filter(state=StepState.CURRENT).first()
    assert following is not None and following.pk != step.pk
    assert actions.remind_standing(late + timedelta(hours=1)) == 0, "the next stage has its own time"
    assert actions.remind_standing(late + LONG) == 1
    assert told(following)


def test_of_a_restricted_paper_nothing_is_said(ladder: Ladder) -> None:
    document = ladder.submitted(is_restricted=True)
    actions.remind_standing(ladder.at + LONG)
    texts = Notice.objects.filter(kind="standing").values_list("text", flat=True)
    assert texts and not any(document.subject in text for text in texts)


def test_urgent_papers_sooner_and_by_the_agencys_own_rule(ladder: Ladder) -> None:
    document = ladder.submitted()
    document.urgency = "hoa_toc"
    document.save()
    chief, late = ladder.who("chanhvp"), ladder.at + LONG
    actions.set_patience(chief, "hoa_toc", "", "Quy chế làm việc, Điều 12", ladder.at)
    assert actions.remind_standing(late) == 0, "never"
    actions.set_patience(chief, "hoa_toc", "1 ngày", "Quy chế làm việc, Điều 12", ladder.at)
    assert Patience.objects.filter(agency=document.agency).count() == 1, "the same day is the same row"
    assert actions.remind_standing(late) == 1


def test_who_stands_in_gets_the_letter(ladder: Ladder) -> None:
    document = ladder.submitted()
    away, stands = document.steps.get(state=StepState.CURRENT).post, ladder.province.post("tochuc.ubnd")
    for post in (away, stands):
        person = post.appointments.first().person
        person.email = f"{post.pk}@vd.vn"
        person.save()
    late = ladder.at + LONG
    Delegation.objects.create(
        agency=away.agency, from_post=away, to_post=stands, kind="leave", starts_on=timezone.localdate(),
        ends_on=timezone.localdate(late) + timedelta(days=1),
    )  # fmt: skip
    actions.remind_standing(late)
    assert letters() == [f"{stands.pk}@vd.vn"]


def test_the_wait_is_set_by_who_keeps_the_working_rules(ladder: Ladder) -> None:
    address = reverse("desk:set_patience") + "?khan=khan"
    chief, other = ladder.province.client("chanhvp.ubnd"), ladder.province.client("chuyenvien.ubnd")
    assert address.replace("&", "&amp;") in chief.get(reverse("desk:waiting")).content.decode()
    assert address not in other.get(reverse("desk:waiting")).content.decode()
    assert "do " in other.get(address).content.decode()
    assert chief.get(reverse("desk:set_patience") + "?khan=x").status_code == 404
    for wrong in ("mai", "25/6", "x ngày", "5"):
        assert chief.post(address, {"wait": wrong, "legal_basis": "Quy chế"}).status_code == 422, wrong
    assert chief.post(address, {"wait": "3 giờ", "legal_basis": "Quy chế"}).status_code == 302
    assert "sau 3 giờ làm việc" in other.get(reverse("desk:waiting")).content.decode()
    with pytest.raises(Refused):
        actions.set_patience(ladder.who("chuyenvien"), "khan", "1 giờ", "x", ladder.at)
