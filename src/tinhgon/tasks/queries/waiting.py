"""What the actor waits for from others besides work given: opinions on papers sent around, answers to questions; with
whom and since when."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from tinhgon.core.actor import Actor
from tinhgon.organisation import queries as organisation
from tinhgon.tasks.queries import asking, circulating

LIMIT = 20


@dataclass(frozen=True)
class Waiting:
    """A line of "Đang chờ người khác": `url_name` takes the id; `away` says that nobody or another answers today."""

    kind: str
    words: str
    title: str
    url_name: str
    public_id: uuid.UUID
    who: str
    since_at: datetime | None
    due_at: datetime | None = None
    away: str = ""


def waiting_for_words(actor: Actor, limit: int = LIMIT) -> list[Waiting]:
    """The longest waiting first."""
    rows = [*_opinions(actor, limit), *_answers(actor, limit)]
    rows.sort(key=lambda row: (row.since_at is None, row.since_at))
    return rows[:limit]


def _opinions(actor: Actor, limit: int) -> list[Waiting]:
    stops, names, away = circulating.waiting_stops(actor, limit)
    return [
        Waiting(
            "opinion",
            "Xin ý kiến",
            stop.circulation.document.subject,
            "tasks:circulation",
            stop.circulation.public_id,
            f"{names[stop.post_id]}, {stop.post.title}" if stop.post_id in names else stop.label,
            stop.since_at,
            stop.circulation.due_at,
            away.get(stop.post_id, ""),
        )
        for stop in stops
    ]


def _answers(actor: Actor, limit: int) -> list[Waiting]:
    rows = list(asking.unanswered(actor).order_by("at", "id")[:limit])
    names = organisation.holders([row.to_post_id for row in rows], actor.on)
    return [
        Waiting(
            "answer",
            "Đề nghị làm rõ",
            asking.question_title(row),
            "tasks:question",
            row.public_id,
            f"{names[row.to_post_id]}, {row.to_post.title}" if row.to_post_id in names else row.to_post.title,
            row.at,
        )
        for row in rows
    ]
