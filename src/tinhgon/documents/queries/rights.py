"""The visibility matrix as it is read: rows on a day with what they mean in words, bounds, proposals, runs. Names
posts, units and roles; never a paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.identity.models import Principal
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.rules import Option
from tinhgon.documents.choices import CompileState, RightsKind, RightsState, Scope
from tinhgon.documents.models import ReadersRun, RightsBound, RightsChange, VisibilityRule
from tinhgon.documents.queries import addressing, granting
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty, Role
from tinhgon.organisation.models import DutyGrant, IssuingBody, Post, RolePrincipal, Unit, WorkField

# A row of scope "case" comes and goes with its grant (`actions.granting`): nobody proposes it by itself.
SCOPES = (
    (Scope.REGISTER.value, Scope.REGISTER.label),
    (Scope.BODY.value, Scope.BODY.label),
    (Scope.UNIT.value, "Văn bản do đơn vị mình giữ"),
    (Scope.FIELD.value, Scope.FIELD.label),
)
SCOPE_WORDS: dict[str, str] = dict(Scope.choices) | dict(SCOPES) | {Scope.CASE.value: "Văn bản được ghi tên"}
_CHANGES = 50
_ORDER = (
    PrincipalKind.ROLE,
    PrincipalKind.UNIT,
    PrincipalKind.POST,
    PrincipalKind.PERSON,
    PrincipalKind.BODY,
    PrincipalKind.GRANT,
)


@dataclass(frozen=True)
class MatrixFilter:
    on: date
    kind: str = ""
    scope: str = ""
    flow: str = ""
    restricted: str = ""
    words: str = ""


@dataclass(frozen=True)
class MatrixRow:
    pk: int
    principal: str
    kind: str
    kind_label: str
    scope: str
    scope_label: str
    flow_label: str
    body: str
    field: str
    includes_restricted: bool
    starts_on: date
    ends_on: date | None
    approved_by: str
    # Which bound the row crosses on the day, as when a post was given another role later.
    beyond: str
    is_ending: bool


def matrix(actor: Actor, narrowed: MatrixFilter) -> list[MatrixRow]:
    """The rows in force on a day: roles first, then units, posts, by name."""
    rules = VisibilityRule.objects.filter(organisation.in_force(narrowed.on), agency_id=actor.agency_id)
    if narrowed.scope:
        rules = rules.filter(scope=narrowed.scope)
    if narrowed.flow:
        rules = rules.filter(flow__in=["", narrowed.flow])
    if narrowed.restricted:
        rules = rules.filter(includes_restricted=narrowed.restricted == "co")
    if narrowed.kind:
        rules = rules.filter(principal__kind=narrowed.kind)
    found = list(rules.select_related("principal", "body", "field"))
    names = principal_names([rule.principal_id for rule in found], narrowed.on)
    ending = set(
        RightsChange.objects.filter(
            agency_id=actor.agency_id, kind=RightsKind.END, state=RightsState.PROPOSED
        ).values_list("rule_id", flat=True)
    )
    bounds, roles = bounds_on(narrowed.on), roles_of_principals([rule.principal_id for rule in found])
    rows = [
        MatrixRow(
            rule.pk,
            names.get(rule.principal_id, ""),
            rule.principal.kind,
            PrincipalKind(rule.principal.kind).label,
            rule.scope,
            SCOPE_WORDS[rule.scope],
            rule.get_flow_display() or "Mọi luồng",
            addressing.body_name(rule.body) if rule.body else "",
            rule.field.name if rule.field else "",
            rule.includes_restricted,
            rule.starts_on,
            rule.ends_on,
            rule.approved_by,
            crossed(bounds, roles.get(rule.principal_id, []), rule.scope, rule.includes_restricted),
            rule.pk in ending,
        )
        for rule in found
    ]
    words = narrowed.words.casefold()
    kept = [row for row in rows if words in row.principal.casefold()]
    return sorted(kept, key=lambda row: (_ORDER.index(PrincipalKind(row.kind)), row.principal, row.scope, row.pk))


def principal_names(ids: Iterable[int], on: date) -> dict[int, str]:
    """How principals are called on a day: a post with its unit and holder, a unit, a role, who reads for a time."""
    wanted = list(set(ids))
    posts = list(Post.objects.filter(principal_id__in=wanted))
    units = list(Unit.objects.filter(principal_id__in=wanted).values_list("principal_id", "pk"))
    unit_names = organisation.unit_names([*{p.unit_id for p in posts}, *(pk for _, pk in units)], on)
    held = organisation.holders([post.pk for post in posts], on)
    found = {
        post.principal_id: " · ".join(
            part for part in (post.title, unit_names.get(post.unit_id, ""), held.get(post.pk, "")) if part
        )
        for post in posts
    }
    found |= {principal: unit_names.get(pk, "") for principal, pk in units}
    roles = RolePrincipal.objects.filter(principal_id__in=wanted).values_list("principal_id", "role")
    found |= {principal: Role(role).label for principal, role in roles}
    people = Principal.objects.filter(pk__in=wanted, person__isnull=False).values_list("pk", "person__full_name")
    return found | dict(people) | granting.grant_names(wanted)


def roles_of_principals(ids: Iterable[int]) -> dict[int, list[str]]:
    """Whose eyes a principal's papers meet, as roles: a post's own, the role itself; a unit is read by its head."""
    wanted = list(set(ids))
    found: dict[int, list[str]] = dict(
        Post.objects.filter(principal_id__in=wanted).values_list("principal_id", "roles")
    )
    found |= {
        p: [r] for p, r in RolePrincipal.objects.filter(principal_id__in=wanted).values_list("principal_id", "role")
    }
    units = Unit.objects.filter(principal_id__in=wanted).values_list("principal_id", flat=True)
    return found | {principal: [Role.UNIT_HEAD.value] for principal in units}


def bounds_on(on: date) -> list[RightsBound]:
    return list(RightsBound.objects.filter(organisation.in_force(on)).order_by("role", "pk"))


def crossed(bounds: list[RightsBound], roles: list[str], scope: str, includes_restricted: bool) -> str:
    """Why these roles may not be shown so much; empty when they may."""
    reasons = {
        role: [
            bound
            for bound in bounds
            if bound.role == role and bound.scope in ("", scope) and (includes_restricted or not bound.restricted_only)
        ]
        for role in roles
    }
    absolute = [bound for found in reasons.values() for bound in found if bound.is_absolute]
    if absolute:
        return absolute[0].reason
    if reasons and all(reasons.values()):
        return next(iter(reasons.values()))[0].reason
    return ""


def rights_changes(actor: Actor, state: str = "") -> QuerySet[RightsChange]:
    """The newest proposals of the agency."""
    rows = RightsChange.objects.filter(agency_id=actor.agency_id).select_related("body", "field", "principal")
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-pk")[:_CHANGES]


def in_words(row: RightsChange | VisibilityRule, on: date, name: str = "") -> str:
    """A row of the matrix as a sentence: for proposals, history and reasons."""
    who = name or principal_names([row.principal_id], on).get(row.principal_id, "")
    reach = SCOPE_WORDS[row.scope].lower()
    parts = [f"{who}: {reach}", Flow(row.flow).label.lower() if row.flow else "mọi luồng"]
    if row.body:
        parts.append(addressing.body_name(row.body))
    if row.field:
        parts.append(f"lĩnh vực {row.field.name}")
    parts.append("cả văn bản hạn chế" if row.includes_restricted else "không gồm văn bản hạn chế")
    return ", ".join(parts)


def approvers(agency_id: int, on: date) -> list[int]:
    """Posts whose roles may approve changes of the matrix on a day."""
    granted = DutyGrant.objects.filter(organisation.in_force(on), agency_id=agency_id, duty=Duty.APPROVE_RIGHTS)
    roles = list(granted.values_list("role", flat=True))
    posts = Post.objects.filter(organisation.in_force(on), agency_id=agency_id, roles__overlap=roles)
    return list(posts.values_list("principal_id", flat=True))


def latest_run(actor: Actor) -> ReadersRun | None:
    """How far the newest compilation of readers is."""
    rows = ReadersRun.objects.filter(agency_id=actor.agency_id).exclude(state=CompileState.SUPERSEDED)
    return rows.order_by("-pk").first()


def agencies_due(on: date) -> list[int]:
    """Agencies whose matrix has changed by date since their readers were compiled last; before the first compilation,
    since the first row began."""
    # Of a grant only the papers it names are compiled, by the grant itself.
    rules = VisibilityRule.objects.exclude(scope=Scope.CASE)
    days = list(rules.values_list("agency_id", "starts_on", "ends_on"))
    last: dict[int, date] = {}
    for agency_id, starts_on, _ in days:
        last[agency_id] = min(starts_on, last.get(agency_id, starts_on))
    for agency_id, day in ReadersRun.objects.order_by("pk").values_list("agency_id", "on"):
        last[agency_id] = day
    return sorted({a for a, *edges in days if any(day is not None and last[a] < day <= on for day in edges)})


def principals_to_pick(actor: Actor) -> list[Option]:
    """Roles, units and posts a row can name."""
    roles = RolePrincipal.objects.filter(agency_id=actor.agency_id).order_by("role")
    found = [Option(row.principal_id, f"Vai trò {Role(row.role).label}", "Mọi vị trí có vai trò này") for row in roles]
    versions = organisation.unit_versions(actor.agency_id, actor.on).select_related("unit")
    found += [Option(row.unit.principal_id, row.name, "Trưởng đơn vị xem") for row in versions]
    seats = organisation.seats(actor.agency_id, actor.on)
    return found + [Option(s.principal_id, s.title, f"{s.unit_name} · {s.holder or 'chưa có người'}") for s in seats]


def row_in_words(actor: Actor, rule_id: int) -> str:
    """A row of the agency's matrix as a sentence; empty when there is none."""
    rule = VisibilityRule.objects.filter(pk=rule_id, agency_id=actor.agency_id).first()
    return in_words(rule, actor.on) if rule else ""


def bodies_of(actor: Actor) -> list[tuple[int, str]]:
    rows: Iterable[IssuingBody] = organisation.issuing_bodies(actor.agency_id, actor.on)
    return [(row.pk, addressing.body_name(row)) for row in rows]


def fields_of(actor: Actor) -> list[tuple[int, str]]:
    return list(WorkField.objects.filter(agency_id=actor.agency_id).order_by("name").values_list("pk", "name"))
