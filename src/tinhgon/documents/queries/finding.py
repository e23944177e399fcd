"""Papers by what somebody says on the telephone: a number in the book, a number and symbol, or the beginning of one.
Rights are decided inside the queries (law 1); it refuses to look through more than the first of a common beginning."""

import re

from django.db.models import Q

from tinhgon.core.actor import Actor
from tinhgon.documents.models import Document
from tinhgon.documents.queries.search import newest_matches
from tinhgon.documents.queries.visible import SORTED, visible_to
from tinhgon.documents.search import code_key

# Papers of the agency whose number begins alike; more are not looked through.
_ALIKE = 300
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_MOST_DIGITS = 9


def papers_named(actor: Actor, text: str, limit: int) -> list[int]:
    """Ids of papers the actor may read that a number or a part of one names: first those whose number it is, the newest
    before; then those whose number begins so; failing these, what the search finds. At most four queries."""
    text = text.strip()[:100]
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    key = code_key(text)
    digits = re.match(r"\d+", key)
    if digits is None or len(digits[0]) > _MOST_DIGITS:
        return newest_matches(actor, text)[:limit] if len(key) > 1 else []
    rest = re.findall(r"[a-z0-9]+", key[digits.end() :])
    found = _in_the_book(actor, int(digits[0]), rest, limit) + _numbered(actor, digits[0], rest, limit)
    found = sorted(set(found), reverse=True)[:limit]
    if len(found) < limit and len(digits[0]) > 1:
        found += [pk for pk in _beginning(actor, digits[0], rest, limit) if pk not in found]
    return found[:limit] or newest_matches(actor, text)[:limit]


def _in_the_book(actor: Actor, number: int, rest: list[str], limit: int) -> list[int]:
    """By the number in one of the agency's books; what follows can only be the letter of an inserted number."""
    if len(rest) > 1 or (rest and len(rest[0]) > 1):
        return []
    rows = visible_to(actor).filter(entry__number=number, entry__period__book__agency_id=actor.agency_id)
    if rest:
        rows = rows.filter(entry__suffix=rest[0])
    return list(rows.order_by(SORTED).values_list("pk", flat=True)[:limit])


def _numbered(actor: Actor, digits: str, rest: list[str], limit: int) -> list[int]:
    """By the whole number before the symbol, with or without the nought that numbers below ten are written with."""
    number = str(int(digits))
    begins = Q()
    for written in {digits, number, number.zfill(2)}:
        for sign in "/-":
            begins |= Q(code_key__startswith=f"{written}{sign}")
    rows = visible_to(actor).filter(begins, _has(rest), agency_id=actor.agency_id)
    return list(rows.order_by(SORTED).values_list("pk", flat=True)[:limit])


def _beginning(actor: Actor, digits: str, rest: list[str], limit: int) -> list[int]:
    alike = Document.objects.filter(_has(rest), agency_id=actor.agency_id, code_key__startswith=digits)
    first = alike.order_by("code_key").values("pk")[:_ALIKE]
    rows = visible_to(actor).filter(pk__in=first)
    return list(rows.order_by(SORTED).values_list("pk", flat=True)[:limit])


def _has(parts: list[str]) -> Q:
    """Every part of the symbol, whatever stands between them: spaces are typed for strokes."""
    found = Q()
    for part in parts:
        found &= Q(code_key__contains=part)
    return found
