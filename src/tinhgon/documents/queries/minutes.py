"""How the clerk's post stands on a day: books with their last numbers, seals with their keepers, papers under way; and
the minutes that were drawn up of it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.numbering.models import Book
from tinhgon.core.web.rules import Option
from tinhgon.documents.choices import STATES
from tinhgon.documents.models import ClerkMinutes, Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Appointment, ClericalOffice, Seal

# What a clerk has in hand: nothing of it is done yet.
_IN_HAND = {Flow.INCOMING: ("arrived", "registered"), Flow.OUTGOING: ("approved", "signed", "numbered")}


def clerk_minutes(actor: Actor) -> list[ClerkMinutes]:
    rows = ClerkMinutes.objects.filter(agency_id=actor.agency_id).select_related("office", "taker", "giver")
    return list(rows.order_by("-id")[:200])


def clerk_minutes_for(actor: Actor, minutes_id: int) -> ClerkMinutes | None:
    rows = ClerkMinutes.objects.filter(agency_id=actor.agency_id, pk=minutes_id)
    return rows.select_related("office", "taker", "giver").first()


def offices_to_hand_over(actor: Actor) -> list[tuple[int, str]]:
    rows = ClericalOffice.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
    return list(rows.order_by("id").values_list("pk", "name"))


def takers(actor: Actor) -> list[Option]:
    """Who may take over: people of the agency, also those whose appointment is to begin."""
    rows = Appointment.objects.filter(organisation.still_open(actor.on), post__agency_id=actor.agency_id)
    found: dict[int, Option] = {}
    for row in rows.select_related("person", "post").order_by("person__sort_key", "-kind", "starts_on"):
        if row.person.principal_id != actor.person_id:
            found.setdefault(row.person_id, Option(row.person_id, row.person.full_name, row.post.title))
    return list(found.values())


def taker_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    return {option.value: f"{option.label}, {option.detail}" for option in takers(actor) if option.value in set(ids)}


def state_of_the_post(office: ClericalOffice, on: date) -> dict[str, list[list[str]]]:
    """As rows of words, to be kept as they were."""
    bodies = list(office.bodies.all())
    return {"books": _books(office, on), "seals": _seals([body.pk for body in bodies], on), "papers": _papers(office)}


def _books(office: ClericalOffice, on: date) -> list[list[str]]:
    principals = [body.principal_id for body in office.bodies.all()]
    books = Book.objects.filter(organisation.in_force(on), agency_id=office.agency_id, body__in=principals)
    rows = organisation.book_rows(list(books.filter(is_secret=False).order_by("flow", "name")), on)
    return [
        [row.book.name, row.book.get_flow_display(), row.period.label if row.period else "Chưa có số",
         str(row.period.last_number) if row.period else "0"]
        for row in rows
    ]  # fmt: skip


def _seals(body_ids: Sequence[int], on: date) -> list[list[str]]:
    seals = list(
        Seal.objects.filter(organisation.in_force(on), body__in=body_ids).select_related("body").order_by("pk")
    )
    return [
        [row.seal.name, row.seal.body.name, row.seal.registration,
         f"{row.keepings[0][1]}, {row.keepings[0][0].post.title}".strip(", ") if row.keepings else ""]
        for row in organisation.seal_rows(seals)
    ]  # fmt: skip


def _papers(office: ClericalOffice) -> list[list[str]]:
    found = []
    for flow, states in _IN_HAND.items():
        rows = Document.objects.filter(agency_id=office.agency_id, flow=flow, state__in=states, clerical_office=office)
        counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
        found += [[f"{flow.label}: {STATES[state].lower()}", str(counts.get(state, 0))] for state in states]
    return found
