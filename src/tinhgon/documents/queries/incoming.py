"""Incoming papers as a clerk, a leader or a specialist looks at them: the list with its facets and pages, one paper's
preview, the queue of uploads, and what registering has to choose from. Counts stop at 1,000 (decision 24)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents.choices import STATES, HandlingClass, IncomingState, Urgency
from tinhgon.documents.models import Document, Version
from tinhgon.documents.queries import search
from tinhgon.documents.queries.marking import put_marks
from tinhgon.documents.queries.visible import SORTED, first_of, newest_first, visible_to
from tinhgon.organisation import queries as organisation

PAGE = 50
CAP = 1000

STAGES = {
    "arrived": "Chờ vào sổ",
    "unsubmitted": "Chờ trình",
    "waiting": "Chờ bút phê",
    "directed": "Đang xử lý",
    "overdue": "Quá hạn",
    "closed": "Đã giải quyết",
    "returned": "Đã trả lại, thu hồi",
}
DUES = {"today": "Hôm nay", "soon": "3 ngày tới", "over": "Quá hạn", "none": "Không có hạn"}
FACETS = {
    "stage": "Trạng thái",
    "urgency": "Độ khẩn",
    "book": "Sổ đăng ký",
    "issuer": "Cơ quan ban hành",
    "due": "Hạn xử lý",
}
TABS = {"mine": "Cần tôi xử lý", "arrived": "Liên thông, chờ vào sổ", "all": "Tất cả"}
# Of the rows beside the paper a line says a name: making fifty whole posts, books and types took 2 ms a page.
_NAMED = ("type__code", "type__name", "book__name", "waits_for__post__title", "lead_post__title")
_LINE = (*(field.name for field in Document._meta.concrete_fields), *_NAMED)


@dataclass(frozen=True)
class ListFilter:
    """What the address of the list says; unknown words were dropped by the form."""

    tab: str = "all"
    stage: tuple[str, ...] = ()
    urgency: tuple[str, ...] = ()
    book: tuple[int, ...] = ()
    issuer: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    q: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.stage or self.urgency or self.book or self.issuer or self.due or self.q)

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet, as the address writes it."""
        return tuple(str(value) for value in getattr(self, facet))


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: list[FacetValue]


@dataclass(frozen=True)
class IncomingRow:
    """A line of the list: the paper, the deadline that counts (ours, else the sender's), who leads."""

    document: Document
    deadline: datetime | None
    is_late: bool
    is_soon: bool
    is_today: bool
    stage: str
    lead_name: str

    @property
    def stage_label(self) -> str:
        return STAGES.get(self.stage, STATES[self.document.state])


@dataclass(frozen=True)
class IncomingPage:
    rows: list[IncomingRow]
    total: int
    is_capped: bool
    next: int | None
    facets: list[Facet] = field(default_factory=list)


def incoming(actor: Actor, tab: str) -> QuerySet[Document]:
    """The incoming papers of one tab. "Mine" spans all posts held (office-practice A 10), the others the agency
    acted for."""
    rows = visible_to(actor).filter(flow=Flow.INCOMING)
    if tab == "mine":
        mine = Q(waits_for_id__in=sorted(actor.queue_ids))
        if actor.may("register"):
            waits_for_clerk = Q(state=IncomingState.ARRIVED) | Q(state=IncomingState.REGISTERED, waits_for=None)
            mine |= waits_for_clerk & Q(agency_id=actor.agency_id)
        return rows.filter(mine)
    rows = rows.filter(agency_id=actor.agency_id)
    return rows.filter(state=IncomingState.ARRIVED) if tab == "arrived" else rows


def _with_deadline(rows: QuerySet[Document]) -> QuerySet[Any]:
    """With the deadline that counts: ours, else the sender's."""
    return rows.annotate(deadline=Coalesce(F("due_at"), F("reply_due_at")))


def _is_late(at: datetime) -> Q:
    is_open = Q(state__in=[IncomingState.REGISTERED, IncomingState.DIRECTED])
    return is_open & ~Q(handling=HandlingClass.DONE) & Q(deadline__lt=at)


def _stage(name: str, at: datetime) -> Q:
    registered = Q(state=IncomingState.REGISTERED)
    return {
        "arrived": Q(state=IncomingState.ARRIVED),
        "unsubmitted": registered & Q(waits_for=None),
        "waiting": registered & ~Q(waits_for=None),
        "directed": Q(state=IncomingState.DIRECTED),
        "overdue": _is_late(at),
        "closed": Q(state=IncomingState.CLOSED),
        "returned": Q(state__in=[IncomingState.REFUSED, IncomingState.RECALLED]),
    }[name]


def _due(name: str, at: datetime) -> Q:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at) + timedelta(days=1), datetime.min.time()))
    return {
        "today": Q(deadline__gte=at, deadline__lt=midnight),
        "soon": Q(deadline__gte=midnight, deadline__lt=midnight + timedelta(days=3)),
        "over": _is_late(at),
        "none": Q(deadline=None),
    }[name]


def _any(parts: list[Q]) -> Q:
    result = Q()
    for part in parts:
        result |= part
    return result


def _narrowed(actor: Actor, rows: QuerySet[Document], chosen: ListFilter, at: datetime) -> QuerySet[Document]:
    if chosen.stage:
        rows = rows.filter(_any([_stage(name, at) for name in chosen.stage]))
    if chosen.urgency:
        rows = rows.filter(urgency__in=["" if name == "none" else name for name in chosen.urgency])
    if chosen.book:
        rows = rows.filter(book_id__in=chosen.book)
    if chosen.issuer:
        rows = rows.filter(issuer__in=chosen.issuer)
    if chosen.due:
        rows = rows.filter(_any([_due(name, at) for name in chosen.due]))
    return rows.filter(pk__in=search.newest_matches(actor, chosen.q)) if chosen.q else rows


def incoming_page(
    actor: Actor, chosen: ListFilter, at: datetime, *, before: int | None = None, with_facets: bool = True
) -> IncomingPage:
    """A page of the list, newest first; `before` is where the last page ended. A fixed number of queries."""
    tab = _with_deadline(incoming(actor, chosen.tab))
    rows = _narrowed(actor, tab, chosen, at)
    order = newest_first(tab) if chosen.tab == "all" else SORTED
    # Counted in the order of the list: the newest are met first, the rest is never looked at.
    total = rows.order_by(order).values("pk")[: CAP + 1].count()
    page = rows.filter(pk__lt=before) if before is not None else rows
    named = first_of(page, order, PAGE + 1).select_related("waits_for__post", "lead_post", "book", "type")
    found = list(named.only(*_LINE))
    put_marks(actor, found)
    return IncomingPage(
        rows=_rows(found[:PAGE], at),
        total=min(total, CAP),
        is_capped=total > CAP,
        next=found[PAGE - 1].pk if len(found) > PAGE else None,
        facets=_facets(_with_deadline(first_of(tab, order, CAP)), chosen, at) if with_facets else [],
    )


def incoming_rows(actor: Actor, chosen: ListFilter, at: datetime, most: int = 10_000) -> list[IncomingRow]:
    """The newest papers of a filtered list, for a file."""
    tab = _with_deadline(incoming(actor, chosen.tab))
    rows = _narrowed(actor, tab, chosen, at).select_related("waits_for__post", "lead_post", "book", "type")
    return _rows(list(rows.order_by("-pk")[:most]), at)


def paper_ids(actor: Actor, public_ids: list[str]) -> list[int]:
    """Ids of papers the actor may read, of those asked for."""
    wanted = []
    for text in public_ids[:200]:
        try:
            wanted.append(UUID(text))
        except ValueError:
            continue
    return list(visible_to(actor).filter(public_id__in=wanted).values_list("pk", flat=True))


def incoming_counts(actor: Actor, at: datetime) -> dict[str, tuple[int, bool]]:
    """For the side bar: what waits for the person, and whether something of it is due today or late."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at) + timedelta(days=1), datetime.min.time()))
    rows = _with_deadline(incoming(actor, "mine")).order_by()
    deadlines = list(rows.values_list("deadline", flat=True)[: CAP - 1])
    return {"incoming": (len(deadlines), any(d is not None and d < midnight for d in deadlines))}


def _rows(found: list[Document], at: datetime) -> list[IncomingRow]:
    today = timezone.localdate(at)
    names = organisation.unit_names([d.lead_unit_id for d in found if d.lead_unit_id], today)
    rows = []
    for document in found:
        deadline = document.due_at or document.reply_due_at
        is_open = document.state in (IncomingState.REGISTERED, IncomingState.DIRECTED)
        rows.append(
            IncomingRow(
                document=document,
                deadline=deadline,
                is_late=_late(document.state, document.handling, deadline, at),
                is_soon=bool(is_open and deadline and deadline - at <= timedelta(days=3)),
                is_today=bool(document.arrived_at and timezone.localdate(document.arrived_at) == today),
                stage=_stage_of(document.state, document.waits_for_id),
                lead_name=names.get(document.lead_unit_id or 0, ""),
            )
        )
    return rows


def _facets(newest: QuerySet[Document], chosen: ListFilter, at: datetime) -> list[Facet]:
    """How many of the newest 1,000 papers of the tab have which value, in one query that reads them once."""
    stages = [When(_stage(name, at), then=Value(name)) for name in STAGES if name != "overdue"]
    dues = [When(_due(name, at), then=Value(name)) for name in ("over", "today", "soon", "none")]
    rows = newest.annotate(
        stage=Case(*stages, default=Value("")),
        is_late=Case(When(_is_late(at), then=Value("overdue")), default=Value("")),
        due=Case(*dues, default=Value("")),
    ).values_list("stage", "is_late", "urgency", "book_id", "issuer", "due", "book__name")
    sql, params = rows.order_by().query.sql_with_params()
    counts: dict[str, Counter[Any]] = {name: Counter() for name in FACETS}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(sql), params)
        for facet, value, book_name, count in cursor.fetchall():
            counts[facet][(value, book_name) if facet == "book" else value] += count
    issuers = counts["issuer"]
    shown = list(dict.fromkeys([*(name for name, _ in issuers.most_common(8)), *chosen.issuer]))
    named = {
        "stage": [(k, w, counts["stage"][k]) for k, w in STAGES.items() if counts["stage"][k] or k in chosen.stage],
        "urgency": [(k or "none", str(w), counts["urgency"][k]) for k, w in reversed(Urgency.choices)],
        "book": [(pk, name, count) for (pk, name), count in counts["book"].most_common(8)],
        "issuer": [(name, name, issuers[name]) for name in shown],
        "due": [(k, w, counts["due"][k]) for k, w in DUES.items()],
    }
    return [
        Facet(name, FACETS[name], [FacetValue(v, w, n, v in chosen.values(name)) for v, w, n in values])
        for name, values in named.items()
        if values
    ]


# (facet, value, book's name, count); a paper without a value is counted nowhere, save in "no urgency".
_COUNTED = """
SELECT * FROM (
    SELECT CASE WHEN grouping(stage) = 0 OR grouping(is_late) = 0 THEN 'stage' WHEN grouping(urgency) = 0 THEN 'urgency'
                WHEN grouping(book_id) = 0 THEN 'book' WHEN grouping(issuer) = 0 THEN 'issuer' ELSE 'due' END AS facet,
           coalesce(stage, is_late, urgency, book_id::text, issuer, due) AS value, name, count(*)
      FROM ({}) AS papers (stage, is_late, urgency, book_id, issuer, due, name)
     GROUP BY GROUPING SETS ((stage), (is_late), (urgency), (book_id, name), (issuer), (due))
) AS counted WHERE value <> '' OR facet = 'urgency'
"""


def _late(state: str, handling: str, deadline: datetime | None, at: datetime) -> bool:
    is_open = state in (IncomingState.REGISTERED, IncomingState.DIRECTED) and handling != HandlingClass.DONE
    return bool(is_open and deadline is not None and deadline < at)


def _stage_of(state: str, waits: int | None) -> str:
    if state == IncomingState.REGISTERED:
        return "waiting" if waits else "unsubmitted"
    return "returned" if state in (IncomingState.REFUSED, IncomingState.RECALLED) else state


def incoming_paper(actor: Actor, public_id: UUID, at: datetime) -> IncomingRow | None:
    """One paper with what the preview shows, in a fixed number of queries; of a recalled one no file."""
    rows = visible_to(actor).filter(flow=Flow.INCOMING, public_id=public_id)
    files = Version.objects.exclude(document__state=IncomingState.RECALLED).select_related("blob").order_by("pk")
    found = rows.select_related("book", "type", "waits_for__post", "lead_post").prefetch_related(
        Prefetch("versions", files)
    )
    return next(iter(_rows(list(found), at)), None)


def incoming_totals(actor: Actor, lists: list[ListFilter], at: datetime) -> list[int]:
    """How many papers each of some lists has for the actor, as far as a list counts; one query for all of them, and
    one more for each that asks for words."""
    widest = newest_first(_with_deadline(incoming(actor, "all"))) if any(c.tab == "all" for c in lists) else SORTED
    parts = [
        _narrowed(actor, _with_deadline(incoming(actor, chosen.tab)), chosen, at)
        .order_by(widest if chosen.tab == "all" else SORTED)
        .annotate(of_list=Value(n))
        .values_list("of_list", flat=True)[: CAP + 1]
        for n, chosen in enumerate(lists)
    ]
    if not parts:
        return []
    found = Counter(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])
    return [found[n] for n in range(len(lists))]
