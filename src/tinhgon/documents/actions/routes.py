"""The agency's ways of approval as rows: set as a whole per type of paper, with the rows before kept in history. Papers
on their way keep the steps they have. Refuses ways that end without a signature and posts that are no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.identity.models import Agency
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.choices import StepKind, StepRule
from tinhgon.documents.models import ApprovalRoute
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post


@dataclass(frozen=True)
class RouteLine:
    """One step: what is asked for, and of whom."""

    kind: str
    rule: str = StepRule.HEAD_OF_DRAFTER
    post_id: int | None = None


@transaction.atomic
def set_route(
    actor: Actor, type_code: str, lines: Sequence[RouteLine], at: datetime, *, known_version: str | None = None
) -> None:
    """The way of a type ("" for all without one of their own) is these steps from now on. `known_version` is what the
    actor saw: somebody else's change in between is not written over."""
    require(rules.can_set_routes(actor))
    before = _locked(actor, type_code)
    wanted = [(line.kind, line.rule, None if line.rule == StepRule.HEAD_OF_DRAFTER else line.post_id) for line in lines]
    if [(row.kind, row.rule, row.post_id) for row in before] == wanted:
        return
    if known_version is not None and known_version != queries.version_of(before):
        raise Refused("Người khác vừa sửa tuyến trình này. Mở lại trang để xem rồi sửa tiếp.", code="changed")
    if type_code and type_code not in dict(queries.types_with_routes(actor)):
        raise Refused("Cơ quan không ban hành loại văn bản này. Chọn loại khác.", field="type_code")
    require(rules.is_sound_route([line.kind for line in lines]))
    posts = _posts(actor, wanted)
    ApprovalRoute.objects.filter(pk__in=[row.pk for row in before]).delete()
    rows = ApprovalRoute.objects.bulk_create(
        ApprovalRoute(
            agency_id=actor.agency_id, type_code=type_code, ordinal=n, kind=kind, rule=rule, post=posts.get(post_id)
        )
        for n, (kind, rule, post_id) in enumerate(wanted, 1)
    )
    _record(actor, "documents.set_route", type_code, at, before, rows)


@transaction.atomic
def drop_route(actor: Actor, type_code: str, at: datetime) -> None:
    """A type goes the general way again. Dropped twice is dropped once."""
    require(rules.can_set_routes(actor))
    if not type_code:
        raise Refused("Tuyến trình chung không bỏ được. Sửa các bước của tuyến.", field="type_code")
    before = _locked(actor, type_code)
    if before:
        ApprovalRoute.objects.filter(pk__in=[row.pk for row in before]).delete()
        _record(actor, "documents.drop_route", type_code, at, before, [])


def _locked(actor: Actor, type_code: str) -> list[ApprovalRoute]:
    """The rows as they are; a second officer waits for the first."""
    Agency.objects.select_for_update(no_key=True).get(pk=actor.agency_id)
    rows = ApprovalRoute.objects.filter(agency_id=actor.agency_id, type_code=type_code)
    return list(rows.select_related("post").order_by("ordinal"))


def _posts(actor: Actor, wanted: Sequence[tuple[str, str, int | None]]) -> dict[int | None, Post]:
    rows = Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
    posts: dict[int | None, Post] = {post.pk: post for post in rows.filter(pk__in=[pk for *_, pk in wanted if pk])}
    for n, (kind, rule, post_id) in enumerate(wanted, 1):
        if kind not in StepKind.values or rule not in StepRule.values:
            raise Refused(f"Bước {n}: chọn việc của bước và người được giao.", field="lines")
        if rule == StepRule.POST and post_id not in posts:
            raise Refused(f"Bước {n}: chọn một vị trí đang hoạt động của cơ quan.", field="lines")
    return posts


def _record(
    actor: Actor,
    verb: str,
    type_code: str,
    at: datetime,
    before: Sequence[ApprovalRoute],
    after: Sequence[ApprovalRoute],
) -> None:
    detail = {"type_code": type_code, "was": _words(before), "is": _words(after)}
    label = f"Tuyến trình {type_code}" if type_code else "Tuyến trình chung"
    audit.record(
        actor, verb, "approval_route", actor.agency_id, label, at, home=actor.agency_id, detail=detail
    )  # fmt: skip


def _words(rows: Sequence[ApprovalRoute]) -> list[str]:
    """The steps as history tells them, also when the posts have long been gone."""
    return [
        f"{StepKind(row.kind).label}: {row.post.title if row.post else StepRule.HEAD_OF_DRAFTER.label}" for row in rows
    ]
