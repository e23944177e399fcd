"""Invitations in the week's schedule and people on duty, played with the real acts: files read at the door, some
answered, some waiting, two at once, a Sunday that nobody has taken."""

import random
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from officekit.typeset import papers as sheets
from tinhgon.core.actor import Actor
from tinhgon.documents.actions import intake, papers
from tinhgon.documents.models import Invitation
from tinhgon.meetings import actions as meetings
from tinhgon.meetings.choices import Answer
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation.models import Post
from tinhgon.roster import actions as roster
from tinhgon.roster import queries as rosters

OFFICES = ("tinhuy", "ubnd")
INVITATIONS, DAYS = 7, 12


def meet(until: datetime, fonts: Path | None) -> int:
    """Clerks enter invitations of these days from their files, leaders answer; how many. None without fonts."""
    if fonts is None:
        return 0
    rng = random.Random(18)  # noqa: S311  invented papers, the same every time
    today = timezone.localdate(until)
    for office in OFFICES:
        clerk, leader = actor_of(f"vanthu.{office}", until), actor_of(f"lanhdao.{office}", until)
        to = Post.objects.get(principal_id=leader.post_id or 0)
        for index in range(INVITATIONS):
            paper = sheets.sample_paper(
                rng, doc_type="GM", words=160, urgency="", since=today - timedelta(days=6), until=today
            )
            file = papers.Upload(sheets.render_pdf(paper, fonts), f"giay-moi-{index + 1}.pdf")
            intake.register_file(
                clerk, {}, until, request_key=f"demo-{office}-{index}", file=file, submit_to_post=to.pk,
                accepts_duplicate=True,
            )  # fmt: skip
        _answer(leader, until)
    return len(OFFICES) * INVITATIONS


def _answer(leader: Actor, until: datetime) -> None:
    """The first goes, the second is another's, the third waits for its answer, and so on."""
    rows = Invitation.objects.filter(agency_id=leader.agency_id, starts_at__gt=until).select_related("document")
    deputy = next((pk for pk in sorted(_heads(leader)) if pk not in leader.post_ids), None)
    for index, row in enumerate(rows.order_by("starts_at", "pk")[:9]):
        sends = index % 3 == 1 and deputy is not None
        if index % 3 == 2:
            continue
        answer = Answer.SENT if sends else Answer.GOING
        to = deputy if sends else None
        meetings.answer(leader, row.document.public_id, answer, until, send_to=to, accepts_clash=True)


def _heads(leader: Actor) -> set[int]:
    posts = Post.objects.filter(agency_id=leader.agency_id, is_head=True)
    return set(posts.values_list("principal_id", flat=True))


def stand_watch(until: datetime) -> int:
    """Nights and week-ends of the coming days, but one Sunday."""
    count, today = 0, timezone.localdate(until)
    for office in OFFICES:
        chief = actor_of(f"chanhvp.{office}", until)
        people = [person for person, _ in rosters.people_to_choose(chief)]
        for offset in range(DAYS):
            day = today + timedelta(days=offset)
            starts = timezone.make_aware(datetime.combine(day, time(17, 0)))
            if day.weekday() == 6 or not people:
                continue
            ends = starts + timedelta(hours=14, minutes=30)
            if day.weekday() == 5:
                starts = timezone.make_aware(datetime.combine(day, time(7, 30)))
            person = people[offset % len(people)]
            if ends > until:
                roster.add_shift(chief, roster.NewShift(person, "clerk", starts, ends), until)
                count += 1
    return count
