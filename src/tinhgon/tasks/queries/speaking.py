"""Who can be called by name on a task, what was said, and one's own quick phrases with proposals for more."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.storage import queries as storage
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post, RolePrincipal, Unit, UnitVersion
from tinhgon.tasks.models import Direction, Opinion, QuickPhrase, Task
from tinhgon.tasks.queries import assignees
from tinhgon.tasks.queries.tasks import Evidence, visible_to

# How many of one's newest directions are looked through, and how often a sentence must come to be proposed.
_NEWEST, _OFTEN, _SHOWN = 300, 2, 6


def tasks_named(actor: Actor, ids: Iterable[uuid.UUID]) -> QuerySet[Task]:
    """The tasks of a list's marked rows that the actor may see."""
    return visible_to(actor).filter(public_id__in=list(ids))


def readers_by_name(task: Task, on: date) -> dict[int, str]:
    """Posts with a holder that may read a task, by principal: those on it, heads of units on it or above, leaders."""
    readers = task.reader_ids
    units = _with_above(set(Unit.objects.filter(principal_id__in=readers).values_list("pk", flat=True)), on)
    roles = RolePrincipal.objects.filter(principal_id__in=readers).values_list("agency_id", "role")
    led = Q(pk=None)
    for agency_id, role in roles:
        led |= Q(agency_id=agency_id, roles__contains=[role])
    posts = Post.objects.filter(
        Q(principal_id__in=readers) | (Q(unit__in=units) & (Q(is_head=True) | Q(is_deputy=True))) | led,
        organisation.in_force(on),
    ).order_by("order", "pk")
    found = list(posts)
    held = organisation.holders([post.pk for post in found], on)
    return {post.principal_id: f"{held[post.pk]}, {post.title}" for post in found if post.pk in held}


def _with_above(units: set[int], on: date) -> set[int]:
    """Units and those they stand under: whose heads read what is theirs."""
    found, edge = set(units), set(units)
    while edge:
        parents = UnitVersion.objects.filter(organisation.in_force(on), unit_id__in=edge, parent__isnull=False)
        edge = set(parents.values_list("parent_id", flat=True)) - found
        found |= edge
    return found


def called_in(text: str, people: dict[int, str]) -> set[int]:
    """Principals whose full name stands after an @ in a text, with or without tone marks; the longest name wins."""
    said = vntext.search_fold(text)
    found: set[int] = set()
    for principal, label in sorted(people.items(), key=lambda item: -len(item[1])):
        name = vntext.search_fold(label.partition(",")[0])
        pattern = rf"@\s?{re.escape(name)}(?!\w)"
        if re.search(pattern, said):
            found.add(principal)
    return found


def opinions(task: Task) -> list[Opinion]:
    return list(task.opinions.order_by("id"))


def opinion_file(actor: Actor, opinion_id: int) -> Evidence | None:
    """The file of an opinion, for whoever may see its task."""
    row = Opinion.objects.filter(pk=opinion_id, task__in=visible_to(actor), file__isnull=False).first()
    if row is None or row.file is None:
        return None
    return Evidence(row.file_name, row.file.media_type, storage.content(row.file))


def own_phrases(actor: Actor) -> QuerySet[QuickPhrase]:
    return QuickPhrase.objects.filter(owner_id=actor.person_id).order_by("order", "id")


def proposed_phrases(actor: Actor) -> list[tuple[str, int]]:
    """Sentences the actor wrote most in his newest directions and keeps no phrase of, with how often; the name of who
    led is a gap."""
    rows = Direction.objects.filter(by_post__principal_id__in=actor.post_ids).order_by("-id")
    newest = list(rows.values_list("text", "lead_id")[:_NEWEST])
    names = assignees.labels({lead for _, lead in newest if lead}, actor.on)
    kept = {vntext.search_fold(text) for text in own_phrases(actor).values_list("text", flat=True)}
    count: Counter[str] = Counter()
    words: dict[str, str] = {}
    for text, lead in newest:
        for sentence in _sentences(text, names.get(lead or 0, "")):
            key = vntext.search_fold(sentence)
            count[key] += 1
            words.setdefault(key, sentence)
    often = [(words[key], n) for key, n in count.most_common() if n >= _OFTEN and key not in kept]
    return often[:_SHOWN]


def _sentences(text: str, lead: str) -> list[str]:
    for name in filter(None, (lead, lead.partition(",")[0])):
        text = text.replace(name, "…")
    parts = (" ".join(part.split()).strip(" ;") for part in re.split(r"[.\n]+", text))
    return [part for part in parts if 3 < len(part) <= 200]
