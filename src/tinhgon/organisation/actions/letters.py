"""Letters about notices, for those who want them: written behind the notices, within two minutes, so that no act waits
for it. Knows who has the queue of a post; what a notice says it says in the letter, and its page."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tinhgon.core.notices import actions as notices
from tinhgon.core.notices.choices import WRITTEN, subject_of
from tinhgon.core.notices.models import LetterPlace, Notice
from tinhgon.organisation import queries

STEP = 1_000
# What an act leaves gets its number before others see it: so long the numbers are waited for.
LAG = timedelta(minutes=1)


@transaction.atomic
def write_letters(at: datetime) -> int:
    """Write about the next notices; how many were looked at. Two workers never write one twice."""
    place = LetterPlace.objects.select_for_update().first()
    if place is None:
        return 0
    rows = list(Notice.objects.filter(pk__gt=place.last_id, at__lt=at - LAG).order_by("pk")[:STEP])
    if not rows:
        return 0
    told = [row for row in rows if row.kind not in WRITTEN]
    boxes = queries.addresses({row.to_id for row in told}, timezone.localdate(at))
    by_subject: dict[str, list[notices.Letter]] = {}
    for row in told:
        text = f"{row.text}\n\n{settings.BASE_URL}{row.url}\n" if row.url else f"{row.text}\n"
        letters = [notices.Letter(person, address, row.text, text) for person, address in boxes.get(row.to_id, [])]
        by_subject.setdefault(subject_of(row.kind), []).extend(letters)
    for subject, letters in by_subject.items():
        notices.write(letters, subject, at)
    place.last_id = rows[-1].pk
    place.save(update_fields=["last_id"])
    return len(rows)
