"""Telling people: once per cause, in the app at once, and by letter as they want to be written to. The one way by which
letters leave the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.notices import queries
from tinhgon.core.notices.choices import URGENT, Subject, Way
from tinhgon.core.notices.models import HeldLetter, LetterChoice, Notice, QuietHours
from tinhgon.core.verdict import Refused

MAIL = "notices.mail"


@dataclass(frozen=True)
class Letter:
    """To a person (a principal) at an address."""

    person_id: int
    to: str
    subject: str
    text: str


def tell(agency_id: int, to: Iterable[int], kind: str, text: str, url: str, cause: str, at: datetime) -> None:
    """Leave a notice for each principal; the same cause never tells twice."""
    Notice.objects.bulk_create(
        [
            Notice(agency_id=agency_id, to_id=principal, kind=kind, text=text[:400], url=url, at=at, cause=cause)
            for principal in sorted(set(to))
        ],
        ignore_conflicts=True,
    )


def mark_read(actor: Actor, at: datetime, notice_id: int | None = None) -> None:
    """Mark one notice, or all, of the actor's as read."""
    rows = Notice.objects.filter(to_id__in=_own(actor), read_at=None)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    rows.update(read_at=at)


def _own(actor: Actor) -> list[int]:
    return [i for i in (actor.person_id, *actor.queue_ids) if i is not None]


def write(letters: Iterable[Letter], subject: str, at: datetime) -> int:
    """Send letters about a subject as each person wants it: now, after the quiet hours, with the others of the morning,
    or not at all; what is urgent always now. How many go out by themselves."""
    written = list(letters)
    people = {letter.person_id for letter in written}
    ways = {} if subject == URGENT else queries.ways_of(people, timezone.localdate(at))
    quiet = {} if subject == URGENT else queries.quiet_of(people)
    held = []
    count = 0
    for letter in written:
        way = Way.AT_ONCE if subject == URGENT else ways[letter.person_id].get(subject, Way.APP)
        if way == Way.DIGEST and subject != Subject.DIGEST:
            held.append(HeldLetter(to=letter.to, subject=letter.subject[:150], text=letter.text, at=at))
        elif way != Way.APP:
            later = after_quiet(quiet.get(letter.person_id), at)
            jobs.defer(MAIL, run_at=later, to=letter.to, subject=letter.subject[:150], text=letter.text)
            count += 1
    HeldLetter.objects.bulk_create(held)
    return count


def after_quiet(quiet: tuple[time, time] | None, at: datetime) -> datetime | None:
    """When the quiet hours that a moment falls into end; None when it falls into none."""
    if quiet is None:
        return None
    starts, ends = quiet
    here = timezone.localtime(at)
    now = here.time()
    is_within = starts <= now < ends if starts < ends else now >= starts or now < ends
    if not is_within:
        return None
    end = timezone.make_aware(datetime.combine(here.date(), ends))
    return end if end > at else end + timedelta(days=1)


@transaction.atomic
def send_held(at: datetime) -> int:
    """One letter to each address of all that waited for the morning; how many."""
    rows = list(HeldLetter.objects.select_for_update(skip_locked=True).order_by("pk"))
    by_address: dict[str, list[HeldLetter]] = {}
    for row in rows:
        by_address.setdefault(row.to, []).append(row)
    for address, held in by_address.items():
        title = f"Thông báo đến {timezone.localtime(at):%H:%M %d/%m/%Y} ({len(held)})"
        jobs.defer(MAIL, to=address, subject=title, text="\n———\n".join(row.text for row in held))
    HeldLetter.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(by_address)


@transaction.atomic
def choose_letters(
    actor: Actor, ways: dict[str, str], quiet: tuple[time, time] | None, at: datetime
) -> queries.Letters:
    """How the person acting is written to from now on; done again it changes nothing."""
    if actor.person_id is None:
        raise Refused("Chỉ người có tên chọn được cách nhận thư.", code="forbidden")
    for subject, way in ways.items():
        is_choice = way in Way.values and not (subject == Subject.DIGEST and way == Way.DIGEST)
        if subject not in Subject.values or not is_choice:
            raise Refused("Cách nhận không có. Chọn lại.", field=subject)
        LetterChoice.objects.update_or_create(person_id=actor.person_id, subject=subject, defaults={"way": way})
    if quiet is not None and quiet[0] == quiet[1]:
        raise Refused("Giờ yên tĩnh phải có lúc bắt đầu và lúc kết thúc khác nhau.", field="quiet_to")
    if quiet is None:
        QuietHours.objects.filter(person_id=actor.person_id).delete()
    else:
        values = {"starts": quiet[0], "ends": quiet[1]}
        QuietHours.objects.update_or_create(person_id=actor.person_id, defaults=values)
    detail = {"ways": ways, "quiet": [f"{moment:%H:%M}" for moment in quiet] if quiet else []}
    audit.record(actor, "notices.choose_letters", "person", actor.person_id, actor.name, at, detail=detail)
    return queries.letters_of(actor.person_id, timezone.localdate(at))
