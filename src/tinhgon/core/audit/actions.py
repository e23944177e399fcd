"""Writing history: one call per act, in the act's own transaction."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.core.audit.choices import VERBS
from tinhgon.core.audit.models import Event


def record(
    actor: Actor,
    verb: str,
    object_type: str,
    object_id: int,
    object_label: str,
    at: datetime,
    *,
    home: int | None = None,
    detail: dict[str, Any] | None = None,
) -> Event:
    """Append one act to the chain of the agency that acts (decision 5).

    Must be the last write of its transaction: it locks the chain's head. Raises ValueError for an
    unregistered verb, and RuntimeError outside a transaction.
    """
    return rows.insert(event(actor, verb, object_type, object_id, object_label, at, home=home, detail=detail))


def record_each(events: Sequence[Event]) -> None:
    """Append many acts in one statement, in their order: the trigger links each to the one before it.

    Like `record` the last write of its transaction, or followed only by others of its kind.
    """
    Event.objects.bulk_create(events)


def event(
    actor: Actor,
    verb: str,
    object_type: str,
    object_id: int,
    object_label: str,
    at: datetime,
    *,
    home: int | None = None,
    detail: dict[str, Any] | None = None,
) -> Event:
    """The row that `record` appends, for an act that writes it together with its other rows."""
    if verb not in VERBS:
        raise ValueError(f"audit verb {verb} is not registered")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an act and its history share one transaction")
    # What JSON has no word for is written as text, in the column as in the chain.
    detail = json.loads(json.dumps(detail, default=str)) if detail else {}
    payload = json.dumps(
        {
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "verb": verb,
            "actor": actor.label,
            "post": actor.post_id,
            "user": actor.user_id,
            "channel": actor.channel,
            "object": [object_type, object_id, object_label],
            "home": home,
            "detail": detail,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return Event(
        agency_id=actor.agency_id,
        at=at,
        verb=verb,
        actor_label=actor.label[:300],
        actor_post=actor.post_id,
        actor_user=actor.user_id,
        object_type=object_type,
        object_id=object_id,
        object_home=home,
        object_label=object_label[:400],
        detail=detail,
        payload=payload,
    )
