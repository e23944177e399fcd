"""Sending a draft up: the rows of its route, with those put on this one paper, become a round. Refuses ways that end
without a signature, posts that are no more, and rows nobody gave the drafter the right to add."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import briefing, papers, readers
from tinhgon.documents.actions.approval import checking, rounds
from tinhgon.documents.choices import OutgoingState, StepKind, StepRule, StepState
from tinhgon.documents.models import ApprovalRoute, ApprovalStep, Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post


@dataclass(frozen=True)
class Added:
    """A row beside the route: an appraisal by another unit, an opinion."""

    kind: str
    post_id: int
    wait: str = ""


@transaction.atomic
def submit(
    actor: Actor,
    document_id: int,
    at: datetime,
    *,
    opinions_from: Sequence[int] = (),
    added: Sequence[Added] = (),
) -> Document:
    """Send the draft up its route; `opinions_from` are posts asked for an opinion at once before the signature, `added`
    rows of this one paper (NĐ 30/2020 điều 10, 11). Its phiếu trình, where it has one, goes up with it."""
    briefing.lock_beneath(document_id)
    document = papers.locked(actor, document_id)
    if document.state == OutgoingState.SUBMITTED:
        return document
    require(rules.can_submit(actor, document))
    if added:
        require(rules.can_add_step(actor, document))
    version = rounds.last_draft(document)
    checking.require_check(document, version)
    steps = _steps(document, actor, [*added, *(Added(StepKind.OPINION, post) for post in opinions_from)])
    ApprovalStep.objects.bulk_create(steps)
    readers.compile_readers(document, actor.on, [step.post.principal_id for step in steps])
    briefing.go_up(actor, document, steps, at)
    rounds.open_next(actor, document, at)
    return lifecycle.advance(
        actor, document, "submit", at, detail={"version": version.ordinal}, waits_for_id=document.waits_for_id
    )


@transaction.atomic
def add_step(actor: Actor, document_id: int, row: Added, at: datetime) -> ApprovalStep:
    """Put one more row on a paper under way, asked at once with those asked now; the same row again is the same act."""
    document = papers.locked(actor, document_id)
    require(rules.can_add_step(actor, document))
    if document.state != OutgoingState.SUBMITTED:
        raise Refused("Văn bản chưa trình. Thêm bước ngay ở trang Trình.", code="wrong_state")
    steps = rounds.last_round(document)
    post = _posts(document, actor, [row])[row.post_id]
    for step in steps:
        if (step.kind, step.post_id) == (row.kind, post.pk) and step.state in (StepState.WAITING, StepState.CURRENT):
            return step
    asked = rules.asked_now(steps)
    if not asked or asked[0].kind == StepKind.SIGNATURE:
        raise Refused("Văn bản đang chờ ký nên không thêm bước được. Rút lại rồi trình lại với bước này.")
    step = ApprovalStep.objects.create(
        document=document,
        round=steps[0].round,
        ordinal=max(step.ordinal for step in steps) + 1,
        stage=asked[0].place,
        kind=row.kind,
        post=post,
        wait=row.wait,
        added_by=actor.label,
    )
    readers.compile_readers(document, actor.on, [post.principal_id])
    rounds.open_next(actor, document, at)
    document.save(update_fields=["waits_for"])
    detail = {"step": f"{StepKind(row.kind).label}: {post.title}"}
    rounds.record(actor, "documents.add_step", document, at, detail)
    step.refresh_from_db()
    return step


def _steps(document: Document, actor: Actor, added: Sequence[Added]) -> list[ApprovalStep]:
    if problem := queries.why_not_to_submit(document, actor.on):
        raise Refused(problem, code="no_route")
    posts = _posts(document, actor, added)
    rows = [
        ApprovalStep(kind=route.kind, post=_post_of(route, document, actor), quorum=route.quorum, wait=route.wait,
                     stage=route.place)
        for route in queries.approval_route(document)
    ]  # fmt: skip
    signed = [row for row in rows if row.kind == StepKind.SIGNATURE]
    before = [row for row in rows if row.kind != StepKind.SIGNATURE]
    # What is added stands between the route and the signature: appraisals first, then opinions, each kind at once.
    place = max((row.stage or 0 for row in before), default=0)
    for kind in rules.ADDED_KINDS:
        more = [row for row in added if row.kind == kind]
        place += bool(more)
        before += [
            ApprovalStep(kind=kind, post=posts[row.post_id], wait=row.wait, stage=place, added_by=actor.label)
            for row in more
        ]
    for row in signed:
        place += 1
        row.stage = place
    return _numbered(document, [*before, *signed])


def _numbered(document: Document, steps: list[ApprovalStep]) -> list[ApprovalStep]:
    number = max((step.round for step in document.steps.all()), default=0) + 1
    for ordinal, step in enumerate(steps, 1):
        step.document, step.round, step.ordinal = document, number, ordinal
        # Nobody initials their own draft twice; the signature is never skipped.
        is_own = step.post_id == document.drafter_id and step.kind != StepKind.SIGNATURE
        step.state = StepState.SKIPPED if is_own else StepState.WAITING
    return steps


def _posts(document: Document, actor: Actor, added: Sequence[Added]) -> dict[int, Post]:
    ids = {row.post_id for row in added}
    found = Post.objects.filter(organisation.in_force(actor.on), pk__in=ids, agency_id=document.agency_id)
    posts = {post.pk: post for post in found}
    if len(posts) != len(ids):
        raise Refused("Có vị trí được xin ý kiến không còn hoạt động. Chọn lại.", field="opinions_from")
    for row in added:
        if row.kind not in rules.ADDED_KINDS:
            raise Refused("Chỉ thêm được bước “Thẩm định” hoặc “Cho ý kiến”.", field="kind")
        verdict = rules.is_sound_step(row.kind, "all", row.wait, posts[row.post_id])
        if not verdict:
            raise Refused(f"{verdict.reason[0].upper()}{verdict.reason[1:]}", field="wait")
    return posts


def _post_of(route: ApprovalRoute, document: Document, actor: Actor) -> Post:
    found = queries.nearest_head(document.owner_unit_id, actor.on) if route.rule != StepRule.POST else route.post
    assert found is not None, "what stands in the way was said before"
    return found
