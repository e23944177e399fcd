"""Steps of approval that stand too long: how long an agency waits by the urgency of the paper, and which steps have
stood longer. When a step began to be asked is what history says of its paper."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.timezone import localdate

from officekit.workdays import Calendar
from tinhgon.core.audit.models import Event
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.notices.models import Notice
from tinhgon.desk.models import Patience
from tinhgon.documents.choices import OutgoingState, StepState, Urgency
from tinhgon.documents.models import ApprovalStep

# What makes a step the one asked now.
MOVES = ("documents.submit", "documents.approve", "documents.pass_late", "documents.add_step")


def patience(agency_id: int, on: date) -> list[Patience]:
    """In force on a day, one for each urgency from the plain on: the agency's own before the house's."""
    rows = Patience.objects.filter(Q(agency=None) | Q(agency_id=agency_id), starts_on__lte=on)
    rows = rows.order_by("urgency", F("agency").asc(nulls_last=True), "-starts_on").distinct("urgency")
    found = {row.urgency: row for row in rows}
    return [found[urgency] for urgency in Urgency.values if urgency in found]


def cause(step: ApprovalStep) -> str:
    """What the reminder of a step is known by: once each time it is asked."""
    return f"standing:{step.pk}"


def standing(at: datetime) -> Iterator[tuple[ApprovalStep, datetime]]:
    """Steps that nobody has been reminded of and that stand longer than their agency waits, with since when."""
    steps = list(
        ApprovalStep.objects.filter(state=StepState.CURRENT, document__state=OutgoingState.SUBMITTED)
        .select_related("document__drafter", "post")
        .order_by("pk")
    )
    # By whom and cause together, as the index has them: without it every look reads all notices there ever were.
    asked = Notice.objects.filter(
        to__in={step.post.principal_id for step in steps}, cause__in=[cause(step) for step in steps]
    )
    told = set(asked.values_list("to_id", "cause"))
    steps = [step for step in steps if (step.post.principal_id, cause(step)) not in told]
    since = _since([step.document_id for step in steps])
    waits: dict[int, dict[str, str]] = {}
    kept: dict[int, Calendar] = {}
    for step in steps:
        began, home = since.get(step.document_id), step.document.agency_id
        if home not in waits:
            waits[home] = {row.urgency: row.wait for row in patience(home, localdate(at))}
            kept[home] = calendars.calendar_for(home, localdate(at))
        wait = waits[home].get(step.document.urgency, "")
        due = deadlines.due_moment(wait, began, kept[home]) if wait and began else None
        if began is not None and due is not None and due <= at:
            yield step, began


def _since(paper_ids: list[int]) -> dict[int, datetime]:
    rows = Event.objects.filter(object_type="document", object_id__in=paper_ids, verb__in=MOVES)
    return dict(rows.order_by("object_id", "-id").distinct("object_id").values_list("object_id", "at"))
