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
from tinhgon.documents.choices import Quorum, StepKind, StepRule
from tinhgon.documents.models import ApprovalRoute
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Post


@dataclass(frozen=True)
class RouteLine:
    """One step: what is asked for, of whom, and whether at once with the step before; of an opinion, who of those asked
    at once is enough, and how long it is waited for."""

    kind: str
    rule: str = StepRule.HEAD_OF_DRAFTER
    post_id: int | None = None
    is_together: bool = False
    quorum: str = Quorum.ALL
    wait: str = ""


@transaction.atomic
def set_route(
    actor: Actor, type_code: str, lines: Sequence[RouteLine], at: datetime, *, known_version: str | None = None
) -> None:
    """The way of a type ("" for all without one of their own) is these steps from now on. `known_version` is what the
    actor saw: somebody else's change in between is not written over."""
    require(rules.can_set_routes(actor))
    before = _locked(actor, type_code)
    wanted = _rows(lines)
    if [(row.kind, row.rule, row.post_id, row.place, row.quorum, row.wait) for row in before] == wanted:
        return
    if known_version is not None and known_version != queries.version_of(before):
        raise Refused("Người khác vừa sửa tuyến trình này. Mở lại trang để xem rồi sửa tiếp.", code="changed")
    if type_code and type_code not in dict(queries.types_with_routes(actor)):
        raise Refused("Cơ quan không ban hành loại văn bản này. Chọn loại khác.", field="type_code")
    require(rules.is_sound_route([row[0] for row in wanted], [row[3] for row in wanted]))
    posts = _posts(actor, wanted)
    ApprovalRoute.objects.filter(pk__in=[row.pk for row in before]).delete()
    rows = ApprovalRoute.objects.bulk_create(
        ApprovalRoute(
            agency_id=actor.agency_id,
            type_code=type_code,
            ordinal=n,
            kind=kind,
            rule=rule,
            post=posts.get(post_id),
            stage=place,
            quorum=quorum,
            wait=wait,
        )
        for n, (kind, rule, post_id, place, quorum, wait) in enumerate(wanted, 1)
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


# kind, rule, post, place, quorum, wait
_Row = tuple[str, str, int | None, int, str, str]


def _rows(lines: Sequence[RouteLine]) -> list[_Row]:
    """The lines with their places: one asked at once stands where the one before it stands."""
    found: list[_Row] = []
    for line in lines:
        place = found[-1][3] + (not line.is_together) if found else 1
        post_id = None if line.rule == StepRule.HEAD_OF_DRAFTER else line.post_id
        found.append((line.kind, line.rule, post_id, place, line.quorum, " ".join(line.wait.split())))
    return found


def _posts(actor: Actor, wanted: Sequence[_Row]) -> dict[int | None, Post]:
    rows = Post.objects.filter(organisation.in_force(actor.on), agency_id=actor.agency_id)
    posts: dict[int | None, Post] = {post.pk: post for post in rows.filter(pk__in=[row[2] for row in wanted if row[2]])}
    for n, (kind, rule, post_id, _place, quorum, wait) in enumerate(wanted, 1):
        if kind not in StepKind.values or rule not in StepRule.values or quorum not in Quorum.values:
            raise Refused(f"Bước {n}: chọn việc của bước và người được giao.", field="lines")
        if rule == StepRule.POST and post_id not in posts:
            raise Refused(f"Bước {n}: chọn một vị trí đang hoạt động của cơ quan.", field="lines")
        verdict = rules.is_sound_step(kind, quorum, wait, posts.get(post_id))
        if not verdict:
            raise Refused(f"Bước {n}: {verdict.reason}", field="lines")
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
    found = []
    for row, before in zip(rows, [None, *rows], strict=False):
        words = f"{StepKind(row.kind).label}: {row.post.title if row.post else StepRule.HEAD_OF_DRAFTER.label}"
        more = [
            "cùng lúc với bước trên" if before is not None and before.place == row.place else "",
            Quorum.ANY.label.lower() if row.quorum == Quorum.ANY else "",
            f"không chờ quá {row.wait}" if row.wait else "",
        ]
        found.append(", ".join([words, *filter(None, more)]))
    return found
