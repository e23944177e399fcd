"""The ways of approval an agency keeps: the rows of each, what is the matter with a step on a day, the steps a draft
would take, and what a new agency is offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinhgon.core.actor import Actor
from tinhgon.core.web.rules import Option
from tinhgon.documents import rules
from tinhgon.documents.choices import Quorum, StepKind, StepRule
from tinhgon.documents.models import ApprovalRoute, Document, DocumentType
from tinhgon.documents.queries.addressing import nearest_head
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import Post

NOBODY_ABOVE = "Đơn vị soạn thảo chưa có người phụ trách. Đề nghị bộ phận tổ chức bố trí trước."


@dataclass(frozen=True)
class RouteStep:
    """A row as people read it; `problem` says why papers cannot or may not get past it, and what to do."""

    kind: str
    rule: str
    post_id: int | None
    title: str
    holder: str = ""
    problem: str = ""
    is_blocking: bool = False
    stage: int = 0
    is_together: bool = False
    quorum: str = Quorum.ALL
    wait: str = ""

    @property
    def label(self) -> str:
        return StepKind(self.kind).label

    @property
    def terms(self) -> str:
        """How long and for whom an opinion is waited, in words."""
        any_words = Quorum.ANY.label.lower() if self.quorum == Quorum.ANY else ""
        return " · ".join(filter(None, [any_words, f"không chờ quá {self.wait}" if self.wait else ""]))


@dataclass(frozen=True)
class Route:
    """The way of one type of paper; `type_code` is "" for every type without a way of its own. `version` changes with
    every change."""

    type_code: str
    name: str
    version: str
    steps: list[RouteStep]

    @property
    def is_broken(self) -> bool:
        return any(step.problem for step in self.steps)


def approval_route(document: Document) -> list[ApprovalRoute]:
    """The rows for the type of paper, else the general ones of the agency."""
    rows = ApprovalRoute.objects.filter(agency_id=document.agency_id).select_related("post").order_by("ordinal")
    code = document.type.code if document.type else ""
    return [row for row in rows if row.type_code == code] or [row for row in rows if not row.type_code]


def steps_ahead(document: Document, on: date) -> list[RouteStep]:
    """The steps the draft would take if it were submitted now."""
    rows = approval_route(document)
    needs_head = any(row.rule == StepRule.HEAD_OF_DRAFTER for row in rows)
    head = nearest_head(document.owner_unit_id, on) if needs_head else None
    posts = [head if row.rule == StepRule.HEAD_OF_DRAFTER else row.post for row in rows]
    names = organisation.holders([post.pk for post in posts if post], on)
    steps = [
        RouteStep(row.kind, row.rule, None, "Chưa có người phụ trách", "", NOBODY_ABOVE, True)
        if post is None and row.rule == StepRule.HEAD_OF_DRAFTER
        else _step(row.kind, row.rule, post, names, on)
        for row, post in zip(rows, posts, strict=True)
    ]
    return _placed(rows, steps)


def why_not_to_submit(document: Document, on: date) -> str:
    """What stands in the way of submitting the draft, and what to do about it; "" when nothing does."""
    steps = steps_ahead(document, on)
    if StepKind.SIGNATURE not in [step.kind for step in steps]:
        return f"Tuyến trình chưa có bước ký. Đề nghị {rules.ROUTE_KEEPERS} đặt ở trang Tổ chức, mục Tuyến trình."
    return next((f"Bước {n} ({step.label}): {step.problem}" for n, step in enumerate(steps, 1) if step.is_blocking), "")


def approval_routes(actor: Actor) -> list[Route]:
    """The agency's ways: the general one first, even when it is empty, then those of single types."""
    rows: dict[str, list[ApprovalRoute]] = {"": []}
    for row in (
        ApprovalRoute.objects.filter(agency_id=actor.agency_id).select_related("post").order_by("type_code", "ordinal")
    ):
        rows.setdefault(row.type_code, []).append(row)
    names = dict(types_with_routes(actor))
    held = organisation.holders([row.post_id for found in rows.values() for row in found if row.post_id], actor.on)
    return [
        Route(
            code,
            names.get(code, code) if code else "Mọi loại văn bản",
            version_of(found),
            _placed(
                found,
                [
                    RouteStep(row.kind, row.rule, None, StepRule.HEAD_OF_DRAFTER.label)
                    if row.rule == StepRule.HEAD_OF_DRAFTER
                    else _step(row.kind, row.rule, row.post, held, actor.on)
                    for row in found
                ],
            ),
        )
        for code, found in rows.items()
    ]


def _placed(rows: Sequence[ApprovalRoute], steps: Sequence[RouteStep]) -> list[RouteStep]:
    """The steps with where they stand: the number people count by, and whether at once with the step before."""
    found: list[RouteStep] = []
    for row, step, before in zip(rows, steps, [None, *rows], strict=False):
        is_together = before is not None and before.place == row.place
        stage = (found[-1].stage if found else 0) + (not is_together)
        found.append(replace(step, stage=stage, is_together=is_together, quorum=row.quorum, wait=row.wait))
    return found


def version_of(rows: Sequence[ApprovalRoute]) -> str:
    """Rows are written anew with every change, so their numbers tell one state from another."""
    return "-".join(str(row.pk) for row in rows)


def types_with_routes(actor: Actor) -> list[tuple[str, str]]:
    """Types that may have a way of their own: (code, name), those of the agency's bodies."""
    rule_sets = set(organisation.issuing_bodies(actor.agency_id, actor.on).values_list("rule_set", flat=True))
    rule_sets.add(organisation.profile(actor.agency_id).rule_set)
    rows = DocumentType.objects.filter(organisation.in_force(actor.on), rule_set__in=rule_sets).exclude(code="")
    found: dict[str, str] = {}
    for code, name in rows.order_by("order", "id").values_list("code", "name"):
        found.setdefault(code, name)
    return list(found.items())


def suggested_route(actor: Actor) -> Route:
    """What a new agency is offered: head of the drafting unit, chief of office, leader; a post that is not there yet
    is left to be chosen."""
    posts = Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
    ranked = posts.order_by("-is_head", "order", "id")
    chief = ranked.filter(roles__contains=[Role.CHIEF_OF_OFFICE]).first()
    leader = ranked.filter(roles__contains=[Role.LEADER]).first()
    held = organisation.holders([post.pk for post in (chief, leader) if post], actor.on)
    steps = [RouteStep(StepKind.CONTENT, StepRule.HEAD_OF_DRAFTER, None, StepRule.HEAD_OF_DRAFTER.label)]
    if chief:
        steps.append(_step(StepKind.FORMAT, StepRule.POST, chief, held, actor.on))
    steps.append(_step(StepKind.SIGNATURE, StepRule.POST, leader, held, actor.on))
    return Route("", "Mọi loại văn bản", "", [replace(step, stage=n) for n, step in enumerate(steps, 1)])


def posts_on_routes(actor: Actor) -> list[Option]:
    """Posts of the agency that a step may be given to; one without a holder says so."""
    return [
        Option(s.post_id, s.holder or "Chưa có người", f"{s.title} · {s.unit_name}")
        for s in organisation.seats(actor.agency_id, actor.on)
    ]


def _step(kind: str, rule: str, post: Post | None, names: dict[int, str], on: date) -> RouteStep:
    if post is None:
        return RouteStep(kind, rule, None, "Chưa chọn vị trí", "", _set_another("chưa có vị trí nào"), True)
    if post.ends_on is not None and post.ends_on <= on:
        problem = _set_another(f"vị trí này đã kết thúc ngày {post.ends_on:%d/%m/%Y}")
        return RouteStep(kind, rule, post.pk, post.title, "", problem, True)
    holder = names.get(post.pk, "")
    problem = "" if holder else "Vị trí này chưa có người giữ; văn bản sẽ chờ ở đây."
    return RouteStep(kind, rule, post.pk, post.title, holder, problem)


def _set_another(why: str) -> str:
    return f"{why[0].upper()}{why[1:]}. Đề nghị {rules.ROUTE_KEEPERS} đặt vị trí khác ở trang Tổ chức, mục Tuyến trình."
