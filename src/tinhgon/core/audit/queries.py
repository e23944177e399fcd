"""Reading and verifying history."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tinhgon.core.audit.choices import VERBS
from tinhgon.core.audit.models import ChainHead, Event


@dataclass(frozen=True)
class HistoryRow:
    """An act in words a lay inspector reads."""

    at: datetime
    who: str
    verb: str
    words: str
    detail: dict[str, Any]


def history(object_type: str, object_id: int, limit: int = 500) -> list[HistoryRow]:
    """Acts on one object, newest first."""
    rows = Event.objects.filter(object_type=object_type, object_id=object_id).order_by("-id")[:limit]
    return [HistoryRow(e.at, e.actor_label, e.verb, VERBS.get(e.verb, e.verb), e.detail) for e in rows]


def is_intact(object_type: str, object_id: int) -> bool:
    """Whether every act on one object still has the hash it was chained with; `verify` checks the whole chain."""
    rows = Event.objects.filter(object_type=object_type, object_id=object_id)
    return all(
        hashlib.sha256((previous + payload).encode()).hexdigest() == found
        for previous, payload, found in rows.values_list("previous_hash", "payload", "hash")
    )


def events(agency_id: int) -> QuerySet[Event]:
    return Event.objects.filter(agency_id=agency_id).order_by("seq")


@dataclass(frozen=True)
class ChainReport:
    agency_id: int
    length: int
    is_intact: bool
    broken_at: int | None = None


def verify() -> list[ChainReport]:
    """Recompute every chain; a changed, missing or added row breaks it at its sequence number."""
    return [_verify(head) for head in ChainHead.objects.order_by("agency_id")]


def _verify(head: ChainHead) -> ChainReport:
    previous, seq = "0" * 64, 0
    rows = events(head.agency_id).values_list("seq", "previous_hash", "hash", "payload")
    for seq_found, previous_found, found, payload in rows.iterator(chunk_size=5000):
        seq += 1
        expected = hashlib.sha256((previous + payload).encode()).hexdigest()
        if seq_found != seq or previous_found != previous or found != expected:
            return ChainReport(head.agency_id, head.seq, False, seq)
        previous = found
    intact = seq == head.seq and previous == head.hash
    return ChainReport(head.agency_id, head.seq, intact, None if intact else seq + 1)
