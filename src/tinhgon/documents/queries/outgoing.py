"""Lists of papers going out: what waits for me, and every stage of the ladder; capped counts, newest first by key."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import OrderBy

from tinhgon.core.actor import Actor
from tinhgon.core.numbering import queries as books
from tinhgon.core.numbering import rules as numbers
from tinhgon.core.numbering.choices import Flow
from tinhgon.documents import rules
from tinhgon.documents.choices import ON_ITS_WAY, OutgoingState, StepKind, StepState
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.documents.queries import signing
from tinhgon.documents.queries.marking import put_marks
from tinhgon.documents.queries.numbering import numbering_ground, types_of
from tinhgon.documents.queries.visible import SORTED, first_of, newest_first, visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post, WorkField

PAGE_SIZE = 50
CAP = 1000

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mine": ("Cần tôi xử lý", ()),
    "drafts": ("Dự thảo", (OutgoingState.DRAFT,)),
    "submitted": ("Đang trình", (OutgoingState.SUBMITTED,)),
    "to-sign": ("Chờ ký", (OutgoingState.APPROVED,)),
    "to-number": ("Chờ cấp số", (OutgoingState.SIGNED,)),
    "to-issue": ("Chờ phát hành", (OutgoingState.NUMBERED, OutgoingState.COSIGNED)),
    "issued": ("Đã phát hành", (OutgoingState.ISSUED, OutgoingState.WITHDRAWN)),
    "internal": ("Nội bộ", ()),
    "all": ("Tất cả", ()),
}


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    count: int
    is_on: bool

    @property
    def shown(self) -> str:
        return "1.000+" if self.count > CAP else f"{self.count:,}".replace(",", ".")


@dataclass(frozen=True)
class OutgoingPage:
    tabs: list[Tab]
    rows: list[Document]
    next_key: int | None


def outgoing_papers(actor: Actor) -> QuerySet[Document]:
    return visible_to(actor).exclude(flow=Flow.INCOMING)


def outgoing_page(actor: Actor, tab: str, after: int | None = None, words: str = "") -> OutgoingPage:
    """One page of a tab, newest first, with the capped counts of all tabs."""
    order = newest_first(outgoing_papers(actor))
    counts = _counts(actor, order)
    tabs = [Tab(key, label, counts[key], key == tab) for key, (label, _states) in TABS.items()]
    rows = _tab(actor, tab)
    if words:
        rows = rows.filter(Q(subject__icontains=words) | Q(code__icontains=words))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = first_of(rows, order if tab in _LONG else SORTED, PAGE_SIZE + 1)
    page = list(found.select_related("type", "drafter", "waits_for__post"))
    has_more = len(page) > PAGE_SIZE
    page = page[:PAGE_SIZE]
    put_marks(actor, page)
    return OutgoingPage(tabs, page, page[-1].pk if has_more else None)


# The tabs that grow with the years; in the others there is what waits.
_LONG = ("issued", "internal", "all")


def _counts(actor: Actor, order: OrderBy) -> dict[str, int]:
    """Of every tab, up to CAP + 1. The long ones in the order of the list: the newest papers are met first and the
    rest is never looked at. What is on its way is few, and counted by state at once."""
    by_state = Counter(
        dict(
            outgoing_papers(actor)
            .filter(state__in=ON_ITS_WAY)
            .order_by()
            .values_list("state")
            .annotate(count=Count("pk"))
        )
    )
    counts = {key: sum(by_state[state] for state in states) for key, (_label, states) in TABS.items()}
    for key in ("mine", *_LONG):
        counts[key] = _tab(actor, key).order_by(order if key in _LONG else SORTED).values("pk")[: CAP + 1].count()
    return {key: min(count, CAP + 1) for key, count in counts.items()}


def _tab(actor: Actor, key: str) -> QuerySet[Document]:
    rows = outgoing_papers(actor)
    if key == "mine":
        own = Post.objects.filter(principal_id__in=sorted(actor.queue_ids)).values("pk")
        # Of those asked at once the paper itself names the first.
        asked = ApprovalStep.objects.filter(state=StepState.CURRENT, post__in=own).values("document_id")
        todo = Q(waits_for_id__in=sorted(actor.principals - actor.away_ids)) | Q(
            state=OutgoingState.DRAFT, drafter_id__in=own
        )
        todo |= Q(state=OutgoingState.SUBMITTED, pk__in=asked)
        return rows.filter(todo)
    if key == "internal":
        return rows.filter(flow=Flow.INTERNAL)
    states = TABS[key][1]
    return rows.filter(state__in=states) if states else rows


@dataclass(frozen=True)
class ApprovalRow:
    step: ApprovalStep
    document: Document


def approvals(actor: Actor, limit: int = 200) -> list[ApprovalRow]:
    """Papers whose step waits for one of the actor's posts, in whatever agency (one queue over all posts)."""
    steps = (
        ApprovalStep.objects.filter(
            state=StepState.CURRENT,
            post__principal_id__in=sorted(actor.queue_ids),
            document__state=OutgoingState.SUBMITTED,
            document__in=visible_to(actor),
        )
        .select_related("document__type", "document__drafter", "post")
        .order_by("document__reply_due_at", "id")[:limit]
    )
    return [ApprovalRow(step, step.document) for step in steps]


@dataclass(frozen=True)
class Desk:
    """The queue of a leader, as the secretary sees it."""

    leader: str
    rows: list[ApprovalRow]


def desks(actor: Actor, limit: int = 200) -> list[Desk]:
    """What waits for the leaders the actor is secretary to: seen and prepared, not decided (office-practice C 30)."""
    posts = {post.pk: post for post in Post.objects.filter(principal_id__in=sorted(actor.desk_ids))}
    steps = (
        ApprovalStep.objects.filter(
            state=StepState.CURRENT, post_id__in=posts, document__state=OutgoingState.SUBMITTED,
            document__in=visible_to(actor),
        )
        .select_related("document__type", "document__drafter", "post")
        .order_by("document__reply_due_at", "id")[:limit]
    )  # fmt: skip
    names = organisation.holders(list(posts), actor.on)
    rows = list(steps)
    return [
        Desk(
            f"{names.get(pk, '')}, {post.title}".strip(", "),
            [ApprovalRow(s, s.document) for s in rows if s.post_id == pk],
        )
        for pk, post in posts.items()
    ]


def own_absences(actor: Actor) -> list[str]:
    """Who has the queue of the actor's own posts during leave, to be shown where it is missed."""
    posts = dict(Post.objects.filter(principal_id__in=sorted(actor.away_ids)).values_list("pk", "title"))
    return [f"{posts[pk]}: {words}" for pk, words in organisation.stand_in_names(posts, actor.on).items()]


def outgoing_counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    """What the side bar shows: papers that wait for the actor, and whether one of them is urgent."""
    waiting = (
        visible_to(actor).exclude(flow=Flow.INCOMING).filter(waits_for_id__in=sorted(actor.principals - actor.away_ids))
    )
    steps = ApprovalStep.objects.filter(
        state=StepState.CURRENT,
        post__principal_id__in=sorted(actor.queue_ids),
        document__state=OutgoingState.SUBMITTED,
    )
    rows = list(waiting.exclude(state=OutgoingState.SUBMITTED).values_list("urgency", flat=True)[:100])
    asked = list(steps.values_list("document__urgency", flat=True)[:100])
    return {"outgoing": (len(rows), any(rows)), "approvals": (len(asked), any(asked))}


def kinds_to_draft(actor: Actor) -> list[tuple[str, str]]:
    """What may be drafted in the name of which body on the actor's day: ("body|code|name", words)."""
    bodies = list(organisation.issuing_bodies(actor.agency_id, actor.on).select_related("unit"))
    names = organisation.unit_names([body.unit_id for body in bodies if body.unit_id], actor.on)
    kinds = types_of(bodies, actor.on).order_by("order", "id")
    return [
        (
            f"{body.pk}|{kind.code}|{kind.name}",
            kind.name if len(bodies) == 1 else f"{kind.name} · {names.get(body.unit_id or 0, body.name)}",
        )
        for body in bodies
        for kind in kinds
        if kind.rule_set == body.rule_set or body.symbol in kind.for_symbols
    ]


def fields_of_work(agency_id: int) -> list[tuple[int, str]]:
    return list(WorkField.objects.filter(agency_id=agency_id).order_by("name").values_list("id", "name"))


@dataclass(frozen=True)
class Proposed:
    """What the form of a signature or a number starts with."""

    signer_name: str
    signer_title: str
    next_code: str


def proposed(document: Document, on: date) -> Proposed:
    """The signer by the approved step; the number the paper would get now (nothing is held by asking)."""
    step = (
        document.steps.filter(kind=StepKind.SIGNATURE, state=StepState.APPROVED)
        .select_related("post")
        .order_by("-round", "-ordinal")
        .first()
    )
    name = organisation.holders([step.post_id], on).get(step.post_id, "") if step else ""
    title = signing.signing_title(document, step.post, on) if step else ""
    return Proposed(name, title, _next_code(document, on))


def _next_code(document: Document, on: date) -> str:
    ground = numbering_ground(document, on)
    if ground is None or ground.book is None:
        return ""
    shown = numbers.printed(books.expected_number(ground.book, on))
    return rules.code(ground.rule_set, shown, ground.symbol, on.year)


def letter_kind(actor: Actor) -> str:
    """The kind a new draft starts with: a công văn, the commonest paper."""
    kinds = [value for value, _words in kinds_to_draft(actor)]
    return next((value for value in kinds if value.split("|")[1] == "CV"), kinds[0] if kinds else "")


def recipient_lines(document: Document) -> list[dict[str, object]]:
    """The recipients as the form shows them."""
    return [
        {"role": row.role, "body": row.body_id, "name": "" if row.body_id else row.name, "copies": row.copies}
        for row in document.recipients.order_by("ordinal")
    ]


def issue_effect(document: Document) -> str:
    """What issuing will do, in numbers."""
    rows = list(document.recipients.all())
    inside = sum(row.body_id is not None and row.agency_id != document.agency_id for row in rows)
    outside = len(rows) - inside
    if not rows:
        return "Chưa có nơi nhận. Thêm nơi nhận trước khi phát hành."
    parts = [f"{inside} nơi nhận trong hệ thống nhận ngay"] if inside else []
    parts += [f"{outside} nơi nhận gửi giấy hoặc kênh khác"] if outside else []
    return f"{', '.join(parts)}. Sau khi phát hành chỉ có thể thu hồi hoặc thay thế."


def step_on_desk(actor: Actor, document: Document) -> ApprovalStep | None:
    """The step of a paper that waits for a leader the actor is secretary to."""
    rows = document.steps.filter(state=StepState.CURRENT, post__principal_id__in=sorted(actor.desk_ids))
    return rows.select_related("post").first() if actor.desk_ids else None


def current_step(actor: Actor, document: Document) -> ApprovalStep | None:
    """The step that waits for the actor, else the first that waits for anybody, else an opinion still to be given."""
    asked = document.steps.filter(state__in=(StepState.CURRENT, StepState.PASSED))
    steps = list(asked.select_related("post").order_by("state", "ordinal"))
    own = [step for step in steps if step.post.principal_id in actor.post_ids]
    return next(iter(own or steps), None)
